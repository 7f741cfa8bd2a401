"""Staff lists for tests: an empty register of places, files with a few rows, and what becomes of them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import Engine, delete, select

from database.connection import reading
from models.values import CIVIL
from registry.exchange.entering import Outcome, Wish, enter_files, try_files
from registry.exchange.forms import FORMS
from registry.tables import appointments, certificates, grids, parties, persons, posts, registry_changes

NOON = datetime(2026, 3, 2, 12, tzinfo=CIVIL)
HEADINGS = {
    "单位": "单位编码,单位名称,网格级别,单位性质,上级单位,发文机关代字,单位曾用名,单位更名日期,撤销日期,备注,接入信息共享平台日期",
    "网格": "网格编码,网格名称,网格级别,网格类别,上级网格,监管单位,责任主体,行政区划代码,起始日期,终止日期,依据,备注",
    "特殊网格": "特殊网格编码,特殊网格名称,特殊网格类型,所在网格,专管单位,设立日期,撤销日期,设立依据",
    "网格方案": "方案编号,制定地区,方案名称,方案文号,印发日期,备案机关,备案日期,公开载体,公开日期,方案备注",
    "人员": "人员编号,姓名,曾用姓名,改名日期",
    "任职": "人员编号,任职单位,职级,岗位,任职日期,免职日期",
    "执法证": "执法证号,持证人编号,发证日期,有效期至",
    "网格责任人": "网格,责任级别,责任单位,责任类型,责任人编号,开始日期,结束日期",
    "请假": "请假人编号,请假人单位,代理人编号,请假事由,请假第一日,请假最后一日",
    "工作交接": "移交人编号,交接单位,接手人编号,交接日期,交接说明",
    "污染源": (
        "统一社会信用代码,污染源名称,生产经营地址,所属网格,排污许可证编号,管理类别,行业类别,"
        "是否重点排污单位,风险等级,经度,纬度,建档日期,关闭日期,档案备注"
    ),
    "排放口": "排污单位信用代码,排放口编号,排放口类型,排放口名称,是否自动监测,排放口经度,排放口纬度,启用日期,停用日期",
    "巡查点位": "点位编号,点位名称,点位所在网格,点位类型,巡查间隔,点位经度,点位纬度,设点日期,撤点日期,设点依据",
    "职责确定": "排污对象,排污行为,适用范围,确定的负责部门,确定的文号,施行日期,停止施行日期",
    "外部系统": "系统编码,系统名称,回调地址",
}
ZHANG = "h-01,张三"
LI = "h-02,李四"
AT_HENGSHAN = "h-01,u-430423,副科级,执法人员,2026-01-01"
CARD = "18040423012,h-01,2025-01-01,2030-12-31"


@dataclass
class Desk:
    """Where files are entered: a register without people, and a folder."""

    engine: Engine
    folder: Path
    files: list[Path] = field(default_factory=list)

    def file(self, title: str, *rows: str, name: str = "") -> Path:
        """Write a table with its headings."""
        return self.written(name or f"{title}.csv", "\n".join((HEADINGS[title], *rows)).encode())

    def written(self, name: str, content: bytes) -> Path:
        """Write a file."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def enter(
        self,
        *paths: Path,
        author: str = "os:clerk",
        whole: bool = False,
        correct: bool = False,
        dry: bool = False,
        now: datetime = NOON,
    ) -> Outcome:
        """Enter files."""
        work = try_files if dry else enter_files
        return work(self.engine, paths, Wish(author, whole=whole, correct=correct), now)

    def refused(self, *paths: Path, correct: bool = False) -> list[str]:
        """Enter files that are wrong, and return what is said; nothing may be written."""
        before = self.everything()
        outcome = self.enter(*paths, correct=correct)
        assert outcome.problems
        assert self.everything() == before
        return [problem.sentence for problem in outcome.problems]

    def everything(self) -> list[object]:
        """Return every row that an import can write."""
        with reading(self.engine) as connection:
            tables = (*(form.table for form in FORMS), grids, parties, registry_changes)
            return [sorted(map(str, connection.execute(select(table)))) for table in tables]

    def held(self) -> list[tuple[str, str, str, str]]:
        """Return the posts as person, unit, first and last day."""
        query = select(posts.c.person, posts.c.unit, posts.c.since, posts.c.until).order_by(
            posts.c.person, posts.c.since
        )
        with reading(self.engine) as connection:
            return [(row[0], row[1], str(row[2]), str(row[3] or "")) for row in connection.execute(query)]


def emptied(engine: Engine) -> Engine:
    """Take the made-up people out of a register."""
    with engine.begin() as connection:
        for table in (appointments, certificates, posts, persons):
            connection.execute(delete(table))
    return engine


def staffed(desk: Desk) -> Desk:
    """Enter two persons of Hengshan's branch, one of them an officer."""
    files = (
        desk.file("人员", ZHANG, LI),
        desk.file("任职", AT_HENGSHAN, "h-02,衡阳市生态环境局衡山分局,科员,内勤人员,2026-01-01"),
        desk.file("执法证", CARD),
    )
    assert desk.enter(*files).problems == ()
    return desk


def rows_of(path: Path) -> Sequence[Sequence[str]]:
    """Return the rows of a CSV file that was written."""
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def workbook(**pages: list[Sequence[object]]) -> bytes:
    """Return a workbook of pages."""
    book = Workbook()
    for title, rows in pages.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def headed(title: str, *rows: Sequence[object]) -> list[Sequence[object]]:
    """Return a table with its headings."""
    return [list(HEADINGS[title].split(",")), *rows]
