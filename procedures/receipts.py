"""What became of what left a file (送交回执), in kinds of file whose results no single person waits for.

The engine's outcomes as everywhere (`procedures/delivery.py`): taken, refused, not delivered in time. Nobody is told by
hand there: whoever takes part hears by message, and the other file by the courier.
"""

from judging.step import Procedure
from procedures.delivery import OUTCOMES

STEPS = OUTCOMES

PROCEDURE = Procedure("receipts", "送交回执", STEPS)
