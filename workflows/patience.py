"""How long a workflow waits: for one try, for a receiver that is away, for the act that opens it (等待、重试)."""

from datetime import timedelta

from temporalio.common import RetryPolicy

MINUTE = timedelta(minutes=1)
"""How long one try may take."""
UNOPENED_FOR = MINUTE
"""How long a file without its opening act waits for it before it is given up."""
SECOND = timedelta(seconds=1)
PATIENT = RetryPolicy(initial_interval=SECOND, maximum_interval=timedelta(minutes=5))
"""How what leaves a file is tried again until the world takes it, and what the docket has to write until it has it."""
NEAR = RetryPolicy(initial_interval=SECOND, maximum_interval=timedelta(seconds=30))
"""How another file is tried: it is one of ours, and what it was about to take may stand in the docket already."""
MORE_PATIENT = RetryPolicy(initial_interval=SECOND, maximum_interval=timedelta(hours=1))
"""How a receiver that has stayed away for days is tried on when its file is over, and how the docket is then."""
