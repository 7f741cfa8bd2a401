"""What follows in the world from an act, as data: the makers of documents, messages and what leaves the file."""

from collections.abc import Callable, Iterable

from judging.answering import CITY, COUNTY, chain
from judging.attempt import Attempt, Situation
from judging.record import Record
from law.edition import Law
from models.acts import Act
from models.effects import Document, Message
from models.ids import effect_key, workflow_id
from models.people import Actor, Answerable


def key(done: Attempt, what: str) -> str:
    """Return the key by which an effect of an act is carried out once, in the whole world."""
    return effect_key(done.file_no, done.act.no, what)


OWN_NAME = "branch_own_name"
"""The provision by which a branch (派出机构) acts in its own name (生态环境法典 art. 53)."""


def in_whose_name(record: Record, act: Act, law: Law) -> str:
    """Return the bureau of the city in whose name a branch did an act; empty where it was done in the doer's own.

    Before the Code a branch (分局) had no power of its own: what it made out was the bureau's that had set it up.
    """
    bureau = chain(record).get(CITY)
    is_branch = act.by.level == COUNTY and bureau is not None and bureau.unit != act.by.unit
    return bureau.unit if bureau is not None and is_branch and not law.cite(OWN_NAME, act.day) else ""


def document(title: str, word: str) -> Callable[[Attempt], Iterable[Document]]:
    """Return the maker of a document's data; `word` is its word in the document number, as 罚 in 衡环罚〔2026〕1号."""

    def make(done: Attempt) -> Iterable[Document]:
        act = done.act
        yield Document(
            key=key(done, f"document-{word}"),
            act_no=act.no,
            title=title,
            word=word,
            issuer=act.by.unit,
            in_name_of=in_whose_name(done.record, act, done.law),
            dated=act.day,
            act=act.name,
            party=party_of(done),
        )

    return make


def documents_of(now: Situation, act: Act) -> list[Document]:
    """Return the documents that an act of the file brings, as it stands on record; none of what the engine did."""
    if act.by.kind == "engine":
        return []
    done: Attempt = Attempt(now.record, act.day, now.law, now.kind, act, now.record)
    return [one for make in now.kind.step(act).effects for one in make(done) if isinstance(one, Document)]


def message(title: str, whom: str, *, word: str = "") -> Callable[[Attempt], Iterable[Message]]:
    """Return the maker of a message to whoever answers: `holder`, or `level-2`, `level-1`.

    `word` tells it from another message of the same act to the same.
    """

    def make(done: Attempt) -> Iterable[Message]:
        level = int(whom.removeprefix("level-")) if whom != "holder" else 0
        row = chain(done.record).get(level) if level else done.kind.holder(done.record)
        if row is not None:
            yield Message(key=key(done, f"message-{word or whom}"), act_no=done.act.no, title=title, to=people(row))

    return make


def people(answerable: Answerable) -> tuple[str, ...]:
    """Return the persons of a unit who are told of something: the handler, and who is mainly responsible."""
    return tuple(dict.fromkeys((answerable.direct, answerable.main)))


def as_file(done: Attempt) -> Actor:
    """Return the file itself as who acts in another file, for the unit whose act it follows from."""
    by = done.act.by
    return Actor(id=workflow_id(done.kind.name, done.file_no), kind="file", unit=by.unit, level=by.level)


def who_sees_to_it(done: Attempt) -> tuple[str, ...]:
    """Return the persons who see to it on paper when something is not delivered in its time."""
    row = done.kind.holder(done.record)
    return people(row) if row else ()


def party_of(done: Attempt) -> str:
    """Return the register's number of the party as it was on the day of the act, if one was known by then."""
    return done.kind.particulars(done.record.until(done.act.day)).party
