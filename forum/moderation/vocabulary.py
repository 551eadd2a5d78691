"""Why something waits for a moderator, and what moderators do."""

from enum import StrEnum


class Reason(StrEnum):
    """Why somebody should look: the first few are for members to say, the rest for Weft."""

    MAY_IDENTIFY = "may_identify"
    SAFETY = "safety"
    DISRESPECT = "disrespect"
    SCOPE = "scope"
    PROMOTION = "promotion"
    OTHER = "other"
    CRISIS = "crisis"
    FIRST_STEPS = "first_steps"
    NO_NAME = "no_name"
    SAID_AGAIN = "said_again"

    @property
    def label(self) -> str:
        """As a member says it, or as the queue does."""
        return _REASONS[self]

    @property
    def weight(self) -> int:
        """Of several reasons the one with the least weight comes first."""
        return _BY_WEIGHT.index(self)


_REASONS = {
    Reason.MAY_IDENTIFY: "It may identify someone",
    Reason.SAFETY: "Somebody could come to harm",
    Reason.DISRESPECT: "It’s unkind or disrespectful",
    Reason.SCOPE: "It goes beyond its author’s scope",
    Reason.PROMOTION: "It sells or promotes something",
    Reason.OTHER: "Something else",
    Reason.CRISIS: "It speaks of danger or a duty to report",
    Reason.FIRST_STEPS: "One of somebody’s first cases",
    Reason.NO_NAME: "Asked without a name",
    Reason.SAID_AGAIN: "Said again after a moderator’s word",
}
FOR_MEMBERS = (
    Reason.MAY_IDENTIFY,
    Reason.SAFETY,
    Reason.DISRESPECT,
    Reason.SCOPE,
    Reason.PROMOTION,
    Reason.OTHER,
)
"""What a member may say; the rest only Weft says by itself."""
DANGER = (Reason.CRISIS, Reason.SAFETY)
"""Somebody may be in danger: no other reason comes before these."""
_BY_WEIGHT = (
    *DANGER,
    Reason.MAY_IDENTIFY,
    Reason.SAID_AGAIN,
    Reason.FIRST_STEPS,
    Reason.NO_NAME,
    Reason.DISRESPECT,
    Reason.SCOPE,
    Reason.PROMOTION,
    Reason.OTHER,
)
WAITING_TO_GO_OUT = (Reason.SAID_AGAIN, Reason.FIRST_STEPS, Reason.NO_NAME)


class Act(StrEnum):
    """What a moderator did, as the log keeps it."""

    LET_OUT = "let_out"
    RETURNED = "returned"
    HID = "hid"
    RESTORED = "restored"
    DISMISSED = "dismissed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    ENDED_CHECK = "ended_check"
    ASKED_WHO = "asked_who"
    AGREED_WHO = "agreed_who"
    REFUSED_WHO = "refused_who"

    @property
    def label(self) -> str:
        """After somebody’s name, or “A moderator”: “let it out”."""
        return _ACTS[self][0]

    @property
    def button(self) -> str:
        return _ACTS[self][1]

    @property
    def done(self) -> str:
        """Said to whoever did it: “it is out”."""
        return _ACTS[self][2]


_ACTS = {
    Act.LET_OUT: ("let it out", "Let it out", "it is out, and its author knows"),
    Act.RETURNED: (
        "asked for other words",
        "Ask for other words",
        "its author gets your reason and the wording",
    ),
    Act.HID: ("keeps it hidden", "Keep it hidden", "it stays hidden, and its author knows why"),
    Act.RESTORED: ("showed it again", "Show it again", "everybody reads it again"),
    Act.DISMISSED: ("found nothing to change", "Leave it as it is", "it stays as it is"),
    Act.CONFIRMED: ("confirmed a registration", "Confirm", "they read cases from now on"),
    Act.REFUSED: ("could not confirm a registration", "Don’t confirm", "they know why"),
    Act.ENDED_CHECK: (
        "ended the check from before",
        "End the check from before",
        "cases are closed to them, and they know why",
    ),
    Act.ASKED_WHO: (
        "asked to learn who somebody unnamed is",
        "Ask a second moderator",
        "another moderator decides",
    ),
    Act.AGREED_WHO: (
        "agreed to learn who somebody unnamed is",
        "Agree: we both see the name",
        "whoever it is knows why",
    ),
    Act.REFUSED_WHO: ("kept somebody unnamed", "Refuse", "it stays unknown"),
}


NEED_NO_REASON = (Act.LET_OUT, Act.RESTORED, Act.DISMISSED)
"""Nothing is asked of an author after these."""
NOTHING_TO_CHANGE = "A moderator has read it. Nothing needs to change."
ASK_FIRST = (
    "A moderator has read it. Where somebody may be in danger, ask your supervisor and an "
    "emergency line first; what colleagues here think can wait until then."
)


def ready(act: Act, reason: Reason) -> str:
    """What an author reads where a moderator does this and writes no reason, or nothing."""
    if act not in NEED_NO_REASON:
        return ""
    if reason is Reason.CRISIS:  # its author was promised that a moderator is told
        return ASK_FIRST
    return "" if act is Act.DISMISSED else NOTHING_TO_CHANGE
