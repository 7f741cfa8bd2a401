"""Check an archived file offline: verify_archive.py 卷.zip [校验值] (案卷档案核验).

Standard library only, nothing of the project: a copy of this file lies in each archive. Every file is as the manifest
says, none is missing and none is there that it does not name; the manifest is what it was; the acts make the chain
whose head it says. Who changes a file and works out the manifest anew is found by the digest of the manifest from
elsewhere: the act that archived the case says it. Exit 0: it holds; 1: it does not; 2: this is no archive.
"""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

MANIFEST, ACTS = "manifest.json", "案卷.json"
CHUNK = 1024 * 1024


def digest_of_manifest(manifest: dict) -> str:
    """Return what tells a manifest from any other: the digest of all that it says but of that digest itself."""
    said = {name: manifest[name] for name in manifest if name != "digest"}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def links(acts: Sequence[dict]) -> Iterator[str]:
    """Yield the digest after each act, as the export writes them."""
    before = ""
    for act in acts:
        content = {name: value for name, value in act["content"].items() if name != "act"}
        said = json.dumps({**act, "content": content}, ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(f"{before}\n{act['content']['act']}\n{said}".encode()).hexdigest()
        yield before


def _digest_in(archive: zipfile.ZipFile, name: str, most: int) -> str:
    """Return the digest of a file; of one that unpacks to more than it should, what it is up to there."""
    found, read = hashlib.sha256(), 0
    with archive.open(name) as file:
        while read <= most and (part := file.read(CHUNK)):
            found.update(part)
            read += len(part)
    return found.hexdigest()


def verify(path: Path, digest: str = "") -> str:
    """Return what is wrong with an archive; empty where it holds."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        wrong = _of_manifest(manifest, digest) or _of_files(archive, manifest)
        return wrong or _of_acts(json.loads(archive.read(ACTS)), manifest)


def _of_manifest(manifest: dict, digest: str) -> str:
    if digest_of_manifest(manifest) != manifest["digest"]:
        return "清单（manifest.json）被改动"
    strange = bool(digest) and digest != manifest["digest"]
    return "清单不是该校验值的清单：档案在归档以后被改动，或者不是同一案卷" if strange else ""


def _of_files(archive: zipfile.ZipFile, manifest: dict) -> str:
    names = archive.namelist()
    named, there = {one["name"]: one for one in manifest["files"]}, set(names) - {MANIFEST}
    if len(names) != len(set(names)):
        return "档案中有重名的文件"
    missing, strange = sorted(named.keys() - there), sorted(there - named.keys())
    if missing or strange:
        return f"缺少“{missing[0]}”" if missing else f"“{strange[0]}”不在清单之内"
    changed = (name for name, one in named.items() if _digest_in(archive, name, one["size"]) != one["sha256"])
    found = next(changed, "")
    return f"“{found}”与清单所列的校验值不符：被改动" if found else ""


def _of_acts(export: dict, manifest: dict) -> str:
    found = list(links(export["acts"]))
    broken = found != export["chain"] or found[-1] != manifest["chain"]
    return "案卷的行为与校验链不符：有行为被改动、删除、增加或者调换" if broken else ""


def told(path: Path, digest: str = "") -> tuple[int, str]:
    """Return the exit code and the sentence about an archive."""
    try:
        wrong = verify(path, digest)
    except (OSError, ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile) as fault:
        return 2, f"{path} 不是案卷档案，或者已经损坏：{fault}"
    return (1, f"不符：{wrong}") if wrong else (0, f"相符：{path}")


def main(arguments: Sequence[str]) -> int:
    """Check one archive and say what was found."""
    if not arguments:
        sys.stdout.write("用法：verify_archive.py 卷.zip [清单的校验值]\n")
        return 2
    code, sentence = told(Path(arguments[0]), *arguments[1:2])
    sys.stdout.write(f"{sentence}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
