"""Letters that no server took: those who run Weft see why, and send them again."""

from datetime import timedelta

import pytest
import time_machine

from forum.core.clock import now
from forum.core.db import db
from forum.notifications.models import TRIES, Letter
from forum.people.vocabulary import Role
from tests.factories import a_person
from tests.notifications.letterbox import deliver, written
from tests.notifications.post_offices import Manner, open_post_office
from tests.visiting import Browser


@pytest.fixture
def office():
    with open_post_office() as office:
        yield office


@pytest.fixture
def app(house, office):
    app = house(mail_url=office.url, MAIL_SUPPRESS_SEND=False)
    with app.app_context():
        yield app


@pytest.fixture
def admin(app):
    return Browser(app, a_person(role=Role.ADMIN))


def a_letter(to="ana@weft.example", **given):
    letter = Letter.write(to=to, subject="A new password", body="Dear Ana, here is a link.")
    for name, value in given.items():
        setattr(letter, name, value)
    db.session.commit()
    return letter


def a_dead_letter(to="ana@weft.example"):
    return a_letter(
        to, given_up_at=now(), tries=TRIES, fault="SMTPRecipientsRefused 550", due_at=now()
    )


def test_the_page_says_what_went_wrong_with_each(app, admin):
    a_dead_letter()
    a_letter("ben@weft.example", tries=2, fault="TimeoutError", due_at=now() + timedelta(hours=1))

    said = admin.page("/letters/").text_in("main")

    assert "Given up (1)" in said
    assert "To ana@weft.example" in said
    assert "doesn’t take this address (SMTPRecipientsRefused 550) · 20 tries" in said
    assert "Waiting (1)" in said
    assert "The mail server said nothing (TimeoutError) · 2 tries" in said
    assert "Next try" in said
    assert "here is a link" not in said


def test_a_dead_letter_is_sent_again_as_the_same_letter(app, admin, office):
    dead, other = a_dead_letter(), a_dead_letter("ben@weft.example")
    still = deliver(app)

    answer = admin.post("/letters/again", {"letter": dead.message_id})
    sent = deliver(app)

    assert (answer.status_code, answer.location) == (303, "/letters/")
    assert "1 letter is on the way again." in admin.get("/letters/").text
    assert (still, sent) == (0, 1)
    assert [taken["Message-ID"] for taken in office.taken] == [dead.message_id]
    assert other.given_up_at is not None


def test_all_dead_letters_are_sent_again_at_once(app, admin, office):
    for number in range(3):
        a_dead_letter(f"kim{number}@weft.example")

    page = admin.page("/letters/")
    admin.post("/letters/again")

    assert "Send all 3 again" in page.text_in("button")
    assert deliver(app) == 3


def test_a_letter_that_dies_of_a_server_comes_back_to_life(app, admin, office):
    letter = a_letter()
    office.manner = Manner.REFUSES_THE_READER
    at = now()
    for _ in range(TRIES):
        with time_machine.travel(at, tick=False):
            deliver(app)
        at = letter.due_at + timedelta(seconds=1)
    fault = letter.fault

    office.manner = Manner.TAKES
    admin.post("/letters/again", {"letter": letter.message_id})
    deliver(app)

    assert fault == "SMTPRecipientsRefused 550"
    assert letter.sent_at is not None
    assert letter.fault == ""
    assert "None. Every letter was taken" in admin.page("/letters/").text_in("main")


def test_a_letter_that_was_sent_is_not_sent_again(app, admin, office):
    letter = a_letter()
    deliver(app)

    admin.post("/letters/again", {"letter": letter.message_id})
    admin.post("/letters/again")

    assert deliver(app) == 0
    assert len(office.taken) == 1


@pytest.mark.parametrize("letter", ["none-such", "%", "' OR 1=1", "\ud7ff", "x" * 5000])
def test_a_letter_that_is_not_there_revives_nothing(app, admin, letter):
    dead = a_dead_letter()

    answer = admin.post("/letters/again", {"letter": letter})

    assert answer.status_code == 303
    assert written()[0].given_up_at is not None
    assert dead.tries == TRIES


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_it_is_not_there_for_anybody_else(app, role):
    a_dead_letter()
    visit = Browser(app, a_person(role=role))

    assert visit.get("/letters/").status_code == 404
    assert visit.post("/letters/again").status_code == 404
    assert written()[0].given_up_at is not None
    assert "/letters/" not in visit.page("/").links


def test_the_rail_leads_there_for_admins(admin):
    assert "/letters/" in admin.page("/").links


def test_many_letters_make_a_page_of_bounded_length(app, admin):
    for number in range(130):
        a_dead_letter(f"kim{number}@weft.example")

    page = admin.page("/letters/")

    assert "Given up (130)" in page.text_in("h2")
    assert len(page.all("li")) == 100
