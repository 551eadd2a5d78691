"""What members could write against each other or the server: nothing runs, nothing holds us up.

The longer lists are hostile texts of other projects, not ours to ship: they are read where they lie
beside the project, and where they do not, our own stand in.
"""

import json
from pathlib import Path

import pytest

from forum.core import text
from forum.core.text import TextTooLong, TextTooTangled, tidy, to_html
from forum.core.text_process import our_child
from tests.core.html_oracle import faults

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"

XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<math><mi xlink:href='javascript:alert(1)'>x",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    '<a href="https://a.example" onclick=alert(1) hx-get=/x style=x id=x name=x data-x=x>x</a>',
    "<form action=/account><button formaction=javascript:alert(1)>x",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style>@import '//a.example'</style><template><b>x",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<h1 id=main>x</h1><base href=//a.example><meta http-equiv=refresh content=0>",
    "[x](javascript&colon;alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](<javascript:alert(1)>)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "![x](javascript:alert(1))",
    '<https://a.example/"onclick=alert(1)>',
    "[x]: javascript:alert(1)\n\n[x]",
    "https://a.example/<script>alert(1)</script>",
    '```"><script>alert(1)</script>\nx\n```',
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    '|<script>|b|\n|-|:-:" onclick=alert(1)|\n|c|<img src=x>|',
]


def html_or_refusal(written):
    """The HTML of a text, or the sentence that refuses it."""
    try:
        return to_html(written)
    except (TextTooLong, TextTooTangled) as refused:
        return str(refused)


@pytest.mark.parametrize("written", XSS)
def test_nothing_that_a_member_writes_runs(written):
    assert faults(to_html(written)) == []


@pytest.mark.parametrize("written", XSS)
def test_the_sanitiser_would_hold_if_the_parser_let_html_through(written):
    assert faults(text._sanitise(written)) == []


def test_a_text_may_have_twenty_thousand_characters_and_no_more():
    longest = "abcd " * 4_000

    assert "abcd" in to_html(longest)
    with pytest.raises(TextTooLong, match="20,000 characters or shorter; it has 20,001 now"):
        to_html(f"{longest}e")


def a_table(columns, rows):
    row = "|a" * columns + "|\n"
    return row + "|-" * columns + "|\n" + row * rows


@pytest.mark.parametrize("written", [a_table(21, 1), a_table(1, 201), "> x\n" + a_table(21, 1)])
def test_a_table_has_at_most_twenty_columns_and_two_hundred_rows(written):
    assert "<table>" in to_html(a_table(20, 2))
    assert "<table>" in to_html(a_table(1, 200))
    with pytest.raises(TextTooTangled, match="20 columns and 200 rows"):
        to_html(written)


def filled(shape, length=20_000):
    return (shape * length)[:length]


@pytest.mark.parametrize(
    "shape",
    [
        "```\n", "# a\n", "**x ", "*a_ ", "a**bc* c* ", "[](", "![", "[a](<b", "<?", "<a ", "`",
        "> ", ">\n", "- - - a\n", "1) a\n2. b\n", "&", "&amp;", '"', "[", "https://",
        "~~a ", "|a", "\\", "|a|b|\n|-|-|\n|c\n\n", "*a*", "a-", "https://a.example/,,,", "\u0344",
    ],
)  # fmt: skip
def test_a_text_made_to_hold_us_up_is_bounded_or_refused(shape):
    for written in (filled(shape), filled(shape, 1_999)):
        html = html_or_refusal(written)

        assert 0 < len(html) < 2 * text.MOST_HTML
        assert faults(html) == []


def test_one_long_address_used_often_does_not_grow_into_megabytes():
    address = f"[a]: https://a.example/{filled('x', 9_000)}\n\n"

    assert "https://a.example/xxx" in to_html(address + "[a]\n\n" * 20)
    with pytest.raises(TextTooTangled, match="Use fewer tables, lists and links"):
        to_html(address + "[a]\n\n" * 30)


@pytest.mark.parametrize("written", ["a *b* c\n\n" * 1_000, "*b* " * 1_500])
def test_a_text_has_four_thousand_pieces_at_most(written):
    with pytest.raises(TextTooTangled, match="Use fewer tables, lists and links"):
        to_html(written)


def test_a_text_that_cannot_be_rendered_in_time_is_refused(monkeypatch):
    written = "Then we waited. " * 200
    assert "Then we waited." in to_html(written)
    monkeypatch.setattr(our_child(text.COMMAND), "seconds", 0.0)

    with pytest.raises(TextTooTangled):
        to_html(written)


def payloads(name: str) -> list[str]:
    file = CORPORA / name
    if not file.exists():
        print(f"{file} isn't here, so our own few texts stand in for it.")
        return XSS
    lines = file.read_bytes().splitlines()
    return [json.loads(line)["payload"] for line in lines]


@pytest.mark.parametrize("name", ["xss.jsonl", "markdown-cmark.jsonl", "naughty-strings.jsonl"])
def test_no_text_known_to_be_hostile_leaves_anything_but_safe_html(name):
    for written in payloads(name):
        try:
            assert faults(to_html(written)) == [], written
        except (TextTooLong, TextTooTangled):
            continue


def test_the_sanitiser_alone_holds_against_raw_html():
    for written in payloads("xss.jsonl"):
        assert faults(text._sanitise(tidy(written))) == [], written


def test_the_check_itself_sees_most_of_the_raw_payloads():
    raw = payloads("xss.jsonl")

    assert sum(bool(faults(written)) for written in raw) > len(raw) / 2


def test_texts_made_to_stall_a_parser_are_answered_or_refused():
    for written in payloads("markdown-pathological.jsonl"):
        for length in (len(written), text.LONGEST, 1_999):
            assert len(html_or_refusal(written[:length])) < 2 * text.MOST_HTML
