"""The statute as data is complete, and the procedures rest on it and on nothing else."""

from collections import Counter
from datetime import date
from typing import get_args

import pytest

from judging.kind import Kind
from kinds import KINDS
from law.catalogue import Cited
from law.edition import shipped
from law.norms import NORM
from models.acts import ACTS
from models.acts.content import Approved, OnSite, ToldByFile
from models.acts.terms import TermLapses
from models.acts.upward import AcknowledgeReport
from models.ids import FileKind
from models.people import Role
from tools.pages import named, procedures
from tools.tree import told

CATALOGUE = shipped().catalogue
PROVISIONS = [cited for versions in CATALOGUE.rules.values() for cited in versions]
WRITTEN = [step for procedure in procedures() for step in procedure.steps]
TERMS = sorted({one.rule for step in WRITTEN for one in named(step)})


def _place(cited: Cited) -> str:
    return f"{cited.instrument} {cited.rule} {cited.since}"


def _unknown(rule: str) -> bool:
    return shipped().norms.of(rule) is None and rule not in CATALOGUE.rules


class TestProvisions:
    def test_each_names_its_article_and_its_source(self) -> None:
        """Every rule says where it stands, where it was read, and how well it was verified."""
        bare = [_place(one) for one in PROVISIONS if not (one.article and one.provision.sources and one.grade)]

        assert bare == [], told(bare)

    def test_each_term_has_a_length_a_start_and_a_unit(self) -> None:
        """A term says how long it is, in what unit, and what starts it."""
        bare = [
            _place(one)
            for one in PROVISIONS
            if one.provision.kind == "term" and not (one.provision.limits and one.provision.start)
        ]

        assert bare == [], told(bare)

    def test_dates_are_in_order(self) -> None:
        """Issued before in force, in force before repealed, each rule within its instrument unless it says otherwise."""
        wrong = [one.code for one in CATALOGUE.instruments.values() if one.issued and one.issued > one.since]
        wrong += [_place(one) for one in PROVISIONS if one.until and one.until < one.since]
        early = [one for one in PROVISIONS if one.since < one.instrument_text.since]
        wrong += [_place(one) for one in early if not one.provision.reaches_back]
        wrong += [_place(one) for one in PROVISIONS if _outlives(one)]

        assert wrong == [], told(wrong)

    def test_variants_of_a_limit_have_names_of_their_own(self) -> None:
        """Within one provision a variant picks exactly one length."""
        wrong = [
            _place(one)
            for one in PROVISIONS
            if max(Counter(limit.variant for limit in one.provision.limits).values(), default=1) > 1
        ]

        assert wrong == [], told(wrong)

    def test_a_repealed_instrument_names_what_repealed_it(self) -> None:
        """Whoever meets an old citation is told what took its place, or that its time ran out."""
        silent = [one.code for one in CATALOGUE.instruments.values() if one.until and not (one.repealed_by or one.note)]

        assert silent == [], told(silent)


def _outlives(cited: Cited) -> bool:
    end = cited.instrument_text.until or date.max
    return (cited.provision.until or end) > end


class TestKinds:
    def test_every_act_belongs_to_some_kind(self) -> None:
        """An act that no kind of file has a step for could never be done."""
        assert {name for kind in KINDS.values() for name in kind.acts} == set(ACTS)

    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_an_act_has_one_step_in_a_kind(self, kind: Kind) -> None:
        """Absence is never ambiguous: what may be done in a file is said once, in one procedure."""
        written = Counter(step.name for procedure in kind.procedures for step in procedure.steps)
        wrong = [name for name, times in written.items() if times > 1]

        assert wrong == [], told(wrong)

    def test_a_procedure_has_a_name_of_its_own(self) -> None:
        """Two kinds that name the same procedure mean the same one."""
        named = {(one.name, id(one)) for kind in KINDS.values() for one in kind.procedures}

        assert len(named) == len({name for name, _ in named})

    def test_a_file_names_another_kind_as_it_is_named(self) -> None:
        """The kinds that effects may name are those that there are."""
        assert set(get_args(FileKind)) == set(KINDS)

    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_what_one_file_tells_another_is_marked(self, kind: Kind) -> None:
        """An act that another file may do in one that is there is one that can be sent to it, and no other is."""
        told_by_files = {step.content for step in kind.steps.values() if step.by.files and not step.opening}

        assert told_by_files == {content for content in kind.steps if issubclass(content, ToldByFile)}

    def test_what_a_procedure_asks_of_others_is_asked_first(self) -> None:
        """What one procedure knows of another one's act stands at that act, wherever both are of the same kind."""
        asked = [(kind, row) for kind in KINDS.values() for one in kind.procedures for row in one.asks]
        wrong = [row.act.label for kind, row in asked if row.guard not in kind.steps[row.act].guards[:-1]]

        assert "延长期限" in {row.act.label for _, row in asked}
        assert wrong == [], told(wrong)

    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_a_kind_can_be_opened_and_closed(self, kind: Kind) -> None:
        """Some act opens a file of the kind, and the acts that close it, or archive it, have a step in it."""
        ending = {*kind.closes, *filter(None, [kind.archives])}

        assert any(step.opening for step in kind.steps.values())
        assert kind.closes
        assert ending <= set(kind.steps)

    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_every_term_of_the_authority_is_ended_by_some_act(self, kind: Kind) -> None:
        """A duty that no act of the same kind of file fulfils would be late for ever."""
        ended = {one.rule for step in kind.steps.values() for one in step.ends}
        # The engine's word that a term has lapsed is the same in every kind; reports climb where there are reports.
        opening = [
            one for one in kind.steps.values() if one.content is not TermLapses or AcknowledgeReport in kind.steps
        ]
        opened = {one.rule for step in opening for one in step.opens if not one.met}
        wrong = sorted(rule for rule in opened - ended if _of_the_authority(rule))

        assert wrong == [], told(wrong)

    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_every_stage_has_a_chinese_name_and_one_procedure(self, kind: Kind) -> None:
        """A stage is named once, in the procedure whose steps lead to it."""
        stages = Counter(stage for procedure in kind.procedures for stage in procedure.stages)
        wrong = [stage for stage, times in stages.items() if times > 1]
        wrong += [f"{step.name}: {step.stage}" for step in kind.steps.values() if step.stage and not stages[step.stage]]

        assert wrong == [], told(wrong)

    def test_a_stage_is_called_alike_in_every_kind(self) -> None:
        """A stage that two kinds have has one Chinese name."""
        names = {pair for kind in KINDS.values() for pair in kind.stage_names.items()}

        assert len(names) == len({stage for stage, _ in names})


class TestProcedures:
    def test_every_term_they_name_is_in_the_catalogue(self) -> None:
        """A term is a rule of the statute or a service norm of the city."""
        wrong = [rule for rule in TERMS if _unknown(rule)]

        assert wrong == [], told(wrong)

    def test_what_they_open_has_a_length_in_some_version(self) -> None:
        """A rule that never had a number runs only where the act sets the day; one that had none at first, once it has."""
        told_by_act = {one.rule for step in WRITTEN for one in step.opens if one.last_day is not None}
        opened = {one.rule for step in WRITTEN for one in step.opens if not one.rule.startswith(NORM)} - told_by_act
        wrong = sorted(rule for rule in opened if not any(one.provision.limits for one in CATALOGUE.rules[rule]))

        assert wrong == [], told(wrong)

    def test_every_variant_they_name_exists(self) -> None:
        """The variant of a limit that a step names is one that some version of the rule knows."""
        wrong = [
            f"{step.name}: {one.rule}.{one.variant}"
            for step in WRITTEN
            for one in named(step)
            if isinstance(one.variant, str) and one.variant and one.variant not in _variants(one.rule)
        ]

        assert wrong == [], told(wrong)

    def test_every_act_may_be_done_by_somebody(self) -> None:
        """A step names roles, other systems or files, or the engine."""
        wrong = [
            step.name for step in WRITTEN if not (step.by.roles or step.by.systems or step.by.files or step.by.engine)
        ]

        assert wrong == [], told(wrong)

    def test_what_needs_approval_is_done_by_a_head(self) -> None:
        """An act that a head must approve (负责人批准) is in a head's power alone."""
        wrong = [step.name for step in WRITTEN if issubclass(step.act, Approved) and step.by.roles - {Role.HEAD}]

        assert wrong == [], told(wrong)

    def test_level_three_has_no_power_to_penalise(self) -> None:
        """A township finds, stops, reports and assists (方案); it approves nothing and acts on no site alone."""
        wrong = [step.name for step in WRITTEN if issubclass(step.act, Approved) and 3 in step.by.levels]

        assert wrong == [], told(wrong)

    def test_acts_on_site_are_done_by_officers(self) -> None:
        """Two or more certified officers (行政处罚法 art. 42): no other role may do an act on site alone."""
        wrong = [step.name for step in WRITTEN if issubclass(step.act, OnSite) and Role.OFFICER not in step.by.roles]

        assert wrong == [], told(wrong)


def _variants(rule: str) -> set[str]:
    return {limit.variant for one in CATALOGUE.rules.get(rule, ()) for limit in one.provision.limits}


def _of_the_authority(rule: str) -> bool:
    norm = shipped().norms.of(rule)
    if norm is not None:
        return norm.obligor == "authority"
    return any(one.provision.obligor == "authority" for one in CATALOGUE.rules[rule])


def test_every_act_has_a_chinese_legal_term() -> None:
    """An act's label is its legal term, and no two acts share one."""
    labels = Counter(content.label for content in ACTS.values())
    wrong = [name for name, content in ACTS.items() if not content.label or labels[content.label] > 1]

    assert wrong == [], told(wrong)
