"""Files that a command writes: whole or not at all."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from cli.speech import Exit, Failed


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as fault:
        raise Failed(Exit.FAULT, f"{path} 写不进去，没有作任何改动，请核对路径和权限") from fault


def write_proofs(folder: Path, file_no: str, proofs: Mapping[str, object]) -> Iterator[Path]:
    """Write each proof into a file of its own, and say which."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Failed(Exit.FAULT, f"文件夹 {folder} 建不起来，没有作任何改动，请核对路径和权限") from fault
    for key, proof in proofs.items():
        path = folder / f"{file_no}-{key.replace('#', '-')}.json"
        write_whole(path, json.dumps(proof, ensure_ascii=False, indent=2).encode() + b"\n")
        yield path
