"""What a patrol means to a case (巡查与案件): a finding of it joins the case, and the township assists (并入、配合).

The opinions (plan 四(二)): the township finds, stops, reports and assists; 四(四)1: what is found is dealt with by whoever
is competent. A second finding of the same conduct at the same site is no second case.
"""

from judging.effects import message
from judging.step import Procedure, Step, before, who
from models.acts.closing import ArchiveCase
from models.acts.patrol import AssistOnSite, RecordPatrolFinding
from models.people import Role
from procedures.patrol.guards import is_the_same_site_and_conduct

STEPS = (
    Step(
        RecordPatrolFinding,
        who(files=True, basis="grid_operation"),
        guards=(is_the_same_site_and_conduct,),
        effects=(message("巡查在同一地点再次发现同一行为，已并入本案", "holder"),),
        citation=("grid_operation",),
    ),
    Step(
        AssistOnSite,
        who(Role.PATROLLER, levels=(3,), basis="grid_duties"),
        needs=(before(ArchiveCase),),
        citation=("grid_duties",),
    ),
)

PROCEDURE = Procedure("patrol_joining", "巡查并入与配合", STEPS)
