"""A refusal is a rule of the community saying no, in words fit to be shown as they stand."""


class Refused(Exception):
    status = 409
    title = ""


class NotAllowed(Refused):
    status = 403


class Busy(Refused):
    """The database would not let us write in time; nothing was lost, and trying again helps."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "A lot is being written just now. What you wrote is still here; try again."
        )


class AlreadyDone(Exception):
    """The same form was sent before: here is where its first answer led."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url
