"""What is done about the archive of a file (案卷档案): what stands in 副卷, and that it is opened by order alone.

环境行政处罚办法 art. 67-71, 生态环境行政处罚办法 art. 78-80: one case, one file; who complained and what is secret is in 副卷.
After archiving nobody changes, adds or takes out anything. What a body of reconsideration or a court orders is carried
out all the same: the order opens the archive, what it wants is entered as acts of their own, so that the chain of the
file goes on, and the file is archived anew.
"""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import documents_of
from judging.parties import everyone
from judging.record import Record
from judging.step import Condition, Procedure, Step, who
from law.refusals import OutOfOrder, Unclear
from models.acts.archiving import KeepInside, OpenArchive
from models.acts.closing import ArchiveCase
from models.acts.issuing import IssueDocument
from models.acts.terms import CorrectAct, WithdrawAct
from models.people import Role
from procedures.competence import BUREAU

RULE = "case_archiving"


@asks_for(
    AskedFor("of", when="不是材料而是文书列入副卷的", rule=RULE, offered=True),
    AskedFor("exhibits", when="没有写明行为编号的", rule=RULE, offered=True),
)
def says_what(attempt: Attempt[KeepInside]) -> None:
    """Refuse a mark that is of nothing."""
    content = attempt.content
    if content.of is None and not content.exhibits:
        sentence = "须写明哪一项行为的文书，或者哪一份材料列入副卷"
        raise Unclear("nothing-to-keep-inside", sentence, article=attempt.cite(RULE), field="of")


@asks_for(
    AskedFor("word", when="只将该行为的一份文书列入副卷的", must="须为所指行为的一份文书的字", rule=RULE, offered=True)
)
def word_is_of_the_act(attempt: Attempt[KeepInside]) -> None:
    """Refuse a word that no document of the act has."""
    content = attempt.content
    target = attempt.whole.act(content.of)
    words = [] if target is None else [one.word for one in documents_of(attempt.of_the_whole, target)]
    if content.word and content.word not in words:
        told = f"其文书的字有：{'、'.join(words)}" if words else "该行为的文书没有文号，请不写字"
        sentence = f"第{content.of}号行为没有“{content.word}”字文书；{told}"
        raise Unclear("no-such-document", sentence, article=attempt.cite(RULE), field="word")


@asks_for(AskedFor("reason", when="事由为其他的", rule=RULE, offered=True))
def other_ground_is_said(attempt: Attempt[KeepInside]) -> None:
    """Refuse a ground that is none of those named without a word about it."""
    if attempt.content.ground == "other" and not attempt.content.reason.strip():
        raise Unclear("ground-unsaid", "事由为其他的，须写明理由", article=attempt.cite(RULE), field="reason")


def not_inside_already(attempt: Attempt[KeepInside]) -> None:
    """Refuse to put into 副卷 what stands there by an earlier mark."""
    content, others = attempt.content, attempt.whole.without(attempt.act.no)
    inside = materials_marked(others)
    is_paper_inside = content.of is None or bool(marked(others, content.of, content.word))
    if (
        (content.of is not None or content.exhibits)
        and is_paper_inside
        and all(one in inside for one in content.exhibits)
    ):
        sentence = "所写的文书、材料已经列入副卷，不需要再列"
        raise OutOfOrder("inside-already", sentence, article=attempt.cite(RULE), field="of")


def marked(record: Record, act_no: int, word: str) -> str:
    """Return on which ground a paper of an act was put into 副卷; empty where it was not."""
    found = [act.content for act in record.pointing(act_no, KeepInside) if act.content.word in {"", word}]
    return found[-1].ground if found else ""


def materials_marked(record: Record) -> dict[str, str]:
    """Return on which ground each material that was put into 副卷 stands there, by its digest."""
    return {digest: act.content.ground for act in record.all(KeepInside) for digest in act.content.exhibits}


def is_shut(now: Situation) -> bool:
    """Tell whether the file is archived, and no order has opened it since."""
    return now.kind.is_archived(everyone(now.record))


def archive_stays_shut(attempt: Attempt) -> None:
    """Refuse to put right, take back, put out or mark what an archive holds (归档后不得修改、增加、抽取)."""
    content, whole = attempt.content, attempt.whole.without(attempt.act.no)
    archived = whole.last(ArchiveCase)
    if isinstance(content, WithdrawAct):
        _stays_opened(attempt, content.of)
    if archived is None or not attempt.kind.is_archived(whole):
        return
    if isinstance(content, CorrectAct | WithdrawAct) and content.of == archived.no and not archived.content.manifest:
        return  # archived by a slip, and nothing made of it yet
    held = isinstance(content, KeepInside | IssueDocument)
    if isinstance(content, CorrectAct | WithdrawAct | IssueDocument):
        held = content.of <= archived.no
    if held:
        sentence = (
            f"案卷已于{archived.day.isoformat()}归档，归档后不得修改、增加、抽取；"
            f"复议机关、人民法院要求的，须先“{OpenArchive.label}”"
        )
        raise OutOfOrder("archive-is-shut", sentence, article=attempt.cite(RULE), field="of")


def _stays_opened(attempt: Attempt, of: int) -> None:
    """Refuse to take back the opening of an archive once something was done under it, and what it opened (开启档案)."""
    whole = attempt.whole.without(attempt.act.no)
    openings = whole.all(OpenArchive)
    is_used = any(act.no == of and any(later.no > act.no for later in whole) for act in openings)
    is_opened = any(act.no == of and any(later.no > act.no for later in openings) for act in whole.all(ArchiveCase))
    if is_used or is_opened:
        sentence = f"档案依令开启之后不得撤回“{OpenArchive.label}”和此前的归档，办理完毕的须重新归档"
        raise OutOfOrder("archive-was-opened", sentence, article=attempt.cite(RULE), field="of")


SHUT = Condition(is_shut, "案卷尚未归档，或者已经开启，不需要开启档案", RULE)

STEPS = (
    Step(
        KeepInside,
        who(Role.OFFICER, Role.CLERK, Role.LEGAL, Role.HEAD, levels=BUREAU),
        guards=(says_what, word_is_of_the_act, other_ground_is_said, not_inside_already),
        when_closed=True,
        for_one_party=True,
        citation=(RULE,),
    ),
    Step(
        OpenArchive,
        who(Role.HEAD, levels=BUREAU),
        needs=(SHUT,),
        when_closed=True,
        stage="archive_opened",
        citation=(RULE,),
    ),
)

PROCEDURE = Procedure("archive", "案卷档案", STEPS, {"archive_opened": "档案已开启"})
