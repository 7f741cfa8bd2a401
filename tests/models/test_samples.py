"""Histories and dockets outlive their code: every sample of what was ever written loads, whole, and says the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from temporalio.api.common.v1 import Payload

from models.acts import ACTS, Act
from models.effects import Effect
from models.particulars import CaseParticulars, ComplaintParticulars, Particulars
from models.values import Value
from tools.samples import (
    EFFECTS,
    LOCK,
    SAMPLES,
    fingerprint,
    kept_words,
    lacking,
    locked,
    model_of,
    samples,
    told_models,
    with_word,
    words,
    written,
)
from tools.tree import told
from workflows.wire import DATA_CONVERTER

LESSON = """
以下样本写下以后被改动或者删除。历史和台账里有这样的内容，必须永远读得出来：请恢复样本，改动模型使其仍能读取。
A sample was changed or taken away. Histories and dockets hold what it says: put it back, and let the models read it still.
"""
NEW = "以下内容还没有样本，请运行 make samples"
FILES = [path for paths in samples().values() for path in paths]


def _name(path: Path) -> str:
    return path.name.split(".")[0]


def _over_the_wire(value: Value) -> Value:
    """Return what arrives at the other end of Temporal's wire."""
    converter = DATA_CONVERTER.payload_converter
    arrived: Value = converter.from_payload(converter.to_payloads([value])[0], type(value))
    return arrived


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
class TestEverySample:
    def test_loads_and_says_the_same(self, path: Path) -> None:
        """What was written is read, and written again it says all that it said."""
        text = path.read_text(encoding="utf-8")
        value = model_of(_name(path)).model_validate_json(text)
        again = value.model_dump_json()

        assert model_of(_name(path)).model_validate_json(again) == value
        assert _holds(json.loads(again), json.loads(text))

    def test_loads_from_a_history(self, path: Path) -> None:
        """Temporal's converter reads it as it stands in a history, and what it writes is the same value."""
        payload = Payload(metadata={"encoding": b"json/plain"}, data=path.read_bytes())
        value = DATA_CONVERTER.payload_converter.from_payload(payload, model_of(_name(path)))

        assert value == model_of(_name(path)).model_validate_json(path.read_bytes())
        assert _over_the_wire(value) == value


def _holds(whole: Any, part: Any) -> bool:  # noqa: ANN401  whatever JSON holds
    """Tell whether everything that one value says is said by another."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and _holds(whole[key], one) for key, one in part.items())
    if isinstance(part, list):
        return len(whole) == len(part) and all(_holds(one, other) for one, other in zip(whole, part, strict=True))
    return bool(whole == part)


def test_everything_has_a_sample_that_says_it() -> None:
    """Every act, effect and value on the wire has one, and every field of it stands in one."""
    left = [f"{name}: {'、'.join(sorted(fields))}" for name, fields in lacking().items()]

    assert left == [], NEW + told(left)


@pytest.mark.parametrize("path", [path for path in FILES if _name(path) in ACTS], ids=lambda path: path.stem)
def test_a_sample_of_an_act_is_that_act(path: Path) -> None:
    """The file is named after the act it holds."""
    assert Act.model_validate_json(path.read_bytes()).name == _name(path)


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.__name__)
def test_an_effect_is_known_by_its_kind(effect: type[Value]) -> None:
    """Of all effects the right one is read, as the docket keeps them side by side."""
    for path in samples()[effect.__name__]:
        assert type(TypeAdapter(Effect).validate_json(path.read_bytes())) is effect


@pytest.mark.parametrize("own", [CaseParticulars, ComplaintParticulars], ids=lambda own: own.__name__)
def test_what_is_a_kind_s_own_is_known_by_its_kind(own: type[Value]) -> None:
    """Standings of every kind of file lie in one table."""
    for path in samples()[own.__name__]:
        assert type(TypeAdapter(Particulars).validate_json(path.read_bytes())) is own


def test_no_sample_is_changed_or_taken_away() -> None:
    """The hash of each sample is that with which it was added."""
    now = {path.name: fingerprint(path) for path in FILES}
    wrong = [name for name, digest in locked().items() if now.get(name) != digest]

    assert wrong == [], LESSON + told(wrong)


def test_every_sample_is_locked() -> None:
    """A sample counts once its hash is kept."""
    left = sorted({path.name for path in FILES} - set(locked()))

    assert left == [], NEW + told(left)


def test_the_lock_is_as_its_writer_writes_it() -> None:
    """Nobody edits the lock by hand."""
    assert LOCK.read_text(encoding="utf-8") == written(locked())


def test_nothing_else_lies_among_the_samples() -> None:
    """A file that is no sample would be read by nobody."""
    assert sorted(SAMPLES.iterdir()) == sorted(FILES)


def test_every_word_that_a_field_ever_took_is_understood() -> None:
    """A word of a closed list (Literal) that was once said is never taken off it."""
    wrong = [f"{place}: {word}" for place, taken in kept_words().items() for word in taken if not _takes(place, word)]

    assert wrong == [], told(wrong)


def _takes(place: str, word: str | int) -> bool:
    name, _, field = place.rpartition(".")
    model = told_models().get(name)
    try:
        return model is not None and bool(with_word(model, field, word))
    except ValidationError:
        return False


def test_every_word_is_kept() -> None:
    """A new word of a closed list is kept from its first day on."""
    kept = kept_words()
    left = [f"{place}: {set(taken) - set(kept.get(place, ()))}" for place, taken in words().items()]

    assert [one for one in left if not one.endswith("set()")] == [], NEW
