"""The house rules that a machine can hold: nothing of members is marked safe, and the like."""

import ast
import re
from pathlib import Path

from forum.people.session import members_only
from tests.conftest import on_sqlite
from tests.routes import addresses
from tests.visiting import Browser

PROJECT = Path(__file__).parents[1]
FORUM = sorted((PROJECT / "forum").rglob("*.py"))
YARDSTICK = PROJECT / "templates" / "bench"
TEMPLATES = [
    path
    for path in sorted((PROJECT / "templates").rglob("*.html"))
    if YARDSTICK not in path.parents
]
"""All but the bare page that ours are measured against, which no reader ever gets."""
LINES_AT_MOST = 200

MAKE_MARKUP = {"forum/core/text.py", "forum/core/icons.py", "forum/core/web.py"}
"""Words that were made safe, icons, and what our own templates have drawn."""
ONLY_BLEACH = {"forum/core/text.py"}

PUBLIC = {
    "static",
    "favicon",
    "home.desk",
    "home.landing",
    "home.mailbox",
    "home.healthz",
    "account.join",
    "account.join_now",
    "account.sent",
    "account.confirm",
    "account.confirm_now",
    "account.sign_in",
    "account.sign_in_now",
    "account.sign_out",
    "account.forgot",
    "account.forgot_now",
    "account.reset",
    "account.reset_now",
    "account.new_address",
    "account.new_address_now",
    "account.keep_address",
    "account.keep_address_now",
    "unsubscribe.show",
    "unsubscribe.stop",
}
"""Every page that a stranger may open. A new one is added here, after thinking about it."""


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def imported(path: Path) -> set[str]:
    """The modules that a file imports, and the names it takes from them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def called(path: Path) -> set[str]:
    """The names of the functions that a file calls."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return {call.func.id for call in calls if isinstance(call.func, ast.Name)}


def test_only_one_file_makes_markup_of_members_words():
    assert {name(path) for path in FORUM if "Markup" in called(path)} <= MAKE_MARKUP


def test_only_one_file_knows_bleach():
    knowing = {name(path) for path in FORUM if any(m.startswith("bleach") for m in imported(path))}

    assert knowing <= ONLY_BLEACH


def test_no_template_marks_anything_safe():
    for path in TEMPLATES:
        markup = path.read_text()
        assert not re.search(r"\|\s*safe\b|\bMarkup\b|autoescape\s+false", markup), name(path)


def test_no_template_has_a_style_or_a_script_of_its_own():
    for path in TEMPLATES:
        markup = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:", markup), name(path)
        for script in re.findall(r"<script[^>]*>.*?</script>", markup, re.DOTALL):
            assert re.fullmatch(r'<script src="\{\{ asset\([^"]+\) \}\}"></script>', script), script


def test_every_form_works_without_a_script():
    for path in TEMPLATES:
        for tag in re.findall(r"<form\b(?:\{\{.*?\}\}|[^>])*>", path.read_text(), re.DOTALL):
            if "hx-post" in tag:
                assert 'method="post"' in tag, name(path)
                assert "action=" in tag, name(path)
        for tag in re.findall(r"<button\b(?:\{\{.*?\}\}|[^>])*>", path.read_text(), re.DOTALL):
            if "hx-post" in tag and 'type="button"' not in tag:
                assert "formaction=" in tag, name(path)


def test_every_form_that_changes_something_carries_its_token():
    for path in TEMPLATES:
        forms = re.findall(r"<form\b.*?</form>", path.read_text(), re.DOTALL)
        for form in forms:
            if 'method="post"' in form:
                assert re.search(r"ui\.(hidden|token)\(|\{token\}|talk/_fields", form), name(path)


def test_html_that_members_wrote_is_out_of_reach_of_htmx():
    for path in TEMPLATES:
        for line in path.read_text().splitlines():
            if re.search(r"\{\{ (said\.body|case\.(story|tried|need)) \}\}", line):
                assert "hx-ignore" in line, f"{name(path)}: {line.strip()}"


def test_no_template_asks_another_site_for_anything():
    for path in TEMPLATES:
        assert not re.search(r"(src|href|action)=\"(https?:)?//", path.read_text()), name(path)


def test_files_are_small():
    assert [
        name(path) for path in FORUM if len(path.read_text().splitlines()) > LINES_AT_MOST
    ] == []


def test_every_file_says_in_its_first_line_what_it_is_for():
    for path in FORUM:
        assert ast.get_docstring(ast.parse(path.read_text())), name(path)


def test_no_view_commits_by_hand():
    for path in FORUM:
        if path.name == "views.py":
            assert "session.commit(" not in path.read_text(), name(path)


def test_nothing_says_now_but_the_clock():
    for path in FORUM:
        if name(path) != "forum/core/clock.py":
            assert not re.search(r"datetime\.(now|utcnow|today)\(", path.read_text()), name(path)


@on_sqlite
def test_every_page_is_public_by_name_or_for_members_alone(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    guarded = {
        endpoint
        for endpoint in endpoints
        if members_only in app.before_request_funcs.get(endpoint.partition(".")[0], [])
    }

    assert endpoints - guarded == PUBLIC


@on_sqlite
def test_a_stranger_is_asked_to_sign_in_on_every_other_page(app):
    client = Browser(app).client
    for endpoint, address in addresses(app, "GET").items():
        if endpoint not in PUBLIC:
            answer = client.get(address)
            assert answer.status_code == 303, endpoint
            assert answer.location.startswith("/sign-in?next=/"), endpoint


@on_sqlite
def test_a_stranger_can_change_nothing_on_every_other_page(app):
    visit = Browser(app)
    for endpoint, address in addresses(app, "POST").items():
        if endpoint not in PUBLIC:
            assert visit.post(address, {"body": "x"}).status_code == 401, endpoint


@on_sqlite
def test_no_public_page_shows_anything_of_members(app, ana):
    client = Browser(app).client
    for endpoint, address in addresses(app, "GET").items():
        if endpoint in PUBLIC:
            answer = client.get(address)
            assert b"Ana Lima" not in answer.data, endpoint
            assert "noindex" in answer.headers["X-Robots-Tag"], endpoint
