"""Check an exported file offline: verify_file.py FILE.json [DIGEST …] (案卷核验).

Standard library only, nothing of the project. Each act and all before it make one link of a chain of digests, and the
export has every link; an act that was changed, lost, added or moved breaks it at its place. Who changes an act and
works the chain out anew is found by a DIGEST from elsewhere: a document of the file, the docket, an earlier export.
Exit 0: it holds; 1: it does not; 2: this is no export.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

LENGTH = 64
"""Hexadecimal digits of a digest."""


def links(acts: Sequence[dict]) -> Iterator[str]:
    """Yield the digest after each act, as the export writes them."""
    before = ""
    for act in acts:
        content = {name: value for name, value in act["content"].items() if name != "act"}
        said = json.dumps({**act, "content": content}, ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(f"{before}\n{act['content']['act']}\n{said}".encode()).hexdigest()
        yield before


def verify(path: Path, digests: Sequence[str] = ()) -> str:
    """Return what is wrong with an export; empty where it holds."""
    export = json.loads(path.read_text("utf-8"))
    acts, written = export["acts"], export["chain"]
    found = list(links(acts))
    for place, (ours, theirs) in enumerate(zip(found, written, strict=False)):
        if ours != theirs:
            return f"第{acts[place]['no']}项行为（{acts[place]['content']['act']}）或者其位置与校验链不符：被改动、删除、增加或者调换"
    if len(found) != len(written):
        return f"案卷有{len(found)}项行为，校验链有{len(written)}环：有行为被删除或者增加"
    unknown = [one for one in digests if one not in found]
    return (
        f"校验值{unknown[0]}不是本卷任何一项行为以后的校验值：案卷在此以后被改动，或者不是同一案卷" if unknown else ""
    )


def main(arguments: Sequence[str]) -> int:
    """Check one export and say what was found."""
    if not arguments or any(len(one) != LENGTH for one in arguments[1:]):
        print(f"用法：verify_file.py 案卷.json [校验值 …]；校验值是{LENGTH}位十六进制数")
        return 2
    path = Path(arguments[0])
    try:
        wrong = verify(path, arguments[1:])
        export = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        print(f"{path} 不是导出的案卷，或者是没有校验链的旧格式：{fault}")
        return 2
    if wrong:
        print(f"不符：{wrong}")
        return 1
    print(f"相符：案卷{export['file_no']}，{len(export['acts'])}项行为，最后的校验值 {export['chain'][-1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
