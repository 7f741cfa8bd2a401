"""One file judged under two editions at once: what each judgment records is wholly of its own edition, no mixture."""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import chain
from pathlib import Path
from threading import Barrier
from typing import NamedTuple

import pytest

from judging.admission import act_from, admit, irregularities
from judging.judge import judge
from judging.standing import standing
from kinds import VIOLATION_CASE
from law.catalogue import STATUTE
from law.edition import Law, shipped
from law.refusals import Refused
from models.acts import Act, Command
from models.effects import Document
from tests.builders import a_case, command, moment

NUMBER, AT, ROUNDS = "2026-000001", moment("2026-09-15"), 60
AMENDED = {
    "guards.toml": ('{ instrument = "APL21", article = "第62条"', '{ instrument = "APL21", article = "第162条"'),
    "articles.toml": ('"APL21", article = "第28条第1款"', '"APL21", article = "第128条第1款"'),
    "mee30.toml": ('organisation = "200000"', 'organisation = "100000"'),
}
"""What the amendment says otherwise: an article behind a guard, one behind a step, the threshold of a hearing."""
LONGER = (
    'id = "case_filing_decision"\nname = "立案审查"\narticle = "第18条"\nkind = "term"\nlimits = [{ amount = 15',
    'id = "case_filing_decision"\nname = "立案审查"\narticle = "第118条"\nkind = "term"\nlimits = [{ amount = 25',
)
"""And the length of a term, with its article."""


class Judged(NamedTuple):
    """Everything of a judgment that the law has a part in."""

    edition: tuple[str, ...]
    terms: tuple[tuple[str, date | None, str, str], ...]
    next: tuple[tuple[str, str], ...]
    forbidden: tuple[tuple[str, str, str], ...]
    refused: tuple[tuple[str, str, str], ...]
    irregular: tuple[str, ...]
    documents: tuple[tuple[str, tuple[str, ...]], ...]

    def spots(self) -> "Spots":
        """Return what the amendment touches."""
        (filing,) = (last for key, last, *_ in self.terms if key.startswith("case_filing_decision"))
        (defence,) = (article for act, article, _ in self.forbidden if act == "decide_penalty")
        (order,) = (citation for act, citation in self.next if act == "serve_correction_order")
        (basis,) = (basis for title, basis in self.documents if title.startswith("责令改正"))
        refused = tuple((code, "第162条" in article) for code, article, _ in self.refused)
        return Spots(filing, "第162条" in defence, "第128条" in order, "第128条" in "".join(basis), refused)


class Spots(NamedTuple):
    """What the amendment touches: a day; whether three citations are the amended ones; what is refused, and by which."""

    filing: date | None
    defence: bool
    order: bool
    basis: bool
    refused: tuple[tuple[str, bool], ...]


OLD = Spots(date(2026, 9, 17), defence=False, order=False, basis=False, refused=(("defence-period-open", False),))
NEW = Spots(
    date(2026, 9, 28),
    defence=True,
    order=True,
    basis=True,
    refused=(("hearing-not-offered", False), ("defence-period-open", True)),
)


@pytest.fixture
def amended(tmp_path: Path) -> Path:
    """Return the folder of an amendment."""
    statute = tmp_path / "amended" / "statute"
    statute.mkdir(parents=True)
    for name, said in AMENDED.items():
        text = (STATUTE / name).read_text(encoding="utf-8")
        for old, new in (said, LONGER) if name == "mee30.toml" else (said,):
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
        (statute / name).write_text(text, encoding="utf-8")
    return tmp_path / "amended"


@pytest.fixture
def _hasty() -> Iterator[None]:
    """Let threads take turns as often as the interpreter can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture(scope="module")
def acts() -> tuple[Act, ...]:
    """Return a case whose notice was served the day before; its penalty was decided too early, as a fact of record."""
    return tuple(a_case("serve_notice").acts)


def decided_early() -> Command:
    """Return the fact that a penalty was decided while the party might still speak."""
    return command("decide_penalty", AT).model_copy(update={"of_record": True})


def tried(acts: Sequence[Act], law: Law) -> Iterator[tuple[str, str, str]]:
    """Try a notice that is silent on the hearing, and a decision; yield the refusals with their articles."""
    for asked in (command("serve_notice", AT, fine="150000"), command("decide_penalty", AT)):
        try:
            admit(VIOLATION_CASE, acts, asked, law, AT)
        except Refused as refused:
            yield refused.code, refused.article, refused.sentence


def judged(acts: Sequence[Act], law: Law) -> Judged:
    """Judge the file under a law, look at it, try what may be refused."""
    made = judge(VIOLATION_CASE, NUMBER, acts, 0, law, AT)
    where = standing(VIOLATION_CASE, NUMBER, acts, law, AT)
    early = (*acts, act_from(decided_early(), len(acts) + 1, AT))
    return Judged(
        edition=(law.edition, made.standing.edition, where.edition),
        terms=tuple((row.key, row.last_day, row.citation, row.state) for row in made.standing.terms),
        next=tuple((row.act, row.citation) for row in where.next),
        forbidden=tuple((row.act, row.article, row.sentence) for row in where.forbidden),
        refused=tuple(tried(acts, law)),
        irregular=tuple(chain(*irregularities(VIOLATION_CASE, early, len(acts), law).values())),
        documents=tuple((one.title, one.basis) for one in made.effects if isinstance(one, Document)),
    )


def afresh(folder: Path) -> Law:
    """Return the law with a folder's files in it, read anew, so that its first questions are asked at once as well."""
    return shipped().with_files(folder)


@pytest.mark.usefixtures("_hasty")
def test_every_judgment_is_wholly_of_its_own_edition(acts: Sequence[Act], amended: Path) -> None:
    """Two threads judge one file, each under its own law: each record says what that law says asked alone."""
    folders = (amended / "nothing", amended)
    alone = [judged(acts, afresh(folder)) for folder in folders]
    laws, together = [afresh(folder) for folder in folders], Barrier(len(folders))

    def judge_often(law: Law) -> set[Judged]:
        together.wait(timeout=20)
        return {judged(acts, law) for _ in range(ROUNDS)}

    with ThreadPoolExecutor(len(laws)) as pool:
        found = list(pool.map(judge_often, laws))

    assert [{one} for one in alone] == found
    assert [OLD, NEW] == [one.spots() for one in alone]
    assert [{law.edition} for law in laws] == [set(one.edition) for one in alone]
    assert laws[0].edition == shipped().edition != laws[1].edition


def test_in_one_thread_nothing_of_the_other_edition_remains(acts: Sequence[Act], amended: Path) -> None:
    """Judged in turn under one law and the other, the file stands each time as under that law alone."""
    old, new = shipped(), afresh(amended)

    found = [judged(acts, law) for law in (old, new, old, new)]

    assert [OLD, NEW, OLD, NEW] == [one.spots() for one in found]
    assert found[:2] == found[2:]


def test_what_the_amendment_does_not_touch_is_the_same(acts: Sequence[Act], amended: Path) -> None:
    """The two records differ where the amendment speaks, and nowhere else."""
    old, new = judged(acts, shipped()), judged(acts, afresh(amended))
    moved = {before[0].partition("#")[0] for before, after in zip(old.terms, new.terms, strict=True) if before != after}
    cited = {before[0] for before, after in zip(old.next, new.next, strict=True) if before != after}

    assert {"case_filing_decision"} == moved
    assert {"serve_correction_order"} == cited
    assert [("第62条" in text, "第162条" in text) for text in (*old.irregular, *new.irregular)] == [
        (True, False),
        (False, True),
    ]
