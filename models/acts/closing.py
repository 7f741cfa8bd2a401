"""Closing and filing away (结案、归档)."""

from typing import Literal

from pydantic import Field

from models.acts.content import Approved, Content
from models.values import Count, MaybeDigest, Text


class CloseCase(Approved):
    """The case is closed (结案) on one of the listed grounds."""

    act: Literal["close_case"] = "close_case"
    label = "结案"
    ground: Literal[
        "performed",
        "court_accepted",
        "no_penalty",
        "not_filed",
        "filing_revoked",
        "transferred",
        "terminated",
        "decision_revoked",
        "other",
    ]
    summary: Text


class ArchiveCase(Content):
    """The file is ordered and handed to the archive (归档, 一案一卷); the case ends."""

    act: Literal["archive_case"] = "archive_case"
    label = "归档"
    pages: Count | None = None
    manifest: MaybeDigest = Field(default="", exclude_if=lambda digest: not digest)
    """The digest of the archive's manifest, by which a changed archive is found (档案清单的校验值)."""
