"""Without a mail server letters are files, and a page shows them, in the demo alone."""

from email import message_from_bytes, policy

import pytest

from forum.core.db import db
from forum.notifications.models import Letter
from forum.notifications.post import deliver
from tests.conftest import on_sqlite
from tests.factories import a_person, joining
from tests.visiting import Browser

pytestmark = on_sqlite


def test_a_letter_becomes_a_file(app, tmp_path):
    letter = Letter.write(to="ana@weft.example", subject="Grüße", body="Dear Ana,\n\nhere it is.")
    db.session.commit()

    with app.app_context():
        sent = deliver()

    files = list((tmp_path / "mail").iterdir())
    assert (sent, len(files)) == (1, 1)
    assert files[0].suffix == ".eml"
    kept = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert (kept["To"], kept["Subject"]) == ("ana@weft.example", "Grüße")
    assert kept["Message-ID"] == letter.message_id
    assert kept.get_content().strip() == "Dear Ana,\n\nhere it is."
    assert letter.body == ""


def test_the_demo_shows_its_letters_newest_first(house):
    app = house(demo=True)
    with app.app_context():
        visit = Browser(app)
        empty = visit.page("/mailbox").text_in("main")
        visit.post("/join", joining())
        deliver()

        page = visit.page("/mailbox")

    assert "No letters yet." in empty
    assert "Confirm your address" in page.text_in("h2")
    assert "dana@weft.example" in page.text_in("main")
    links = [e.attributes["href"] for e in page.all("a") if "/confirm/" in e.attributes["href"]]
    assert len(links) == 1
    assert links[0].startswith("http://localhost/confirm/")


@pytest.mark.parametrize(
    "settings",
    [{"demo": False}, {"demo": True, "mail_url": "smtp://127.0.0.1:9"}],
    ids=["not the demo", "a mail server"],
)
@pytest.mark.parametrize("member", [True, False])
def test_elsewhere_there_is_no_mailbox(house, settings, member):
    app = house(**settings)
    with app.app_context():
        visit = Browser(app, a_person() if member else None)

        assert visit.get("/mailbox").status_code == 404
        assert "/mailbox" not in visit.page("/").links


def test_the_mailbox_shows_what_is_in_a_letter_as_text(house):
    app = house(demo=True)
    with app.app_context():
        Letter.write(to="a@b.example", subject="<b>Hi</b>", body="<script>alert(1)</script>")
        db.session.commit()
        deliver()

        page = Browser(app).page("/mailbox")

    assert "<script>alert(1)</script>" in page.text_in("main")
    assert page.text_in("h2") == "<b>Hi</b>"


@pytest.mark.parametrize("address", ["ána@weft.example", "а@weft.example", '"a b"@weft.example'])
def test_an_odd_address_gets_its_letter_too(app, tmp_path, address):
    Letter.write(to=address, subject="Hello", body="Hello")
    db.session.commit()

    deliver()

    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
