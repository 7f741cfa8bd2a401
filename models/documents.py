"""What every document of the law says besides its own matter (文书): what it rests on, how to seek relief."""

from typing import Literal

from models.values import Line, MaybeLine, Value


class Basis(Value):
    """A provision a document rests on (法律依据): the instrument's title or code, and the article."""

    instrument: Line
    article: Line
    role: Literal["broken", "penal", "procedure"] = "penal"
    """The provision broken (substance), the penal one (substance), or one of procedure."""
    lighter: bool = False
    """True where a newer law is cited because it is lighter (从轻)."""


class Remedies(Value):
    """How the party may seek relief, as the document tells it (救济途径和期限)."""

    reconsideration_body: MaybeLine = ""
    reconsideration_period: MaybeLine = ""
    court: MaybeLine = ""
    suit_period: MaybeLine = ""
