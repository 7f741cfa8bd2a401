"""Samples of what stands in histories and databases for ever; `make samples` adds what has none yet.

Rules:
1. A sample is added, never changed: what was written once must load for ever, whatever the models become.
2. An act that is given a new field gets a further sample (`<act>.2.json`), and keeps those it has.
3. Every name, place and number in a sample is made up.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Literal, get_args, get_origin

from activities.messages import DeliveredLate, JudgeRequest, Sending, Undelivered
from models import effects
from models.acts import ACTS, Act, Command, Content
from models.file import Acts, Entry, File, Judgment, Numbers, Opening, Receipt
from models.numbers import DocumentNumber
from models.particulars import (
    AlarmParticulars,
    AssistanceParticulars,
    CaseParticulars,
    ComplaintParticulars,
    EmergencyParticulars,
    JointParticulars,
    MatterParticulars,
    PatrolParticulars,
    RequestParticulars,
)
from models.standing import Standing, Term
from models.values import Value
from tools.filling import act_of, filled
from tools.tree import ROOT

SAMPLES = ROOT / "tests" / "models" / "samples"
LOCK = ROOT / "tests" / "models" / "samples.lock"
WORDS = ROOT / "tests" / "models" / "words.json"
"""Every word that a field of an act takes, or took: what was said once is understood for ever."""

EFFECTS = tuple(get_args(get_args(effects.Effect)[0]))
OTHERS: dict[str, type[Value]] = {
    one.__name__: one
    for one in (
        *(Act, Acts, Command, Entry, File, JudgeRequest, Judgment, Opening, effects.Outcome, Receipt, Sending),
        *(DocumentNumber, Numbers, Standing, Term, CaseParticulars, ComplaintParticulars, EmergencyParticulars),
        *(Undelivered, DeliveredLate, JointParticulars, AssistanceParticulars, MatterParticulars),
        *(AlarmParticulars, PatrolParticulars, RequestParticulars),
        *EFFECTS,
    )
}
"""What crosses the wire or is kept besides the acts, by the name of its class."""

HEAD = """\
# What every sample said when it was added, as a hash. Written by `make samples`, which only ever adds.
"""


def samples() -> dict[str, list[Path]]:
    """Return the samples by what they are of: the name of an act, or of a class."""
    found: dict[str, list[Path]] = {}
    for path in sorted(SAMPLES.glob("*.json")):
        found.setdefault(path.name.split(".")[0], []).append(path)
    return found


def model_of(name: str) -> type[Value]:
    """Return what a sample loads as; raise KeyError where nothing has that name any more."""
    return Act if name in ACTS else OTHERS[name]


def lacking() -> dict[str, set[str]]:
    """Return what has a field that no sample of it says, with those fields; an act's are those of its content."""
    fields = {name: set(content.model_fields) for name, content in ACTS.items()}
    fields |= {name: set(model.model_fields) for name, model in OTHERS.items()}
    said = {name: _said(name, paths) for name, paths in samples().items()}
    return {name: left for name, wanted in fields.items() if (left := wanted - said.get(name, set()))}


def _said(name: str, paths: list[Path]) -> set[str]:
    read = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    return {field for one in read for field in (one["content"] if name in ACTS else one)}


def words() -> dict[str, list[str | int]]:
    """Return the words that each field takes now, by `act.field`, or `Class.field` for values within others."""
    return {
        f"{name}.{field}": taken
        for name, model in sorted(told_models().items())
        for field, info in model.model_fields.items()
        if field != "act" and (taken := sorted(set(_words(info.annotation)), key=str))
    }


def told_models() -> dict[str, type[Value]]:
    """Return every model that is told to the world or kept: acts by their names, what they are made of by class."""
    found: dict[str, type[Value]] = {}
    waiting: list[type[Value]] = [*ACTS.values(), *OTHERS.values()]
    while waiting:
        model = waiting.pop()
        name = str(model.model_fields["act"].default) if issubclass(model, Content) else model.__name__
        if name not in found:
            found[name] = model
            waiting += [one for info in model.model_fields.values() for one in _parts(info.annotation)]
    return found


def _parts(annotation: object) -> Iterator[type[Value]]:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _words(annotation: object) -> Iterator[str | int]:
    """Yield the words of a field that holds one of several, or some of several."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (word.value for word in annotation)
    else:
        for part in get_args(annotation):
            yield from _words(part)


def with_word(model: type[Value], field: str, word: str | int) -> Value:
    """Return a value with a word in a field; raise pydantic's error where the field does not take it."""
    held = filled(model).model_dump()
    return model.model_validate({**held, field: (word,) if isinstance(held[field], tuple) else word})


def fingerprint(path: Path) -> str:
    """Return the hash of a sample."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def locked() -> dict[str, str]:
    """Return the committed lock: the hash of each sample by its file; empty before the first one."""
    lines = LOCK.read_text(encoding="utf-8").splitlines() if LOCK.exists() else []
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {name: digest for digest, name in pairs}


def written(lock: dict[str, str]) -> str:
    """Return the lock as text, one sample a line."""
    return HEAD + "".join(f"{digest} {name}\n" for name, digest in sorted(lock.items()))


def kept_words() -> dict[str, list[str | int]]:
    """Return the words that fields of acts have ever taken."""
    kept: dict[str, list[str | int]] = json.loads(WORDS.read_text(encoding="utf-8")) if WORDS.exists() else {}
    return kept


def main() -> None:
    """Add what has no sample yet, and the new samples and words to what is kept."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for name in lacking():
        sample = act_of(ACTS[name]) if name in ACTS else filled(OTHERS[name])
        _next(name).write_text(sample.model_dump_json(indent=2) + "\n", encoding="utf-8")
    lock = {path.name: fingerprint(path) for path in SAMPLES.glob("*.json")} | locked()
    LOCK.write_text(written(lock), encoding="utf-8")
    _keep_words()
    sys.stdout.write(f"{LOCK.name}：共{len(lock)}个样本\n")


def _next(name: str) -> Path:
    count = len(samples().get(name, ())) + 1
    return SAMPLES / (f"{name}.json" if count == 1 else f"{name}.{count}.json")


def _keep_words() -> None:
    kept = kept_words()
    for field, taken in words().items():
        kept[field] = sorted({*kept.get(field, ()), *taken}, key=str)
    WORDS.write_text(json.dumps(kept, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
