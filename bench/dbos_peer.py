"""The peer beside us: the same lifecycle on DBOS (PyPI) with PostgreSQL; each command acknowledged when its row is committed."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy import Engine, create_engine

from bench.bare import METADATA, ROWS


class Peer:
    """DBOS with one workflow: waits for a command, writes its row in a step, says so."""

    def __init__(self, url: str) -> None:
        config: DBOSConfig = {
            "name": "bench",
            "system_database_url": url,
            "run_admin_server": False,
            "log_level": "ERROR",
        }
        DBOS(config=config)
        self.engine: Engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), pool_size=32)
        METADATA.create_all(self.engine)
        engine = self.engine

        @DBOS.step()
        def write_row(case: str, no: int, body: str) -> int:
            with engine.begin() as connection:
                connection.execute(ROWS.insert(), {"id": case, "no": no, "body": body})
            return no

        @DBOS.workflow()
        def carry(case: str, last: int) -> int:
            for no in range(1, last + 1):
                body = DBOS.recv(topic="act", timeout_seconds=15 * 24 * 3600)
                DBOS.set_event(f"done-{no}", write_row(case, no, body))
            return last

        self._carry = carry
        DBOS.launch()

    def life(self, case: str, bodies: Sequence[str]) -> list[float]:
        """Carry one case through all its commands; return the seconds each took."""
        with SetWorkflowID(case):
            DBOS.start_workflow(self._carry, case, len(bodies))
        seconds = []
        for no, body in enumerate(bodies, start=1):
            began = time.perf_counter()
            DBOS.send(case, body, topic="act")
            DBOS.get_event(case, f"done-{no}", timeout_seconds=60)
            seconds.append(time.perf_counter() - began)
        return seconds

    def many(self, count: int, flight: int, bodies: Sequence[str], stamp: str) -> tuple[float, list[float]]:
        """Carry many cases, so many at once; return the wall seconds and every command's seconds."""
        began = time.perf_counter()
        with ThreadPoolExecutor(flight) as pool:
            lives = list(pool.map(lambda n: self.life(f"{stamp}-{n}", bodies), range(count)))
        return time.perf_counter() - began, [one for life in lives for one in life]

    def close(self) -> None:
        """Stop."""
        DBOS.destroy()
        self.engine.dispose()
