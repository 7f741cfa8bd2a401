"""The law is handed down: only the edges ask for the law that ships, and nobody keeps one for all."""

from tools.tree import calls, modules, told

EDGES = {"activities", "api", "cli", "web", "worker"}
WHERE_IT_IS_PUT_TOGETHER = "law/edition.py"
WHERE_IT_IS_ONLY_NAMED = "console/file_view.py"
"""Asks what a rule is called, for people; nothing is judged there."""
LOADING = {
    "Calendar.load",
    "Catalogue.load",
    "edition.shipped",
    "norms.load",
    "shipped",
}
"""What brings a law in from nowhere, by the last two words of the call."""
AMBIENT = {"ContextVar", "contextvars.ContextVar", "threading.local"}
"""What would let a function know more than it was told."""


def test_only_the_edges_ask_for_the_law_that_ships() -> None:
    """Everything below judges by the law it is given, so that an edition on record is the one every guard used."""
    asked = [
        f"{module.place}:{call.lineno} {name}()"
        for module in modules()
        if module.name.split(".")[0] not in EDGES
        and module.place not in (WHERE_IT_IS_PUT_TOGETHER, WHERE_IT_IS_ONLY_NAMED)
        for name, call in calls(module)
        if ".".join(name.split(".")[-2:]) in LOADING
    ]

    assert asked == [], told(asked)


def test_no_part_keeps_what_it_was_not_told() -> None:
    """No variable of a thread or context stands behind a judgment."""
    kept = [
        f"{module.place}:{call.lineno} {name}()"
        for module in modules()
        if module.name.split(".")[0] in {"law", "judging", "procedures"}
        for name, call in calls(module)
        if name in AMBIENT
    ]

    assert kept == [], told(kept)
