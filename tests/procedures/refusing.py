"""How the tests ask for a refusal: its kind, its code, and that it says why in Chinese, with its article."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from law.refusals import Refused


@contextmanager
def refuses(code: str, *, article: str = "", kind: type[Refused] = Refused) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Expect a refusal with this code, and this article in its citation."""
    with pytest.raises(kind) as caught:
        yield caught
    assert caught.value.code == code
    assert article in caught.value.article
    assert any("一" <= sign <= "鿿" for sign in caught.value.sentence)
