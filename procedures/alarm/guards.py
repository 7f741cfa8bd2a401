"""What is refused in an alarm's file: values within their limit, another exceedance, what is marked invalid."""

from datetime import timedelta

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts.alarm import AddExceedance, Exceedance, JoinAlarmToCase, SetAlarmAside, TakesOver
from models.acts.alarm import OpenCaseOfAlarm as OpenCase
from models.values import CIVIL
from procedures.alarm.reading import aside, end_of, is_marked_invalid, opening_of, span

GAP = "alarm_gap"
MARKS = "monitoring_marks"


def beyond_its_limit(attempt: Attempt[Exceedance]) -> None:
    """Refuse as an exceedance what is within its limit."""
    said = attempt.content
    is_within = said.value >= said.limit if said.is_floor else said.value <= said.limit
    if is_within:
        side = "不低于下限" if said.is_floor else "没有超过限值"
        sentence = f"{said.pollutant}{said.value}{said.measured_in}，{side}{said.limit}{said.measured_in}，不是超标"
        raise OutOfBounds("within-limit", sentence, field="value")


@asks_for(AskedFor("ended_at", must="不得早于开始时间，不得晚于收到时间"))
def times_are_possible(attempt: Attempt[Exceedance]) -> None:
    """Refuse an exceedance that ends before it began, or lies in the future: the device's clock is wrong."""
    said, now = attempt.content, attempt.act.happened_at
    if said.ended_at is not None and said.ended_at < said.began_at:
        raise OutOfTime("ends-before-it-began", "超标的结束时间早于开始时间，请核对", field="ended_at")
    known = ("began_at", said.began_at), ("ended_at", said.ended_at)
    ahead = next((name for name, at in known if at is not None and at.replace(second=0, microsecond=0) > now), None)
    if ahead is not None:
        sentence = f"超标时间晚于收到时间{now.astimezone(CIVIL):%Y-%m-%d %H:%M}；请核对监测设备的时钟"
        raise OutOfTime("clock-ahead", sentence, field=ahead)


def is_the_same_exceedance(attempt: Attempt[AddExceedance]) -> None:
    """Refuse what is another exceedance: of another pollutant, too long after, or after this one was put aside."""
    record, said = attempt.record.before(attempt.act), attempt.content
    opening, known = opening_of(record), span(record)
    if opening is None or known is None:
        return
    if said.pollutant != opening.pollutant:
        sentence = f"本件是{opening.pollutant}的报警；{said.pollutant}的超标另报"
        raise OutOfOrder("other-pollutant", sentence, field="pollutant")
    began, ended = known
    gap = timedelta(hours=attempt.law.norms.norm[GAP].limit.amount)
    if said.began_at > ended + gap or end_of(attempt.act) < began - gap:
        norm = attempt.law.norms.norm[GAP].as_cited(f"norm.{GAP}")
        sentence = f"与本件的超标（至{ended.astimezone(CIVIL):%Y-%m-%d %H:%M}）间隔过久，是另一次超标，请另报"
        raise OutOfTime("other-exceedance", sentence, article=norm.citation, field="began_at")
    if aside(record) is not None and said.began_at > ended:
        sentence = "本件已决定不予转办，此后的超标请另报"
        raise OutOfOrder("alarm-put-aside", sentence, field="began_at")


@asks_for(AskedFor("is_falsely_marked", when="数据全部标记为无效的", rule=MARKS))
def is_not_marked_invalid(attempt: Attempt[OpenCase] | Attempt[JoinAlarmToCase]) -> None:
    """Refuse to take over data that are marked invalid, unless the marks themselves seem to be false (虚假标记)."""
    content: TakesOver = attempt.content
    rule = attempt.cite(MARKS)
    if rule and is_marked_invalid(attempt.record) and not content.is_falsely_marked:
        sentence = (
            "全部数据已标记为自动监测设备维护、故障等无效数据，不作为超标判定依据；"
            "标记涉嫌虚假的，请写明 is_falsely_marked，否则决定不予转办"
        )
        raise OutOfBounds("marked-invalid", sentence, article=rule, field="is_falsely_marked")


@asks_for(AskedFor("fault_reported_at", when="以设备故障为由的", rule="auto_monitor_fault"))
def ground_is_borne_out(attempt: Attempt[SetAlarmAside]) -> None:
    """Refuse a ground that the file does not bear out: no marks, or a fault that nobody reported."""
    content = attempt.content
    if content.ground == "marked_invalid" and not is_marked_invalid(attempt.record):
        sentence = "有数据没有标记为无效，不能以数据标记为由不予转办"
        raise OutOfBounds("not-marked", sentence, article=attempt.cite(MARKS), field="ground")
    if content.ground == "device_fault" and content.fault_reported_at is None:
        sentence = "以自动监测设备故障为由不予转办的，须写明排污单位报告故障的时间；没有报告的，本身须依法查处"
        raise Unclear(
            "fault-unreported", sentence, article=attempt.cite("auto_monitor_fault"), field="fault_reported_at"
        )
