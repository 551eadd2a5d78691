"""Our own files: one stylesheet, names that change with the text, small answers."""

import gzip
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from flask import Flask
from flask.testing import FlaskClient

from forum.core import assets
from forum.core.assets import STATIC, Shelf, asset

CSS = Shelf(STATIC).asset("css/main.css").body.decode()
SCRIPTS_AT_MOST = 25_000


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("static files alone", static_folder=None)
    assets.init_app(app)
    return app.test_client()


def test_the_stylesheet_is_one_file_with_its_layers_in_order() -> None:
    order = re.search(r"@layer ([\w, ]+);", CSS)
    layers = re.findall(r"^@layer (\w+) \{", CSS, re.MULTILINE)

    assert order is not None
    assert "@import" not in CSS
    assert sorted(layers, key=order[1].split(", ").index) == layers


def test_every_stylesheet_is_part_of_it() -> None:
    main = (STATIC / "css/main.css").read_text()
    here = {file.relative_to(STATIC / "css").as_posix() for file in STATIC.glob("css/**/*.css")}

    assert set(re.findall(r'@import "(.+?)"', main)) == here - {"main.css"}


def test_what_the_stylesheet_needs_is_there_and_ours(client: FlaskClient) -> None:
    urls = set(re.findall(r"url\((.+?)\)", CSS))

    answers = [client.get(url.strip('"')) for url in urls]

    assert len(urls) == 4
    assert all(answer.status_code == 200 for answer in answers)
    assert all("immutable" in answer.headers["Cache-Control"] for answer in answers)


def test_a_lasting_name_is_cached_for_good(client: FlaskClient) -> None:
    answer = client.get(asset("js/app.js"))

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.data == (STATIC / "js/app.js").read_bytes()


def test_a_changed_file_has_another_name(tmp_path: Path) -> None:
    (tmp_path / "note.css").write_text("p { color: red }")
    before = Shelf(tmp_path).asset("note.css").url

    (tmp_path / "note.css").write_text("p { color: blue }")

    assert Shelf(tmp_path).asset("note.css").url != before


def test_a_changed_picture_changes_the_stylesheet_that_shows_it(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css/main.css").write_text('@import "part.css" layer(base);')
    (tmp_path / "css/part.css").write_text('p { background: url("../dot.svg") }')
    (tmp_path / "dot.svg").write_text("<svg/>")
    before = Shelf(tmp_path).asset("css/main.css")

    (tmp_path / "dot.svg").write_text("<svg></svg>")
    after = Shelf(tmp_path).asset("css/main.css")

    assert before.url != after.url
    assert Shelf(tmp_path).asset("dot.svg").url in after.body.decode()


def test_the_name_of_another_version_gets_todays_text_for_now(client: FlaskClient) -> None:
    answer = client.get("/static/js/app.0123456789ab.js")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_plain_name_is_asked_for_again_and_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/static/js/app.js")

    second = client.get("/static/js/app.js", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert (second.status_code, second.data) == (304, b"")


@pytest.mark.parametrize(
    ("taken", "sent", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_browser_gets_the_smallest_form_it_takes(
    client: FlaskClient, taken: str, sent: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    answer = client.get(asset("css/main.css"), headers={"Accept-Encoding": taken})

    assert answer.headers.get("Content-Encoding") == sent
    assert unpack(answer.data).decode() == CSS
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_font_is_not_packed_twice(client: FlaskClient) -> None:
    answer = client.get(asset("fonts/literata.woff2"), headers={"Accept-Encoding": "br"})

    assert "Content-Encoding" not in answer.headers
    assert answer.content_type == "font/woff2"


@pytest.mark.parametrize(
    "path",
    [
        "../pyproject.toml",
        "css/../../pyproject.toml",
        "%2e%2e/pyproject.toml",
        "..%2fpyproject.toml",
        "..\\pyproject.toml",
        "etc/passwd",
        "css",
        "css/",
        "",
        "js/app.js%00",
        "js/app.0123456789ab",
    ],
)
def test_nothing_but_our_files_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_a_template_that_names_no_file_of_ours_is_told_so() -> None:
    with pytest.raises(KeyError, match=r"There is no static/js/absent\.js"):
        asset("js/absent.js")


def test_what_others_made_is_unchanged() -> None:
    table = (STATIC / "vendor/README.md").read_text()
    stated = dict(re.findall(r"^\| `([\w.-]+\.js)` .* `([0-9a-f]{64})` \|$", table, re.MULTILINE))
    here = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in STATIC.glob("vendor/*.js")
    }

    assert here == stated


def test_all_scripts_together_stay_small() -> None:
    shelf = Shelf(STATIC)
    scripts = [shelf.asset(f.relative_to(STATIC).as_posix()) for f in STATIC.glob("*/*.js")]

    assert sum(len(script.gzip) for script in scripts) <= SCRIPTS_AT_MOST


def test_the_icon_that_every_browser_asks_for_is_there(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")

    assert answer.status_code == 200
    assert answer.data[:4] == b"\0\0\1\0"


def test_the_manifest_names_icons_that_are_there(client: FlaskClient) -> None:
    answer = client.get(asset("site.webmanifest"))

    sources = [icon["src"] for icon in json.loads(answer.data)["icons"]]
    assert answer.content_type == "application/manifest+json"
    assert all(client.get(f"/static/{source}").status_code == 200 for source in sources)
