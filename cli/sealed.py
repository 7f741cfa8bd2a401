"""What is sealed of a file, opened or destroyed from the command line: with a reason, and noted each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from cli.remote import remote
from cli.speech import as_json, out


@dataclass(frozen=True, slots=True)
class SealedOf:
    """What is sealed of a kind of file: where it is asked for, and how its parts are called."""

    collection: str
    """The collection of the API that the files of this kind stand in."""
    whose: str
    """Whose identity it is (举报人、申请人)."""
    told: Mapping[str, str]
    """The parts and their names, in the order in which they are shown; `text` is what was written."""

    def opened(self, file_no: str, part: str, reason: str, role: str | None, *, usual: str = "clerk") -> dict[str, Any]:
        """Have a part opened, or all of it destroyed, and return what is answered."""
        address = f"/v1/{self.collection}/{quote(file_no, safe='')}/{part}"
        with remote(role, usual=usual) as api:
            answer: dict[str, Any] = api.post(address, {"reason": reason})
        return answer

    def show(self, file_no: str, part: str, reason: str, role: str | None, *, json_: bool) -> None:
        """Have it opened who it is, and show it."""
        answer = self.opened(file_no, part, reason, role)
        if json_:
            as_json(answer)
            return
        for one, name in self.told.items():
            out().print(f"{name}：{answer[one] or '（未留）'}", markup=False, highlight=False)
        out().print(f"{self.whose}信息依法保密，本次启封已记录", style="dim")

    def erase(self, file_no: str, reason: str, role: str | None, *, json_: bool) -> None:
        """Have it destroyed, and say so."""
        answer = self.opened(file_no, "erasure", reason, role, usual="head")
        if json_:
            as_json(answer)
            return
        done = f"密钥已销毁，{self.whose}身份和{self.told['text']}任何人不能再启封；本次销毁已记录"
        out().print(done if answer["erased"] else "密钥以前已经销毁")
