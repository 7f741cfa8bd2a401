"""What is refused in an emergency: a class below the facts, a report that leaves somebody out, the wrong body."""

from decimal import Decimal

from judging.attempt import Attempt
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.acts.emergency import (
    LEVELS,
    ORGANISERS,
    RECIPIENTS,
    BeginEmergencyInvestigation,
    DeclineEmergencyInvestigation,
    EmergencyReport,
    EndResponse,
    Extent,
    Level,
    NotifyNeighbour,
    Organiser,
    SendFinalReport,
    SendFirstReport,
    SendFollowUp,
    SendWrittenReport,
    StartResponse,
)
from procedures.emergency.reading import ORDER, REQUIRED, Classing, level_of, route, running

WATER = ("none", "township", "county", "city")
CROSSED = ("none", "county", "city", "province", "border")
COMPETENT: dict[Level, Organiser] = {
    "extraordinary": "ministry",
    "major": "ministry",
    "large": "province",
    "ordinary": "city",
}
"""Who has an emergency of a class investigated (突发环境事件调查处理办法 art. 4)."""


def least_level(attempt: Attempt[Classing]) -> Level:
    """Return the lightest class that what is known allows: whichever one circumstance reaches (符合情形之一)."""
    found = attempt.law.catalogue.find("emergency_classes", attempt.day)
    values = found.provision.values if found else {}
    for level in reversed(ORDER):
        if any(_reaches(attempt.content, name, values[f"{level}_{name}"]) for name in _named(level, values)):
            return level
    return "ordinary"


def _named(level: Level, values: dict[str, int | Decimal | str]) -> list[str]:
    return [name.removeprefix(f"{level}_") for name in values if name.startswith(f"{level}_")]


def _reaches(extent: Extent, name: str, least: int | Decimal | str) -> bool:
    if name == "water":
        return WATER.index(extent.water_cut) >= WATER.index(str(least))
    if name == "crosses":
        return CROSSED.index(extent.crosses) >= CROSSED.index(str(least))
    counts = {"deaths": extent.deaths, "injured": extent.injured, "evacuated": extent.evacuated}
    return (extent.loss if name == "loss" else Decimal(counts[name])) >= Decimal(least)


def class_fits_the_facts(attempt: Attempt[Classing]) -> None:
    """Refuse a class that is lighter than what is known makes it (不得降低等级)."""
    least, level = least_level(attempt), attempt.content.level
    if ORDER.index(level) < ORDER.index(least):
        sentence = f"已查明的情况达到{LEVELS[least]}的标准，不得认定为{LEVELS[level]}"
        raise OutOfBounds("class-below-facts", sentence, article=attempt.cite("emergency_classes"), field="level")


def class_is_another(attempt: Attempt[Classing]) -> None:
    """Refuse to change the class into what it is."""
    level = level_of(attempt.record)
    if level == attempt.content.level:
        sentence = f"事件等级已是{LEVELS[level]}，没有调整；情况有进展的，请“{SendFollowUp.label}”"
        raise OutOfOrder("class-unchanged", sentence, article=attempt.cite("emergency_classes"), field="level")


def everyone_is_told(attempt: Attempt[EmergencyReport] | Attempt[SendFinalReport]) -> None:
    """Refuse a report that leaves out one of those whom its class makes it go to (迟报、漏报)."""
    rule = route(attempt.record)
    missing = [RECIPIENTS[one] for one in REQUIRED[rule] if one not in attempt.content.to]
    if missing:
        level = level_of(attempt.record)
        told = LEVELS[level] if level else "等级不明的事件"
        sentence = f"{told}应当同时报告{'、'.join(missing)}，不得漏报"
        raise Unclear("recipient-missing", sentence, article=attempt.cite(rule), field="to")


def was_told_by_telephone(attempt: Attempt[SendWrittenReport]) -> None:
    """Refuse to follow up in writing what was in writing."""
    told = attempt.record.act(attempt.content.of, SendFirstReport, SendFollowUp)
    if told is not None and told.content.way == "written":
        sentence = f"第{told.no}号行为“{told.content.label}”已是书面报告，不须补报"
        raise OutOfOrder("was-written", sentence, article=attempt.cite("emergency_report_types"), field="of")


def government_is_advised(attempt: Attempt[NotifyNeighbour]) -> None:
    """Refuse to leave out the advice to the own government to tell the neighbour's (通报建议)."""
    if not attempt.content.is_advised:
        sentence = "通报相邻区域主管部门的，应当同时向本级人民政府提出向相邻区域人民政府通报的建议"
        raise Unclear(
            "advice-missing", sentence, article=attempt.cite("emergency_notify_neighbour"), field="is_advised"
        )


def no_response_runs(attempt: Attempt[StartResponse]) -> None:
    """Refuse a second response beside one that runs."""
    begun = running(attempt.record)
    if begun is not None:
        sentence = f"应急响应已由{begun.content.organ}启动（第{begun.no}号行为），尚未终止"
        raise OutOfOrder("response-runs", sentence, article=attempt.cite("emergency_response"), field="organ")


def ended_by_who_began_it(attempt: Attempt[EndResponse]) -> None:
    """Refuse whoever did not begin the response to end it, and to end it while the cause is there."""
    begun = attempt.record.act(attempt.content.of, StartResponse)
    article = attempt.cite("emergency_response")
    if begun is not None and begun.content.organ != attempt.content.organ:
        sentence = f"应急响应由{begun.content.organ}启动，应当由其终止"
        raise NotCompetent("not-its-response", sentence, article=article, field="organ")
    if not attempt.content.is_removed:
        sentence = "事件条件尚未排除或者污染物质尚未降至规定限值以内，不得终止应急响应"
        raise OutOfOrder("cause-not-removed", sentence, article=article, field="is_removed")


def may_investigate(content: BeginEmergencyInvestigation, level: Level) -> bool:
    """Tell whether a group is that of who is competent for a class, of somebody higher, or of who was entrusted."""
    competent = COMPETENT[level]
    is_higher = list(ORGANISERS).index(content.organiser) < list(ORGANISERS).index(competent)
    entrusted = content.is_entrusted and content.organiser != "ministry"
    return content.organiser == competent or is_higher or entrusted


def investigated_by_who_is_competent(attempt: Attempt[BeginEmergencyInvestigation]) -> None:
    """Refuse an investigation by a body that the class does not give it to, and that nobody has entrusted."""
    level = level_of(attempt.record)
    if level is not None and not may_investigate(attempt.content, level):
        sentence = f"{LEVELS[level]}事件由{ORGANISERS[COMPETENT[level]]}组织调查；受其委托的，请写明委托"
        raise NotCompetent(
            "not-its-investigation", sentence, article=attempt.cite("emergency_investigators"), field="organiser"
        )


def is_ordinary(attempt: Attempt[DeclineEmergencyInvestigation]) -> None:
    """Refuse to leave any but an ordinary emergency without an investigation (视情况组织)."""
    level = level_of(attempt.record)
    if level is not None and level != "ordinary":
        sentence = f"{LEVELS[level]}事件应当组织调查，只有一般事件视情况组织"
        raise OutOfBounds(
            "must-be-investigated", sentence, article=attempt.cite("emergency_investigators"), field="reason"
        )
