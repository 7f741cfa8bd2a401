"""Parties get a number that says nothing; the same organisation keeps the one it has."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from registry.errors import InvalidParty, UnknownParty
from registry.parties import Parties
from registry.registry import Registry

CODE = "91110000600037341L"
NAME = "虚构化工有限公司"


def test_an_organisation_is_the_same_by_its_credit_code(registry: Registry) -> None:
    """Registered again, also written with blanks or small letters, it keeps its number (统一社会信用代码)."""
    first = registry.parties.register("organisation", NAME, uscc=CODE, address="衡山县")

    again = registry.parties.register("organisation", NAME, uscc=f" {CODE.lower()} ")

    assert first == again
    assert registry.parties.party(first.id).uscc == CODE


@pytest.mark.parametrize("wrong", ["91110000600037341M", "123", "91110000600037341LL"])
def test_a_wrong_credit_code_is_refused(registry: Registry, wrong: str) -> None:
    """The check digit is tested; the answer says what would be right."""
    with pytest.raises(InvalidParty, match="应为18位数字或大写字母"):
        registry.parties.register("organisation", NAME, uscc=wrong)


def test_one_code_with_two_names_is_refused(registry: Registry) -> None:
    """Either code or name is wrong; nothing is changed."""
    first = registry.parties.register("organisation", NAME, uscc=CODE)

    with pytest.raises(InvalidParty, match=f"已登记为“{NAME}”"):
        registry.parties.register("organisation", "另一家公司", uscc=CODE)

    assert registry.parties.party(first.id).name == NAME


def test_without_a_code_name_and_address_make_an_organisation(registry: Registry) -> None:
    """Same name and address are one party; the same name elsewhere is another."""
    here, again = (registry.parties.register("organisation", NAME, address="衡山县") for _ in range(2))
    elsewhere = registry.parties.register("organisation", NAME, address="衡东县")

    assert here == again
    assert here != elsewhere


def test_two_citizens_of_one_name_are_two(registry: Registry) -> None:
    """A citizen has no code, and a number made by chance."""
    first, second = (registry.parties.register("citizen", "甲某某") for _ in range(2))

    assert first != second
    assert first.kind == "citizen"
    with pytest.raises(InvalidParty, match="公民没有统一社会信用代码"):
        registry.parties.register("citizen", "甲某某", uscc=CODE)


def test_an_unknown_party_is_said_to_be_unknown(registry: Registry) -> None:
    """A number that no party has."""
    with pytest.raises(UnknownParty, match="没有编号“e-1”"):
        registry.parties.party("e-1")


def test_an_organisation_sent_by_many_at_once_is_one(engine: Engine) -> None:
    """Senders that register the same organisation at the same moment get one number."""
    parties = Parties(engine)

    with ThreadPoolExecutor(8) as pool:
        refs = list(pool.map(lambda _: parties.register("organisation", NAME, uscc=CODE), range(16)))

    assert len(set(refs)) == 1
