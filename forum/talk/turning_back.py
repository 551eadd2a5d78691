"""A form that turns advice back, calmly and once, where somebody asked to be listened to."""

from typing import Any

from forum.core.forms import GivenAnew
from forum.talk.faced import FacedForm
from forum.talk.listening import OPENERS, advice_in


class ListeningForm(FacedForm):
    """A form whose `body` listens where that is asked for (`listens`).

    What reads like advice is turned back with ways to begin instead: a note, and no error. One
    tick (`as_it_is`) says that it isn't advice.
    """

    listens = False
    is_turned_back = False
    is_opened = False

    body: Any
    as_it_is = GivenAnew("Post it as it is")

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        is_valid = super().validate(*args, **kwargs)
        is_of_a_kind = not self.errors.get("kind")
        self.is_turned_back = is_of_a_kind and bool(self.advice) and not self.as_it_is.data
        return is_valid and not self.is_turned_back

    def begin_with(self, opener: str | None) -> bool:
        """Put an opener into the box where a button asked for it, and say whether one did."""
        if not self.listens or opener not in OPENERS:
            return False
        body = self.body.data or ""
        if opener not in body:
            self.body.data = f"{body}\n\n{opener} ".lstrip("\n")
        self.is_opened = True
        return True

    @property
    def advice(self) -> str:
        """The words that read like advice, where none was asked for."""
        return advice_in(self.body.data or "") if self.listens else ""
