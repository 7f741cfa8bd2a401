"""Who may see what: the city all, a county its own, a township its own, a system what it sent, others nothing."""

import ast
import inspect
from datetime import date
from random import Random

import pytest
from sqlalchemy import Engine

from docket import reader
from docket.scope import EVERYTHING, Scope, may_see, scope_of
from docket.writer import record
from models.file import Entry
from models.grants import READ, Grant, Ground
from models.people import Actor
from registry.places import Places
from tests.docket.listed import listed
from tests.docket.values import chain, complaint, document, entry, term

KAIYUN, BAIGUO, SANTANG, SENT = "2026-000001", "2026-000002", "2026-000003", "2026-000004"
TOWNSHIPS, COUNTIES = ("430423100", "430423101", "430422111"), ("430423", "430422")
UNITS, SYSTEMS = ("", "u-4304", *(f"u-{code}" for code in (*TOWNSHIPS, *COUNTIES))), ("12369", "12345")
PAYMENTS = Grant(act="record_payment", files="unit", unit="u-430422")
TODAY, UNTIL = date(2026, 3, 3), date(2026, 3, 9)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Two townships of Hengshan, one of Hengnan, and a complaint of the hotline in the first."""
    places = {KAIYUN: "430423100", BAIGUO: "430423101", SANTANG: "430422111"}
    for file_no, township in places.items():
        due = term(last_day=date(2026, 3, 5), owner_unit=f"u-{township}")
        told = (document(),)
        record(engine, entry(file_no, township=township, terms=(due,), effects=told))
    record(engine, entry(SENT, opening=complaint("12369")))
    return engine


def _scope(engine: Engine, **actor: object) -> Scope:
    return scope_of(Places(engine), Actor.model_validate(actor))


@pytest.mark.parametrize(
    ("actor", "cases"),
    [
        ({"id": "p-4304-08", "unit": "u-4304", "level": 1}, [KAIYUN, BAIGUO, SANTANG, SENT]),
        ({"id": "p-4304-agriculture-04", "unit": "u-4304-agriculture", "level": 1}, []),
        ({"id": "p-430423-01", "unit": "u-430423", "level": 2}, [KAIYUN, BAIGUO, SENT]),
        ({"id": "p-430422-01", "unit": "u-430422", "level": 2}, [SANTANG]),
        ({"id": "p-430423100-03", "unit": "u-430423100", "level": 3}, [KAIYUN, SENT]),
        ({"id": "p-430423102-03", "unit": "u-430423102", "level": 3}, []),
        ({"id": "12369", "kind": "system"}, [SENT]),
        ({"id": "another", "kind": "system"}, []),
        ({"id": "12369", "kind": "system", "grants": ()}, []),
        ({"id": "bank", "kind": "system", "grants": (PAYMENTS,)}, [SANTANG]),
        ({"id": "engine", "kind": "engine"}, [KAIYUN, BAIGUO, SANTANG, SENT]),
        ({"id": "p-x", "unit": "", "level": 0}, []),
    ],
)
def test_each_reader_sees_his_own_cases(filled: Engine, actor: dict[str, object], cases: list[str]) -> None:
    """Lists, single cases, files, terms, documents and statistics are narrowed alike (属地管理)."""
    scope = _scope(filled, **actor)

    everywhere = (KAIYUN, BAIGUO, SANTANG, SENT)
    assert cases == [row.file_no for row in reader.list_files(filled, scope).rows]
    assert cases == [no for no in everywhere if listed(filled, scope, no)]
    assert cases == [no for no in everywhere if reader.last_file(filled, scope, no)]
    with_term = [no for no in cases if no != SENT]
    assert with_term == [row.file_no for row in reader.terms_due(filled, scope, today=TODAY, until=UNTIL)]
    assert with_term == [no for no in everywhere if reader.documents(filled, scope, no)]
    assert len(cases) == sum(row.open for row in reader.statistics(filled, scope))


def test_a_case_handed_to_another_unit_is_seen_by_that_unit(engine: Engine) -> None:
    """Who answers now sees the case, wherever it lies (移送、交办)."""
    record(engine, entry(KAIYUN, holder_unit="u-430422"))

    assert listed(engine, _scope(engine, id="p-430422-01", unit="u-430422", level=2), KAIYUN) is not None


def test_a_unit_that_was_brought_in_sees_the_file_and_its_neighbours_by_name_do_not(engine: Engine) -> None:
    """A member of a joint investigation sees it as its own; a unit whose number merely begins alike does not."""
    record(engine, entry(KAIYUN, taking_part=("u-4304-police", "u-430422111")))

    for unit, sees in (("u-4304-police", True), ("u-430422111", True), ("u-430422", False), ("u_430422111", False)):
        assert sees == (listed(engine, _scope(engine, id="p-x", unit=unit, level=2), KAIYUN) is not None)


def test_one_case_and_the_list_are_asked_by_the_same_rule(engine: Engine) -> None:
    """Whatever the case and whoever reads: the case at hand is seen if and only if the docket lists it."""
    chance = Random(9)
    cases = [_random_case(chance, serial) for serial in range(1, 81)]
    for case in cases:
        record(engine, case)

    for scope in (Scope(), *(_random_scope(chance) for _ in range(80))):
        at_hand = [case.file_no for case in cases if may_see(scope, case.acts, case.standing)]
        listed = [row.file_no for row in reader.list_files(engine, scope, limit=len(cases)).rows]
        assert at_hand == sorted(listed)


def _random_case(chance: Random, serial: int) -> Entry:
    """Return a case anywhere, held by any unit, with whatever levels that answer, found or sent in."""
    levels = [row for row in chain(chance.choice(TOWNSHIPS)) if chance.random() < 0.8]
    return entry(
        f"2026-{serial:06d}",
        opening=complaint(chance.choice(SYSTEMS)) if chance.random() < 0.3 else None,
        township=chance.choice(TOWNSHIPS),
        answerable=tuple(levels),
        holder_unit=chance.choice(UNITS),
        taking_part=tuple(unit for unit in UNITS[1:] if chance.random() < 0.1),
    )


def _random_scope(chance: Random) -> Scope:
    grids = [code for code in (*TOWNSHIPS, *COUNTIES) if chance.random() < 0.2]
    return Scope(
        everything=chance.random() < 0.05,
        unit=chance.choice(UNITS),
        grids=frozenset(grids),
        granted=_random_system(chance).reaches(),
    )


def _random_system(chance: Random) -> Actor:
    """Return a system with whatever grants, or none said."""
    wanted: tuple[Ground, ...] = ("own", "referred", "unit")
    given = [Grant(act=READ, files=files, unit=chance.choice(UNITS[1:])) for files in wanted if chance.random() < 0.3]
    return Actor(id=chance.choice(SYSTEMS), kind="system", grants=chance.choice((None, tuple(given))))


def test_a_scope_of_nobody_sees_nothing(filled: Engine) -> None:
    """Whoever has no unit, grid or sender sees no case: forgetting to narrow shows nothing, never all."""
    assert reader.list_files(filled, Scope()).rows == ()


def test_every_question_of_the_reader_goes_through_the_one_narrow_place() -> None:
    """Every public function takes a scope, and the reader builds no query but through `seen` and `addressed`."""
    tree = ast.parse(inspect.getsource(reader))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}

    assert [] == [one.name for one in public if "scope" not in {argument.arg for argument in one.args.args}]
    assert "select" not in called
    assert EVERYTHING.everything
