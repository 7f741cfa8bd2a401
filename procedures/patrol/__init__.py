"""A patrol round (网格巡查), from the plan of the day to its last finding; `steps.py` first."""
