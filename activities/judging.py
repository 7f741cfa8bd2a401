"""Judging a file and writing it to the docket: one step, so that an act costs one workflow task."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import structlog
from sqlalchemy import Engine
from temporalio import activity

from activities.messages import JudgeRequest
from activities.weighing import HEAVY, weight
from database.faults import code_of, is_away
from docket.chained import chained
from docket.numbering import wanted_of
from docket.together import Together
from docket.vacancies import gone
from docket.writer import Recorded, write
from judging.admission import irregularities
from judging.answering import named
from judging.judge import Judged, effects_again, has_climbed, judge
from judging.possible import turns_of
from judging.record import Record
from kinds import KINDS
from kinds.counting import counted_of
from law.edition import Law
from models.acts import Act
from models.effects import Effect, Feedback, Leaves
from models.file import Entry, Judgment, Numbers
from models.numbers import DocumentNumber
from models.values import civil_day

log = structlog.get_logger()


class JudgeActivities:
    """The judgment of a file, with the law it is judged by and the docket it is written to."""

    def __init__(self, law: Callable[[], Law], docket: Engine) -> None:
        self._law = law
        self._register = docket
        self._docket: Together[Recorded] = Together(docket)

    @activity.defn
    def judge_file(self, request: JudgeRequest) -> Judgment:
        """Judge every act not judged yet, let time act, and write the docket if it can be reached at once."""
        kind, law = KINDS[request.kind], self._law()
        found = irregularities(kind, request.acts, request.judged, law)
        acts = [act.departing(*found[act.no]) if act.no in found else act for act in request.acts]
        judged = self._judged(request, acts, law)
        entry = chained(_entry(request, judged))
        recorded = None if request.behind else self._recorded(entry)
        log.info("file_judged", file_no=request.file_no, acts=len(judged.acts), stage=judged.standing.stage)
        numbers = _new_to(request.numbers, recorded)
        return _judgment(request, judged, found, entry, unwritten=recorded is None, numbers=numbers)

    def _judged(self, request: JudgeRequest, acts: Sequence[Act], law: Law) -> Judged:
        """Judge, and again where a report climbs to somebody who serves no more; a story's persons are as it says."""
        kind, asked = KINDS[request.kind], (request.file_no, acts, request.judged, law, request.at)
        judged = judge(kind, *asked, rehearsal=request.rehearsal)
        if request.rehearsal or not has_climbed(judged, law):
            return judged
        left = gone(self._register, named(judged.reading.record), civil_day(request.at))
        return judge(kind, *asked, gone=left) if left else judged

    @activity.defn
    def record_file(self, entry: Entry) -> Numbers:
        """Write what was judged while the docket was away, as it was judged; fails until the docket is back."""
        try:
            recorded = self._written(entry)
        except Exception as error:
            if is_away(error):
                raise
            _refused(entry, error)
            return Numbers()
        log.info("file_recorded_late", file_no=entry.file_no, revision=entry.revision, written=recorded.written)
        return Numbers(numbers=_new_to(entry.numbers, recorded))

    def _recorded(self, entry: Entry) -> Recorded | None:
        """Write an entry; None while the docket is away, and the entry is written later.

        What the docket will never take holds nothing but its own row: the next judgment writes the file whole.
        """
        try:
            recorded = self._written(entry)
        except Exception as error:  # noqa: BLE001  no fault of the docket may hold an act
            if is_away(error):
                log.warning("docket_unreachable", file_no=entry.file_no, error=code_of(error))
                return None
            _refused(entry, error)
            return Recorded(written=False)
        if not recorded.written:
            log.warning("docket_has_a_later_judgment", file_no=entry.file_no, revision=entry.revision)
        return recorded

    def _written(self, entry: Entry) -> Recorded:
        return self._docket.write(lambda connection: write(connection, entry, self._made_again))

    def _made_again(self, entry: Entry, kept: int) -> Sequence[Effect]:
        """Make again, by the law of this day, the effects of acts judged before that the docket has lost."""
        log.warning("effects_made_again", file_no=entry.file_no, after=kept, until=entry.since)
        return effects_of(entry, kept, self._law())


def effects_of(entry: Entry, kept: int, law: Law) -> Sequence[Effect]:
    """Return the effects of the acts that were judged before, but for those of the first so many acts.

    What was withdrawn or corrected since has had its effects: they are made as they were. What was withdrawn before it
    was judged never had any, which is known by its document: none of that file bears its number.
    """
    where = entry.standing
    judged = judge(KINDS[entry.kind], entry.file_no, entry.acts, len(entry.acts), law, where.at)
    made = effects_again(entry.file_no, judged.reading, judged.acts[kept:])
    never = _never_followed(entry, judged.reading.record, made)
    return [effect for effect in made if effect.act_no <= entry.since and effect.act_no not in never]


def _never_followed(entry: Entry, record: Record, made: Iterable[Effect]) -> set[int]:
    """Return the acts that count no more and whose documents were never given a number."""
    numbered = {number.act for number in entry.numbers}
    wanted = ((one.document.act_no, one.act) for one in wanted_of(entry, made))
    return {no for no, key in wanted if record.act(no) is None and key not in numbered}


def _refused(entry: Entry, error: Exception) -> None:
    log.error("docket_refused", file_no=entry.file_no, revision=entry.revision, error=code_of(error), exc_info=error)


def _new_to(known: Sequence[DocumentNumber], recorded: Recorded | None) -> tuple[DocumentNumber, ...]:
    """Return what the docket says of a file's numbers that the file does not know."""
    return tuple(number for number in recorded.numbers if number not in known) if recorded else ()


def _entry(request: JudgeRequest, judged: Judged) -> Entry:
    """Return what the docket has to write; the whole list, so that a docket that has less than we know catches up."""
    return Entry(
        kind=request.kind,
        file_no=request.file_no,
        revision=request.revision,
        since=request.judged,
        chain_before=request.chain,
        acts=judged.acts,
        standing=judged.standing,
        effects=judged.effects,
        numbers=request.numbers,
        turns=turns_of(judged.reading.now, judged.reading.terms),
        counted=counted_of(judged.reading.record),
    )


def _judgment(
    request: JudgeRequest,
    judged: Judged,
    found: Mapping[int, tuple[str, ...]],
    entry: Entry,
    *,
    unwritten: bool,
    numbers: tuple[DocumentNumber, ...],
) -> Judgment:
    standing, size = judged.standing, _size(request, judged.acts)
    return Judgment(
        edition=standing.edition,
        at=request.at,
        judged=len(judged.acts),
        engine_acts=judged.engine_acts,
        next_at=standing.next_at,
        stage=standing.stage,
        stage_name=standing.stage_name,
        over=judged.over,
        attributes={
            "FileStage": standing.stage,
            "FileGrid": standing.particulars.grid,
            "FileUnit": standing.holder_unit,
            "FileLastDay": standing.next_last_day.isoformat() if standing.next_last_day else "",
            "FileAlert": standing.alert,
        },
        irregularities={no: told[0] for no, told in found.items()},
        further_irregularities={no: told[1:] for no, told in found.items() if told[1:]},
        outgoing=tuple(effect for effect in judged.effects if isinstance(effect, Leaves) and _is_sent(effect)),
        unwritten=entry.without_acts() if unwritten else None,
        numbers=numbers,
        weight=_weight(size, judged.acts),
        size=size,
        chain=entry.chain,
    )


def _size(request: JudgeRequest, acts: Sequence[Act]) -> int:
    """Return how many bytes the acts of a file take: what is new is added to what the others were said to take."""
    known = request.judged if request.size else 0
    return request.size + len(_text(acts[known:]))


def _weight(size: int, acts: Sequence[Act]) -> int:
    """Return how many bytes the acts take when they move to the file's next run; light ones are not packed for it."""
    return size if size < HEAVY else weight(_text(acts))


def _text(acts: Sequence[Act]) -> bytes:
    return b"".join(act.model_dump_json().encode() + b"\n" for act in acts)


def _is_sent(effect: Leaves) -> bool:
    """Tell whether an effect goes to another system or file; feedback to nobody's system is a person's to give."""
    return not isinstance(effect, Feedback) or bool(effect.to)
