"""Building projects (建设项目): three classes, one order each, and what follows."""

import pytest

from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.effects import Document
from procedures.construction import orders_are_settled
from tests.builders import OFFICERS, REMEDIES, PaperCase
from tests.procedures.measures import UNAPPROVED, an_inspected_case, does, last_day, made, term
from tests.procedures.refusing import refuses

BEYOND = {"project_class": "beyond_powers", "variant": None, "is_begun": False, "approver": "示例园区管委会"}
UNACCEPTED = {"project_class": "unaccepted", "variant": None, "is_in_use": True}
OLD_RULES = ({"instrument": "建设项目环境保护管理条例", "article": "第23条"},)
OLDEST_RULES = ({"instrument": "建设项目环境保护管理条例", "article": "第28条"},)


def classified(on: str = "2026-09-01", **fields: object) -> PaperCase:
    """Return a case whose project was put in a class at ten."""
    case = an_inspected_case(on)
    does(case, "classify_project", f"{on} 10:00", **fields)
    return case


def ordered(project: dict[str, object], orders: tuple[str, ...], **fields: object) -> PaperCase:
    """Return a case with the order served on 2 September."""
    case = classified(**project)
    does(case, "order_construction", "2026-09-02", orders=orders, **fields)
    return case


class TestClasses:
    @pytest.mark.parametrize(
        ("fields", "code", "kind"),
        [
            ({**BEYOND, "is_begun": True}, "begun-already", OutOfOrder),
            ({**BEYOND, "approver": ""}, "no-approver", OutOfOrder),
            ({"is_begun": False}, "not-begun", OutOfOrder),
            ({**UNACCEPTED, "is_in_use": False}, "not-in-use", OutOfOrder),
            ({"variant": None}, "variant-unclear", Unclear),
            ({**UNACCEPTED, "variant": "no_approval"}, "variant-unclear", Unclear),
        ],
    )
    def test_a_class_has_to_fit_the_facts(self, fields: dict[str, object], code: str, kind: type) -> None:
        """意见二(二): not begun, begun without approval, in use; each by its facts."""
        with refuses(code, article="二（二）", kind=kind):
            classified(**fields)

    @pytest.mark.parametrize("variant", ["no_approval", "building_while_applying", "mining_as_exploration"])
    def test_three_ways_of_building_without_approval(self, variant: str) -> None:
        """意见二(二): 未批先建, 边批边建, 以采代探 all lead to the one order."""
        case = classified(variant=variant)
        does(case, "order_construction", "2026-09-02")

        assert term(case, "norm.construction_check", "2026-09-03").state == "running"


class TestOrders:
    @pytest.mark.parametrize(
        ("project", "order"), [(BEYOND, "do_not_begin"), ({}, "stop_building"), (UNACCEPTED, "rectify")]
    )
    def test_each_class_has_its_one_order(self, project: dict[str, object], order: str) -> None:
        """意见二(二), “一律”: no other order instead."""
        due = {"correct_by": "2026-10-30"} if order == "rectify" else {}
        other = "stop_building" if order != "stop_building" else "do_not_begin"
        with refuses("order-is-fixed", article="二（二）", kind=OutOfBounds):
            ordered(project, (other,))

        ordered(project, (order,), **due)

    def test_restoring_may_be_ordered_besides_a_stop_only(self) -> None:
        """生态环境法典 art. 1095: stop, and possibly restore; not for what is in use with approval."""
        ordered({}, ("stop_building", "restore"))
        with refuses("order-beyond-the-class", article="第1100条", kind=OutOfBounds):
            ordered(UNACCEPTED, ("rectify", "restore"), correct_by="2026-10-30")

    def test_use_is_stopped_when_the_harm_is_grave(self) -> None:
        """生态环境法典 art. 1100: besides putting it right, where pollution is grave."""
        with refuses("order-beyond-the-class", article="第1100条"):
            ordered(UNACCEPTED, ("rectify", "stop_use"), correct_by="2026-10-30")

        ordered({**UNACCEPTED, "is_grave": True}, ("rectify", "stop_use"), correct_by="2026-10-30")

    def test_until_2017_use_could_be_stopped_in_any_case(self) -> None:
        """条例 (1998) art. 28 until 2017-09-30, (2017) art. 23 from the next day."""
        both = {"orders": ("rectify", "stop_use"), "correct_by": "2017-12-29"}
        old = classified("2017-09-30", **UNACCEPTED)
        does(old, "order_construction", "2017-09-30 15:00", basis=OLDEST_RULES, **both)

        with refuses("order-beyond-the-class", article="第23条第1款"):
            does(
                classified("2017-10-01", **UNACCEPTED),
                "order_construction",
                "2017-10-01 15:00",
                basis=OLD_RULES,
                **both,
            )

    @pytest.mark.parametrize(
        ("wrong", "code", "kind"),
        [
            ({"correct_by": None}, "deadline-unclear", Unclear),
            ({"correct_by": "2026-09-02"}, "deadline-unclear", Unclear),
            ({"basis": []}, "no-basis", Unclear),
        ],
    )
    def test_a_deadline_to_come_and_a_basis(self, wrong: dict[str, object], code: str, kind: type) -> None:
        """“限期”: the day is named; G16: the order rests on law."""
        with refuses(code, kind=kind):
            ordered(UNACCEPTED, ("rectify",), **{"correct_by": "2026-10-30", **wrong})

    def test_it_tells_the_way_to_relief(self) -> None:
        """G19: review and suit with their periods."""
        with refuses("remedies-not-told", article="第9条第6项", kind=Unclear):
            ordered({}, ("stop_building",), remedies={**REMEDIES, "court": ""})

    def test_the_approval_beyond_powers_is_reported(self) -> None:
        """意见二(二): whoever may is asked to revoke it."""
        case = ordered(BEYOND, ("do_not_begin",))

        assert "建撤" in {effect.word for effect in made(case) if isinstance(effect, Document)}
        with refuses("already-done"):
            does(case, "order_construction", "2026-09-03", orders=("do_not_begin",))


class TestWhatFollows:
    def test_the_check_runs_from_the_deadline(self) -> None:
        """The city's own thirty days: from the service, or from the day set for putting it right."""
        assert last_day(ordered({}, ("stop_building",)), "norm.construction_check", "2026-09-03") == "2026-10-08"
        late = ordered(UNACCEPTED, ("rectify",), correct_by="2026-10-30")
        assert last_day(late, "norm.construction_check", "2026-09-03") == "2026-11-30"

    @pytest.mark.parametrize(
        ("project", "orders", "word"),
        [
            (BEYOND, ("do_not_begin",), "未批先建"),
            ({}, ("stop_building",), "移送公安机关行政拘留"),
            (UNACCEPTED, ("rectify",), "加重罚款"),
        ],
    )
    def test_disobedience_has_its_consequence(
        self, project: dict[str, object], orders: tuple[str, ...], word: str
    ) -> None:
        """环境保护法 art. 61, 63, 法典 art. 1095, 1100: told to whoever handles it; checked again."""
        case = ordered(project, orders, **({"correct_by": "2026-09-10"} if orders == ("rectify",) else {}))
        does(case, "inspect_construction", "2026-09-15", of="order_construction", is_obeyed=False)

        checks = [one.state for one in case.at("2026-09-16").terms if one.rule == "norm.construction_check"]

        assert any(word in effect.title for effect in made(case))
        assert checks == ["met", "running"]

    def test_an_obeyed_order_is_checked_once(self) -> None:
        """Nothing more is due until it is lifted; two officers look."""
        case = ordered({}, ("stop_building",))
        with refuses("too-few-certified-officers", kind=NotCompetent):
            does(case, "inspect_construction", "2026-09-15", of="order_construction", officers=OFFICERS[:1])
        does(case, "inspect_construction", "2026-09-15", of="order_construction")

        assert [one.state for one in case.at("2026-11-30").terms if one.rule == "norm.construction_check"] == ["met"]
        assert not orders_are_settled(case.record())

    @pytest.mark.parametrize(
        ("project", "orders", "fields"),
        [
            (BEYOND, ("do_not_begin",), {"ground": "approved"}),
            ({}, ("stop_building",), {"ground": "approved"}),
            ({}, ("stop_building", "restore"), {"ground": "restored"}),
            (UNACCEPTED, ("rectify",), {"ground": "accepted"}),
        ],
    )
    def test_each_order_is_lifted_when_its_ground_is_gone(
        self, project: dict[str, object], orders: tuple[str, ...], fields: dict[str, object]
    ) -> None:
        """Approved by who may, restored, accepted."""
        case = ordered(project, orders, **({"correct_by": "2026-10-30"} if orders == ("rectify",) else {}))
        does(case, "lift_construction", "2026-11-09", of="order_construction", **fields)
        with refuses("already-done"):
            does(case, "lift_construction", "2026-11-10", of="order_construction", **fields)

        assert orders_are_settled(case.record())

    @pytest.mark.parametrize(
        ("project", "orders", "wrong", "code"),
        [
            (BEYOND, ("do_not_begin",), {"ground": "accepted"}, "wrong-ground"),
            (BEYOND, ("do_not_begin",), {"approver": "示例园区管委会"}, "same-approver"),
            ({}, ("stop_building", "restore"), {}, "not-restored"),
            ({}, ("stop_building",), {"document_no": ""}, "no-document"),
            ({}, ("stop_building",), {"approver": ""}, "no-document"),
        ],
    )
    def test_not_before(
        self, project: dict[str, object], orders: tuple[str, ...], wrong: dict[str, object], code: str
    ) -> None:
        """意见二(二): not on another ground, not by the same incompetent approval, not unrestored, not unproven."""
        with refuses(code, article="二（二）"):
            does(ordered(project, orders), "lift_construction", "2026-11-09", of="order_construction", **wrong)


def test_under_the_old_law_the_stop_rests_on_the_old_article() -> None:
    """环境保护法 art. 61 until 2026-08-14: the further order is refused with the article of its day."""
    case = classified("2026-08-14")
    old = ({"instrument": "环境保护法", "article": "第61条"},)
    with refuses("order-beyond-the-class", article="《中华人民共和国环境保护法》第61条"):
        does(case, "order_construction", "2026-08-14 15:00", basis=old, orders=("stop_building", "stop_use"))

    does(case, "order_construction", "2026-08-14 15:00", basis=old)
    assert UNAPPROVED != old
