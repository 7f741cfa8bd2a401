"""`gridcase case verify` and `case proof-key`: proofs checked offline against the public key of who issued them."""

import json
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cli.chain import case_app
from cli.remote import remote
from cli.speech import Exit, Failed, JsonFlag, as_json, out
from registry.proof_signing import fault_of, key_of, published

__all__ = ["case_app"]


@case_app.command("proof-key", help="显示核验证明签名的公钥（PEM）；公钥可以交给任何人。")
def proof_key(json_: JsonFlag = False) -> None:
    """Print the public key of this bureau."""
    with remote(None) as api:
        key = api.get("/public/proof-key")
    if json_:
        as_json(key)
    else:
        typer.echo(key["pem"], nl=False)


@case_app.command("verify", help="脱机核验一个或者多个期限证明的签名：是否出自这把公钥、签名以后有没有改动。")
def verify(
    proofs: Annotated[list[Path], typer.Argument(metavar="证明…", help="case prove 写出的文件。")],
    key: Annotated[Path, typer.Option("--key", metavar="公钥文件", help="PEM，由 gridcase case proof-key 取得。")],
    json_: JsonFlag = False,
) -> None:
    """Check the signatures of proofs; nothing is asked of any server."""
    try:
        public = key_of(key.read_text("ascii"))
    except (OSError, ValueError) as fault:
        raise Failed(Exit.USAGE, f"公钥文件 {key} 读不出来，或者不是 Ed25519 公钥") from fault
    faults = {str(path): _fault(path, public) for path in proofs}
    if json_:
        as_json({"key": published(public).key, "faults": faults})
    else:
        for path, wrong in faults.items():
            out().print(f"{path}：{wrong or '签名有效'}", markup=False, highlight=False, soft_wrap=True)
    broken = sum(map(bool, faults.values()))
    if broken:
        raise Failed(Exit.REFUSED, f"{broken} 个证明的签名不成立")


def _fault(path: Path, key: Ed25519PublicKey) -> str:
    try:
        proof = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return "文件读不出来，或者不是 JSON"
    return fault_of(proof, key) if isinstance(proof, dict) else "不是期限证明"
