"""The numbers of the method, copied as tables and not shared with the product."""

from fractions import Fraction

STRENGTH = {1: 0.10, 2: 0.25, 3: 0.45, 4: 0.65, 5: 0.85}
"""Level of INFLUENCES, TRUSTS or a declared tie -> strength p."""

EXISTENCE = {
    grade: Fraction(text) for grade, text in (("A", ".95"), ("B", ".80"), ("C", ".50"), ("D", ".25"), ("E", ".40"))
}
"""Confidence grade -> probability q that the edge exists (exact, so that medians do not depend on rounding)."""

ASKED_DAYS = 730
"""A question counts up to this age."""

FIRST_HAND = Fraction("0.8")
"""An answer of this probability counts in full."""

DOCUMENTS = frozenset({"org_chart", "public_document", "system_log"})

EXISTENCE_CAP = Fraction("0.98")
MAX_REPORTERS = 3
MAX_WEIGHT = 0.85
AGE_FLOOR = 0.25
HALF_LIFE = {"INFLUENCES": 730, "TRUSTS": 365}
OTHER_DOMAIN_FACTOR = 0.5
TRUST_FACTOR = 0.6
REPORTING_LEVEL = {"solid": 3, "dotted": 2}
REPORTING_EXISTENCE = Fraction("0.8")
REPORTING_GRADE = "B"

OPINION = {-1: -1.0, 0: 0.0, 1: 1 / 3, 2: 2 / 3, 3: 1.0}
STALE_DAYS = 180

ROLE_WEIGHT = {"decider": 3.0, "approver": 3.0, "buyer": 1.0, "evaluator": 1.0, "technical_evaluator": 1.0, "user": 0.5}

POINTS = {
    **dict.fromkeys(("exec_visit", "exec_summit", "hq_visit", "reference_site"), 5.0),
    **dict.fromkeys(
        (
            "visit",
            "regular_review",
            "tech_exchange",
            "workshop",
            "training",
            "joint_planning",
            "joint_innovation",
            "support_work",
        ),
        3.0,
    ),
    **dict.fromkeys(("exhibition", "meal_event", "team_event"), 2.0),
    **dict.fromkeys(("call", "video", "daily_contact"), 1.5),
    **dict.fromkeys(("care", "info_share", "value_added", "praise", "survey", "other"), 1.0),
    **dict.fromkeys(("complaint", "dispute"), 0.0),
}
"""Points of one interaction; messages are counted apart."""

PAIR_POINTS = 1.0
PAIR_DAYS = 6
UNPAIRED_POINTS = 0.2
UNPAIRED_CAP = 0.9
MESSAGE_CAP = 4.5
MAIL_CROWD = 20
ENERGY_HALF_LIFE = 90
ENERGY_SCALE = 9
TIE_HALF_LIFE = 180
DECLARED_FACTOR = 0.5

ACTIVE = 0.30
LISTENING = 0.10
MODERATE = 0.60

WILLINGNESS = {-1: 0.3, 0: 0.6, 1: 0.8, 2: 0.95, 3: 1.0, None: 0.5}
MAX_HOPS = 4
PATHS_TRIED = 200
PATH_MINIMUM = 0.05
THREAD_EDGE = 0.15
CIRCLE = 0.80

EXTERNAL_CATEGORIES = frozenset({"third_party", "supplier", "partner"})
INDEPENDENT_SUBTYPES = frozenset({"certification", "supervision", "regulator", "tender_agent"})

KEY_WEIGHT = 0.10
KEY_SHARE = 0.05
KEY_SET_SIZE = 3

CADENCE = {
    "shareholder": {"S": 180, "A": 365},
    "management": {"S": 45, "A": 90, "B": 180, "C": 365},
    "operational": {"S": 14, "A": 30, "B": 60, "C": 120},
    "key": {"S": 30, "A": 45, "B": 90, "C": 180},
}
COUNTERPART_GRADES = {"shareholder": 5, "management": 3, "operational": 0}
LEVELS = ("shareholder", "management", "operational")
GAP_SHARE = 0.001

TIER_FACTOR = {"S": 1.5, "A": 1.0, "B": 0.5, "C": 0.25}
NEIGHBOURS = {
    frozenset(pair): value
    for pair, value in (
        (("general", "sales"), 0.6),
        (("general", "finance"), 0.6),
        (("general", "it"), 0.6),
        (("it", "engineering"), 0.8),
        (("it", "operations"), 0.8),
        (("sales", "procurement"), 0.8),
        (("sales", "marketing"), 0.8),
        (("finance", "procurement"), 0.6),
    )
}
OTHER_FUNCTION = 0.3
FIT_MINIMUM = 0.50
KEEP_BONUS = 0.10
LINE_BOSS_PENALTY = 0.05
SPONSOR_CAPACITY = 3
SPONSOR_LAPSE = 180

EFFORT = {-1: 5.0, 0: 3.0, 1: 2.0, 2: 1.5, None: 1.0}
OUR_HOLD = 1.5

SETTLED = ("done", "closed", "cancelled", "dropped")
"""What a need is when it is no longer open; one that was answered still is."""

ROLE_COLUMNS = ("ar", "sr", "fr", "service", "exec", "finance", "legal", "other")


def share_band(share: float) -> str:
    """A at 15 % and more, B at 5 %, C at 1 %, else D."""
    return "A" if share >= 0.15 else "B" if share >= 0.05 else "C" if share >= 0.01 else "D"


def path_band(strength: float) -> str:
    """Band of a path or route strength."""
    return (
        "strong"
        if strength >= 0.40
        else "feasible"
        if strength >= 0.15
        else "long_shot"
        if strength >= 0.05
        else "none"
    )


def tie_band(strength: float) -> str:
    """Band of a tie."""
    if strength < LISTENING:
        return "none"
    return "weak" if strength < ACTIVE else "moderate" if strength < MODERATE else "strong"


def lean_band(lean: float) -> str:
    """Band of a decision lean."""
    if lean >= 0.30:
        return "favourable"
    if lean >= 0.10:
        return "slightly_favourable"
    if lean > -0.10:
        return "open"
    return "slightly_against" if lean > -0.30 else "against"


def level_of_grade(grade: int | None) -> str | None:
    """Communication level of a grade."""
    if grade is None:
        return None
    return "shareholder" if grade == 5 else "management" if grade >= 3 else "operational"
