"""The prior notice of restriction, stop or shutdown, and the party's answer (限产、停产、关闭的事先告知和陈述申辩)."""

from typing import Annotated, Literal

from models.acts.content import Content, OfParty, PointsAt, Served
from models.documents import Basis
from models.values import Several, Text


class ServeMeasureNotice(Served):
    """The party is told facts, basis and its rights before the measure is decided (事先告知书送达)."""

    act: Literal["serve_measure_notice"] = "serve_measure_notice"
    label = "送达限产（停产、关闭）事先告知书"
    measure: Literal["restriction", "stop_rectification", "stop_business", "closure"]
    facts: Text
    basis: Several[Basis]
    hearing_offered: bool = False


class ReceiveMeasureStatement(Content):
    """The party's statement or defence on the notice arrives (陈述、申辩)."""

    act: Literal["receive_measure_statement"] = "receive_measure_statement"
    label = "收到对限产（停产、关闭）的陈述申辩"
    of: Annotated[int, PointsAt("serve_measure_notice")]
    summary: Text


class ExamineMeasureStatement(Content):
    """The statement is examined and answered (复核)."""

    act: Literal["examine_measure_statement"] = "examine_measure_statement"
    label = "复核对限产（停产、关闭）的陈述申辩"
    of: Annotated[int, PointsAt("receive_measure_statement", once=True)]
    accepted: Literal["wholly", "partly", "not"]
    reason: Text


class WaiveMeasureStatement(OfParty):
    """The party gives up statement and defence on the notice (放弃陈述申辩); a hearing it gives up by `waive_hearing`."""

    concerns_all = True
    has_to_name = True
    act: Literal["waive_measure_statement"] = "waive_measure_statement"
    label = "放弃对限产（停产、关闭）的陈述申辩"
    of: Annotated[int, PointsAt("serve_measure_notice")]
    in_writing: bool
