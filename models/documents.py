"""What documents of the law say besides their own matter (文书): basis, weighing, how to seek relief."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.values import Line, MaybeLine, MaybeText, Several, Text, Value

Share = Annotated[Decimal, Field(ge=0, decimal_places=4, max_digits=14)]


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


class Weighed(Value):
    """The level that was found for one factor of the standard (裁量因素)."""

    factor: Line
    level: Line


class Weighing(Value):
    """How the discretion was used (行政处罚裁量基准运用的理由和依据, 处罚办法 art. 56(4))."""

    standard: MaybeLine = ""
    """The standard that was applied, by its title and number; empty only where none applies."""
    none_applies: MaybeText = ""
    """Why no standard applies to the matter (没有可以适用的裁量基准); empty where one does."""
    reason: Text
    matter: MaybeLine = ""
    """The matter of the standard, by its key, where the city has loaded it."""
    weighed: Several[Weighed] = ()
    base: Annotated[Decimal | None, Field(ge=0, decimal_places=2, max_digits=14)] = None
    """What a share or multiple is taken of (总投资额、处置费用)."""
    corrected: bool = True
    direction: Literal["aggravated", "lenient", "mitigated"] | None = None
    share: Share | None = None
    adjusted: MaybeText = ""
    """Why the standard is departed from in this case (调整适用的理由); empty where it is not."""
