"""How the law reaches the workflows a worker runs: handed in by the worker, known to nobody else."""

from collections.abc import Callable
from typing import Any

from temporalio.worker import Interceptor, WorkflowInboundInterceptor, WorkflowInterceptorClassInput

from law.edition import Law
from workflows.carrying import LAW


class GivesLaw(Interceptor):
    """Hands the law that this worker answers by to its workflows, which ask it for validators and queries."""

    def __init__(self, law: Callable[[], Law]) -> None:
        self._law = law

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002  the SDK's own name for it
    ) -> type[WorkflowInboundInterceptor] | None:
        """Put the law among the functions from outside; nothing is intercepted."""
        functions: Any = input.unsafe_extern_functions
        functions[LAW] = self._law
        return None
