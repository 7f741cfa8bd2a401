"""A case of several parties, exported and rehearsed on the real engine: each party is played by one made up for it."""

import json
from pathlib import Path

from file_review.export import write_export
from tests.procedures.several import HEIR, A, B, decided
from tests.rehearsal.conftest import Rehearsing


async def test_a_case_of_several_parties_is_played_as_it_went(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """Nothing is refused that was let in, nothing needs a party that is not there, and the case closes for all."""
    case = decided()
    case.of("record_succession", A, "2026-09-24", ground="merged", paper="合并登记通知书", successors=[HEIR])
    for party in (A, B):
        case.pays(party, "2026-09-25")
    case.does("feed_back", "2026-09-26")
    case.does("close_case", "2026-09-26")
    file = tmp_path / "case.json"
    file.write_text(write_export(case.number, case.acts), encoding="utf-8")

    played = await rehearsing.plays(file)

    told = [(row["scene"]["act"], row["refused"] or row["note"]) for row in played["entered"]]
    assert [] == [row for row in told if row[1]]
    standing = played["files"][-1]["view"]["standing"]
    assert standing["closed"]
    assert ["0", "0"] == [row["owed"] for row in standing["parties"]]
    assert 1 == len(standing["parties"][0]["held_by"])
    assert not {A, B} & set(json.dumps(standing, ensure_ascii=False).split('"'))
