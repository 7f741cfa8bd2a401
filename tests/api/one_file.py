"""One file from its opening on, as Hypothesis walks it over the API: acts, corrections, time, readings."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from models.acts import ACTS
from tests.api.asking import COMPLAINT, FINDING
from tests.api.served import Page
from tests.builders import moment
from tests.next_version import sample_of
from tools.samples import SAMPLES

IN_A_FILE = "/v1/files/{file_no}/acts"
FIRST = {
    "findings": (("stop_on_site", "patroller"), ("report_upward", "patroller"), ("inspect_site", "officer")),
    "complaints": (("accept_complaint", "clerk"),),
}
"""What is done in every file first, and by whom: then there is something to be corrected."""
NAMED = {"officers", "party", "parties"}
"""Fields whose values a sender names by their number in the register."""
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    st.sampled_from(("2062-06-01", "0001-01-01", "9999-12-31", "NaN", "1e400", "-1")),
    st.lists(st.integers(-2, 40), max_size=3),
)


def sample(act: str) -> dict[str, Any]:
    """Return the fields of an act as they might be sent."""
    content = sample_of(SAMPLES / f"{act}.json")["content"]
    return {name: _named(value) if name in NAMED else value for name, value in content.items() if name != "act"}


def _named(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_named(one) for one in value]
    return value.get("id", value) if isinstance(value, dict) else value


class Filed(RuleBasedStateMachine):
    """One file from its opening on: offered acts and odd ones, corrections, time, and all that can be read of it."""

    page: Page
    taken: list[int]
    """Numbers of the acts that were let in, of all files walked: none would be no walk."""

    @initialize(opening=st.sampled_from((("findings", FINDING), ("complaints", COMPLAINT))))
    def opens(self, opening: tuple[str, dict[str, Any]]) -> None:
        """A file is rehearsed: its clock can be moved."""
        path, form = opening
        answers = [
            self._asks("post", f"/v1/rehearsals/{path}", token, body=form) for token in self.page.people.values()
        ]
        self.no: str = next(answer["file_no"] for answer in answers if "file_no" in answer)
        self.at, self.acts = moment("2026-09-01"), 0
        self.time_passes(1)
        for act, role in FIRST[path]:
            self._acts(self.page.people[role], act, sample(act))

    @rule(data=st.data(), of=st.integers(1, 12), odd=st.one_of(st.just({}), st.dictionaries(st.integers(0, 9), ODD)))
    def does_what_is_offered(self, data: st.DataObject, of: int, odd: dict[int, Any]) -> None:
        """Who may does what the file says may be done now: mostly the usual, with what it has to say."""
        offered = self._file()["standing"]["next"]
        row = data.draw(st.sampled_from(offered + offered[:4] * 6))
        fields = sample(row["act"])
        names = sorted(fields)
        pointing = {"of": of} if "of" in fields else {}
        changed = {names[number % len(names)]: value for number, value in odd.items() if names}
        who = next((self.page.people[role] for role in self.page.people if role in row["roles"]), self._person(of))
        self._acts(who, row["act"], {**fields, **pointing, **changed})

    @rule(who=st.integers(0, 9), act=st.sampled_from(sorted(ACTS)), of_record=st.booleans(), of=st.integers(-1, 40))
    def anybody_does_anything(self, who: int, act: str, of: int, *, of_record: bool) -> None:
        """Also what only the engine does, and of record."""
        fields = sample(act)
        self._acts(self._person(who), act, {**fields, **({"of": of} if "of" in fields else {})}, of_record=of_record)

    @rule(
        of=st.integers(0, 12),
        name=st.sampled_from(("summary", "record", "fine", "until", "of")),
        odd=ODD,
    )
    def corrects(self, of: int, name: str, odd: object) -> None:
        """Something turns out to have been otherwise."""
        self._acts(self.page.people["head"], "correct_act", {"of": of, "reason": "录入有误", "fields": {name: odd}})

    @rule(of=st.integers(0, 12))
    def withdraws(self, of: int) -> None:
        """Something was entered by mistake."""
        self._acts(self.page.people["head"], "withdraw_act", {"of": of, "reason": "误录"})

    @rule(days=st.integers(0, 40))
    def time_passes(self, days: int) -> None:
        """The clock moves, and terms run out."""
        self.at += timedelta(days=days)
        body, path = {"to": self.at.isoformat()}, "/v1/rehearsals/{file_no}/clock"
        self._asks("post", path, self.page.people["supervisor"], path_parameters={"file_no": self.no}, body=body)

    @rule(token=st.integers(0, 9))
    def reads_everything(self, token: int) -> None:
        """Whoever asks gets an answer of the page's form; the list of acts only grows."""
        terms = [term["key"] for term in self._file()["standing"]["terms"]]
        asked = [("documents", {}), ("acts", {}), *(("terms/{key}", {"key": key}) for key in terms[:3])]
        for rest, more in asked:
            path = f"/v1/files/{{file_no}}/{rest}"
            self._asks("get", path, self._person(token), path_parameters={"file_no": self.no, **more})
        acts = len(
            self._asks("get", IN_A_FILE, self.page.people["supervisor"], path_parameters={"file_no": self.no})["acts"]
        )
        assert acts >= self.acts
        self.acts = acts

    def _acts(self, token: str, act: str, fields: dict[str, Any], *, of_record: bool = False) -> None:
        """Have an act done by whoever may, or nobody may; sent again, it is the same receipt."""
        key = uuid4().hex
        body = {"act": act, "fields": fields, "of_record": of_record, "on": self.at.date().isoformat()}
        place = {"path_parameters": {"file_no": self.no}, "body": body}
        first, again = (self._asks("post", IN_A_FILE, token, key, **place) for _ in range(2))
        if "act_no" in first:
            self.taken.append(first["act_no"])
            assert {**first, "repeated": True} == again

    def _file(self) -> Any:  # noqa: ANN401
        return self._asks(
            "get", "/v1/files/{file_no}", self.page.people["supervisor"], path_parameters={"file_no": self.no}
        )

    def _person(self, number: int) -> str:
        return list(self.page.people.values())[number % len(self.page.people)]

    def _asks(self, method: str, path: str, token: str, key: str = "", **parts: Any) -> Any:  # noqa: ANN401
        return self.page.sends(method, path, token, key or uuid4().hex, **parts)
