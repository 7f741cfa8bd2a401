"""Building projects (建设项目): three classes, each with its one order and what follows when it is not obeyed.

The opinions (衡政办发〔2015〕76号二(二)): approved beyond powers and not begun: not to begin; built without approval, while
applying, or mining under cover of exploration: stop building; in use without facilities and measures: put right by
a day. 环境保护法 art. 19, 61 and 环境影响评价法, from 2026-08-15 生态环境法典 art. 107, 1095, 1100; 建设项目环境保护管理条例 art. 23, until
2017-09-30 art. 28. Whoever begins although he must not, has built without approval; whoever goes on building goes
to the police; whoever does not put it right is fined more heavily, and closed when the harm is grave.
"""

from collections.abc import Iterable
from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, PointsBack
from judging.effects import document, message
from judging.record import Record
from judging.serving import effective_day
from judging.step import Ends, Opens, Procedure, Step, after, who
from law import guards
from law.chinese import listed
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts.construction import (
    CLASS_NAMES,
    ORDER_NAMES,
    ClassifyProject,
    InspectConstruction,
    LiftConstruction,
    OrderConstruction,
)
from models.acts.investigation import InspectSite, Interview
from models.effects import Effect
from models.people import Role
from procedures.competence import WITH_US
from procedures.contests import undone, undone_by
from procedures.legal_basis import basis_is_in_force, conduct_day
from procedures.officers import two_certified_officers
from procedures.referral.detention import REFERRAL_DUE
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.service import disobeyed_once_in_effect, service_is_proved

CLASSES = "hy76_construction_classes"
"""The rule of the opinions on the three classes."""
CHECK = "norm.construction_check"
BUREAU = (1, 2)
ORDERS = {"beyond_powers": "do_not_begin", "unapproved": "stop_building", "unaccepted": "rectify"}
"""The one order each class must have (一律)."""
RULES = {
    "beyond_powers": "construction_not_begun",
    "unapproved": "construction_unapproved",
    "unaccepted": "construction_unaccepted",
}
"""The rule of the catalogue behind each class."""
CONSEQUENCES = {
    "beyond_powers": "擅自开工的，按未批先建责令停止建设并处罚",
    "unapproved": "拒不停止建设，应当移送公安机关行政拘留，并可以申请人民法院强制执行",
    "unaccepted": "逾期不改正，应当加重罚款；造成重大污染、破坏的，报请责令关闭",
}
GROUNDS = {
    "beyond_powers": ("approved", "abandoned"),
    "unapproved": ("approved", "restored", "abandoned"),
    "unaccepted": ("accepted", "abandoned"),
}
"""What ends the order of each class."""


def class_behind(record: Record, no: int) -> ClassifyProject | None:
    """Return the classification that an order or an inspection is about."""
    act = record.behind(no, ClassifyProject)
    return act.content if act else None


def orders_are_settled(record: Record) -> bool:
    """Tell whether every order about a building project has been lifted, or set aside."""
    return {act.no for act in record.all(OrderConstruction)} <= record.targets(LiftConstruction) | undone(record)


@asks_for(AskedFor("variant", when="未批先建的", rule=CLASSES), AskedFor("approver", when="越权审批的", rule=CLASSES))
def class_fits_the_facts(attempt: Attempt[ClassifyProject]) -> None:
    """Refuse a class that the facts do not bear out (三类情形)."""
    content = attempt.content
    wrong = _mismatch(content)
    if wrong:
        code, sentence, field = wrong
        raise OutOfOrder(code, sentence, article=attempt.cite(CLASSES), field=field)
    if (content.variant is not None) != (content.project_class == "unapproved"):
        sentence = "未批先建、边批边建、以采代探须写明是哪一种，其他情形不写"
        raise Unclear("variant-unclear", sentence, article=attempt.cite(CLASSES), field="variant")


def _mismatch(content: ClassifyProject) -> tuple[str, str, str] | None:
    if content.project_class == "beyond_powers":
        if content.is_begun:
            return "begun-already", "已经开工的不属于“尚未开工”，越权审批无效，应当按未批先建处理", "is_begun"
        if not content.approver.strip():
            return "no-approver", "越权审批须写明审批机关", "approver"
    if content.project_class == "unapproved" and not content.is_begun:
        return "not-begun", "尚未开工的项目不属于未批先建", "is_begun"
    if content.project_class == "unaccepted" and not content.is_in_use:
        return "not-in-use", "尚未投产或者运行的项目不属于擅自投产", "is_in_use"
    return None


@asks_for(AskedFor("correct_by", when="责令限期整改的", rule=CLASSES), AskedFor("remedies", whole=True))
def order_fits_the_class(attempt: Attempt[OrderConstruction]) -> None:
    """Refuse any order but that of the class, or more than the law of the conduct adds to it (一律)."""
    content = attempt.content
    project = class_behind(attempt.record, content.of)
    if project is None:
        return
    needed = ORDERS[project.project_class]
    if needed not in content.orders:
        sentence = f"{CLASS_NAMES[project.project_class]}的，一律{ORDER_NAMES[needed]}"
        raise OutOfBounds("order-is-fixed", sentence, article=attempt.cite(CLASSES), field="orders")
    article, allowed = _further_orders(attempt, project)
    beyond = [ORDER_NAMES[one] for one in content.orders if one not in (needed, *allowed)]
    if beyond:
        sentence = f"{CLASS_NAMES[project.project_class]}的，不得责令{listed(beyond)}"
        raise OutOfBounds("order-beyond-the-class", sentence, article=article, field="orders")
    served = effective_day(attempt.act, attempt.law)
    if ("rectify" in content.orders) != (content.correct_by is not None and content.correct_by > served):
        sentence = "限期整改须写明晚于送达日期的整改期限，其他命令不设期限"
        raise Unclear("deadline-unclear", sentence, article=attempt.cite(CLASSES), field="correct_by")
    guards.remedies_told("correction_order", on=attempt.day, law=attempt.law, **content.remedies.known())


def _further_orders(attempt: Attempt, project: ClassifyProject) -> tuple[str, tuple[str, ...]]:
    """Return the article and what the law in force at the conduct lets be ordered besides."""
    rule, day = RULES[project.project_class], conduct_day(attempt.record)
    cited = attempt.law.catalogue.find(rule, day)
    if cited is None:
        return attempt.cite(CLASSES), ()
    article, values = attempt.law.cite(rule, day), cited.provision.values
    if project.project_class == "unapproved":
        return article, ("restore",)
    told = values.get("orders_if_grave", "") if project.is_grave else values.get("orders", "")
    return article, tuple(str(told or values.get("orders", "")).split())


@asks_for(
    AskedFor("document_no", when="已取得批准、验收合格的", rule=CLASSES),
    AskedFor("approver", when="已取得批准的", rule=CLASSES),
)
def ground_of_lifting_fits(attempt: Attempt[LiftConstruction]) -> None:
    """Refuse to lift an order whose ground is not gone (解除条件)."""
    content = attempt.content
    order = attempt.record.act(content.of, OrderConstruction)
    project = class_behind(attempt.record, content.of)
    if order is None or project is None:
        return
    if content.ground not in GROUNDS[project.project_class]:
        sentence = f"{CLASS_NAMES[project.project_class]}的命令不能以该事由解除"
        raise OutOfBounds("wrong-ground", sentence, article=attempt.cite(CLASSES), field="ground")
    if "restore" in order.content.orders and content.ground != "restored":
        sentence = "已责令恢复原状的，须恢复原状后解除"
        raise OutOfOrder("not-restored", sentence, article=attempt.cite(CLASSES), field="ground")
    looks = attempt.record.pointing(order.no, InspectConstruction)
    if content.ground in ("restored", "abandoned") and looks and not looks[-1].content.is_obeyed:
        sentence = f"第{looks[-1].no}号检查认定没有执行命令，不能以已经恢复原状、停止建设为由解除"
        raise OutOfOrder("file-shows-otherwise", sentence, article=attempt.cite(CLASSES), field="ground")
    if content.ground in ("approved", "accepted"):
        _by_who_may(attempt, project)


def _by_who_may(attempt: Attempt[LiftConstruction], project: ClassifyProject) -> None:
    content = attempt.content
    if not content.document_no.strip() or (content.ground == "approved" and not content.approver.strip()):
        sentence = "须写明审批机关和批准文号（验收文件编号）"
        raise Unclear("no-document", sentence, article=attempt.cite(CLASSES), field="document_no")
    if content.ground == "approved" and content.approver == project.approver:
        sentence = f"“{content.approver}”没有审批权，须由有审批权的机关审批"
        raise OutOfBounds("same-approver", sentence, article=attempt.cite(CLASSES), field="approver")


def _check_from(attempt: Attempt[OrderConstruction]) -> date:
    return attempt.content.correct_by or effective_day(attempt.act, attempt.law)


def _due(attempt: Attempt[PointsBack]) -> bool:
    """Tell whether a check of the order is due: none has been made yet, or the last one found it disobeyed."""
    checks = attempt.record.pointing(attempt.content.of, InspectConstruction)
    seen = [one for one in checks if one.no < attempt.act.no]
    return not seen or not seen[-1].content.is_obeyed


def order_binds(attempt: Attempt[InspectConstruction]) -> None:
    """Refuse to find disobeyed an order that was set aside, or whose service has no effect yet (公告期未满)."""
    order = attempt.record.act(attempt.content.of, OrderConstruction)
    if order is None or not _disobeyed(attempt):
        return
    gone = undone_by(attempt.record, order)
    if gone is not None:
        sentence = f"第{order.no}号责令决定已由第{gone.no}号行为撤销或者确认无效，不存在拒不执行"
        raise OutOfOrder("order-set-aside", sentence, article=attempt.cite(CLASSES), field="of")
    disobeyed_once_in_effect(attempt, order, "is_obeyed")


def _disobeyed(attempt: Attempt[InspectConstruction]) -> bool:
    return not attempt.content.is_obeyed


def _consequence(done: Attempt[InspectConstruction]) -> Iterable[Effect]:
    project = class_behind(done.record, done.act.no)
    if project is not None and _disobeyed(done):
        yield from message(CONSEQUENCES[project.project_class], "holder")(done)


def _revocation(done: Attempt[OrderConstruction]) -> Iterable[Effect]:
    """Return the letter that asks the superior to revoke an approval beyond powers (撤销越权审批)."""
    project = class_behind(done.record, done.act.no)
    if project is not None and project.project_class == "beyond_powers":
        yield from document("关于撤销越权审批的建议", "建撤")(done)


STEPS = (
    Step(
        ClassifyProject,
        who(Role.OFFICER, levels=BUREAU),
        needs=(
            WITH_US,
            after(InspectSite, Interview),
        ),
        guards=(class_fits_the_facts,),
        stage="project_classified",
        citation=(CLASSES,),
    ),
    Step(
        OrderConstruction,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(WITH_US, after(ClassifyProject)),
        guards=(order_fits_the_class, basis_is_in_force, service_is_proved),
        ends=MADE_AGAIN,
        opens=(Opens(CHECK, starts=_check_from), *RELIEF),
        stage="project_ordered",
        effects=(document("责令改正建设项目违法行为决定书", "建改"), _revocation),
        citation=(CLASSES,),
    ),
    Step(
        InspectConstruction,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(OrderConstruction),),
        guards=(two_certified_officers, order_binds),
        ends=(Ends(CHECK, _due),),
        opens=(Opens(CHECK, when=_disobeyed), REFERRAL_DUE),
        stage="project_inspected",
        effects=(_consequence,),
        citation=(CLASSES,),
    ),
    Step(
        LiftConstruction,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(OrderConstruction),),
        guards=(ground_of_lifting_fits,),
        ends=(Ends(CHECK, _due),),
        stage="project_settled",
        effects=(document("解除建设项目处理决定书", "建解"),),
        citation=(CLASSES,),
    ),
)

PROCEDURE = Procedure(
    "construction",
    "建设项目",
    STEPS,
    {
        "project_classified": "已认定情形",
        "project_ordered": "已责令",
        "project_inspected": "已检查执行情况",
        "project_settled": "命令已解除",
    },
)
