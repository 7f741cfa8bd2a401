"""Proofs over HTTP: signed by this bureau, whose public key everybody may read."""

from registry.proof_signing import fault_of, key_of
from tests.api.asking import COMPLAINT, Asking


async def test_a_proof_is_signed_and_the_key_is_public(asking: Asking) -> None:
    """Whoever has the key checks the proof without asking anybody."""
    opened = await asking.sends("/v1/rehearsals/complaints", COMPLAINT, "clerk")
    number = opened.json()["file_no"]
    terms = (await asking.gets(f"/v1/files/{number}")).json()["standing"]["terms"]
    key = next(row["key"] for row in terms if row["statutory"])
    proof = (await asking.gets(f"/v1/files/{number}/terms/{key.replace('#', '%23')}/proof")).json()
    published = (await asking.gets("/public/proof-key", None)).json()

    assert proof["signature"]["key"] == published["key"]
    assert fault_of(proof, key_of(published["pem"])) == ""
    assert "改动" in fault_of({**proof, "amount": 99}, key_of(published["pem"]))
