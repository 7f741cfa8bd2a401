"""Acts about terms and about the list itself: extension, correction, withdrawal; and what the engine records.

The list is never edited. A correction or a withdrawal is an act of its own, after which the standing is
computed again and terms move.
"""

from models.acts.terms import CorrectAct, ExtendTerm, TermLapses, TermNearsEnd, WithdrawAct
from models.people import Role
from workflows.procedures.effects import engine_message
from workflows.procedures.guarding import correction_is_possible, extension_is_allowed, withdrawal_is_possible
from workflows.procedures.seizure_limits import extension_stays_within_limit
from workflows.procedures.step import Procedure, Step, Who, who

ENGINE = Who(engine=True)

STEPS = (
    Step(
        ExtendTerm,
        who(Role.HEAD, levels=(1, 2)),
        guards=(extension_stays_within_limit, extension_is_allowed),
    ),
    Step(
        CorrectAct,
        who(Role.HEAD, levels=(1, 2)),
        guards=(correction_is_possible,),
        when_closed=True,
    ),
    Step(
        WithdrawAct,
        who(Role.HEAD, levels=(1, 2)),
        guards=(withdrawal_is_possible,),
        when_closed=True,
    ),
    Step(TermNearsEnd, ENGINE, when_closed=True, effects=(engine_message,)),
    Step(TermLapses, ENGINE, when_closed=True, effects=(engine_message,)),
)

PROCEDURE = Procedure("recording", "期限与记录", STEPS)
