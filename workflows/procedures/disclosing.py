"""What is made public about measures (公开查封扣押、限产停产等信息): the decision, its extension and its end, as data.

查封、扣押办法 art. 7 and 限制生产、停产整治办法 art. 4: decision, extension and lifting are made public; no number of days is set.
"""

from collections.abc import Iterable
from typing import Any

from models.acts import Act
from models.case import Effect
from workflows.procedures.effects import Maker, party_id
from workflows.procedures.record import Record


def disclosed(title: str, measure: str) -> Maker:
    """Return the maker of what is made public; the party's name is joined from the register when it may be shown."""

    def make(record: Record, act: Act) -> Iterable[Effect]:
        data: dict[str, Any] = {
            "party": party_id(record),
            "decided_on": act.day.isoformat(),
            "issuer": act.by.unit,
            "measures": [measure],
            "fine": "",
            "basis": [f"{row.instrument}{row.article}" for row in getattr(act.content, "basis", ())],
            "summary": title,
        }
        yield Effect(key=f"{act.no}/disclosure", kind="disclosure", act_no=act.no, title=title, data=data)

    return make
