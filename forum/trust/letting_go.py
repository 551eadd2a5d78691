"""A promise is let go, and its news with it."""

from forum.notifications import subjects
from forum.notifications.notices import forget_about, has_read
from forum.people.models import Person
from forum.trust.models import Promise


def let_go(promise: Promise, *, by: Person) -> None:
    """`by` lets it go: what they were told of it is read, and the other hears of it.

    Who may not see any more what it was about hears nothing: their inbox could not show it, so its
    badge counts nothing of it. Raises IsOver where it was kept.
    """
    promise.let_go(by=by)
    has_read(by, promise.topic)
    other = promise.receiver if promise.is_by(by) else promise.maker
    if other and not subjects.described(other, [promise.about]):
        forget_about(other, promise.topic)
