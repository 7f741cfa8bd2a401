"""Where materials are kept (存放): under the digest of their content, written once, in a folder or an object store."""

import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url

SHA256 = re.compile(r"[0-9a-f]{64}")
CHUNK = 1024 * 1024


class Damaged(Exception):  # noqa: N818  it tells the state of the store
    """What is kept under a digest is not what was kept there."""


class Store:
    """Materials by the digest of their content (SHA-256), at a place: a folder, or the URL of an object store.

    It is looked for when it is first needed: an API without one serves everything else.
    """

    def __init__(self, place: str) -> None:
        self._place = place

    @cached_property
    def _kept(self) -> ObjectStore:
        return from_url(self._place) if "://" in self._place else LocalStore(Path(self._place), mkdir=True)

    def put(self, path: Path) -> str:
        """Keep a file, and return its digest; what is there already is left as it is."""
        digest = digest_of(path)
        try:
            obstore.put(self._kept, _place(digest), path, mode="create")
        except AlreadyExistsError:
            self.check(digest)
        return digest

    def parts(self, digest: str) -> Iterator[bytes]:
        """Yield what is kept under a digest, a part at a time; the last part is held back until the whole is right.

        Raises:
            Damaged: the store has something else under it.
            FileNotFoundError: it has nothing under it.
        """
        found, held = hashlib.sha256(), b""
        for part in obstore.get(self._kept, _place(digest)).stream(min_chunk_size=CHUNK):
            found.update(part)
            if held:
                yield held
            held = bytes(part)
        if found.hexdigest() != digest:
            raise Damaged(digest)
        yield held

    def check(self, digest: str) -> None:
        """Read all that is kept under a digest, and raise as `parts` does."""
        for _ in self.parts(digest):
            pass


def digest_of(path: Path) -> str:
    """Return the digest of a file's content (SHA-256, 64 hexadecimal digits)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(digest: str) -> str:
    if SHA256.fullmatch(digest) is None:
        raise FileNotFoundError(digest)
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
