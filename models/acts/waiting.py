"""Which acts end that one file waits for another (不再等候): word that may be the last, and who gives the waiting up."""

from models.acts.content import Content, ToldByFile


class LastWordIf(ToldByFile):
    """What another file tells, where only what it says decides whether it is the last that is waited for."""

    @property
    def is_the_last(self) -> bool:
        """Tell whether nobody waits for that file any more."""
        raise NotImplementedError


class StopsWaiting(Content):
    """An act after which nobody here waits any more for the file that the act it points at opened (不再等候)."""
