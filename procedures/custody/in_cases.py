"""What a case takes, from hand to hand (涉案物品保管链): samples, things registered or seized, until each has its end.

All that is done in an inquiry leaves a trace (执法全过程记录, 国办发〔2018〕118号): a case that samples, registers or seizes
enters its things here, each in exactly one hand from its taking on, and is closed when each has its end: returned,
confiscated by a decision that stands, used up by a test, with the police, in the archive. 行政处罚法 art. 42: two certified
officers take it.
"""

from judging.effects import document
from judging.step import Procedure, Step, who
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from procedures.competence import BUREAU
from procedures.custody.guards import RECORDED
from procedures.custody.steps import LETTING_GO, PASSING, SETTLERS, TAKING

STEPS = (
    Step(
        TakeEvidence,
        who(*SETTLERS, levels=BUREAU, basis=RECORDED),
        guards=TAKING,
        for_one_party=True,
        effects=(document("证据（涉案物品）登记表", "证登"),),
        citation=(RECORDED, "investigators_two_certified"),
    ),
    Step(
        HandOverEvidence,
        who(*SETTLERS, levels=BUREAU, basis=RECORDED),
        guards=PASSING,
        for_one_party=True,
        citation=(RECORDED,),
    ),
    Step(
        LetGoOfEvidence,
        who(*SETTLERS, levels=BUREAU, basis=RECORDED),
        guards=LETTING_GO,
        for_one_party=True,
        citation=(RECORDED,),
    ),
)

PROCEDURE = Procedure("case_custody", "涉案物品保管链", STEPS)
