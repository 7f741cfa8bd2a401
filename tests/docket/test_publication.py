"""What everybody may read: decisions made public, no rehearsal, nothing withdrawn, no citizen's name."""

import json
from datetime import date

import pytest
from sqlalchemy import Engine, select, update

from docket.publication import disclosures
from docket.tables import acts, effects
from docket.writer import record
from judging.admission import act_from
from models.acts.penalty import MEASURE_NAMES
from models.file import Entry
from registry.parties import Parties
from registry.tables import units
from tests.builders import command
from tests.docket.values import disclosure, document, entry, withdrawal
from tests.next_version import with_more


@pytest.fixture
def parties(engine: Engine) -> Parties:
    """The register behind the docket."""
    return Parties(engine)


def test_a_public_decision_says_who_decided_what_against_which_organisation(engine: Engine, parties: Parties) -> None:
    """Issuer, number, party, measures, fine and basis stand in the public list (处罚办法 art. 62, 63)."""
    party = parties.register("organisation", "虚构化工有限公司").id
    effects = (document(), disclosure(2, party=party))
    record(engine, entry(acts=2, effects=effects))

    (shown,) = disclosures(engine)

    assert (shown.issuer, shown.number) == ("衡阳市生态环境局衡山分局", "衡环山罚〔2026〕1号")
    assert (shown.party, shown.fine, shown.measures) == ("虚构化工有限公司", "20000.00", ("罚款",))
    assert (shown.decided_on, shown.published_on) == (date(2026, 3, 1), date(2026, 3, 2))


def test_each_public_decision_bears_its_own_number(engine: Engine) -> None:
    """A daily penalty is made public under its own number, and a measure without one under none."""
    made = (document(1), document(2, word="按日罚"))
    public = (disclosure(3, decision=1), disclosure(4, decision=2), disclosure(5, decision=5))
    record(engine, entry(acts=5, effects=(*made, *public)))

    assert ["", "衡环山按日罚〔2026〕1号", "衡环山罚〔2026〕1号"] == [row.number for row in disclosures(engine)]


def test_a_seizure_bears_the_number_of_its_decision_not_of_its_inventory(engine: Engine) -> None:
    """决定书 and 清单 are made out at once; what is public is the decision."""
    made = (document(1, word="封清"), document(1, word="封"))
    record(engine, entry(effects=(*made, disclosure(measures=("查封、扣押",)))))

    assert [("衡环山封〔2026〕1号", ("查封、扣押",))] == [(row.number, row.measures) for row in disclosures(engine)]


@pytest.mark.parametrize("measure", sorted(MEASURE_NAMES))
def test_every_kind_of_penalty_is_public_under_its_legal_name(sqlite: Engine, measure: str) -> None:
    """处罚种类: nobody outside knows our words for them."""
    record(sqlite, entry(effects=(disclosure(measures=(measure,)),)))

    assert [(MEASURE_NAMES[measure],)] == [row.measures for row in disclosures(sqlite)]


def test_what_was_made_public_before_it_named_its_decision_is_numbered_by_its_day(engine: Engine) -> None:
    """A disclosure of an earlier version says the day of its decision only."""
    effects = (document(1), disclosure(2, decision=None, decided_on=date(2026, 3, 2)))
    record(engine, entry(acts=2, effects=effects))

    assert ["衡环山罚〔2026〕1号"] == [row.number for row in disclosures(engine)]


def test_a_citizen_is_never_named(engine: Engine, parties: Parties) -> None:
    """A citizen's decision is public without the name (处罚办法 art. 64)."""
    party = parties.register("citizen", "甲某某").id
    record(engine, entry(effects=(disclosure(party=party),)))

    (shown,) = disclosures(engine)

    assert shown.party == "个人"
    assert "甲某某" not in shown.model_dump_json()


def test_the_issuer_bears_the_name_of_the_day_of_the_decision(engine: Engine) -> None:
    """A decision of 2017 was made by the bureau under its former name (机构改革前名称)."""
    effect = disclosure(issuer="u-4304", decided_on="2017-04-11")
    record(engine, entry(effects=(effect,)))

    assert ["衡阳市环境保护局"] == [row.issuer for row in disclosures(engine)]


def test_a_branch_decided_in_the_name_of_its_bureau_before_the_code(engine: Engine) -> None:
    """生态环境法典 art. 53: the number stays that of the branch's series."""
    effects = (document(1), disclosure(2, in_name_of="u-4304"))
    record(engine, entry(acts=2, effects=effects))

    assert [("衡阳市生态环境局", "衡环山罚〔2026〕1号")] == [(row.issuer, row.number) for row in disclosures(engine)]


def test_a_county_bureau_of_before_the_reform_decided_in_its_own_name(engine: Engine) -> None:
    """省以下垂直管理: until it became a branch it was a bureau; the register tells its former name."""
    with engine.begin() as connection:
        named = {"former_name": "衡山县环境保护局", "renamed_on": date(2019, 1, 1)}
        connection.execute(update(units).where(units.c.id == "u-430423").values(named))
    record(engine, entry(effects=(disclosure(in_name_of="u-4304", decided_on="2017-04-11"),)))

    assert ["衡山县环境保护局"] == [row.issuer for row in disclosures(engine)]


def test_a_rehearsal_is_not_public(engine: Engine) -> None:
    """What was only rehearsed never appears."""
    record(engine, entry("R2026-000001", rehearsal=True, effects=(disclosure(),)))

    assert disclosures(engine) == ()


def read(engine: Engine) -> set[tuple[str, str]]:
    """Return what can still be read of decisions: the file of each, and its summary."""
    return {(row.file_no, row.summary) for row in disclosures(engine) if row.withdrawn_on is None}


def test_of_what_was_withdrawn_only_the_reason_is_public(engine: Engine, parties: Parties) -> None:
    """行政处罚法 art. 48, para. 2: a decision that was set aside disappears, and why stands there; another one stays."""
    party = parties.register("organisation", "虚构化工有限公司").id
    effects = (document(), disclosure(2, party=party), withdrawal(3, publication=2))
    record(engine, entry("2026-000001", acts=3, effects=effects))
    record(engine, entry("2026-000002", effects=(disclosure(),)))

    (gone,) = (row for row in disclosures(engine) if row.withdrawn_on)

    assert {("2026-000002", "未经批准外排")} == read(engine)
    assert ("2026-000001", "衡环山罚〔2026〕1号", date(2026, 3, 1)) == (gone.file_no, gone.number, gone.decided_on)
    assert (date(2026, 3, 2), "原决定被撤销") == (gone.withdrawn_on, gone.withdrawal_reason)
    assert ("", (), "", (), "") == (gone.party, gone.measures, gone.fine, gone.basis, gone.summary)


def test_the_first_reason_for_a_withdrawal_stands(engine: Engine) -> None:
    """Whoever takes back what is gone already changes nothing of when it went."""
    record(engine, entry(acts=3, effects=(disclosure(), withdrawal(2, publication=1), withdrawal(3, publication=1))))

    assert [date(2026, 3, 2)] == [row.withdrawn_on for row in disclosures(engine)]


def struck(file: Entry, of: int) -> Entry:
    """Return a file whose last act withdraws another from the record."""
    asked = command("withdraw_act", "2026-03-04", of=of, reason="误录")
    return file.model_copy(update={"acts": (*file.acts[:-1], act_from(asked, len(file.acts), asked.happened_at))})


def test_a_publication_struck_from_the_record_is_public_no_more(engine: Engine) -> None:
    """撤回记录: it counts no more, and why is said where it stood."""
    record(engine, struck(entry(acts=2, effects=(disclosure(),)), of=1))

    assert [(date(2026, 3, 4), "误录")] == [(row.withdrawn_on, row.withdrawal_reason) for row in disclosures(engine)]


def test_a_withdrawal_struck_from_the_record_takes_nothing_back(engine: Engine) -> None:
    """撤回记录: the publication had been taken back by mistake, and stands."""
    record(engine, struck(entry(acts=3, effects=(disclosure(), withdrawal(2, publication=1))), of=2))

    assert {("2026-000001", "未经批准外排")} == read(engine)


def test_reasons_from_before_a_bound_and_of_a_later_version_are_read(engine: Engine) -> None:
    """What was let in before is read as it is: one old reason does not take the public list away from everybody."""
    record(engine, struck(entry("2026-000001", acts=2, effects=(disclosure(),)), of=1))
    record(engine, entry("2026-000002", acts=2, effects=(disclosure(), withdrawal(2, publication=1))))
    of_then = {"原决定被撤销": "原\u202e决定被撤销", "误录": "误\u202e录"}
    with engine.begin() as connection:
        for table, key in ((effects, effects.c.key), (acts, acts.c.no)):
            for row in connection.execute(select(table.c.file_no, key, table.c.body)).all():
                said = with_more(json.loads(row.body))
                if said.get("reason") in of_then:
                    said["reason"] = of_then[said["reason"]]
                elif said.get("content", {}).get("reason") in of_then:
                    said["content"]["reason"] = of_then[said["content"]["reason"]]
                changed = update(table).where(table.c.file_no == row.file_no, key == row[1])
                connection.execute(changed.values(body=json.dumps(said)))

    assert {"原\u202e决定被撤销", "误\u202e录"} == {row.withdrawal_reason for row in disclosures(engine)}


def test_a_rehearsed_withdrawal_is_not_public(engine: Engine) -> None:
    """Nor is what it takes back."""
    effects = (disclosure(), withdrawal(2, publication=1))
    record(engine, entry("R2026-000001", acts=2, rehearsal=True, effects=effects))

    assert () == disclosures(engine)


def test_what_was_published_again_after_a_withdrawal_is_public(engine: Engine) -> None:
    """A withdrawal takes back what came before it, not what comes after."""
    effects = (disclosure(), withdrawal(2, publication=1), disclosure(3, summary="更正后公开"))
    record(engine, entry(acts=3, effects=effects))

    assert {("2026-000001", "更正后公开")} == read(engine)


def test_a_withdrawal_takes_back_the_one_publication_it_names(engine: Engine) -> None:
    """Of two decisions that were published, the one that was overturned disappears and the other stays public."""
    published = (disclosure(1, summary="原处罚"), disclosure(2, summary="按日连续处罚"))
    record(engine, entry("2026-000001", acts=3, effects=(*published, withdrawal(3, publication=2))))
    record(engine, entry("2026-000002", acts=3, effects=(*published, withdrawal(3, publication=1))))

    assert {("2026-000001", "原处罚"), ("2026-000002", "按日连续处罚")} == read(engine)


def test_the_public_list_has_pages_newest_first(engine: Engine) -> None:
    """Limit and offset walk through the list from the newest."""
    record(engine, entry(acts=3, effects=tuple(disclosure(no, summary=str(no)) for no in (1, 2, 3))))

    assert ["3", "2"] == [row.summary for row in disclosures(engine, limit=2)]
    assert ["1"] == [row.summary for row in disclosures(engine, limit=2, offset=2)]
