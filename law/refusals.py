"""What the law says no to, and how it says it.

    Refused            the law says no; the case is unharmed; told to the actor with its article
      OutOfOrder       the act does not belong to this stage of the procedure
      OutOfTime        the act comes too early or too late, or its date cannot be
      NotCompetent     this authority, person or certificate may not do the act
      OutOfBounds      the amount or measure goes beyond what the article allows
      Unclear          the command itself is malformed: a field is missing or impossible

Everything else is a fault, and is let rise.
"""

from __future__ import annotations

import re

ADVICE = re.compile(r"(?:[；。][^；。]*的，|[；。，][^；。，]*)(?<![申报提聘邀])请(?![求示教])[^；]*$")
"""The last clause of a sentence where it tells its reader what to do next (请……)."""
NOW = re.compile(r"现在不能办理(“[^”]*”)：")
"""How a sentence begins that tells somebody who asks now."""


def in_the_past(sentence: str) -> str:
    """Return a sentence as it is told of what was done (第三人称、既成事实), not to who asks now."""
    return NOW.sub(r"\1不符合程序：", sentence)


def with_article(sentence: str, article: str) -> str:
    """Return a sentence of a no with the article that it rests on, where there is one."""
    return f"{sentence}（依据：{article}）" if article else sentence


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """An act that the law, or the state of the case, does not allow.

    `code` is stable and kebab-case; `article` is the citation (empty where no statute speaks); `sentence` is Chinese.
    """

    def __init__(self, code: str, sentence: str, *, article: str = "", field: str = "", guard: str = "") -> None:
        self.code = code
        self.sentence = sentence
        self.article = article
        self.field = field
        self.guard = guard
        super().__init__(with_article(sentence, article))

    @property
    def kind(self) -> type[Refused]:
        """Return which of the kinds it is; a narrower class is known to its own module only, not on the wire."""
        return next(one for one in type(self).__mro__ if Refused in (one, one.__base__))

    @property
    def fact(self) -> str:
        """Return the sentence as a fact of record, without the advice to whoever is refused."""
        return in_the_past(ADVICE.sub("", self.sentence).rstrip("。") or self.sentence)

    @property
    def departure(self) -> str:
        """Return what was departed from, with the article, as it stands in the file for ever (程序瑕疵)."""
        return with_article(self.fact, self.article)

    def reworded(self, sentence: str, *, field: str) -> Refused:
        """Return the same refusal with another sentence, about another field."""
        return self.kind(self.code, sentence, article=self.article, field=field, guard=self.guard)

    def details(self) -> dict[str, str]:
        """Return the refusal as plain data, for the wire and for logs."""
        return {
            "type": self.kind.__name__,
            "code": self.code,
            "sentence": self.sentence,
            "article": self.article,
            "field": self.field,
            "guard": self.guard,
        }


class OutOfOrder(Refused):
    """The act does not belong to this stage (程序顺序不符)."""


class OutOfTime(Refused):
    """The act comes too early or too late, or its date is impossible (期限不符)."""


class NotCompetent(Refused):
    """This authority or person may not do the act (无权限)."""


class OutOfBounds(Refused):
    """The amount or measure goes beyond what the article allows (超出法定范围)."""


class Unclear(Refused):
    """A field of the command is missing or impossible (内容不明确)."""
