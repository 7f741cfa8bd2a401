"""Referral to the police (移送公安机关): `steps` first; then what the record says of a referral."""
