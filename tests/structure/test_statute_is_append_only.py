"""The catalogue of law grows; what it once said is never quietly said otherwise."""

from tools.statute_lock import (
    LOCK,
    changed,
    fingerprint,
    gone,
    locked,
    mention,
    missing,
    renewed,
    untold,
    written,
)
from tools.tree import told


def test_every_provision_is_locked() -> None:
    """A new provision, guard or notice is entered with `make statute-lock`."""
    new = [" ".join(one) for one in missing(locked())]

    assert new == [], f"以下条文尚未入锁，请运行 make statute-lock:{told(new)}"


def test_no_provision_disappears() -> None:
    """A repealed provision gets its last day; it is not deleted: cases of its time are judged by it."""
    lost = [" ".join(one) for one in gone(locked())]

    assert lost == [], f"以下条文已入锁，不得删除或者改名；废止的写明 until:{told(lost)}"


def test_no_provision_is_said_otherwise_without_a_changelog_entry() -> None:
    """Whoever changes what a provision says tells it under "### Law", with the day and the effect on open cases."""
    silent = [f"{mention(one)}  {' '.join(one)}" for one in untold(locked())]

    assert silent == [], f'以下条文与入锁时不同，CHANGELOG.md 的"### Law"没有写明：{told(silent)}'


def test_a_change_is_locked_behind_what_it_changes() -> None:
    """A change told in the changelog is locked too; the earlier hash stays on its line."""
    open_changes = [" ".join(one) for one in changed(locked())]

    assert open_changes == [], f"以下条文的变更尚未入锁，请运行 make statute-lock:{told(open_changes)}"


def test_the_lock_is_as_its_writer_writes_it() -> None:
    """Nobody edits the lock by hand."""
    assert LOCK.read_text(encoding="utf-8") == written(locked())


def test_a_lock_never_forgets_a_hash() -> None:
    """Writing the lock anew adds behind what is there."""
    lock = {"EEC26": {"once_said 2026-08-15 第1条": ["000000000000"]}}

    grown = renewed(lock)

    assert grown["EEC26"]["once_said 2026-08-15 第1条"] == ["000000000000"]
    assert missing(grown) == []


def test_another_name_for_a_field_is_no_change_and_another_word_is() -> None:
    """A limit's variant was locked under another name; what it says is hashed all the same, at any depth."""
    said = fingerprint({"limits": [{"variant": "urgent", "amount": 1}]})

    assert said == fingerprint({"limits": [{"case": "urgent", "amount": 1}]})
    assert said != fingerprint({"limits": [{"variant": "urgent", "amount": 2}]})
