"""Carrying one file (办理一卷): what the workflows of every kind of file share, composed of its parts, never inherited.

The list of acts, the one timer, the judgment with its docket row, the courier, and the move to a new run. It knows no
law: what may be done is asked of admission, under the law that the worker gave; what follows is what a judgment says.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from temporalio import workflow
from temporalio.common import RawValue, RetryPolicy
from temporalio.exceptions import ApplicationError, FailureError, is_cancelled_exception

with workflow.unsafe.imports_passed_through():
    from activities.judging import JudgeActivities
    from activities.messages import JudgeRequest
    from activities.weighing import HEAVY
    from judging.admission import act_from, admit, repeated
    from judging.kind import Kind
    from judging.standing import standing
    from law.edition import Law
    from law.refusals import Unclear
    from models.acts import Act
    from models.acts.delivery import Delivery
    from models.acts.terms import FileNearsFull
    from models.file import Acts, Answer, File, Judgment, Opening, Receipt, receipt_of
    from workflows.act_list import ActList
    from workflows.behind import Behind
    from workflows.courier import Courier
    from workflows.failures import JUDGMENT_FAILED, Failures, type_of
    from workflows.over import archived
    from workflows.pages import page_of
    from workflows.patience import MINUTE, UNOPENED_FOR
    from workflows.room import HANDED, REPEATS, need_room
    from workflows.sent import command_in, sending_in
    from workflows.shown import Shown
    from workflows.timer import Timer

BRIEF = timedelta(seconds=10)
"""How long one judgment with its docket row may take in the workflow task itself."""
ONCE = RetryPolicy(maximum_attempts=1)
"""A judgment is not tried again as it was asked for: the next try is made from the acts as they are then."""
FAILED = "failed"
"""What the search attribute `FileAlert` says of a file whose judgment fails."""
LAW = "law"
"""The name under which the worker hands its law to the workflows it runs."""

log = structlog.get_logger()


class Carrying:
    """One file in the hands of its workflow."""

    def __init__(self, kind: Kind, opening: Opening) -> None:
        self._kind = kind
        self._opening = opening
        self._acts = ActList(opening.acts, opening.sent)
        self._judgment = opening.judgment
        self._judged = opening.judgment.judged if opening.judgment else 0
        self._revision = opening.revision
        self._behind = Behind(opening.unwritten, opening.acts, opening.numbers)
        self._stale = opening.stale
        self._courier = Courier(opening.pending, opening.overdue)
        self._timer, self._failures = Timer(), Failures()
        self._has_ended, self._repeats, self._handed = False, 0, 0
        self._shown = Shown(opening.file_no)
        workflow.set_dynamic_update_handler(self.act, validator=self.may_act)
        workflow.set_signal_handler("judge_again", self.judge_again)
        workflow.set_query_handler("file", self.file)
        workflow.set_query_handler("acts", self.acts)
        workflow.set_query_handler("clock", self.clock)

    # What is asked from outside: an update named after its act, a signal, two queries.

    async def act(self, name: str, args: Sequence[RawValue]) -> Answer:  # noqa: ARG002  the validator has compared it
        """Take an act into the list, wait until it is judged and recorded, and hand out the receipt."""
        command, failures = command_in(args), self._failures.count
        is_repeated = repeated(self._acts.sent(command.key), command)
        if not is_repeated:
            self._acts.append(act_from(command, len(self._acts) + 1, self._now()))
        elif self._failures.stands:
            self.judge_again()
        await workflow.wait_condition(lambda: self._is_answered(command.key, failures))
        act = self._acts.of(command.key)
        if act.no > self._judged:
            raise ApplicationError("本案的审查判断出错", sending_in(args), act.no, type=JUDGMENT_FAILED)
        return Answer(**self._receipt(act, is_repeated=is_repeated).model_dump(), sending=sending_in(args))

    def may_act(self, name: str, args: Sequence[RawValue]) -> None:
        """Refuse what the law does not allow; a refusal leaves no trace in the history."""
        command = command_in(args)
        if name != command.content.act:
            raise Unclear("wrong-name", f"行为名称“{name}”与内容“{command.content.act}”不一致", field="act")
        if not repeated(self._acts.sent(command.key), command):
            if self._has_ended:
                raise archived()
            need_room(self._judgment.weight if self._judgment else 0, command)
            admit(self._kind, self._acts.all, command, self._law(), self._now(), self._opening.named)

    def judge_again(self) -> None:
        """Ask for a new judgment: the law or the calendar has changed."""
        self._stale = True

    def file(self, at: datetime | None = None) -> File:
        """Return the first acts and the standing, at an instant (default: the last); `acts` tells the rest."""
        acts, instant = self._told(), max(at, self._now()) if at else self._now()
        where = standing(
            self._kind, self._opening.file_no, acts, self._law(), instant, rehearsal=self._opening.rehearsal
        )
        return File(
            kind=self._kind.name,
            acts=page_of(acts),
            revision=self._revision,
            standing=where,
            numbers=self._behind.numbers,
            judgment=self._judgment,
            behind=bool(self._behind),
        )

    def acts(self, after: int) -> Acts:
        """Return the acts after the first `after`, as many as go into one answer."""
        acts = self._told()
        return Acts(revision=self._revision, count=len(acts), acts=page_of(acts[after:]))

    def clock(self) -> timedelta:
        """Return how far the story's time is from this workflow's clock (zero for a live file)."""
        return self._opening.shift

    # What the workflow does, one after the other.

    async def is_opened(self) -> None:
        """Give up a file whose opening act was refused, its number stays free; an archive not opened stays over."""
        had = len(self._opening.acts) if self._opening.again else 0
        try:
            await workflow.wait_condition(lambda: len(self._acts) > had, timeout=UNOPENED_FOR)
        except TimeoutError:
            if self._opening.again:
                return
            raise ApplicationError("开立案卷的行为未被接受", type="NeverOpened") from None

    def is_over(self) -> bool:
        """Tell whether nothing can happen any more, everything is written, and what left is answered or told."""
        over = self._judgment is not None and self._judgment.over
        return over and self._is_judged() and not self._behind and self._courier.is_settled

    async def act_or_instant(self) -> None:
        """Wait for an act, for the instant that judgment or courier named, or for a word that the law changed."""
        self._timer.set(self._next_at(), self._now())
        await workflow.wait_condition(
            lambda: self._has_news() or self._stale or self._timer.has_fired or self.is_over()
        )

    async def judge(self) -> None:
        """Have everything not judged yet judged and written to the docket, in one local activity.

        A fault holds the file and never ends it: whoever waits is told, and the judgment is tried again.
        """
        for late in self._courier.late(self._now()):
            self._acts.note(f"engine/late/{late.effect}", late, self._now())
        self._stale = False
        self._revision += 1
        request = self._request()
        self._repeats += len(request.acts)
        judgment = await self._judgment_of(request)
        if judgment is None:
            self._failures.add(len(request.acts), self._now())
            self._shown.show({"FileAlert": FAILED}, "审查判断出错，稍后自动重试", self._judged)
            return
        self._failures.heal()
        self._handed += judgment.size
        self._acts.take(judgment)
        self._judgment, self._judged = judgment.taken(), judgment.judged
        self._courier.take(judgment.outgoing)
        self._behind.take(judgment, self._acts.all)
        self._shown.show(judgment.attributes, judgment.stage_name, self._judged)
        if judgment.weight >= HEAVY:
            self._acts.note("engine/room", FileNearsFull(), self._now())

    def send(self) -> None:
        """Let the courier go, and the docket catch up, without waiting for either."""
        self._courier.send(self._came_back, self._now, rehearsal=self._opening.rehearsal)
        self._behind.catch_up()

    async def carry_on(self) -> None:
        """Move the whole file to a new run once its history is long: it is one value, whatever is still on its way."""
        if not self._has_grown_long() or self.is_over():
            return
        # An act that came in while the last one was judged waits for this loop: waiting for it here would never end.
        await workflow.wait_condition(lambda: self._has_to_judge() or workflow.all_handlers_finished())
        if self._has_to_judge():
            return
        workflow.continue_as_new(self._opening.model_copy(update=self._carried()))

    async def end(self) -> Receipt:
        """Take nothing more, leave what is undelivered to be tried on, answer who waits; return the last receipt."""
        self._has_ended = True
        if self._courier.pending and workflow.patched("2026-11-27-delivery-is-tried-on"):
            await self._courier.hand_over(self._opening, self._now())
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._receipt(self._acts.last, is_repeated=False)

    def _now(self) -> datetime:
        return workflow.now() + self._opening.shift

    def _law(self) -> Law:
        law: Callable[[], Law] = workflow.extern_functions()[LAW]
        return law()

    def _told(self) -> tuple[Act, ...]:
        """Return the acts that are told: what is not judged yet may still change its number, but for an opening."""
        return self._acts.all[: max(self._judged, 1)]

    def _is_judged(self) -> bool:
        return self._judged == len(self._acts)

    def _has_news(self) -> bool:
        """Tell whether an act waits that no try of the judgment has known yet."""
        return not self._is_judged() and not self._failures.knew(len(self._acts))

    def _has_to_judge(self) -> bool:
        """Tell whether somebody waits for the next try of the judgment."""
        return self._has_news() or (self._failures.stands and self._stale)

    def _is_answered(self, key: str, failures: int) -> bool:
        """Tell whether an act is judged, or a try has failed that knew it, later than so many others."""
        no = self._acts.of(key).no
        return no <= self._judged or (self._failures.count > failures and self._failures.knew(no))

    def _next_at(self) -> datetime | None:
        if self._failures.stands:
            return self._failures.again_at
        named = (self._judgment.next_at if self._judgment else None, self._courier.next_at)
        first = min((at for at in named if at is not None), default=None)
        return first + self._opening.stagger if first else None

    async def _judgment_of(self, request: JudgeRequest) -> Judgment | None:
        """Ask for the judgment at once; when that fails, once more outside the task; None = that failed as well."""
        try:
            return await workflow.execute_local_activity_method(
                JudgeActivities.judge_file, request, schedule_to_close_timeout=BRIEF, retry_policy=ONCE
            )
        except FailureError as fault:  # a local activity's own failure, or the engine's word about its time
            if is_cancelled_exception(fault):
                raise
        try:
            return await workflow.execute_activity_method(
                JudgeActivities.judge_file, request, start_to_close_timeout=MINUTE, retry_policy=ONCE
            )
        except FailureError as fault:
            if is_cancelled_exception(fault):
                raise
            error = type_of(fault)
        if not workflow.unsafe.is_replaying():
            log.error("judgment_failed", file_no=request.file_no, acts=len(request.acts), error=error)
        return None

    def _request(self) -> JudgeRequest:
        return JudgeRequest(
            kind=self._kind.name,
            file_no=self._opening.file_no,
            rehearsal=self._opening.rehearsal,
            acts=self._acts.all,
            judged=self._judged,
            behind=bool(self._behind),
            revision=self._revision,
            at=self._now(),
            numbers=self._behind.numbers,
            size=self._judgment.size if self._judgment else 0,
            chain=self._judgment.chain if self._judgment else "",
        )

    def _came_back(self, key: str, outcome: Delivery) -> None:
        if self._has_ended:  # whoever tries on finds it done, and tells it
            return
        self._acts.note(f"engine/delivery/{key}", outcome, self._now())

    def _receipt(self, act: Act, *, is_repeated: bool) -> Receipt:
        stage, name = (self._judgment.stage, self._judgment.stage_name) if self._judgment else ("", "")
        return receipt_of(self._opening.file_no, act, stage, name, is_repeated=is_repeated)

    def _has_grown_long(self) -> bool:
        info, is_dear = workflow.info(), self._repeats > REPEATS or self._handed > HANDED
        is_long = info.get_current_history_length() > self._opening.history_limit
        return is_long or is_dear or info.is_continue_as_new_suggested()

    def _carried(self) -> dict[str, object]:
        return {
            "acts": self._acts.all,
            "sent": self._acts.otherwise_sent,
            "judgment": self._judgment,
            "revision": self._revision,
            "pending": self._courier.pending,
            "overdue": self._courier.overdue,
            "unwritten": self._behind.carried,
            "numbers": self._behind.numbers,
            "stale": self._stale,
            "runs": self._opening.runs + 1,
            "again": False,
        }
