"""The API as a process: `python -m api.main`; starts whether or not the engine is up."""

from datetime import timedelta

import uvicorn

import logs
from activities.law_in_force import LawInForce
from api.app import create_app
from api.link import Link
from database.connection import connect
from registry.registry import Registry
from registry.sealed import Seal
from settings import CASES, Settings


def serve(settings: Settings) -> None:
    """Serve until told to stop."""
    engine = connect(settings.database_url)
    law = LawInForce(engine)
    link = Link(
        settings.target,
        settings.namespace,
        lambda: law.known,
        task_queue=CASES,
        timeout=timedelta(seconds=settings.worker_wait),
        keys=settings.wire_keys,
    )
    registry = Registry(engine, Seal.from_settings(settings), production=settings.production)
    app = create_app(settings, link, registry, engine, law=law, probe=link.pulse)
    uvicorn.run(app, host=settings.api_host, port=settings.api_port, log_config=None, access_log=False)


if __name__ == "__main__":
    chosen = Settings.from_env()
    logs.configure(chosen.log_format)
    serve(chosen)
