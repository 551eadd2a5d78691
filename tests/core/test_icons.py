"""Icons: inline, silent, and never one that isn't there."""

import re

import pytest

from forum.core.assets import STATIC
from forum.core.icons import NoSuchIcon, icon

TEMPLATES = STATIC.parent / "templates"


def test_an_icon_is_drawn_in_the_colour_of_its_words_and_says_nothing() -> None:
    drawn = icon("check", "i-s")

    assert drawn.startswith('<svg class="i i-s" viewBox="0 0 24 24"')
    assert "stroke: currentColor" in (STATIC / "css/components/icon.css").read_text()
    assert 'aria-hidden="true"' in drawn
    assert "width=" not in drawn


def test_the_class_of_an_icon_cannot_break_out() -> None:
    assert '"><script>' not in icon("check", '"><script>')


@pytest.mark.parametrize("name", ["absent", "../icons/check", "Check", ""])
def test_an_icon_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(NoSuchIcon, match=re.escape(f"static/icons/{name}.svg")):
        icon(name)


def test_every_icon_that_a_template_names_is_there() -> None:
    named = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r"\bicon\(\s*[\"']([\w-]+)[\"']", template.read_text())
    }

    assert named
    assert all(icon(name) for name in named)
