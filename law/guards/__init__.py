"""What the engine must refuse to pass (G1 to G20): pure questions over plain values, with dated articles."""

from law.guards.coercion import Cycle, daily_penalty_chain_holds, seizure_stays_within_limit
from law.guards.decision import (
    cites_law_in_force,
    collectively_discussed,
    fine_not_above_notified,
    fine_within_bounds,
    legal_review_passed,
    one_fine_per_act,
)
from law.guards.notice import Opportunity, Result, defence_has_ended, remedies_told, results_told_before_notice
from law.guards.people import (
    OfficerLike,
    closure_by_government_only,
    investigator_keeps_away,
    township_has_no_penalty_power,
    two_certified_officers,
)
from law.guards.publicity import overturned_penalty_is_withdrawn, reporter_stays_sealed
from law.guards.referral import detention_referral_is_ripe, no_fine_instead_of_prosecution, no_second_transfer
from law.guards.register import GUARDS, Guard

__all__ = [
    "GUARDS",
    "Cycle",
    "Guard",
    "OfficerLike",
    "Opportunity",
    "Result",
    "cites_law_in_force",
    "closure_by_government_only",
    "collectively_discussed",
    "daily_penalty_chain_holds",
    "defence_has_ended",
    "detention_referral_is_ripe",
    "fine_not_above_notified",
    "fine_within_bounds",
    "investigator_keeps_away",
    "legal_review_passed",
    "no_fine_instead_of_prosecution",
    "no_second_transfer",
    "one_fine_per_act",
    "overturned_penalty_is_withdrawn",
    "remedies_told",
    "reporter_stays_sealed",
    "results_told_before_notice",
    "seizure_stays_within_limit",
    "township_has_no_penalty_power",
    "two_certified_officers",
]
