"""Whom to call where somebody may be in danger, in the words of this site."""

from pathlib import Path

from markupsafe import Markup

from forum.core.config import Settings
from forum.core.text import to_html

_USUAL = """- **Danger of life, now:** {emergency_number}
- **Thoughts of suicide, theirs or your own:** {crisis_line}
- **Your supervisor** or whoever is on call, today
- **A child, or an adult who depends on others:** {reporting_line}
"""


def in_danger(settings: Settings) -> Markup:
    """The lines to call as safe HTML: those of the settings, or the whole of `danger_file`.

    Raises OSError where that file cannot be read, so that nobody starts without it, and TextTooLong
    or TextTooTangled.
    """
    if settings.danger_file:
        return to_html(Path(settings.danger_file).read_text(encoding="utf-8"))
    return to_html(
        _USUAL.format(
            emergency_number=settings.emergency_number,
            crisis_line=settings.crisis_line,
            reporting_line=settings.reporting_line,
        )
    )
