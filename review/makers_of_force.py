"""What the events beyond the decision become (措施、执行、移送、诉讼): one maker an event, a line or a short function."""

import re

from review.dating import When
from review.makers import Maker, accepted, of_decision, pointing, simple
from review.mapping import Known, Mapper

SECOND = re.compile(r"second instance|on appeal|二审|终审", re.IGNORECASE)
ANNULLED = re.compile(r"annul|revoked|quash|set aside|撤销", re.IGNORECASE)
UPHELD = re.compile(r"dismiss|upheld|upholds|reject|驳回|维持", re.IGNORECASE)
NOT_ENFORCED = re.compile(r"refus|not (to )?(be )?enforce|不予(强制)?执行|驳回", re.IGNORECASE)
DAYS = re.compile(r"(\d+)\s*(?:days?|日|天)")
PILOT = ["北京", "内蒙古", "吉林", "江苏", "安徽", "福建", "山东", "湖北", "广东", "贵州", "云南", "陕西", "甘肃"]
"""Where public-interest suits by the procuratorate were on trial from 2015 to 2017 (试点地区)."""
RECEIVED = "公安机关应当接受移送的案件,来源未载明接受的日期"
ANSWERED = "办结的,结果应当答复举报人"


def _demand_issued(file: Mapper) -> None:
    if "reminder_served" in file.events:
        file.note("serve_demand", "issued_on")
        return
    served = When(first=file.fact.when.first)
    file.add("serve_demand", when=served, because="送达不早于作出", of=file.last("serve_decision"))


def _closed(file: Mapper) -> None:
    if file.has("court_rules"):
        file.add("court_executes", result="complete", **file.pointing("apply_to_court"))
    elif file.has("receive_complaint") and not file.events & {"closure_order", "production_stop", "enforcement_ruling"}:
        accepted(file)
        file.add("feed_back", to="reporter", because=ANSWERED)
        file.add("close_case")
    else:
        file.add("report_correction", **file.pointing("serve_correction_order"))


def _transferred(kind: str) -> Maker:
    def make(file: Mapper) -> None:
        sort = kind or _sort_of_transfer(file)
        known: Known = {"kind": sort} if sort else {}
        number = file.add("transfer_to_police", **known)
        handed = file.fact.when if sort == "crime" else When(first=file.fact.when.first)
        file.add("record_police_acceptance", when=handed, because=RECEIVED, of=number, review="ordinary")

    return make


def _sort_of_transfer(file: Mapper) -> str:
    if file.is_criminal:
        return "crime"
    return "detention" if "detained" in file.events else ""


def _detained(file: Mapper) -> None:
    if file.is_criminal and "transferred_police_admin" not in file.events:
        file.add("record_custody", measure="criminal_detention")
        return
    days = DAYS.search(file.fact.detail)
    known: Known = {"days": int(days[1])} if days else {}
    file.add("record_detention", **known, **file.pointing("transfer_to_police"))


def _sued(file: Mapper) -> None:
    """Take a suit; the court's own time runs from the acceptance, where the source tells of it."""
    number = file.add("file_suit", of=file.last("serve_decision"), simple=False)
    if "lawsuit_accepted" in file.events:
        file.muted.add((number, "trial_periods"))


def _judged(file: Mapper) -> None:
    if file.is_disputed and not file.is_criminal:
        instance = "second" if file.has("appeal_suit") or SECOND.search(file.fact.detail) else "first"
        file.add("judge_suit", instance=instance, **_outcome(file), **file.pointing("file_suit"))
    else:
        file.add("record_criminal_judgment", **file.pointing("record_appeal", "transfer_to_police"))


def _outcome(file: Mapper) -> Known:
    """Return how a suit ended, as far as the detail says."""
    said = file.fact.detail
    if ANNULLED.search(said):
        return {"outcome": "revoke"}
    return {"outcome": "dismiss"} if UPHELD.search(said) else {}


def _ruled(file: Mapper) -> None:
    outcome = "refuse" if NOT_ENFORCED.search(file.fact.detail) else "enforce"
    file.add("court_rules", outcome=outcome, urgent=False, **file.pointing("court_accepts"))


def _appealed(file: Mapper) -> None:
    if file.is_disputed and not file.is_criminal:
        file.add("appeal_suit", **file.pointing("judge_suit"))
    else:
        file.add("record_appeal", **file.pointing("record_criminal_judgment"))


def _proposed(file: Mapper) -> None:
    pilot = any(file.source.place.startswith(name) for name in PILOT)
    file.add("receive_proposal", urgent=False, pilot=pilot, decided_on=None)


FORCE: dict[str, Maker] = {
    "seized": simple("impose_seizure"),
    "production_limit": simple("restrict_production"),
    "production_stop": simple("stop_production"),
    "production_stop_end": pointing("lift_stop", "stop_production"),
    "closure_order": simple("decide_closure", issued_by="government"),
    "closed": _closed,
    "reminder_issued": _demand_issued,
    "reminder_served": of_decision("serve_demand"),
    "enforcement_applied": of_decision("apply_to_court"),
    "enforcement_accepted": pointing("court_accepts", "apply_to_court"),
    "enforcement_ruling": _ruled,
    "transferred_police_admin": _transferred("detention"),
    "transferred_police_criminal": _transferred("crime"),
    "transferred_police": _transferred(""),
    "police_filed": pointing("record_police_filing", "transfer_to_police"),
    "detained": _detained,
    "arrested": simple("record_custody", measure="arrest"),
    "bail": simple("record_custody", measure="bail"),
    "prosecuted": simple("record_prosecution"),
    "no_prosecution": pointing("record_nonprosecution", "transfer_to_police"),
    "trial": simple("record_trial"),
    "judgment": _judged,
    "appeal": _appealed,
    "procuratorate_proposal": _proposed,
    "review_decision": pointing("decide_review", "apply_review"),
    "lawsuit_filed": _sued,
    "lawsuit_accepted": of_decision("file_suit", simple=False),
}
"""The events beyond the decision."""
