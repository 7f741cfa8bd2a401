"""The process that operations run: it carries files of every kind, against any Temporal address. `python -m worker`."""

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import httpx
import structlog
from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

import logs
from activities.channels import NO_MAIL, Channel, Receiver
from activities.judging import JudgeActivities
from activities.late_delivery import LateDeliveryActivities
from activities.law_in_force import FRESH, LawInForce
from activities.mail import MailChannel, MailServer
from activities.outside import Files, OutsideActivities
from activities.patrols import OpensRound, PatrolActivities, opens_none
from database import schema
from database.connection import connect
from database.private_files import keep_private
from docket.archive import archived_file
from docket.lately import judged_lately
from kinds import KINDS, PATROL_ROUND
from law.edition import Law
from law.refusals import OutOfOrder
from models.effects import OpenFile
from models.values import civil_day
from registry.contacts import Contacts
from registry.errors import RegisterError, VacantPost
from registry.numbers import FileNumbers, civil_now
from registry.patrols import Patrols
from registry.places import Places
from registry.sealed import Seal
from registry.systems import receiver_now, seal_secrets
from registry.vacancies import Vacancies
from settings import CASES, Settings
from watchdog import watched
from workflows import attributes, wire
from workflows.alarm import Alarm
from workflows.assistance import Assistance
from workflows.between_files import BetweenFiles
from workflows.client import FileClient
from workflows.complaint import Complaint
from workflows.delivery import Delivery
from workflows.disclosure_request import DisclosureRequest
from workflows.emergency import Emergency
from workflows.joint_investigation import JointInvestigation
from workflows.law_given import GivesLaw
from workflows.matter import Matter
from workflows.no_answer import NoSuchFile
from workflows.patrol_due import PatrolDue
from workflows.patrol_round import PatrolRound
from workflows.planned_rounds import PlannedRounds
from workflows.schedules import keep_schedules
from workflows.setting_back import keep_going
from workflows.violation_case import ViolationCase

log = structlog.get_logger()

WORKFLOWS = (
    *(ViolationCase, Complaint, Delivery, Emergency, JointInvestigation, Assistance, Matter, Alarm),
    DisclosureRequest,
    *(PatrolRound, PatrolDue),
)
RUNNER = UnsandboxedWorkflowRunner()
"""No sandbox: one short loop, held deterministic by golden histories and fingerprints (docs/decisions, 11)."""
HANGS = timedelta(seconds=60)
"""How long one step of a file may take before its thread is interrupted. The two seconds of the engine's library take a
machine that stood still for a loop without end, and a file whose step was interrupted hangs as long as its worker."""
PATIENCE = timedelta(seconds=10)
"""How long one file waits for another before the delivery is tried again."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a worker is put together from besides the world it touches."""

    between: Callable[[Files], Files] = lambda files: files
    """What comes between one file and another."""
    judge: type[JudgeActivities] = JudgeActivities
    taken_over_after: timedelta = timedelta(seconds=10)
    """How long the engine waits for the worker that had a file last, before any other may take it over."""


SHIPPED = Parts()


def activities(  # noqa: PLR0913  every part of the world that an activity touches
    docket: Engine,
    http: httpx.AsyncClient,
    law: LawInForce,
    files: Files,
    judge: type[JudgeActivities] = JudgeActivities,
    seal: Seal | None = None,
    *,
    rounds: OpensRound = opens_none,
    mail: Channel = NO_MAIL,
) -> list[Any]:
    """Return every activity, each with the world it touches."""

    def receiver(system: str) -> Receiver | None:
        return receiver_now(docket, system, seal)

    judging = judge(law, docket)
    outside = OutsideActivities(http, receiver, files, mail)
    late, patrols = LateDeliveryActivities(docket), PatrolActivities(rounds)
    return [
        judging.judge_file,
        judging.record_file,
        outside.deliver,
        late.tell_late_delivery,
        patrols.open_planned_round,
    ]


class NumbersOfOpened:
    """How a file that another one opens gets its number: the same effect always the same one."""

    def __init__(self, docket: Engine) -> None:
        self._numbers = FileNumbers(docket)

    # The key alone says which effect it is: under it there is never another content.

    def given(self, sending: OpenFile) -> str | None:
        """Return the number that an effect was given before, if it was."""
        return self._numbers.given(sending.by.id, sending.key, "")

    def give(self, sending: OpenFile, at: datetime, *, rehearsal: bool) -> str:
        """Give an effect its number."""
        year, letter = civil_day(at).year, KINDS[sending.opens].letter
        return self._numbers.allocate(sending.by.id, sending.key, "", year, letter=letter, rehearsal=rehearsal)


def mail_of(docket: Engine, seal: Seal | None, server: MailServer | None) -> Channel:
    """Return the way by mail to whoever reported on the public form; none where there is no key to read where to."""
    return NO_MAIL if seal is None else MailChannel(server, Contacts(docket, seal).of)


def rounds_of(docket: Engine, files: FileClient, law: Callable[[], Law]) -> OpensRound:
    """Return how the planned round of a grid on a day is opened."""
    plan, places, numbers = Patrols(docket), Places(docket), FileNumbers(docket)
    vacancies = Vacancies(docket, civil_now)

    def number(sender: str, key: str, year: int) -> str:
        return numbers.allocate(sender, key, "", year, letter=PATROL_ROUND.letter)

    rounds = PlannedRounds(files, law, number)

    async def opens(grid: str, day: date) -> str:
        try:
            planned = await asyncio.to_thread(lambda: plan.planned(places.grid(grid, day), day))
        except RegisterError as no:  # nobody answers there: shown among the rounds that are due, and reported upward
            log.warning("round_not_laid_on", grid=grid, day=day.isoformat(), code=no.code)
            if isinstance(no, VacantPost) and no.place:
                await asyncio.to_thread(vacancies.note, no.place)
            return no.sentence
        return "" if planned is None else (await rounds.open(planned, day, civil_now())).file_no

    return opens


def file_worker(  # noqa: PLR0913  the world that the files of a queue touch
    client: Client,
    docket: Engine,
    http: httpx.AsyncClient,
    law: LawInForce,
    *,
    threads: int,
    task_queue: str = CASES,
    spread: timedelta = timedelta(0),
    parts: Parts = SHIPPED,
    seal: Seal | None = None,
    mail: MailServer | None = None,
) -> Worker:
    """Return a worker of the queue of files; also what the tests run, with parts of their own that break."""
    law()

    def known() -> Law:
        return law.known

    recorded = partial(archived_file, docket)
    files = FileClient(client, known, task_queue=task_queue, timeout=PATIENCE, spread=spread, recorded=recorded)
    other_files = parts.between(BetweenFiles(files, known, NumbersOfOpened(docket)))
    worker = Worker(
        client,
        task_queue=task_queue,
        workflows=WORKFLOWS,
        activities=activities(
            docket,
            http,
            law,
            other_files,
            parts.judge,
            seal,
            rounds=rounds_of(docket, files, known),
            mail=mail_of(docket, seal, mail),
        ),
        activity_executor=ThreadPoolExecutor(threads, thread_name_prefix="activity"),
        workflow_runner=RUNNER,
        interceptors=[GivesLaw(known)],
        graceful_shutdown_timeout=timedelta(seconds=10),
        sticky_queue_schedule_to_start_timeout=parts.taken_over_after,
    )
    _give_time(worker)
    return worker


def _give_time(worker: Worker) -> None:
    """Have a step of a file interrupted only when it hangs; the engine's library has no setting for it."""
    steps = worker._workflow_worker  # noqa: SLF001
    if steps is not None and steps._deadlock_timeout_seconds is not None:  # noqa: SLF001  None: it is not looked for
        steps._deadlock_timeout_seconds = int(HANGS.total_seconds())  # noqa: SLF001


async def judge_lately_again(files: FileClient, docket: Engine) -> None:
    """Have the files that were judged last judged anew: what the docket has of an act that was lost with a worker goes.

    Nobody waits for it; what cannot be asked is told and left to its next judgment.
    """
    try:
        for file_no in await asyncio.to_thread(judged_lately, docket):
            with suppress(NoSuchFile, OutOfOrder):  # never opened, or over
                await files.judge_again(file_no)
    except Exception as error:  # noqa: BLE001  a worker works whatever comes of this
        log.warning("not_judged_again", error=type(error).__name__)


async def keep_patrols(client: Client, docket: Engine, *, laid_on: bool) -> None:
    """Have a Schedule for each grid that is patrolled, or none where no rounds are laid on by themselves.

    What fails is told, and tried at the next start or by hand.
    """
    try:
        day = civil_day(civil_now())
        grids = await asyncio.to_thread(Patrols(docket).grids, day) if laid_on else ()
        kept = await keep_schedules(client, [grid.id for grid in grids], task_queue=CASES)
        log.info("patrols_scheduled", made=kept.made, changed=kept.changed, ended=kept.ended)
    except Exception as error:  # noqa: BLE001  a worker works whatever comes of this
        log.warning("patrols_not_scheduled", error=type(error).__name__)


async def run(settings: Settings) -> None:
    """Connect, make sure the docket's tables are there, and work until told to stop."""
    keep_private(settings.var)
    docket = connect(settings.database_url)
    schema.upgrade(docket)
    client = await patiently_connected(settings)
    missing = await attributes.make_known(client)
    if missing:
        log.info("search_attributes_added", names=missing)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    law, seal, spread = LawInForce(docket), Seal.from_settings(settings), timedelta(seconds=settings.spread)
    seal_secrets(docket, seal)
    server = None if settings.mail_server is None else MailServer(*settings.mail_server)
    async with (
        httpx.AsyncClient(timeout=10) as http,
        file_worker(client, docket, http, law, threads=settings.worker_threads, spread=spread, seal=seal, mail=server),
        watched(),
    ):
        log.info("worker_started", task_queue=CASES, edition=law.known.edition)
        files = FileClient(client, lambda: law.known, task_queue=CASES, timeout=PATIENCE)
        scheduling = keep_patrols(client, docket, laid_on=settings.patrols)
        works = judge_lately_again(files, docket), scheduling, keep_going(client)
        beside = [asyncio.create_task(work) for work in works]
        while not stop.is_set():
            # Validators and queries cannot wait for the database: they are given the law that was found last.
            await asyncio.to_thread(law)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), FRESH)
        for task in beside:
            task.cancel()
    log.info("worker_stopped")


async def patiently_connected(settings: Settings) -> Client:
    """Return a client of the engine; waits, and says so, while there is no engine yet."""
    while True:
        try:
            return await wire.connect(settings.target, settings.namespace, settings.wire_keys)
        except RuntimeError:
            log.info("engine_awaited", address=settings.target)
            await asyncio.sleep(1)


if __name__ == "__main__":
    chosen = Settings.from_env()
    logs.configure(chosen.log_format)
    asyncio.run(run(chosen))
