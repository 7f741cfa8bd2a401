"""What the register answers when it cannot answer.

RegisterError              told to whoever asked, in Chinese; `code` is stable
  NotInRegister            no such grid, unit, person, party, complaint
  AmbiguousGrid            several grids bear the name
  GridElsewhere            the name is that of a grid off the asker's own ground, and the county was not said
  AmbiguousUnit            several units bear the name
  VacantPost               nobody is appointed to answer on that day
  UnclearDuty              the division of work between departments says nothing to what was asked
  KeyReused                the sender's key was used for another content
  InvalidParty             the party cannot be registered as stated
  DrawRefused              a random inspection cannot be drawn, or its result entered, as stated
  SealBroken               a sealed complaint cannot be opened with this key
"""


class RegisterError(Exception):
    """A question or entry the register cannot take; nothing was changed."""

    def __init__(self, code: str, sentence: str, *, field: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field
        self.nearest = nearest


class NotInRegister(RegisterError):
    """What was named is not in the register."""


class UnknownGrid(NotInRegister):
    """No grid bears this name or code."""


class AmbiguousGrid(RegisterError):
    """Several grids bear this name; the county has to be named."""


class GridElsewhere(RegisterError):
    """The grid of this name lies elsewhere; that it is meant has to be said."""


class AmbiguousUnit(RegisterError):
    """Several units bear this name, or this part of one."""


class UnknownPolluter(NotInRegister):
    """No polluter has this number, or not this outlet."""


class DrawRefused(RegisterError):
    """A random inspection cannot be drawn, or its result entered, as stated."""


class UnknownUnit(NotInRegister):
    """No unit has this number."""


class UnknownPerson(NotInRegister):
    """No person has this number."""


class UnknownParty(NotInRegister):
    """No party has this number."""


class VacantPost(RegisterError):
    """Nobody is appointed to answer on that day."""

    place = ""
    """The grid for whose chain it was asked; empty where none was."""


class UnclearDuty(RegisterError):
    """The plan's division of work says nothing to what was asked."""


class KeyReused(RegisterError):
    """The sender has used this key for another content."""


class InvalidParty(RegisterError):
    """The party cannot be registered as stated."""


class SealBroken(RegisterError):
    """A sealed complaint is not there, or this key does not open it."""
