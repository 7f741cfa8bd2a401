"""How the tests ask for a refusal: its kind, its code, and that it says why in Chinese, with its article."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from law.refusals import Refused


@contextmanager
def refuses(
    code: str, *, article: str = "", says: str = "", kind: type[Refused] = Refused
) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Expect a refusal with this code, this article in its citation, and these words in its sentence."""
    with pytest.raises(kind) as caught:
        yield caught
    assert caught.value.code == code
    assert article in caught.value.article
    assert says in caught.value.sentence
    assert any("一" <= sign <= "鿿" for sign in caught.value.sentence)
