"""What may make a violation a crime (环境污染入罪的事实), and what the bureau says of it."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, OfParty, PointsAt
from models.acts.penalty import Yuan
from models.documents import Share
from models.values import Count, MaybeText, Several, Text, Value

Pollutant = Literal[
    "lead",
    "mercury",
    "cadmium",
    "chromium",
    "arsenic",
    "thallium",
    "antimony",
    "nickel",
    "copper",
    "zinc",
    "silver",
    "vanadium",
    "manganese",
    "cobalt",
    "other_heavy_metal",
    "persistent_organic",
]

POLLUTANT_NAMES: dict[str, str] = {
    "lead": "铅",
    "mercury": "汞",
    "cadmium": "镉",
    "chromium": "铬",
    "arsenic": "砷",
    "thallium": "铊",
    "antimony": "锑",
    "nickel": "镍",
    "copper": "铜",
    "zinc": "锌",
    "silver": "银",
    "vanadium": "钒",
    "manganese": "锰",
    "cobalt": "钴",
    "other_heavy_metal": "其他重金属",
    "persistent_organic": "持久性有机污染物",
}

ProtectedArea = Literal["first_grade_source", "drinking_source", "core_area", "other_key_area"]

AREA_NAMES: dict[str, str] = {
    "first_grade_source": "饮用水水源一级保护区",
    "drinking_source": "饮用水水源其他保护区",
    "core_area": "自然保护区核心区、自然保护地核心保护区",
    "other_key_area": "其他依法确定的重点保护区域",
}


class Excess(Value):
    """By how many times a pollutant exceeds its standard (超标倍数), as the report has it."""

    pollutant: Pollutant
    times_over: Share


class CrimeFacts(Value):
    """What was found that the thresholds of the crime ask for (入罪标准所涉的事实); nothing need be said."""

    hazardous_waste_tons: Share | None = None
    """How much hazardous waste was discharged, dumped or disposed of unlawfully, in tonnes."""
    excess: Several[Excess] = ()
    toxic: bool = False
    """Whether it is radioactive waste, waste with pathogens, or a toxic substance (有毒物质)."""
    protected_area: ProtectedArea | None = None
    by_evasion: bool = False
    """Whether it was done in a manner that evades supervision (暗管、渗井、渗坑、灌注等)."""
    falsified_monitoring: bool = False
    """Whether a listed unit falsified or disturbed its automatic monitoring while it discharged."""
    penalties_before: Count | None = None
    """How many penalties it has had within two years for the same kind of conduct."""
    loss: Yuan | None = None
    gain: Yuan | None = None
    cost_saved: Yuan | None = None
    """What was saved by not running the treatment facilities."""
    water_cut_hours: Share | None = None
    """For how many hours a central source of drinking water had to be shut."""
    other: MaybeText = ""
    """Any other sign that the pollution is grave enough for a crime (其他严重污染环境的情形)."""


class StatesCrimeFacts(Content):
    """An act that may state what the thresholds of the crime ask for."""

    crime_facts: CrimeFacts | None = None


class AnswerCrimeIndicator(Approved):
    """The head says whether a sign of crime that was found is a suspected crime, with reasons (涉嫌犯罪线索研判)."""

    act: Literal["answer_crime_indicator"] = "answer_crime_indicator"
    label = "研判涉嫌犯罪线索"
    of: Annotated[int, PointsAt("inspect_site", "take_sample", "receive_report", "conclude_investigation")]
    """The number of an act that states the sign; every sign stated by then is answered with it."""
    suspected: bool
    """Suspected: it is reported and referred; not suspected: the penalty goes on."""
    reason: Text


class OfSuspect(OfParty):
    """What became of the criminal case of one party, or of every party where none is named (各当事人的刑事部分)."""

    concerns_all = True
