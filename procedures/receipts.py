"""What became of what left a file, where nobody is told a result by hand (送交回执).

The acts are those of `delivery`; a kind of file that tells only other files and systems has these alone.
"""

from judging.step import Procedure
from procedures.delivery import OUTCOMES

STEPS = OUTCOMES

PROCEDURE = Procedure("receipts", "送交回执", STEPS)
