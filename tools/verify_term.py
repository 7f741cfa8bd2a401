"""Check the proof of a term offline, against the files of the law alone: verify_term.py PROOF.json [FOLDER] (期限证明核验).

FOLDER holds `statute/` and `calendars/`. Standard library only, nothing of the project: it reads the rule and the notices
itself, walks the term day by day, builds the proof again and compares it leaf by leaf. Exit 0: it holds; 1: it does not.
"""

import hashlib
import json
import sys
import tomllib
from calendar import monthrange
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

SATURDAY = 5
FORMAT = "gridcase-term-proof/3"
CHINA = timezone(timedelta(hours=8))
MIDNIGHT = time(tzinfo=CHINA)
DAY, MOMENT, NOTHING = timedelta(days=1), timedelta.resolution, timedelta()


class Law:
    """The files of the law: instruments, notices, and the edition they make up."""

    def __init__(self, folder: Path) -> None:
        """Read all files of a folder."""
        files = [path for name in ("statute", "calendars") for path in (folder / name).glob("*.toml")]
        tables = {f"{path.parent.name}/{path.name}": tomllib.loads(path.read_text("utf-8")) for path in files}
        self.edition = hashlib.sha256(canonical(tables).encode()).hexdigest()[:16]
        self.instruments = {one["instrument"]["code"]: one for one in tables.values() if "instrument" in one}
        self.statutory = tables["calendars/statutory.toml"]
        notices = [one["notice"] for one in tables.values() if "notice" in one]
        self.years = {one["year"] for one in notices if one["annual"]}
        self.days: dict = {}
        for notice in sorted(notices, key=lambda one: (one["issued"], one["year"])):
            source = notice.get("number") or notice["title"]
            for one in notice["holidays"]:
                off = [one["first"] + DAY * n for n in range((one["last"] - one["first"]).days + 1)]
                self.days |= dict.fromkeys(off, ("holiday", one["name"], source))
                self.days |= dict.fromkeys(one.get("working", []), ("make_up", one["name"], source))

    def day(self, day: date) -> tuple:
        """Return what a day is: its kind, the holiday's name, the notice."""
        if day not in self.days:
            self.days[day] = self.untold(day)
        return self.days[day]

    def untold(self, day: date) -> tuple:
        """Return what a day is of which no notice speaks."""
        weekend = day.weekday() >= SATURDAY
        for year in {day.year, day.year + 1}.difference(self.years):
            statute = self.holidays(year)
            if holiday := next((name for name, days in statute.items() if day in days), ""):
                return "holiday", holiday, ""
            if any(self.reaches(day, name, statute) for name in statute):
                return "open_weekend" if weekend else "open_weekday", "", ""
        return "weekend" if weekend else "working", "", ""

    def holidays(self, year: int) -> dict:
        """Return the statutory days off of a year by holiday; none for years the table does not cover."""
        lunar, found = self.statutory["year"].get(str(year)), {}
        text = [one for one in self.statutory["text"] if one["since"] <= year and lunar][-1:]
        for one in text and text[0]["holidays"]:
            first = lunar.get(one["anchor"]) or date.fromisoformat(f"{year}-{one['anchor']}")
            found[one["name"]] = [first + DAY * (one["offset"] + n) for n in range(one["days"])]
        return found

    def reaches(self, day: date, name: str, statute: dict) -> bool:
        """Tell whether a notice that is not out may still move a day near a holiday."""
        reach = next(one for one in self.statutory["reach"] if name in one["names"])
        first, last = statute[name][0], statute[name][-1]
        others = [other for key, days in statute.items() if key != name for other in days]
        if first.isoweekday() in reach["none_on"] and all(abs((first - o).days) > reach["merged"] for o in others):
            return False
        if day.weekday() >= SATURDAY:
            return first - DAY * reach["working"] <= day <= last + DAY * reach["working"]
        return first - DAY * reach["off_before"] <= day <= last + DAY * reach["off_after"]

    def worked(self, day: date, reading: str) -> bool:
        """Tell whether a day is worked, reading open days as worked (early) or as free (late)."""
        kind = self.day(day)[0]
        return kind in ("working", "make_up") or (reading == "early" and kind.startswith("open_"))

    def provision(self, proof: dict, on: date) -> tuple:
        """Return the instrument, the provision and the limit a proof rests on, or refuse."""
        table = self.instruments[proof["instrument"]]
        head = table["instrument"]
        own = {key: proof[key] for key in ("variant", "amount")} | {"unit": "calendar_day", "rolls": False, "set": True}
        for rule in table.get("rule", []):
            since, until = rule.get("since", head["since"]), rule.get("until", head.get("until", date.max))
            is_set = proof["set"] is True and (rule.get("coercive") or not proof["suspended"])
            for limit in [own] if is_set else rule.get("limits", []):
                same = (rule["id"], limit.get("variant", "")) == (proof["rule"], proof["variant"])
                if same and since <= on <= until:
                    return head, rule, limit
        raise ValueError(f"{proof['instrument']}在{on}没有规则“{proof['rule']}”（情形“{proof['variant']}”）")


class Walk:
    """One term, walked in one reading of the calendar; `rows` tells how, `end` where it ended (None: not yet)."""

    def __init__(self, law: Law, facts: dict, reading: str) -> None:
        """Walk part after part, then roll."""
        self.law, self.reading, self.rows, self.part = law, reading, [], 0
        self.stops, self.end = facts["suspended"], facts["start"]
        for self.part, (amount, unit) in enumerate(facts["parts"]):
            self.end = self.hours(amount) if unit == "hour" else self.days(amount, unit)
            if self.end is None:
                return
        if facts["rolls"] and not isinstance(self.end, datetime):
            self.roll()

    def stopped(self, day: date) -> tuple:
        """Return the grounds on which a day does not count, and whether one of them still runs."""
        own = [one for one in self.stops if one["first"] <= day and (one["last"] is None or day <= one["last"])]
        return sorted({one["ground"] for one in own}), any(one["last"] is None for one in own)

    def row(self, kind: str, first: date, last: date | None, *named: str, grounds: list | None = None) -> None:
        """Add a run, or carry the one before it on."""
        holiday, notice = named or ("", "")
        new = {"kind": kind, "part": self.part, "grounds": grounds or [], "holiday": holiday, "notice": notice}
        old = self.rows[-1] if self.rows else {"last": None}
        step = NOTHING if isinstance(first, datetime) else DAY
        if old["last"] is not None and old == {**old, **new} and old["last"] + step == first:
            old["last"] = last
        else:
            self.rows.append({**new, "first": first, "last": last})

    def days(self, amount: int, unit: str) -> date | None:
        """Walk a part counted in days, working days, months or years."""
        day = self.end
        if isinstance(day, datetime):
            day = (day - (MOMENT if self.part else NOTHING)).date()
        if unit in ("month", "year"):
            return self.months(day, amount * (12 if unit == "year" else 1))
        while amount:
            day += DAY
            grounds, running = self.stopped(day)
            if grounds:
                self.row("suspended", day, None if running else day, grounds=grounds)
            else:
                kind, *named = ("counted",) if unit == "calendar_day" else self.law.day(day)
                self.row(kind, day, day, *named)
                amount -= unit == "calendar_day" or self.law.worked(day, self.reading)
            if running:
                return None
        return day

    def months(self, start: date, months: int) -> date | None:
        """Go to the corresponding day, then one day further for each suspended day on the way."""
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        nominal = end = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
        self.row("months", start + DAY, nominal)
        while start < end:
            start += DAY
            grounds, running = self.stopped(start)
            if grounds:
                self.row("suspended", start, None if running else start, grounds=grounds)
                end += DAY
            if running:
                return None
        if end > nominal:
            self.row("pushed", nominal + DAY, end)
        return end

    def hours(self, amount: int) -> datetime | None:
        """Walk a part counted in hours, from midnight to midnight."""
        now, left = self.end, timedelta(hours=amount)
        if not isinstance(now, datetime):
            now = datetime.combine(now + DAY, MIDNIGHT)
        while left:
            grounds, running = self.stopped(now.date())
            night = datetime.combine(now.date() + DAY, MIDNIGHT)
            until = night if grounds else min(now + left, night)
            self.row("suspended" if grounds else "hours", now, None if running else until, grounds=grounds)
            if running:
                return None
            left -= NOTHING if grounds else until - now
            now = until
        return now

    def roll(self) -> None:
        """Go on from a free last day to the next working day."""
        while not self.law.worked(self.end, self.reading):
            self.row("rolled", self.end, self.end, *self.law.day(self.end)[1:])
            self.end += DAY
        if self.rows[-1]["kind"] == "rolled":
            self.row("rolled_to", self.end, self.end, *self.law.day(self.end)[1:])


def read_facts(proof: dict, rule: dict, limit: dict) -> dict:
    """Read start, suspensions and extensions, and check that the rule allows them."""
    stops = [one | {key: read_moment(one[key]) for key in ("first", "last")} for one in proof["suspended"]]
    for one in stops:
        if one["ground"] not in rule.get("suspends", []) or (one["last"] and one["last"] < one["first"]):
            raise ValueError(f"扣除期间无效：{one['ground']} {one['first']}")
    allowed = [one for one in rule.get("extensions", []) for _ in range(one.get("times", 1))]
    parts = [[limit["amount"], limit["unit"]]]
    for one in proof["extended"]:
        most = allowed.pop(0) if allowed else {"amount": 0, "unit": ""}
        fits = one["amount"] == most["amount"] if most.get("exact") else 0 < one["amount"] <= most["amount"]
        if not fits or (one["unit"], one["key"]) != (most["unit"], most.get("key", "")):
            raise ValueError(f"延长不符合规定：{one['key']} {one['amount']} {one['unit']}")
        if one["unit"] == parts[-1][1]:
            parts[-1][0] += one["amount"]
        else:
            parts.append([one["amount"], one["unit"]])
    return {"start": read_moment(proof["start"]["at"]), "suspended": stops, "parts": parts}


def rebuild(proof: dict, law: Law) -> dict:
    """Return the proof as it has to be, given its facts."""
    on = read_moment(proof["in_force_on"])
    head, rule, limit = law.provision(proof, on)
    facts = read_facts(proof, rule, limit)
    civil = facts["start"].date() if isinstance(facts["start"], datetime) else facts["start"]
    if on > civil or (on < civil and rule.get("applies_by") != "conduct"):
        raise ValueError("适用规范的日期与起算日不符")
    facts["rolls"] = not rule.get("coercive") and limit.get("rolls", rule.get("rolls", head.get("rolls", True)))
    facts["right"] = rule.get("obligor") == "party"
    sense = limit.get("sense", "within")
    rows, end = before(law, civil, limit) if sense == "at_least_before" else forward(law, facts)
    new = {key: proof[key] for key in ("rule", "instrument", "in_force_on", "start", "suspended", "extended")}
    new |= {"format": FORMAT, "edition": law.edition, "article": rule["article"], "grade": rule["grade"]}
    new |= {"variant": proof["variant"], "sense": sense, "rolls": facts["rolls"], "set": "set" in limit}
    new |= {key: limit[key] for key in ("amount", "unit")}
    new |= {"derivation": rows, "end": dict(zip(("last_day", "ends_at", "earliest", "latest"), end, strict=True))}
    text = canonical(new)
    return {**json.loads(text), "digest": hashlib.sha256(text.encode()).hexdigest()}


def forward(law: Law, facts: dict) -> tuple:
    """Walk a term in both readings of the calendar; a period of the party ends on the latest day."""
    early, late = Walk(law, facts, "early"), Walk(law, facts, "late")
    kept = late if facts["right"] else early
    ends = [end and (end - MOMENT).date() if isinstance(end, datetime) else end for end in (early.end, late.end)]
    if kept.end is None:
        return kept.rows, (None, None, ends[0], None)
    ends_at = kept.end if isinstance(kept.end, datetime) else datetime.combine(kept.end + DAY, MIDNIGHT)
    return kept.rows, (ends[facts["right"]], ends_at, *ends)


def before(law: Law, event: date, limit: dict) -> tuple:
    """Walk back from the day an act has to precede, in full days or full working days."""
    walk = Walk(law, {"suspended": [], "start": event, "parts": [], "rolls": False}, "late")
    if limit["unit"] not in ("working_day", "calendar_day"):
        raise ValueError("向前计算的期限只能以日或者工作日为单位")
    working, day, left = limit["unit"] == "working_day", event, limit["amount"]
    while left:
        day -= DAY
        left -= not working or law.worked(day, "late")
    last = day - DAY
    while day < event:
        kind, *named = law.day(day) if working else ("counted",)
        walk.row(kind, day, day, *named)
        day += DAY
    return walk.rows, (last, None, last, last)


def read_moment(text: str | None) -> date | datetime | None:
    """Read a day, or an instant with its zone."""
    return text and (datetime.fromisoformat(text).astimezone(CHINA) if "T" in text else date.fromisoformat(text))


def canonical(value: object) -> str:
    """Return data as JSON with sorted keys and no spaces."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=lambda day: day.isoformat()
    )


def leaves(value: object, path: str = "") -> dict:
    """Return every leaf of data by its path."""
    if not isinstance(value, dict | list) or not value:
        return {path: repr(value)}
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return {key: leaf for name, part in items for key, leaf in leaves(part, f"{path}/{name}").items()}


def verify(path: Path, folder: Path) -> str:
    """Return why the proof in a file does not hold; nothing when it holds."""
    try:
        proof = {name: part for name, part in json.loads(path.read_text("utf-8")).items() if name != "signature"}
        given, right = leaves(proof), leaves(rebuild(proof, Law(folder)))
        wrong = [path for path in given | right if given.get(path) != right.get(path)]
        return f"{wrong[0]}写的是{given.get(wrong[0])}，应为{right.get(wrong[0])}" if wrong else ""
    except (OSError, KeyError, TypeError, ValueError, AttributeError, OverflowError) as wrong:
        return f"{wrong}（{type(wrong).__name__}，文件、字段或者规则有误）"


def main() -> int:
    """Check one proof file and say so."""
    wrong = verify(*map(Path, [*sys.argv[1:], Path(__file__).resolve().parents[1] / "law"][:2]))
    sys.stdout.write(f"证明不成立：{wrong}\n" if wrong else "证明成立\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main() if sys.argv[1:] else __doc__)
