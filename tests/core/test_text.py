from concurrent.futures import ThreadPoolExecutor

import pytest
from markupsafe import Markup, escape

from forum.core import text
from forum.core.text import tidy, to_html, to_plain
from forum.core.text_process import our_child

LINKED = 'rel="nofollow ugc noopener noreferrer"'


def test_markdown_becomes_html_that_a_page_may_hold():
    written = "We tried:\n\n- **two** choices\n- *waiting*, ~~then praise~~\n\n> and `now`?"

    html = to_html(written)

    assert isinstance(html, Markup)
    assert html == (
        "<p>We tried:</p>\n<ul>\n<li><strong>two</strong> choices</li>\n"
        "<li><em>waiting</em>, <s>then praise</s></li>\n</ul>\n"
        "<blockquote>\n<p>and <code>now</code>?</p>\n</blockquote>\n"
    )


def test_a_line_end_breaks_the_line_as_it_did_while_writing():
    assert to_html("one\r\ntwo") == "<p>one<br>\ntwo</p>\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("#", "h3"), ("##", "h4"), ("###", "h5"), ("####", "h6"), ("######", "h6")],
)
def test_headings_stay_below_those_of_the_page(written, shown):
    assert to_html(f"{written} Plan") == f"<{shown}>Plan</{shown}>\n"


def test_an_underlined_heading_stays_below_too():
    assert to_html("Plan\n===\n\nNext\n---") == "<h3>Plan</h3>\n<h4>Next</h4>\n"


def test_a_table_keeps_its_alignment_without_a_style():
    html = to_html("|a|b|c|\n|:-|:-:|-|\n|1|2|3|")

    assert '<th align="left">a</th>\n<th align="center">b</th>\n<th>c</th>' in html
    assert '<td align="center">2</td>' in html
    assert "style" not in html


def test_a_list_goes_on_where_it_was_left():
    assert to_html("4. then") == '<ol start="4">\n<li>then</li>\n</ol>\n'


def test_html_is_shown_as_it_was_typed():
    assert to_html("a <b>bold</b> word") == "<p>a &lt;b&gt;bold&lt;/b&gt; word</p>\n"
    assert to_html("3 < 4 & 5 > 4") == "<p>3 &lt; 4 &amp; 5 &gt; 4</p>\n"


def test_links_say_that_members_made_them():
    assert to_html("[a](https://a.example/?b=1&c=2)") == (
        f'<p><a href="https://a.example/?b=1&amp;c=2" {LINKED}>a</a></p>\n'
    )
    assert to_html("[a](HTTP://A.EXAMPLE)") == f'<p><a href="HTTP://A.EXAMPLE" {LINKED}>a</a></p>\n'
    assert to_html("[a](/cases/k7Qx)") == f'<p><a href="/cases/k7Qx" {LINKED}>a</a></p>\n'


def test_an_address_in_a_sentence_becomes_a_link_without_the_full_stop():
    html = to_html("See (https://a.example/b_(c)?d=1&e=2), and https://a.example.")

    assert html == (
        f'<p>See (<a href="https://a.example/b_(c)?d=1&amp;e=2" {LINKED}>'
        "https://a.example/b_(c)?d=1&amp;e=2</a>), and "
        f'<a href="https://a.example" {LINKED}>https://a.example</a>.</p>\n'
    )


def test_words_with_a_full_stop_between_are_not_taken_for_an_address():
    assert "<a" not in to_html(
        "She was tired.so we stopped. Write to ana@example.org or see notes.md"
    )


def test_an_address_in_code_is_left_alone():
    assert "<a" not in to_html("`https://a.example`\n\n    https://a.example")


@pytest.mark.parametrize(
    "written",
    [
        "[the *whole* < story](javascript:alert(1))",
        "[the *whole* < story](/account/sign-out)",
        "[the *whole* < story](https://ana:secret@a.example)",
        "[the *whole* < story][a]\n\n[a]: data:text/html,x",
        "<javascript:alert(1)> the *whole* &lt; story",
    ],
)
def test_what_may_not_be_a_link_keeps_its_words(written):
    html = to_html(written)

    assert "<a" not in html
    assert "<em>whole</em> &lt; story" in html or "the *whole* &lt; story" in html


def test_an_image_is_a_link_to_it_and_nothing_is_fetched():
    html = to_html("![the seat](https://a.example/seat.png)")

    assert html == f'<p>!<a href="https://a.example/seat.png" {LINKED}>the seat</a></p>\n'


def test_characters_that_act_unseen_are_taken_out():
    written = "\ufeffa\0b\x1b\x7f\x9f\u202e\u2066c\u2069\ud800\ufffe\u200fd e\u0301\u2028f\vg\x85h"

    assert tidy(written) == "abc\u200fd é\nf\ng\nh"


def test_the_joiners_of_emoji_and_persian_stay():
    written = "👩‍👧 می‌خواهم"

    assert tidy(written) == written


def test_the_child_renders_as_we_do():
    for written in (
        "[x](javascript:a) <b>",
        "# a\n\n|a|b|\n|-|-:|\n|1|~~2~~|\n\nhttps://a.example\n",
    ):
        assert our_child(text.COMMAND).render(tidy(written)) == text._render(tidy(written))


def test_long_and_short_texts_from_several_threads_are_not_mixed_up():
    written = [f"Idea *{number}*\n\n" * (1 if number % 2 else 300) for number in range(60)]

    with ThreadPoolExecutor(6) as threads:
        htmls = list(threads.map(to_html, written))

    for number, html in enumerate(htmls):
        assert html == f"<p>Idea <em>{number}</em></p>\n" * (1 if number % 2 else 300)


def test_the_words_alone_fit_on_one_line():
    html = to_html("# Plan\n\n- *two* choices\n- 3 < 4 & more\n\n|a|b|\n|-|-|\n|1|2|")

    words = to_plain(html)

    assert words == "Plan two choices 3 < 4 & more a b 1 2"
    assert escape(words) == "Plan two choices 3 &lt; 4 &amp; more a b 1 2"


def test_a_long_text_is_cut_between_words_where_there_are_any():
    assert to_plain("<p>one two three</p>", 9) == "one two…"
    assert to_plain("<p>onetwothree</p>", 7) == "onetwo…"
