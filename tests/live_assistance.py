"""A request for assistance on the real engine: a case asks the branch of another county, whose file answers it."""

from tests.engine_service import CaseService, LiveCase
from tests.procedures.joint import NEIGHBOUR
from tests.procedures.test_assistance import ASKED, THEIR_HEAD


async def asked_for_help(service: CaseService) -> tuple[LiveCase, LiveCase]:
    """Return a case that asked for help, and the file that was opened for it."""
    case = service.case()
    await case.goes("file_case")
    await case.does("request_assistance", "2026-09-08", **ASKED)
    await case.waits_until("2026-09-08 12:00")
    return case, await case.opened()


async def helps(case: LiveCase, file: LiveCase) -> None:
    """Have the unit that was asked be reminded, help, answer, and file it away."""
    await case.does("urge_assistance", "2026-09-14", by=ASKED["by"], of="request_assistance")
    await case.waits_until("2026-09-14 12:00")
    file.acts = (await file.file()).acts
    await file.does("agree_to_assist", "2026-09-15", by=NEIGHBOUR)
    await file.does("record_assistance_work", "2026-09-16", by=NEIGHBOUR, record="查阅货运记录")
    await file.does("reply_assistance", "2026-09-17", by=THEIR_HEAD, reply="货物已运往示例仓库")
    await file.waits_until("2026-09-17 12:00")
    await file.does("archive_assistance", "2026-09-18", by=NEIGHBOUR)
    await file.service.client.get_workflow_handle(file.workflow_id).result()
    case.acts = (await case.file()).acts
