"""Complainants are sealed: the database holds ciphertext only, and only the right key opens it."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from database.connection import reading
from registry.complainants import Sealed
from registry.errors import KeyReused, SealBroken
from registry.registry import Registry
from registry.sealed import Seal
from registry.tables import parties, sealed_complaints
from settings import BadSettings, Settings
from tests.registry.conftest import NOON

WHO = {"name": "甲某某", "phone": "13800138000", "text": "厂里夜里排黑水"}


def test_the_ciphertext_holds_no_plaintext(registry: Registry, engine: Engine) -> None:
    """Neither name nor number nor words can be read in the table (举报人信息保密)."""
    sealed = registry.sealed.seal(WHO)

    with reading(engine) as connection:
        row = connection.execute(select(sealed_complaints)).one()
    for word in WHO.values():
        assert word.encode() not in row.ciphertext
        assert word not in str(row)
    assert registry.sealed.unseal(sealed) == WHO


def test_the_database_file_holds_no_plaintext(sqlite: Engine) -> None:
    """Not even the bytes of the file and its log betray the complainant."""
    Sealed(sqlite, Seal(Fernet.generate_key().decode()), lambda: NOON).seal(WHO)

    file = Path(sqlite.url.database or "")
    for part in file.parent.iterdir():
        content = part.read_bytes()
        assert not [word for word in WHO.values() if word.encode() in content]


def test_the_same_key_is_sealed_once(registry: Registry) -> None:
    """A complaint sent twice has one sealed record, the first."""
    first, again = registry.sealed.seal(WHO, key="12369/k1"), registry.sealed.seal({"name": "乙"}, key="12369/k1")

    assert first == again
    assert registry.sealed.unseal(again) == WHO
    assert registry.sealed.seal(WHO) != registry.sealed.seal(WHO)


def test_another_key_opens_nothing_and_says_which_would(registry: Registry, engine: Engine) -> None:
    """A wrong key is named as such; nothing of the content is told."""
    sealed = registry.sealed.seal(WHO)
    other = Sealed(engine, Seal(Fernet.generate_key().decode()), lambda: NOON)

    with pytest.raises(SealBroken, match="请改用原密钥"):
        other.unseal(sealed)
    with pytest.raises(SealBroken, match="没有编号为“s-0”的封存信息"):
        registry.sealed.unseal("s-0")


def sealed_as_before(engine: Engine, key: str) -> str:
    """Return what a version sealed that knew no keys of complaints (Fernet, under the key itself)."""
    said = Fernet(key).encrypt(json.dumps(WHO).encode())
    row = {"id": "s-before", "key": "T2026-000009", "ciphertext": said, "created_at": NOON, "key_id": "-"}
    with engine.begin() as connection:
        connection.execute(insert(sealed_complaints).values(**row))
    return "s-before"


def test_a_new_key_takes_over_while_both_are_read(engine: Engine) -> None:
    """New first, old behind it; wrapped anew, the new key alone opens all, what older versions sealed among it."""
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    before = Sealed(engine, Seal(old), lambda: NOON)
    numbers = [before.seal(WHO), before.seal(WHO), sealed_as_before(engine, old)]
    both = Sealed(engine, Seal(new, old), lambda: NOON)
    meanwhile = both.seal(WHO)

    assert [WHO] * 3 == [both.unseal(number) for number in numbers]
    assert (3, 0) == both.rewrap()
    assert (0, 0) == both.rewrap()
    alone = Sealed(engine, Seal(new), lambda: NOON)
    assert [WHO] * 4 == [alone.unseal(number) for number in (*numbers, meanwhile)]
    with pytest.raises(SealBroken, match="请改用原密钥"):
        before.unseal(numbers[0])


def test_what_no_key_here_opens_is_counted_and_left_as_it_is(engine: Engine) -> None:
    """Whoever takes the old key away too early loses nothing: with it everything opens again."""
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    number = Sealed(engine, Seal(old), lambda: NOON).seal(WHO)

    assert (0, 1) == Sealed(engine, Seal(new), lambda: NOON).rewrap()
    assert WHO == Sealed(engine, Seal(old), lambda: NOON).unseal(number)


def test_a_destroyed_key_opens_nothing_ever_again(registry: Registry, engine: Engine) -> None:
    """Neither under any key nor by a guess tried against what is left; the number and the day stay."""
    file_no = registry.numbers.allocate("12369", "k", "digest", 2026, letter="T")
    sealed, other = registry.sealed.seal(WHO, key=file_no), registry.sealed.seal(WHO, key="T2026-000099")

    assert (True, False) == (registry.sealed.erase(sealed), registry.sealed.erase(sealed))
    assert (True, False) == (registry.sealed.is_erased(sealed), registry.sealed.is_erased(other))
    with pytest.raises(SealBroken, match="的密钥已于2026-03-02销毁"):
        registry.sealed.unseal(sealed)
    assert (0, 0) == registry.sealed.rewrap()
    assert () == registry.sealed.names(file_no)
    with reading(engine) as connection:
        row = connection.execute(select(sealed_complaints).where(sealed_complaints.c.id == sealed)).one()
    assert (b"", None) == (row.ciphertext, row.wrapped_key)
    with pytest.raises(KeyReused):
        registry.numbers.given("12369", "k", "digest")
    assert WHO == registry.sealed.unseal(other)


def test_a_sealed_row_does_not_open_as_another(registry: Registry, engine: Engine) -> None:
    """Whoever can write to the table cannot have one person's identity shown for another's complaint."""
    one, other = registry.sealed.seal(WHO), registry.sealed.seal({"name": "乙"})
    taken = ("ciphertext", "wrapped_key", "key_id")
    with engine.begin() as connection:
        row = connection.execute(select(sealed_complaints).where(sealed_complaints.c.id == one)).one()
        values = {name: getattr(row, name) for name in taken}
        connection.execute(update(sealed_complaints).where(sealed_complaints.c.id == other).values(**values))

    with pytest.raises(SealBroken, match="无法启封"):
        registry.sealed.unseal(other)


def test_the_keys_may_stand_in_a_file(tmp_path: Path) -> None:
    """One a line, the one that wraps first; an empty file is refused."""
    first, second = (Fernet.generate_key().decode() for _ in range(2))
    file = tmp_path / "seal"
    file.write_text(f"{first}\n{second}\n")
    settings = Settings(production=True, seal_key_file=file, payload_keys=SecretStr(first))

    assert (Seal(first).key_id, 2) == (Seal.from_settings(settings).key_id, len(Seal.from_settings(settings).known))
    file.write_text("\n")
    with pytest.raises(ValueError, match="不是有效密钥"):
        Seal.from_settings(settings)


def test_a_local_start_makes_its_key_once_for_the_owner_only(tmp_path: Path) -> None:
    """Several starters at once get one and the same key."""
    settings = Settings(var=tmp_path / "var", production=False)

    with ThreadPoolExecutor(8) as pool:
        seals = list(pool.map(lambda _: Seal.from_settings(settings), range(16)))

    assert len({seal.key_id for seal in seals}) == 1
    assert (tmp_path / "var" / "seal.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["seal.key"]


def test_production_does_not_start_without_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key made on the spot would be lost with the machine."""
    monkeypatch.setenv("GRIDCASE_PRODUCTION", "1")

    with pytest.raises(BadSettings, match="生产环境必须设置 GRIDCASE_SEAL_KEY"):
        Settings.from_env()


def test_production_does_not_move_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rehearsal clocks are off in production by default, and cannot be turned on."""
    monkeypatch.setenv("GRIDCASE_PRODUCTION", "1")
    monkeypatch.setenv("GRIDCASE_SEAL_KEY", Fernet.generate_key().decode())
    with pytest.raises(BadSettings, match="生产环境必须设置 GRIDCASE_PAYLOAD_KEYS"):
        Settings.from_env()
    monkeypatch.setenv("GRIDCASE_PAYLOAD_KEYS", Fernet.generate_key().decode())
    off = Settings.from_env().time_skipping

    monkeypatch.setenv("GRIDCASE_TIME_SKIPPING", "1")
    with pytest.raises(BadSettings, match="生产环境不得开启") as caught:
        Settings.from_env()

    assert off is False
    assert "SEAL_KEY" not in str(caught.value)


def test_a_key_that_is_none_is_refused_without_repeating_it() -> None:
    """A mistyped key is said to be wrong; it does not appear in the message."""
    with pytest.raises(ValueError, match="不是有效密钥：每把应为32字节") as caught:
        Seal.from_settings(Settings(seal_key=SecretStr("not-a-key")))

    assert "not-a-key" not in str(caught.value)


def test_a_failed_statement_does_not_repeat_its_values(engine: Engine) -> None:
    """Errors go to the log; personal data must not go with them."""
    row = {"id": "e-1", "kind": "citizen", "name": "甲某某", "address": None}

    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(insert(parties), [row])

    assert "甲某某" not in f"{caught.value}{caught.value!r}{caught.value.orig}"
    assert "address" in str(caught.value)


APPLIES = {
    "text": "申请公开",
    "applicant": "示例申请人",
    "identity": "居民身份证 4304231980 0101 123x",
    "contact": "示例路1号",
}


class TestRequestsOfOneApplicant:
    def test_they_are_counted_by_the_number_of_a_document_however_it_is_written(
        self, registry: Registry, engine: Engine
    ) -> None:
        """Full width, blanks and another name: the same person; what the table holds lets nobody try a number."""
        registry.sealed.seal(APPLIES, key="G2026-000001")
        registry.sealed.seal(
            {**APPLIES, "applicant": "示例", "identity": "４３０４２３１９８００１０１１２３Ｘ"}, key="G2026-000002"
        )
        registry.sealed.seal({**APPLIES, "identity": "430423198001011240"}, key="G2026-000003")
        with reading(engine) as connection:
            held = connection.execute(select(sealed_complaints.c.applicant)).scalars().all()
        guess = hashlib.sha256(b"43042319800101123X").hexdigest()

        assert ("G2026-000001", "G2026-000002") == registry.sealed.of_the_same_applicant("G2026-000001")
        assert ("G2026-000003",) == registry.sealed.of_the_same_applicant("G2026-000003")
        assert guess not in held

    def test_a_name_alone_tells_nobody_from_others(self, registry: Registry) -> None:
        """With the contact it does; a complaint is counted by nothing."""
        for number, payload in enumerate(({"applicant": "示例甲"}, {"applicant": "示例甲"}, WHO), 1):
            registry.sealed.seal({"identity": "", **payload} if "applicant" in payload else payload, key=f"G{number}")
        for known in ("G4", "G5"):
            registry.sealed.seal({"applicant": "示例甲", "identity": "", "contact": "示例路1号"}, key=known)

        assert [()] * 3 == [registry.sealed.of_the_same_applicant(f"G{number}") for number in (1, 2, 3)]
        assert ("G4", "G5") == registry.sealed.of_the_same_applicant("G4")

    def test_a_new_key_counts_on_and_erasure_ends_it(self, engine: Engine) -> None:
        """While both keys are in use, and after everything is wrapped anew under the new one; destroyed, it is gone."""
        old, new = (Fernet.generate_key().decode() for _ in range(2))
        Sealed(engine, Seal(old), lambda: NOON).seal(APPLIES, key="G1")
        both = Sealed(engine, Seal(new, old), lambda: NOON)
        second = both.seal(APPLIES, key="G2")
        meanwhile = both.of_the_same_applicant("G2")
        both.rewrap()
        after = Sealed(engine, Seal(new), lambda: NOON)
        then = after.of_the_same_applicant("G1")
        after.erase(second)

        assert ("G2", "G1") == meanwhile
        assert ("G1", "G2") == then
        assert (("G1",), ()) == (after.of_the_same_applicant("G1"), after.of_the_same_applicant("G2"))


def test_an_application_without_a_digest_gets_it_when_keys_are_wrapped_anew(registry: Registry, engine: Engine) -> None:
    """Sealed under the present key before applicants were counted; what is no application is left as it is."""
    numbers = ("G2026-000001", "G2026-000002")
    for number in numbers:
        registry.sealed.seal(APPLIES, key=number)
    registry.sealed.seal(WHO, key="T2026-000001")
    with engine.begin() as connection:
        connection.execute(update(sealed_complaints).values(applicant=None))

    assert [(2, 0), (0, 0)] == [registry.sealed.rewrap() for _ in range(2)]
    assert numbers == registry.sealed.of_the_same_applicant(numbers[0])
