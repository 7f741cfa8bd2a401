"""`ViolationCase`: one durable workflow for the whole life of one case (一案一卷).

It owns the list of acts and nothing else. A command is an update named after its act; its validator asks the
procedures and the law, and refuses with the article or lets the act into the list. Every act, and every
instant that the last judgment named, is judged once in a local activity that also writes the docket; what it
decided is in the history. The loop below knows no law.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.common import RawValue, RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.judging import JudgeActivities
    from activities.messages import JudgeRequest
    from activities.outside import OutsideActivities
    from law import edition
    from law.refusals import Refused, Unclear
    from models.acts import Act, Command
    from models.case import CaseFile, Effect, Judgment, Opening, Receipt
    from workflows.attributes import ATTRIBUTES
    from workflows.procedures import STAGE_NAMES
    from workflows.procedures.admission import act_from, admit, repeated
    from workflows.procedures.standing import standing

BRIEF = timedelta(seconds=10)
"""How long one judgment with its docket row may take in the workflow task itself."""
MINUTE = timedelta(minutes=1)
PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=5))
"""How an effect is tried again until the world takes it."""
SHELL_LIFE = timedelta(minutes=1)
"""How long a case without its opening act waits for it before it is given up."""


@workflow.defn(failure_exception_types=[Refused])
class ViolationCase:
    """The case file of one violation, from the first finding to the archive."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._acts: list[Act] = list(opening.acts)
        self._by_key: dict[str, Act] = {act.key: act for act in opening.acts}
        self._judgment: Judgment | None = opening.judgment
        self._judged = opening.judgment.judged if opening.judgment else 0
        self._recorded = self._judged
        self._revision = opening.revision
        self._pending: list[Effect] = []
        self._attributes: dict[str, str] = {}
        self._stale = False
        self._timer: asyncio.Task[None] | None = None
        self._timer_at: datetime | None = None
        self._catching_up: asyncio.Task[None] | None = None
        self._sending: dict[str, asyncio.Task[None]] = {}

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry the case: wait for an act or for the instant the law named, judge, carry out, until it is archived."""
        await self._await_opening()
        while not self._finished():
            await self._await_act_or_instant()
            await self._judge()
            self._carry_out_effects()
            if self._grown_too_long():
                await self._continue_as_new()
        return await self._end()

    @workflow.update(dynamic=True)
    async def act(self, name: str, args: Sequence[RawValue]) -> Receipt:  # noqa: ARG002  the validator has compared it
        """Take an act into the list, wait until it is judged and recorded, and hand out the receipt."""
        command = self._command(args)
        is_repeated = repeated(self._by_key.get(command.key), command)
        if not is_repeated:
            self._append(act_from(command, len(self._acts) + 1, self._now()))
        await workflow.wait_condition(lambda: self._by_key[command.key].no <= self._judged)
        return self._receipt(self._by_key[command.key], is_repeated=is_repeated)

    @act.validator
    def admit(self, name: str, args: Sequence[RawValue]) -> None:
        """Refuse what the law does not allow; a refusal leaves no trace in the history."""
        command = self._command(args)
        if name != command.content.act:
            raise Unclear("wrong-name", f"行为名称“{name}”与内容“{command.content.act}”不一致", field="act")
        if not repeated(self._by_key.get(command.key), command):
            admit(self._acts, command, edition.current(), self._now())

    @workflow.signal
    def judge_again(self) -> None:
        """Ask for a new judgment: the law or the calendar has changed."""
        self._stale = True

    @workflow.query
    def file(self, at: datetime | None = None) -> CaseFile:
        """Return the acts and the standing, at an instant (default: the last one this case knows)."""
        acts = tuple(self._acts)
        instant = max(at, self._now()) if at else self._now()
        case_no, rehearsal = self._opening.case_no, self._opening.rehearsal
        return CaseFile(
            acts=acts,
            revision=self._revision,
            standing=standing(case_no, acts, edition.current(), instant, rehearsal=rehearsal),
        )

    @workflow.query
    def clock(self) -> timedelta:
        """Return how far the story's time is from this workflow's clock (zero for a live case)."""
        return self._opening.shift

    def _now(self) -> datetime:
        return workflow.now() + self._opening.shift

    def _command(self, args: Sequence[RawValue]) -> Command:
        return workflow.payload_converter().from_payload(args[0].payload, Command)

    async def _await_opening(self) -> None:
        """End a shell whose opening act was refused: the number stays free for the same command, corrected."""
        try:
            await workflow.wait_condition(lambda: bool(self._acts), timeout=SHELL_LIFE)
        except TimeoutError:
            raise ApplicationError("开立案件的行为未被接受", type="NeverOpened") from None

    def _finished(self) -> bool:
        done = self._judgment is not None and self._judgment.archived
        return done and self._judged == len(self._acts) and self._recorded == self._judged

    async def _await_act_or_instant(self) -> None:
        self._set_timer(self._judgment.next_at if self._judgment else None)
        await workflow.wait_condition(
            lambda: (
                self._judged < len(self._acts)
                or self._stale
                or (self._timer is not None and self._timer.done())
                or self._finished()
            )
        )

    def _set_timer(self, at: datetime | None) -> None:
        """Keep exactly one durable timer, for the instant the last judgment named."""
        if self._timer is not None and at == self._timer_at and not self._timer.done():
            return
        if self._timer is not None and not self._timer.done():
            self._timer.cancel()
        self._timer, self._timer_at = None, at
        if at is not None:
            wait = max(at - self._now(), timedelta(0))
            self._timer = asyncio.create_task(workflow.sleep(wait, summary="法定期限"))

    async def _judge(self) -> None:
        """Have everything not judged yet judged and written to the docket, in one local activity."""
        self._stale = False
        self._revision += 1
        judgment = await self._judgment_of(self._request())
        self._take(judgment)
        if not judgment.recorded and self._catching_up is None:
            self._catching_up = asyncio.create_task(self._catch_up())

    async def _judgment_of(self, request: JudgeRequest) -> Judgment:
        """Ask for the judgment at once; when that fails, ask patiently: a fault holds the case, it never ends it."""
        try:
            return await workflow.execute_local_activity_method(
                JudgeActivities.judge_case, request, schedule_to_close_timeout=BRIEF
            )
        except ActivityError:
            return await workflow.execute_activity_method(
                JudgeActivities.judge_case, request, start_to_close_timeout=MINUTE, retry_policy=PATIENT
            )

    def _request(self) -> JudgeRequest:
        return JudgeRequest(
            case_no=self._opening.case_no,
            rehearsal=self._opening.rehearsal,
            acts=tuple(self._acts),
            judged=self._judged,
            recorded=self._recorded,
            revision=self._revision,
            at=self._now(),
        )

    def _take(self, judgment: Judgment) -> None:
        """Put what was decided into the list, the engine's acts before whatever came in meanwhile."""
        for no, departs in judgment.departs.items():
            self._acts[no - 1] = self._acts[no - 1].model_copy(update={"departs": departs})
        added = len(judgment.engine_acts)
        seen = judgment.judged - added
        meanwhile = self._acts[seen:]
        del self._acts[seen:]
        for act in judgment.engine_acts:
            self._append(act)
        for act in meanwhile:
            self._append(act.model_copy(update={"no": act.no + added}))
        self._judgment, self._judged = judgment, judgment.judged
        if judgment.recorded:
            self._recorded = judgment.judged
        self._pending.extend(judgment.outside)
        self._show(judgment)

    def _append(self, act: Act) -> None:
        self._acts.append(act)
        self._by_key[act.key] = act

    def _show(self, judgment: Judgment) -> None:
        """Make the Temporal UI useful: search attributes and a line of current details, without personal data."""
        changed = {name: value for name, value in judgment.attributes.items() if self._attributes.get(name) != value}
        if changed:
            workflow.upsert_search_attributes([ATTRIBUTES[name].value_set(value) for name, value in changed.items()])
            self._attributes.update(changed)
        stage = STAGE_NAMES.get(judgment.stage, judgment.stage)
        workflow.set_current_details(f"{self._opening.case_no}：{stage}；行为{self._judged}项")

    async def _catch_up(self) -> None:
        """Write the docket when it is back, by an activity that never gives up."""
        while self._recorded < self._judged:
            request = self._request()
            await workflow.execute_activity_method(
                JudgeActivities.record_case, request, start_to_close_timeout=MINUTE, retry_policy=PATIENT
            )
            self._recorded = max(self._recorded, request.judged)
        self._catching_up = None

    def _carry_out_effects(self) -> None:
        """Send out what leaves the house, each once under its key, without holding up the case."""
        for effect in self._pending:
            if effect.key not in self._sending:
                self._sending[effect.key] = asyncio.create_task(self._deliver(effect))

    async def _deliver(self, effect: Effect) -> None:
        await workflow.execute_activity_method(
            OutsideActivities.deliver, effect, start_to_close_timeout=MINUTE, retry_policy=PATIENT
        )
        self._pending.remove(effect)
        del self._sending[effect.key]

    def _receipt(self, act: Act, *, is_repeated: bool) -> Receipt:
        stage = self._judgment.stage if self._judgment else ""
        return Receipt(
            case_no=self._opening.case_no,
            act_no=act.no,
            act=act.name,
            label=act.content.label,
            happened_at=act.happened_at,
            recorded_at=act.recorded_at,
            stage=stage,
            stage_name=STAGE_NAMES.get(stage, ""),
            repeated=is_repeated,
        )

    def _grown_too_long(self) -> bool:
        info = workflow.info()
        quiet = self._judged == len(self._acts) and not self._pending and self._catching_up is None
        long = info.is_continue_as_new_suggested() or info.get_current_history_length() > self._opening.history_limit
        return quiet and long and not self._finished()

    async def _continue_as_new(self) -> None:
        """Carry the whole case over to a new run: it is one value."""
        await workflow.wait_condition(workflow.all_handlers_finished)
        if self._judged < len(self._acts):
            return
        carried = {
            "acts": tuple(self._acts),
            "judgment": self._judgment,
            "revision": self._revision,
            "runs": self._opening.runs + 1,
        }
        workflow.continue_as_new(self._opening.model_copy(update=carried))

    async def _end(self) -> Receipt:
        await workflow.wait_condition(lambda: not self._pending and workflow.all_handlers_finished())
        return self._receipt(self._acts[-1], is_repeated=False)
