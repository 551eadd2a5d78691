"""What people may be told, how each kind is said, and how it usually reaches them."""

from enum import StrEnum


class Way(StrEnum):
    """How a kind of news reaches somebody. By mail it is on the site as well."""

    MAIL = "mail"
    SITE = "site"
    NONE = "none"

    @property
    def label(self) -> str:
        return {Way.MAIL: "By letter", Way.SITE: "On Weft", Way.NONE: "Not at all"}[self]


class Heading(StrEnum):
    """What news is about, as the settings part it."""

    TO_YOU = "Said to you"
    FOLLOWED = "Cases you follow, your own too"
    YOURS = "Your own cases"
    ASKING = "When your view is wanted"
    PROMISES = "Promises"
    CIRCLES = "Circles"
    ACCOUNT = "Your account"
    MODERATION = "Moderation"


class News(StrEnum):
    """What people may be told."""

    ASKED = "asked"
    ANSWERED = "answered"
    REPLIED = "replied"
    TRYING = "trying"
    SETTLED = "settled"
    HELPFUL = "helpful"
    HOW_DID_IT_GO = "how_did_it_go"
    OUTCOME = "outcome"
    SEALS_SOON = "seals_soon"
    WANTED = "wanted"
    WAITS = "waits"
    PROMISED = "promised"
    PROMISE_MOVED = "promise_moved"
    PROMISE_KEPT = "promise_kept"
    PROMISE_LET_GO = "promise_let_go"
    PROMISE_DUE = "promise_due"
    DECIDED = "decided"
    CONFIRMED = "confirmed"
    CHECK_ENDS = "check_ends"
    TO_LOOK_AT = "to_look_at"
    DANGER = "danger"
    STEPPED_OUT = "stepped_out"
    REVEALED = "revealed"
    CIRCLE_INVITED = "circle_invited"
    CIRCLE_JOINED = "circle_joined"
    CIRCLE_AGREES = "circle_agrees"
    CIRCLE_MEETS = "circle_meets"
    CIRCLE_HOSTS = "circle_hosts"

    @property
    def label(self) -> str:
        """As the settings name it."""
        return _NEWS[self][0]

    @property
    def what(self) -> str:
        """As a notice says it, after somebody's name: “Tess asked you something”."""
        return _NEWS[self][1]

    @property
    def usual(self) -> Way:
        return _NEWS[self][2]

    @property
    def needs_answer(self) -> bool:
        return self in (News.ASKED, News.CIRCLE_INVITED, News.CIRCLE_AGREES)


_TOLD = {
    Heading.TO_YOU: {
        News.ASKED: ("Someone asks you a question", "asked you something", Way.MAIL),
        News.ANSWERED: ("Someone answers what you said", "answered you", Way.MAIL),
        News.TRYING: ("Someone tries your idea", "will try your idea", Way.MAIL),
        News.HELPFUL: ("Someone finds what you said helpful", "found your idea helpful", Way.SITE),
    },
    Heading.FOLLOWED: {
        News.REPLIED: ("A reply where you follow", "replied", Way.MAIL),
        News.SETTLED: ("A case where you follow is settled", "settled the case", Way.SITE),
        News.OUTCOME: ("A case you thought about turned out", "told how it turned out", Way.MAIL),
    },
    Heading.YOURS: {
        News.HOW_DID_IT_GO: (
            "It is time to say how a case of yours went",
            "asks how it turned out",
            Way.MAIL,
        ),
        News.SEALS_SOON: (
            "A case of yours will be sealed",
            "will seal your case in two weeks unless you keep it",
            Way.MAIL,
        ),
        News.STEPPED_OUT: (
            "Someone steps out of your case",
            "tells you that someone stepped out",
            Way.MAIL,
        ),
        News.REVEALED: (
            "Moderators look up who you are in a case",
            "tells you that two moderators looked up your name",
            Way.MAIL,
        ),
    },
    Heading.ASKING: {
        News.WANTED: (
            "A case asks for your view, three a week at most",
            "asks for your view",
            Way.MAIL,
        ),
        News.WAITS: (
            "A case has waited for two days",
            "asks you to look, as nobody has yet,",
            Way.MAIL,
        ),
    },
    Heading.PROMISES: {
        News.PROMISED: ("Someone promises you something", "made you a promise", Way.MAIL),
        News.PROMISE_MOVED: ("A promise gets another day", "moved a promise", Way.SITE),
        News.PROMISE_KEPT: ("A promise is kept", "kept a promise", Way.SITE),
        News.PROMISE_LET_GO: ("A promise is let go", "let a promise go", Way.SITE),
        News.PROMISE_DUE: (
            "The day before a promise of yours",
            "reminds you of a promise",
            Way.MAIL,
        ),
    },
    Heading.CIRCLES: {
        News.CIRCLE_INVITED: ("Someone invites you to a circle", "has a place for you", Way.MAIL),
        News.CIRCLE_JOINED: ("Someone joins your circle", "joined", Way.SITE),
        News.CIRCLE_AGREES: (
            "The agreement of your circle changes",
            "changed what you agree on",
            Way.MAIL,
        ),
        News.CIRCLE_MEETS: ("The day before your circle meets", "hosts the next meeting", Way.MAIL),
        News.CIRCLE_HOSTS: (
            "The day before you host your circle",
            "reminds you that you host the next meeting",
            Way.MAIL,
        ),
    },
    Heading.ACCOUNT: {
        News.DECIDED: ("A moderator decides about something of yours", "had a look", Way.MAIL),
        News.CONFIRMED: (
            "Your registration is checked",
            "checked it, and cases are open to you,",
            Way.MAIL,
        ),
        News.CHECK_ENDS: (
            "The check of your registration ends soon",
            "reminds you of a date",
            Way.MAIL,
        ),
    },
    Heading.MODERATION: {
        News.DANGER: (
            "Someone may be in danger",
            "has something urgent to look at, as someone may be in danger,",
            Way.MAIL,
        ),
        News.TO_LOOK_AT: ("Something waits for a moderator", "has something to look at", Way.MAIL),
    },
}
_NEWS = {news: told for kinds in _TOLD.values() for news, told in kinds.items()}

BY_HEADING = {heading: tuple(kinds) for heading, kinds in _TOLD.items()}
"""Every kind, in the order of the settings."""

AT_ONCE = (News.DANGER,)
"""What a letter tells at once, by itself and in quiet hours too: somebody’s life may hang on it."""

IN_ANY_CASE = (News.REVEALED, News.DECIDED, News.CONFIRMED, News.TO_LOOK_AT, News.DANGER)
"""Moderators learned who somebody is, decided about their words or their registration; something
waits for them."""
OF_CHOICE = tuple(news for news in News if news not in IN_ANY_CASE)
"""What people choose how to hear of."""
