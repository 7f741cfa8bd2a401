"""The API as a process: `python -m api.main`; starts whether or not the engine is up."""

import asyncio
from datetime import timedelta
from functools import partial

import uvicorn

import logs
from activities.law_in_force import LawInForce
from api import serving
from api.app import create_app
from api.link import Link
from database.connection import connect
from database.private_files import keep_private
from docket.archive import archived_file
from registry.registry import Registry
from registry.sealed import Seal
from settings import CASES, Settings
from watchdog import watched
from web.app import Beside, console


def serve(settings: Settings) -> None:
    """Serve until told to stop."""
    keep_private(settings.var)
    engine = connect(settings.database_url)
    law = LawInForce(engine)
    link = Link(
        settings.target,
        settings.namespace,
        lambda: law.known,
        task_queue=CASES,
        timeout=timedelta(seconds=settings.command_timeout),
        worker_wait=timedelta(seconds=settings.worker_wait),
        spread=timedelta(seconds=settings.spread),
        keys=settings.wire_keys,
        recorded=partial(archived_file, engine),
    )
    registry = Registry(engine, Seal.from_settings(settings), production=settings.production)
    app = create_app(settings, link, registry, engine, law=law, probe=link.pulse)
    both = Beside(app, console(app, settings, engine))
    asyncio.run(_served(serving.server(both, settings.api_host, settings.api_port)))


async def _served(server: uvicorn.Server) -> None:
    async with watched():
        await server.serve()


if __name__ == "__main__":
    chosen = Settings.from_env()
    logs.configure(chosen.log_format)
    serve(chosen)
