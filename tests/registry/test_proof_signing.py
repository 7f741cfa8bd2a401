"""Proofs signed (期限证明的签名): checked with the public key alone, and every change to one is found."""

import base64
import json
import stat
from pathlib import Path

import pytest
import typer
from pydantic import ValidationError
from typer.testing import CliRunner

from cli.proving import verify
from cli.speech import Spoken
from law.proof import digest
from registry.proof_signing import Signer, fault_of, key_of
from settings import Settings
from tests.law.test_proof import PROOFS
from tools import verify_term

PROOF = PROOFS["a last day that rolls"]
LAW = Path(verify_term.__file__).parents[1] / "law"


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    """Return the signer of a first start."""
    return Signer.from_settings(Settings(var=tmp_path / "var"))


def test_a_signed_proof_is_checked_with_the_public_key_in_either_form(signer: Signer) -> None:
    """PEM as it is published, or the raw key."""
    signed = signer.signed(PROOF)

    assert fault_of(signed, key_of(signer.public.pem)) == ""
    assert fault_of(signed, key_of(signer.public.public_key)) == ""


@pytest.mark.parametrize("field", sorted(PROOF))
def test_every_change_after_the_signature_is_found(signer: Signer, field: str) -> None:
    """Whatever it is that was changed, and also where the digest was put right."""
    changed = signer.signed({**PROOF}) | {field: "x"}
    if field != "digest":
        changed["digest"] = digest(changed)

    assert "改动" in fault_of(changed, key_of(signer.public.pem))


def test_another_bureau_is_told_from_this_one(signer: Signer, tmp_path: Path) -> None:
    """A signature of another key, or none at all."""
    other = Signer.from_settings(Settings(var=tmp_path / "other"))

    assert "另一把密钥" in fault_of(other.signed(PROOF), key_of(signer.public.pem))
    assert "没有" in fault_of(PROOF, key_of(signer.public.pem))


def test_the_key_of_a_first_start_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    """Made once, read ever after."""
    settings = Settings(var=tmp_path / "var")
    first, second = Signer.from_settings(settings), Signer.from_settings(settings)

    assert first.public == second.public
    assert stat.S_IMODE((settings.var / "proof.key").stat().st_mode) == 0o600


def test_a_key_that_was_given_is_used(tmp_path: Path) -> None:
    """Several APIs sign with one key; what is no key is refused at the start."""
    seed = base64.urlsafe_b64encode(bytes(range(32))).decode()
    given = Settings.model_validate({"var": tmp_path, "proof_key": seed})

    assert Signer.from_settings(given).public == Signer(seed).public
    assert not (tmp_path / "proof.key").exists()
    with pytest.raises(ValidationError, match="GRIDCASE_PROOF_KEY"):
        Settings.model_validate({"var": tmp_path, "proof_key": "short"})


def test_a_signed_proof_is_counted_again_by_the_independent_program(signer: Signer, tmp_path: Path) -> None:
    """Who signed is one question, whether it was counted right another."""
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(signer.signed(PROOF)), encoding="utf-8")

    assert verify_term.verify(path, LAW) == ""


def test_the_command_checks_offline(signer: Signer, tmp_path: Path) -> None:
    """Exit 0 where all hold, 3 where one does not, 2 where the key is none."""
    app = typer.Typer(cls=Spoken)
    app.command("verify")(verify)
    app.command("other")(lambda: None)
    good, bad, key = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "key.pem"
    good.write_text(json.dumps(signer.signed(PROOF)), encoding="utf-8")
    bad.write_text(json.dumps(signer.signed(PROOF) | {"amount": 16}), encoding="utf-8")
    key.write_text(signer.public.pem, encoding="ascii")

    def run(*words: Path) -> int:
        return CliRunner().invoke(app, ["verify", *map(str, words), "--key", str(key)]).exit_code

    assert (run(good), run(good, bad)) == (0, 3)
    key.write_text("none", encoding="ascii")
    assert run(good) == 2
