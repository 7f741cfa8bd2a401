"""A monitoring alarm (监测报警), from its arrival to the archive; `steps.py` first."""
