"""A kind of file is a value: the machinery carries one it has never heard of, and those that ship are well-formed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from temporalio import workflow

from judging.comparing import changed_by, moved_by
from judging.explaining import explain_term, prove_term
from judging.judge import judge
from judging.kind import Kind
from judging.record import Record
from judging.what_if import what_if
from kinds import KINDS, kind_of
from law.edition import shipped
from law.refusals import Refused
from models.acts import ACTS, OpensFile
from models.acts.terms import ExtendTerm, TermLapses, TermNearsEnd, WithdrawAct
from models.effects import Document, Message
from models.file import File
from models.ids import FILE_NO, file_number
from models.standing import Term
from procedures import recording
from tests.builders import CHAIN, COUNTY, SUPERVISOR, PaperCase, moment
from tests.judging.letters import LETTER, LETTERS
from worker import WORKFLOWS
from workflows.delivery import Delivery
from workflows.patrol_due import PatrolDue

ARRIVED, ANSWERED, LAST_DAY = "2026-09-01", "2026-09-15", date(2026, 11, 2)
"""Sixty days from 2 September end on Saturday, 31 October, and with it on the Monday after (环保举报热线工作管理办法 art. 10)."""


def a_letter(*, answered: bool = False) -> PaperCase:
    """Return a letter that has arrived, and was answered."""
    letter = PaperCase(kind=LETTER)
    letter.does("receive_complaint", ARRIVED)
    if answered:
        letter.does("answer_complaint", ANSWERED)
    return letter


def its_term(letter: PaperCase, at: str) -> Term:
    """Return the one term of a letter."""
    term, *_ = letter.at(at).terms
    return term


def refused(letter: PaperCase, code: str, act: str, on: str, **fields: Any) -> Refused:  # noqa: ANN401
    """Try an act that is refused with this code; return the refusal."""
    with pytest.raises(Refused) as caught:
        letter.does(act, on, **fields)
    assert code == caught.value.code
    return caught.value


class TestAKindNobodyHasHeardOf:
    def test_it_lives_from_its_opening_to_its_end(self) -> None:
        """Stage, lane, term, who answers, its own part, and what is next: all read off the value."""
        arrived, answered = a_letter().at("2026-09-02"), a_letter(answered=True).at(ANSWERED)

        assert ("arrived", "已收到来信", False, COUNTY) == (
            arrived.stage,
            arrived.stage_name,
            arrived.closed,
            arrived.holder_unit,
        )
        assert {"answer_complaint", "extend_term", "correct_act", "withdraw_act"} == {row.act for row in arrived.next}
        assert [("letters", "来信办理", "answered")] == [(row.procedure, row.name, row.stage) for row in answered.lanes]
        assert ("已答复来信", True, True) == (answered.stage_name, answered.closed, answered.archived)
        assert ("met", LAST_DAY) == (answered.terms[0].state, answered.terms[0].last_day)
        assert "letter" == answered.particulars.model_dump()["channel"]

    def test_it_is_over_with_its_end(self) -> None:
        """Where a kind has no archive, its closing is the end; before, it waits."""
        letter = a_letter(answered=True)
        open_, over = (
            judge(LETTER, "Q2026-000001", acts, 0, letter.law, moment(ANSWERED)).over
            for acts in (letter.acts[:1], letter.acts)
        )

        assert (False, True) == (open_, over)

    def test_what_follows_is_made_of_its_steps(self) -> None:
        """Document and message come from the step, the basis from its citation, the key from the file's number."""
        letter = a_letter(answered=True)
        made = judge(LETTER, "Q2026-000001", letter.acts, 1, letter.law, moment(ANSWERED)).effects

        (document,) = (one for one in made if isinstance(one, Document))
        (message,) = (one for one in made if isinstance(one, Message))
        assert ("答复函", "Q2026-000001/2/document-函") == (document.title, document.key)
        assert (letter.law.cite("hotline_complete", date(2026, 9, 15)),) == document.basis
        assert (f"{COUNTY}-direct", f"{COUNTY}-main") == message.to

    def test_time_acts_on_its_term(self) -> None:
        """It is warned of, and when it lapses the next level up is told, though no procedure of ours is asked."""
        letter = a_letter()
        letter.waits_until("2026-11-03 08:00")

        assert ["receive_complaint", "term_nears_end", "term_lapses"] == letter.names()
        (lapse,) = letter.record().all(TermLapses)
        city = CHAIN[-1]
        assert (moment("2026-11-03 00:00"), (city.main, city.leader)) == (lapse.happened_at, lapse.content.escalated_to)
        assert ("late", "late") == (its_term(letter, "2026-11-03").state, letter.at("2026-11-03").alert)

    def test_it_is_refused_in_its_own_words(self) -> None:
        """Order, bar, guard, the rule of the whole kind, another kind's act: each is refused, and names the kind."""
        unopened, letter = PaperCase(kind=LETTER), a_letter()

        assert "来信尚未开立" in refused(unopened, "file-not-open", "answer_complaint", ANSWERED).sentence
        assert "来信已由" in refused(letter, "file-already-open", "receive_complaint", ARRIVED, key="again").sentence
        assert "来信中没有“立案”" in refused(letter, "not-of-this-kind", "file_case", ANSWERED).sentence
        refused(letter, "not-slept-over", "answer_complaint", ARRIVED)
        refused(letter, "keeps-away", "answer_complaint", ANSWERED, by=SUPERVISOR)
        short = refused(letter, "too-short", "answer_complaint", ANSWERED, result="好")
        assert letter.law.cite("hotline_complete", date(2026, 9, 15)) == short.article

    def test_what_a_bar_forbids_today_is_said_beforehand(self) -> None:
        """A bar is asked for the standing, and no more of it once it has passed."""
        letter = a_letter()

        assert [("answer_complaint", "来信当日不答复")] == [
            (row.act, row.sentence) for row in letter.at(ARRIVED).forbidden
        ]
        assert () == letter.at("2026-09-02").forbidden

    def test_closed_it_takes_only_what_may_still_be_done(self) -> None:
        """After the closing act of the kind nothing is done but what says that it may be."""
        letter = a_letter(answered=True)

        assert {"correct_act", "withdraw_act"} == {row.act for row in letter.at(ANSWERED).next}
        extension = {"term": its_term(letter, ANSWERED).key, "reason": "情况复杂"}
        assert "来信已于2026-09-15" in refused(letter, "file-closed", "extend_term", "2026-09-16", **extension).sentence

    def test_its_term_is_explained_proved_supposed_and_compared(self) -> None:
        """Everything that is asked about terms takes the kind as it takes the law: as an argument."""
        letter, at, law = a_letter(), moment(ANSWERED), shipped()
        where = letter.at(ANSWERED)
        file = File(kind=LETTER.name, acts=tuple(letter.acts), revision=1, standing=where)
        (term,) = where.terms
        supposed = what_if(LETTER, letter.number, letter.acts, {1: date(2026, 8, 31)}, law, at)
        other = replace(law, norms=law.norms.model_copy())

        assert LAST_DAY == explain_term(LETTER, file, term.key, law).explanation.result.last_day
        proof = prove_term(LETTER, file, term.key, law)
        assert proof is not None
        assert LAST_DAY.isoformat() == proof["end"]["last_day"]
        assert [date(2026, 10, 30)] == [row.last_day for row in supposed.supposed.terms]
        assert () == moved_by(LETTER, letter.acts, law, other, at)
        assert changed_by(LETTER, letter.number, letter.acts, law, other, at).nothing

    def test_without_a_term_it_needs_two_acts_and_nothing_else(self) -> None:
        """Not even what the engine writes has to be of a kind in which no time runs."""
        bare = replace(LETTER, procedures=(replace(LETTERS, steps=tuple(replace(s, opens=()) for s in LETTERS.steps)),))
        letter = PaperCase(kind=bare)
        letter.does("receive_complaint", ARRIVED)
        letter.waits_until("2027-09-01")
        letter.does("answer_complaint", "2027-09-01")

        assert ["receive_complaint", "answer_complaint"] == letter.names()
        assert letter.at("2027-09-01").archived


each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@each_kind
class TestAKindThatShips:
    def test_every_stage_has_its_name_where_it_is_reached(self, kind: Kind) -> None:
        """A step's stage is named by its own procedure, so that every lane can say where it is; no other is named."""
        for procedure in kind.procedures:
            reached = {step.stage for step in procedure.steps if step.stage}

            assert reached == set(procedure.stages), procedure.name
            assert all(procedure.stages.values()), procedure.name

    def test_a_stage_is_called_the_same_throughout(self, kind: Kind) -> None:
        """No two procedures of one kind give a stage different names; no two procedures have one name."""
        named = [(stage, name) for one in kind.procedures for stage, name in one.stages.items()]
        names = [one.name for one in kind.procedures]

        assert len(dict(named)) == len(set(named))
        assert sorted(set(names)) == sorted(names)

    def test_an_act_has_one_step(self, kind: Kind) -> None:
        """What is said of an act is said once: no procedure hides another one's step."""
        acts = [step.name for one in kind.procedures for step in one.steps]

        assert sorted(set(acts)) == sorted(acts)
        assert {ACTS[name] for name in acts} == set(kind.steps)

    def test_what_closes_and_archives_it_are_acts_of_it(self, kind: Kind) -> None:
        """The end can be reached, has a stage, and what archives may be done when closed."""
        for end in (*kind.closes, *((kind.archives,) if kind.archives else ())):
            assert kind.steps[end].stage, end.__name__
        assert kind.archives is None or kind.steps[kind.archives].when_closed

    def test_what_opens_it_opens_and_nothing_else(self, kind: Kind) -> None:
        """An opening names who answers; an act of that shape is an opening; there is one at least."""
        opening = {content for content, step in kind.steps.items() if step.opening}

        assert opening == {content for content in kind.steps if issubclass(content, OpensFile)}
        assert opening

    def test_it_has_what_the_engine_and_the_list_need(self, kind: Kind) -> None:
        """Warnings, lapses, corrections, withdrawals and extensions are acts of every file; deliveries too."""
        recorded = {step.content for step in recording.STEPS}

        assert {TermNearsEnd, TermLapses, WithdrawAct, ExtendTerm} <= recorded <= set(kind.steps)
        assert {"record_delivery", "record_delivery_refused", "record_delivery_failed"} <= set(kind.acts)

    def test_its_own_part_is_its_own(self, kind: Kind) -> None:
        """The part of the standing that is the kind's says which kind it is, also of a file with nothing in it."""
        nothing = Record.of(())

        assert kind.name == kind.particulars(nothing).kind
        assert kind.holder(nothing) is None

    def test_its_number_leads_back_to_it(self, kind: Kind) -> None:
        """A number is a file number, and its letter tells the kind, in a rehearsal too."""
        numbers = [file_number(kind.letter, 2026, 1, rehearsal=rehearsal) for rehearsal in (False, True)]

        assert all(FILE_NO.fullmatch(number) for number in numbers)
        assert [kind, kind] == [kind_of(number) for number in numbers]


def test_no_two_kinds_share_a_letter_or_a_label() -> None:
    """A number means one file, and a person knows which kind is meant."""
    letters, labels = ([getattr(kind, field) for kind in KINDS.values()] for field in ("letter", "label"))

    assert (len(KINDS), len(KINDS)) == (len(set(letters)), len(set(labels)))


def test_a_letter_that_no_kind_has_is_nobodys() -> None:
    """The made-up kind has no number in the world."""
    with pytest.raises(KeyError):
        kind_of("Q2026-000001")


def test_each_kind_is_carried_by_the_workflow_of_its_name() -> None:
    """A file's Temporal type is its kind's name; the worker knows each kind, and besides them only what tries on with a delivery."""
    types = [workflow._Definition.must_from_class(one).name for one in WORKFLOWS if one not in (Delivery, PatrolDue)]

    assert sorted(KINDS) == sorted(map(str, types))
    assert all(name == kind.name for name, kind in KINDS.items())
