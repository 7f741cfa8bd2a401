"""Feedback and disclosure (反馈、公开): `steps` first; then what is made public about measures."""
