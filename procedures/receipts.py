"""What became of what left a file that tells nobody a result (送交回执): entered by the engine, told to who answers.

The same outcomes as in `procedures/delivery.py`, without the duty to tell a result by hand.
"""

from judging.step import Procedure
from procedures.delivery import OUTCOMES

STEPS = OUTCOMES

PROCEDURE = Procedure("receipts", "送交与回执", STEPS)
