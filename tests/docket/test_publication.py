"""What everybody may read: decisions made public, no rehearsal, nothing withdrawn, no citizen's name."""

import json
from datetime import date

import pytest
from sqlalchemy import Engine, select, update

from docket.publication import disclosures, disclosures_of, files_published
from docket.tables import acts, effects
from docket.writer import record
from judging.admission import act_from
from law.edition import shipped
from models.acts.penalty import MEASURE_NAMES
from models.file import Entry
from registry.parties import Parties
from registry.tables import units
from tests.builders import command
from tests.docket.values import disclosure, document, entry, withdrawal
from tests.next_version import with_more

LAW = shipped()
TODAY = date(2026, 11, 27)


@pytest.fixture
def parties(engine: Engine) -> Parties:
    """The register behind the docket."""
    return Parties(engine)


def test_a_public_decision_says_who_decided_what_against_which_organisation(engine: Engine, parties: Parties) -> None:
    """Issuer, number, party, measures, fine and basis stand in the public list (处罚办法 art. 62, 63)."""
    party = parties.register("organisation", "虚构化工有限公司").id
    effects = (document(), disclosure(2, party=party))
    record(engine, entry(acts=2, effects=effects))

    (shown,) = disclosures(engine, LAW, TODAY)

    assert (shown.issuer, shown.number) == ("衡阳市生态环境局衡山分局", "衡环山罚〔2026〕1号")
    assert (shown.party, shown.fine, shown.measures) == ("虚构化工有限公司", "20000.00", ("罚款",))
    assert (shown.decided_on, shown.published_on) == (date(2026, 3, 1), date(2026, 3, 2))


def test_each_public_decision_bears_its_own_number(engine: Engine) -> None:
    """A daily penalty is made public under its own number, and a measure without one under none."""
    made = (document(1), document(2, word="按日罚"))
    public = (disclosure(3, decision=1), disclosure(4, decision=2), disclosure(5, decision=5))
    record(engine, entry(acts=5, effects=(*made, *public)))

    assert ["", "衡环山按日罚〔2026〕1号", "衡环山罚〔2026〕1号"] == [
        row.number for row in disclosures(engine, LAW, TODAY)
    ]


def test_a_seizure_bears_the_number_of_its_decision_not_of_its_inventory(engine: Engine) -> None:
    """决定书 and 清单 are made out at once; what is public is the decision."""
    made = (document(1, word="封清"), document(1, word="封"))
    record(engine, entry(effects=(*made, disclosure(measures=("查封、扣押",)))))

    assert [("衡环山封〔2026〕1号", ("查封、扣押",))] == [
        (row.number, row.measures) for row in disclosures(engine, LAW, TODAY)
    ]


@pytest.mark.parametrize("measure", sorted(MEASURE_NAMES))
def test_every_kind_of_penalty_is_public_under_its_legal_name(sqlite: Engine, measure: str) -> None:
    """处罚种类: nobody outside knows our words for them."""
    record(sqlite, entry(effects=(disclosure(measures=(measure,)),)))

    assert [(MEASURE_NAMES[measure],)] == [row.measures for row in disclosures(sqlite, LAW, TODAY)]


def test_what_was_made_public_before_it_named_its_decision_is_numbered_by_its_day(engine: Engine) -> None:
    """A disclosure of an earlier version says the day of its decision only."""
    effects = (document(1), disclosure(2, decision=None, decided_on=date(2026, 3, 2)))
    record(engine, entry(acts=2, effects=effects))

    assert ["衡环山罚〔2026〕1号"] == [row.number for row in disclosures(engine, LAW, TODAY)]


def test_a_citizen_is_never_named(engine: Engine, parties: Parties) -> None:
    """A citizen's decision is public without the name (处罚办法 art. 64)."""
    party = parties.register("citizen", "甲某某").id
    record(engine, entry(effects=(disclosure(party=party),)))

    (shown,) = disclosures(engine, LAW, TODAY)

    assert shown.party == "个人"
    assert "甲某某" not in shown.model_dump_json()


def test_the_issuer_bears_the_name_of_the_day_of_the_decision(engine: Engine) -> None:
    """A decision of 2017 was made by the bureau under its former name (机构改革前名称)."""
    effect = disclosure(issuer="u-4304", decided_on="2017-04-11")
    record(engine, entry(effects=(effect,)))

    assert ["衡阳市环境保护局"] == [row.issuer for row in disclosures(engine, LAW, TODAY)]


def test_a_branch_decided_in_the_name_of_its_bureau_before_the_code(engine: Engine) -> None:
    """生态环境法典 art. 53: the number stays that of the branch's series."""
    effects = (document(1), disclosure(2, in_name_of="u-4304"))
    record(engine, entry(acts=2, effects=effects))

    assert [("衡阳市生态环境局", "衡环山罚〔2026〕1号")] == [
        (row.issuer, row.number) for row in disclosures(engine, LAW, TODAY)
    ]


def test_a_county_bureau_of_before_the_reform_decided_in_its_own_name(engine: Engine) -> None:
    """省以下垂直管理: until it became a branch it was a bureau; the register tells its former name."""
    with engine.begin() as connection:
        named = {"former_name": "衡山县环境保护局", "renamed_on": date(2019, 1, 1)}
        connection.execute(update(units).where(units.c.id == "u-430423").values(named))
    record(engine, entry(effects=(disclosure(in_name_of="u-4304", decided_on="2017-04-11"),)))

    assert ["衡山县环境保护局"] == [row.issuer for row in disclosures(engine, LAW, TODAY)]


def test_a_rehearsal_is_not_public(engine: Engine) -> None:
    """What was only rehearsed never appears."""
    record(engine, entry("R2026-000001", rehearsal=True, effects=(disclosure(),)))

    assert disclosures(engine, LAW, TODAY) == ()


def read(engine: Engine) -> set[tuple[str, str]]:
    """Return what can still be read of decisions: the file of each, and its summary."""
    return {(row.file_no, row.summary) for row in disclosures(engine, LAW, TODAY) if row.withdrawn_on is None}


def test_of_what_was_withdrawn_only_the_reason_is_public(engine: Engine, parties: Parties) -> None:
    """行政处罚法 art. 48, para. 2: a decision that was set aside disappears, and why stands there; another one stays."""
    party = parties.register("organisation", "虚构化工有限公司").id
    effects = (document(), disclosure(2, party=party), withdrawal(3, publication=2))
    record(engine, entry("2026-000001", acts=3, effects=effects))
    record(engine, entry("2026-000002", effects=(disclosure(),)))

    (gone,) = (row for row in disclosures(engine, LAW, TODAY) if row.withdrawn_on)

    assert {("2026-000002", "未经批准外排")} == read(engine)
    assert ("2026-000001", "衡环山罚〔2026〕1号", date(2026, 3, 1)) == (gone.file_no, gone.number, gone.decided_on)
    assert (date(2026, 3, 2), "原决定被撤销") == (gone.withdrawn_on, gone.withdrawal_reason)
    assert ("", (), "", (), "") == (gone.party, gone.measures, gone.fine, gone.basis, gone.summary)


def test_the_first_reason_for_a_withdrawal_stands(engine: Engine) -> None:
    """Whoever takes back what is gone already changes nothing of when it went."""
    record(engine, entry(acts=3, effects=(disclosure(), withdrawal(2, publication=1), withdrawal(3, publication=1))))

    assert [date(2026, 3, 2)] == [row.withdrawn_on for row in disclosures(engine, LAW, TODAY)]


def struck(file: Entry, of: int) -> Entry:
    """Return a file whose last act withdraws another from the record."""
    asked = command("withdraw_act", "2026-03-04", of=of, reason="误录")
    return file.model_copy(update={"acts": (*file.acts[:-1], act_from(asked, len(file.acts), asked.happened_at))})


def test_a_publication_struck_from_the_record_is_public_no_more(engine: Engine) -> None:
    """撤回记录: it counts no more, and why is said where it stood."""
    record(engine, struck(entry(acts=2, effects=(disclosure(),)), of=1))

    assert [(date(2026, 3, 4), "误录")] == [
        (row.withdrawn_on, row.withdrawal_reason) for row in disclosures(engine, LAW, TODAY)
    ]


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

    assert {"原\u202e决定被撤销", "误\u202e录"} == {row.withdrawal_reason for row in disclosures(engine, LAW, TODAY)}


def test_a_rehearsed_withdrawal_is_not_public(engine: Engine) -> None:
    """Nor is what it takes back."""
    effects = (disclosure(), withdrawal(2, publication=1))
    record(engine, entry("R2026-000001", acts=2, rehearsal=True, effects=effects))

    assert () == disclosures(engine, LAW, TODAY)


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

    assert ["3", "2"] == [row.summary for row in disclosures(engine, LAW, TODAY, limit=2)]
    assert ["1"] == [row.summary for row in disclosures(engine, LAW, TODAY, limit=2, offset=2)]


def test_a_citizens_name_is_taken_out_of_every_text(engine: Engine, parties: Parties) -> None:
    """处罚办法 art. 64: what was written by hand may name the party; what is public does not."""
    party = parties.register("citizen", "甲某某").id
    told = disclosure(party=party, summary="经查，甲某某焚烧秸秆，对甲某某罚款五百元")
    back = withdrawal(2, publication=1).model_copy(update={"reason": "甲某某的复议申请成立"})
    record(engine, entry("2026-000001", effects=(told,)))
    record(engine, entry("2026-000002", acts=2, effects=(told, back)))

    shown = {row.file_no: row for row in disclosures(engine, LAW, TODAY)}

    assert "经查，当事人焚烧秸秆，对当事人罚款五百元" == shown["2026-000001"].summary
    assert "当事人的复议申请成立" == shown["2026-000002"].withdrawal_reason


@pytest.mark.parametrize(
    ("on", "is_over"), [(date(2029, 2, 28), False), (date(2029, 3, 1), False), (date(2029, 3, 2), True)]
)
def test_a_penalty_is_displayed_to_its_last_day(sqlite: Engine, on: date, is_over: bool) -> None:
    """信用: three years from 2026-03-01, by the rule of that day; then only which it was."""
    record(sqlite, entry(acts=2, effects=(document(), disclosure(2))))

    (shown,) = disclosures(sqlite, LAW, on)

    assert (is_over, date(2029, 3, 1)) == (shown.is_over, shown.displayed_until)
    assert ("衡环山罚〔2026〕1号", "" if is_over else "20000.00") == (shown.number, shown.fine)


def test_what_is_no_penalty_has_no_end(sqlite: Engine) -> None:
    """No rule sets a time for orders and measures."""
    record(sqlite, entry(effects=(disclosure(title="责令改正违法行为决定"),)))

    assert [(None, False)] == [(one.displayed_until, one.is_over) for one in disclosures(sqlite, LAW, date(2060, 1, 1))]


def test_an_order_shown_again_with_a_daily_penalty_is_listed_once(engine: Engine) -> None:
    """And one that was served before orders were public is shown by the penalty; taken back, neither is read."""
    again = disclosure(2, decision=1, summary="又一次").model_copy(update={"key": "2026-000001/2/disclosure-1"})
    first = disclosure(1, summary="初次").model_copy(update={"key": "2026-000001/1/disclosure"})
    alone = again.model_copy(update={"key": "2026-000002/2/disclosure-1"})
    record(engine, entry("2026-000001", acts=2, effects=(first, again)))
    record(engine, entry("2026-000002", acts=2, effects=(alone,)))
    record(engine, entry("2026-000003", acts=3, effects=(alone, withdrawal(3, publication=1))))

    assert {("2026-000001", "初次"), ("2026-000002", "又一次")} == read(engine)


def test_what_is_public_can_be_referred_to_and_says_its_county(engine: Engine, parties: Parties) -> None:
    """Ids are the file's number and the act's, and stay whatever comes later."""
    party = parties.register("organisation", "虚构化工有限公司").id
    record(engine, entry(acts=3, effects=(disclosure(2, party=party), disclosure(3, decision=3))))
    record(engine, entry("2026-000002", effects=(disclosure(),)))

    found = [(row.id, row.party_no, row.place) for row in disclosures_of(engine, ["2026-000001"], LAW, TODAY)]

    assert [("2026-000001-3", "", "衡山县"), ("2026-000001-2", party, "衡山县")] == found
    assert {"2026-000001": 1, "2026-000002": 1} == files_published(engine)
