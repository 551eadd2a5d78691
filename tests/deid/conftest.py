"""The reader loads at the first text, and machines are busy: an example has no deadline."""

from hypothesis import settings

settings.register_profile("deid", deadline=None)
settings.load_profile("deid")
