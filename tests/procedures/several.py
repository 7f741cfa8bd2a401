"""A case of two parties: a unit, and the person responsible in it who is penalised beside it."""

from typing import Any

from models.acts import ACTS, Act
from models.people import Actor
from tests.builders import CLERK, HEAD, PARTY, PaperCase, a_case
from tests.procedures.served import SAID

A, B, C = PARTY.id, "party-2", "party-3"
"""The unit, the person responsible in it, and a unit that comes later."""
FINES = {A: "100000", B: "4000"}
RESPONSIBLE = {"id": B, "kind": "citizen", "part": "responsible"}
HEIR = {"id": C, "kind": "organisation"}
BY: dict[str, Actor] = {"apply_to_court": HEAD, "revoke_decision": HEAD, "join_party": HEAD, "revoke_filing": HEAD}


class TwoParties(PaperCase):
    """A case whose acts are done by whoever may, each for the party that is named."""

    def of(self, name: str, party: str, on: str, **said: Any) -> Act:  # noqa: ANN401  whatever the act says
        """Have an act of a party's own done."""
        usual = {"fine": FINES.get(party, "100000")} if name in ("serve_notice", "decide_penalty") else {}
        whose = {"party": party} if "party" in ACTS[name].model_fields else {}
        key, by = {"key": f"{name}/{len(self.acts)}"}, {"by": BY[name]} if name in BY else {}
        return self.does(name, on, **whose, **{**SAID.get(name, {}), **key, **by, **usual, **said})

    def last_of(self, name: str, party: str) -> int:
        """Return the number of the last act of a kind that names a party."""
        return max(act.no for act in self.acts if act.name == name and getattr(act.content, "party", "") == party)

    def pays(self, party: str, on: str, amount: str = "") -> Act:
        """Have a party pay what was decided on it."""
        of = self.last_of("serve_decision", party)
        said = {"of": of, "amount": amount or FINES[party], "key": f"pay/{len(self.acts)}", "by": CLERK}
        return self.does("record_payment", on, **said)

    def served(self, party: str, on: str) -> None:
        """Decide on a party and serve it on one day."""
        self.of("decide_penalty", party, f"{on} 09:00")
        self.of("serve_decision", party, f"{on} 10:00")

    def published(self, party: str, on: str) -> None:
        """Publish the decision on a party."""
        self.does("publish_decision", on, of=self.last_of("decide_penalty", party), key=f"publish/{len(self.acts)}")


def filed(others: tuple[dict[str, str], ...] = (RESPONSIBLE,), **filing: Any) -> TwoParties:  # noqa: ANN401  fields of the filing
    """Return a case that was filed against both, or against A and whomever else, and investigated."""
    case = TwoParties()
    case.acts = list(a_case("inspect_site").acts)
    case.does("file_case", "2026-09-07", others=others, **filing)
    case.does("serve_correction_order", "2026-09-07")
    case.does("conclude_investigation", "2026-09-10")
    case.does("review_case", "2026-09-11")
    return case


def noticed() -> TwoParties:
    """Return the case after each was served its notice."""
    case = filed()
    case.of("serve_notice", A, "2026-09-14 09:00")
    case.of("serve_notice", B, "2026-09-14 10:00")
    case.does("recheck_correction", "2026-09-16", of="serve_correction_order")
    return case


def decided(*parties: str) -> TwoParties:
    """Return the case after the decisions on these parties were served, on 2026-09-22."""
    case = noticed()
    for party in parties or (A, B):
        case.served(party, "2026-09-22")
        case.published(party, "2026-09-23")
    return case
