"""What the standing costs as a case grows: `python -m bench.standing`. Linear or better is the aim."""

import time
from datetime import timedelta

from judging.standing import standing
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from tests.builders import PaperCase, a_case, command, moment

SIZES = (10, 30, 100, 300, 1000)
ROUNDS = 30


def grown(size: int) -> list[Act]:
    """Return the acts of a filed case that has been interviewed until it has so many acts."""
    case: PaperCase = a_case("file_case")
    first = command("interview", "2026-09-08")
    acts = list(case.acts)
    while len(acts) < size:
        at = moment("2026-09-08") + timedelta(minutes=len(acts))
        acts.append(
            Act(
                no=len(acts) + 1,
                key=f"k{len(acts)}",
                happened_at=at,
                recorded_at=at,
                by=first.by,
                content=first.content,
            )
        )
    return acts


def cost(acts: list[Act]) -> float:
    """Return the median seconds of one standing."""
    law, at = shipped(), moment("2026-09-20")
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        standing(VIOLATION_CASE, "2026-000001", acts, law, at)
        found.append(time.perf_counter() - began)
    return sorted(found)[ROUNDS // 2]


def main() -> None:
    """Print cost by size, and cost per act relative to the smallest case."""
    base = None
    print("acts  ms per standing  µs per act  ratio of cost per act to the smallest")
    for size in SIZES:
        acts = grown(size)
        seconds = cost(acts)
        base = base or seconds / len(acts)
        print(
            f"{len(acts):5d} {seconds * 1e3:12.2f} {seconds / len(acts) * 1e6:12.1f} {seconds / len(acts) / base:12.2f}"
        )


if __name__ == "__main__":
    main()
