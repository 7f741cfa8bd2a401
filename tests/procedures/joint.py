"""A joint investigation on paper: who takes part in it, and how far it has gone."""

from typing import Any

from kinds import JOINT_INVESTIGATION
from models.people import Actor, Officer, Role
from tests.builders import CITY, CLERK, COUNTY, HEAD, OFFICER, OFFICERS, PaperCase, answering

POLICE, NEXT_COUNTY = "u-4304-police", "u-430424"
CITY_HEAD = Actor(id="p-city-5", unit=CITY, level=1, roles=(Role.HEAD,))
POLICEMAN = Actor(id="p-police-2", unit=POLICE, level=1, roles=(Role.OFFICER,))
NEIGHBOUR = Actor(id="p-next-3", unit=NEXT_COUNTY, level=2, roles=(Role.CLERK,))
STRANGER = Actor(id="p-housing-3", unit="u-4304-housing", level=1, roles=(Role.CLERK,))


SENT = (Officer(id="p-police-2", unit=POLICE),)
FIELDS: dict[str, dict[str, Any]] = {
    "confirm_convening": {"document_no": "衡环联〔2026〕1号"},
    "invite_member": {
        "unit": POLICE,
        "answerable": answering(POLICE),
        "tasks": "查明危险物质的来源",
        "due": "2026-09-15",
    },
    "answer_invitation": {"is_confirmed": True, "officers": SENT},
    "set_member_task": {"tasks": "补充查明去向", "due": "2026-09-21", "reason": "案情复杂"},
    "report_member_task": {"result": "已查明来源"},
    "hold_joint_meeting": {"bodies": ["衡阳市公安局"], "conclusion": "一致认定属实"},
    "take_evidence": {
        "mark": "证1",
        "name": "外排水样",
        "form": "sample",
        "place": "示例村排口",
        "sealing": "封签001",
        "keeper": OFFICER.id,
        "unit": COUNTY,
        "officers": OFFICERS,
        "identity_shown": True,
    },
    "hand_over_evidence": {
        "giver": OFFICER.id,
        "keeper": POLICEMAN.id,
        "unit": POLICE,
        "is_intact": True,
    },
    "let_go_of_evidence": {"giver": OFFICER.id, "outcome": "with_case", "keeper": OFFICER.id},
    "conclude_joint_investigation": {"finding": "true", "facts": "违法倾倒危险废物"},
    "assign_follow_up": {
        "unit": COUNTY,
        "route": "case",
        "requirement": "依法立案查处违法倾倒",
        "due": "2026-10-30",
    },
    "record_follow_up_result": {"result": "已依法处理"},
    "feed_back_joint_result": {"direction": "up", "result": "属实，已分派后续处理"},
    "disclose_joint_result": {"summary": "经联合调查属实，已依法处理"},
    "close_joint_investigation": {"summary": "后续处理均已完成"},
    "cancel_joint_investigation": {"reason": "经核实不需要多部门调查"},
}
DOERS = {
    "answer_invitation": POLICEMAN,
    "report_member_task": POLICEMAN,
    "take_evidence": OFFICER,
    "hand_over_evidence": OFFICER,
    "let_go_of_evidence": OFFICER,
    **dict.fromkeys(
        (
            "convene_joint_investigation",
            "confirm_convening",
            "change_lead",
            "conclude_joint_investigation",
            "assign_follow_up",
            "withhold_joint_result",
            "close_joint_investigation",
            "cancel_joint_investigation",
        ),
        HEAD,
    ),
}
PATH: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("convene_joint_investigation", "2026-09-01", {}),
    ("invite_member", "2026-09-01 10:00", {}),
    ("answer_invitation", "2026-09-02", {"of": "invite_member"}),
    ("report_member_task", "2026-09-10", {"of": "invite_member"}),
    ("hold_joint_meeting", "2026-09-11", {}),
    ("conclude_joint_investigation", "2026-09-14", {}),
)


class Joint(PaperCase):
    """A joint investigation without an engine."""

    number = "L2026-000001"

    def __init__(self) -> None:
        super().__init__(kind=JOINT_INVESTIGATION)

    def does(self, act: str, on: Any, **rest: Any) -> Any:  # noqa: ANN401
        """Have an act done by whoever usually does it, with what it usually says."""
        return super().does(act, on, **{"by": DOERS.get(act, CLERK), **FIELDS.get(act, {}), **rest})

    def goes(self, until: str) -> "Joint":
        """Go the ordinary path up to and including an act."""
        for act, on, fields in PATH:
            self.does(act, on, **fields)
            if act == until:
                break
        return self

    def no(self, act: str) -> int:
        """Return the number of the last act of a name."""
        return max(one.no for one in self.acts if one.name == act)
