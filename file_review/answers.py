"""What persons answered (评查答复): the questions of a review as a file to fill in, and that file read back.

1. One YAML document a file under review: `case`, `by` (who answers), `date` (when), `answers`. What is not filled in
   stays open.
2. An answer says of one requirement that it is met (符合), not met (不符合), or does not come up (不适用); who finds it
   not met says why. `by` and `date` of the document stand for all its answers; an answer may have its own.
3. A person answers what the file itself does not: an answer to anything else is told and not counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

import yaml

from file_review.keys import fields_of, text_of
from file_review.nodes import At, Unreadable, documents
from file_review.sources import Complaint, Level
from file_review.wording import Words
from law.alike import alike
from law.reading import why_unread
from models.values import Value

Said = Literal["met", "unmet", "none"]
SAID: dict[str, Said] = {
    "符合": "met",
    "不符合": "unmet",
    "不适用": "none",
    "met": "met",
    "unmet": "unmet",
    "none": "none",
}
"""How an answer may be written."""
CHOICES = "符合、不符合、不适用"
HEAD = f"""\
# 案卷评查须由人回答的问题。每一项在 answer 后填写{CHOICES};答“不符合”的在 reason 后写明理由;不填的仍是未答。
# by 填评查人(编号或者姓名),unit 填其单位的编号(不得是办案单位),date 填评查日期;个别问题由别人回答的,在该项下另写 by、date。
# 填好以后:gridcase review 案卷文件 --answers 本文件
"""
KEYS = ("case", "by", "unit", "date", "answers")
ANSWER_KEYS = ("id", "about", "question", "role", "person", "points", "answer", "reason", "by", "date")


class Given(Value):
    """One answer of a person."""

    id: str
    answer: Said
    reason: Words = ""
    by: str
    on: date
    line: int = 0

    @property
    def signed(self) -> str:
        """Return the reason with who gave it and when."""
        return f"{self.reason}({self.by}{self.on.isoformat()}评查)"


Answers = Mapping[str, Mapping[str, Given]]
"""The answers by case and by the id of their question."""


class Open(Protocol):
    """A question as a file of answers puts it."""

    @property
    def id(self) -> str:
        """Return the id of the question."""

    @property
    def about(self) -> str:
        """Return what it is about."""

    @property
    def question(self) -> str:
        """Return the requirement of which it is asked whether it is met."""

    @property
    def role(self) -> str:
        """Return whom it is put to."""


def questions_file(cases: Iterable[tuple[str, Sequence[Open]]]) -> str:
    """Return the open questions of some files as a file of answers, to be filled in."""
    parts = [_document(case, asked) for case, asked in cases if asked]
    return HEAD + "---\n".join(parts)


def _document(case: str, asked: Sequence[Open]) -> str:
    rows = [
        {"id": one.id, "about": one.about, "question": one.question, "role": one.role, "answer": None, "reason": None}
        for one in asked
    ]
    text = yaml.safe_dump(
        {"case": case, "by": None, "unit": None, "date": None, "answers": rows},
        allow_unicode=True,
        sort_keys=False,
        width=200,
    )
    return text.replace(": null\n", ":\n")


class AnswerReader:
    """Reads files of answers and keeps what was wrong with them."""

    def __init__(self) -> None:
        self.answers: dict[str, dict[str, Given]] = {}
        self.complaints: list[Complaint] = []
        self.units: dict[str, str] = {}
        """The unit of who reviews each file, where the file of answers says it."""
        self.file = ""
        """The file that was read last."""

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "AnswerReader":
        """Return the reader after some files, one after the other."""
        reader = cls()
        for path in paths:
            reader.read(path)
        return reader

    def read(self, path: Path) -> None:
        """Read one file."""
        self.file = path.name
        try:
            found = documents(path.read_text(encoding="utf-8-sig"))
        except Unreadable as fault:
            self._say(fault.line, "", str(fault))
        except UnicodeDecodeError:
            self._say(0, "", "文件须为 UTF-8 编码")
        except OSError as fault:
            self._say(0, "", why_unread(fault))
        else:
            for document in found:
                self._document(document)

    def _document(self, document: At) -> None:
        fields = fields_of(document, KEYS, "", self._say)
        case = text_of(fields.get("case"))
        if not case or "answers" not in fields or not fields["answers"].is_list:
            self._say(document.line, "case", "每一份答复须有 case(案号)和 answers(答复清单);这一份没有计入")
            return
        known = self.answers.setdefault(case, {})
        self.units[case] = text_of(fields.get("unit"))
        for place, row in enumerate(fields["answers"].items(), 1):
            given = self._given(row, fields, f"answers.{place}")
            if given is not None and given.id in known:
                self._say(given.line, f"answers.{place}.id", f"“{given.id}”已经答过,以第一次为准")
            elif given is not None:
                known[given.id] = given

    def _given(self, row: At, head: Mapping[str, At], field: str) -> Given | None:
        fields = fields_of(row, ANSWER_KEYS, f"{field}.", self._say)
        number, said = text_of(fields.get("id")), text_of(fields.get("answer"))
        if not said:
            return None
        by, day = (text_of(fields.get(key)) or text_of(head.get(key)) for key in ("by", "date"))
        reason = text_of(fields.get("reason"))
        wrong = self._wrong(number, said, by, day, reason)
        if wrong is not None:
            self._wrong_with(fields, head, row.line, f"{field}.{wrong[0]}", wrong[1])
            return None
        return Given(id=number, answer=SAID[said], reason=reason, by=by, on=date.fromisoformat(day), line=row.line)

    def _wrong_with(
        self, fields: Mapping[str, At], head: Mapping[str, At], line: int, field: str, sentence: str
    ) -> None:
        """Tell what is wrong with an answer; what the head of the document lacks is told once."""
        key = field.rsplit(".", 1)[1]
        if key not in ("by", "date") or text_of(fields.get(key)):
            self._say(line, field, f"{sentence};这一项没有计入")
            return
        at = head[key].line if key in head else head["case"].line
        if not any((one.line, one.field) == (at, key) and one.file == self.file for one in self.complaints):
            self._say(at, key, f"{sentence};凡自己没有写明的各项都没有计入")

    @staticmethod
    def _wrong(number: str, said: str, by: str, day: str, reason: str) -> tuple[str, str] | None:
        if not number:
            return "id", "没有写明是哪一个问题"
        if said not in SAID:
            return "answer", f"“{said}”不是答复,应为{CHOICES}"
        if not by:
            return "by", "没有写明由谁回答"
        if not _is_day(day):
            return "date", f"“{day}”不是日期,评查日期应写成2026-11-27"
        if SAID[said] == "unmet" and not reason:
            return "reason", "答“不符合”的须写明理由"
        return None

    def _say(self, line: int, field: str, sentence: str, level: Level = "error") -> None:
        self.complaints.append(Complaint(file=self.file, line=line, level=level, field=field, sentence=sentence))


def unused(given: Mapping[str, Given], used: Iterable[str], known: Sequence[str], file: str) -> Iterator[Complaint]:
    """Yield what is wrong with answers that answered nothing: no such question, or one the file answers itself."""
    for one in given.values():
        if one.id in used:
            continue
        if one.id in known:
            sentence = f"“{one.id}”在这一卷中没有发生,或者案卷自身已经回答;没有计入"
            yield Complaint(file=file, line=one.line, level="warning", field="answers", sentence=sentence)
            continue
        near = alike(one.id, known)
        hint = f",相近的有:{'、'.join(near)}" if near else ""
        sentence = f"没有“{one.id}”这个问题{hint};没有计入"
        yield Complaint(file=file, line=one.line, level="error", field="answers", sentence=sentence)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
