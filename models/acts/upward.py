"""A report that goes up the grid, and the word that it has come (逐级上报、签收): whoever is told says so."""

from typing import Annotated, Literal

from models.acts.content import Content, PointsAt
from models.values import MaybeText, Text


class ReportToCity(Content):
    """The working group, or the competent department, reports to the city (向市级网格报告)."""

    act: Literal["report_to_city"] = "report_to_city"
    label = "向市级报告"
    summary: Text


class AcknowledgeReport(Content):
    """Whoever a report came to says that it has come, and sees to it from now on (签收报告)."""

    act: Literal["acknowledge_report"] = "acknowledge_report"
    label = "签收报告"
    of: Annotated[
        int,
        PointsAt("report_upward", "report_to_city", "send_first_report", "send_follow_up", "term_lapses", once=True),
    ]
    """The report; of a round that nobody walked, the engine's word of it."""
    remark: MaybeText = ""
