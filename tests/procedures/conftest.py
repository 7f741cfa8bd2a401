"""Every statutory term of every case that these tests make is proved, and the proof confirmed by the tool that knows nothing of us."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from judging.explaining import TermOfFile, TermsOfFile
from judging.standing import read, standing_of
from law.edition import shipped
from models.file import File
from tests.builders import PaperCase
from tools import verify_term

LAW = Path(__file__).parents[2] / "law"


@pytest.fixture(scope="session")
def files() -> verify_term.Law:
    """Return the files of the law as the tool reads them."""
    return verify_term.Law(LAW)


@pytest.fixture(scope="session")
def proved() -> set[str]:
    """Return what the terms that were proved are reckoned from: most cases share most of theirs."""
    return set()


@pytest.fixture(autouse=True)
def _every_term_is_proved(monkeypatch: pytest.MonkeyPatch, files: verify_term.Law, proved: set[str]) -> Iterator[None]:
    """Hold every term of every case to its proof when the test is over."""
    made: list[PaperCase] = []
    plain = PaperCase.__init__

    def noted(case: PaperCase, *args: object, **named: object) -> None:
        plain(case, *args, **named)
        made.append(case)

    monkeypatch.setattr(PaperCase, "__init__", noted)
    yield
    for case in made:
        if case.acts and case.law.edition == shipped().edition:
            prove_all(case, files, proved)


def prove_all(case: PaperCase, files: verify_term.Law, proved: set[str]) -> None:
    """Prove every statutory term of a case that was not proved before, and let the tool build each proof again."""
    last = max(act.recorded_at for act in case.acts)
    standing = standing_of(case.number, case.acts, read(case.kind, case.acts, case.law, last), looks_ahead=False)
    file = File(kind=case.kind.name, acts=tuple(case.acts), revision=1, standing=standing)
    terms = TermsOfFile.read(case.kind, file, case.law)
    for term in (one for one in standing.terms if one.statutory):
        reckoned = repr((reckoned_from(terms.term(term.key)), term.open, term.last_day))
        if reckoned in proved:
            continue
        proved.add(reckoned)
        proof = terms.proved(term.key)
        assert proof is not None, term.key
        assert verify_term.leaves(proof) == verify_term.leaves(verify_term.rebuild(proof, files)), term.key
        assert terms.explained(term.key).explanation.result.last_day == term.last_day, term.key
        assert proof["end"]["last_day"] == (term.last_day.isoformat() if term.last_day else None), term.key


def reckoned_from(term: TermOfFile) -> tuple[object, ...]:
    """Return all that decides the last day of a term."""
    clock = term.clock
    return clock.rule, clock.limit, clock.start, term.clocks.suspended_for(clock), clock.extended, term.own
