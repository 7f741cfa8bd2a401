"""The docket's database as a command needs it: there already, answering, in its newest form; never made here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, make_url

from cli.speech import Exit, Failed
from database import schema
from database.connection import connect
from database.faults import AWAY
from settings import Settings


@contextmanager
def docket(settings: Settings) -> Iterator[Engine]:
    """Open the docket for one command, or say what is missing."""
    address = make_url(settings.database_url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        sentence = f"没有案件台账（{address.database}）；请先用 gridcase up 启动系统，或者检查 GRIDCASE_VAR"
        raise Failed(Exit.AWAY, sentence)
    engine = connect(settings.database_url)
    try:
        if not schema.is_current(engine):
            raise Failed(Exit.AWAY, "案件台账还不是现行版本的表结构；请先用 gridcase up 启动系统，它会升级台账")
        yield engine
    except AWAY:
        raise Failed(Exit.AWAY, "案件台账的数据库没有应答；请检查 GRIDCASE_DATABASE_URL 和数据库服务") from None
    finally:
        engine.dispose()
