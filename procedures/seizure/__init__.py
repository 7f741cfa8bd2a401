"""Sealing and taking things (查封、扣押): `steps` first; then the guards on site, its limits, and its release."""
