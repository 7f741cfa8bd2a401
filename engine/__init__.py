"""Find the workflow engine Gridcase runs on, obtain one where there is none, and say how it is started."""

from engine.choice import EngineChoice, EngineUnavailable, Say
from engine.lookup import find

__all__ = ["EngineChoice", "EngineUnavailable", "Say", "find"]
