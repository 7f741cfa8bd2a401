"""The daily penalty (按日连续处罚): `steps` first; then the rounds it charges."""
