"""The outbox: written with its cause, sent at least once by one worker at a time, forgotten."""

import socket
import time
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.errors import Refused
from forum.core.logs import log
from forum.notifications import post
from forum.notifications.models import LEASE, LONGEST_WAIT, TRIES, Letter
from tests.conftest import on_postgres, on_sqlite
from tests.factories import joining
from tests.notifications.post_offices import Manner, open_post_office
from tests.together import a_process, at_once, in_a_transaction, its_words
from tests.visiting import Browser


@pytest.fixture
def office():
    with open_post_office() as office:
        yield office


@pytest.fixture
def app(house, office):
    """The house with a mail server to send to."""
    app = house(mail_url=office.url, MAIL_SUPPRESS_SEND=False)
    with app.app_context():
        yield app


def a_letter(to="ana@weft.example", **given):
    letter = Letter.write(to=to, subject="A new password", body="Dear Ana,\n\nhere it is.", **given)
    db.session.commit()
    return letter


def deliver(app):
    """A sweep of the worker, which has a session of its own; how many letters went out."""
    db.session.commit()
    with app.app_context():
        return post.deliver()


def waiting():
    db.session.rollback()
    return db.session.scalar(
        select(func.count(Letter.id)).where(Letter.sent_at.is_(None), Letter.given_up_at.is_(None))
    )


def test_a_letter_goes_out_as_it_was_written(app, office):
    letter = a_letter()

    sent = deliver(app)

    taken = office.taken[0]
    assert (sent, len(office.taken)) == (1, 1)
    assert "ana@weft.example" in taken["To"]
    assert taken["Subject"] == "A new password"
    assert taken["From"] == "Weft <weft@localhost>"
    assert taken["Message-ID"] == letter.message_id
    assert taken.get_content().replace("\r\n", "\n").strip() == "Dear Ana,\n\nhere it is."


def test_a_letter_is_forgotten_once_it_is_sent(app, office):
    letter = a_letter()

    deliver(app)

    assert letter.sent_at is not None
    assert letter.body == ""
    assert "ana" not in letter.subject
    assert deliver(app) == 0
    assert len(office.taken) == 1


def test_a_letter_belongs_to_the_transaction_that_caused_it(app):
    def fail():
        Letter.write(to="ana@weft.example", subject="Hello", body="Hello")
        db.session.flush()
        raise Refused("no")

    with pytest.raises(Refused), writing():
        fail()

    assert waiting() == 0


def test_joining_and_its_letter_are_stored_together(app, office):
    Browser(app).post("/join", joining())
    before = waiting()

    deliver(app)

    assert (before, waiting()) == (1, 0)
    assert "http://localhost/confirm/" in office.taken[0].get_content()


@pytest.mark.parametrize(
    "manner",
    [
        Manner.REFUSES_EVERYBODY,
        Manner.REFUSES_THE_READER,
        Manner.REFUSES_THE_LETTER,
        Manner.HANGS_UP,
    ],
)
def test_a_letter_that_is_not_taken_waits_and_goes_out_later(app, office, manner):
    letter = a_letter()
    office.manner = manner

    refused = deliver(app)
    body, tries, due_in = letter.body, letter.tries, letter.due_at - now()
    office.manner = Manner.TAKES
    with time_machine.travel(now() + timedelta(minutes=2)):
        sent = deliver(app)

    assert (refused, sent) == (0, 1)
    assert body.startswith("Dear Ana")
    assert tries == 1
    assert timedelta(seconds=50) < due_in <= timedelta(minutes=1)
    assert [taken["Message-ID"] for taken in office.taken] == [letter.message_id]


@on_sqlite
def test_a_mail_server_that_is_away_loses_nothing(house):
    app = house(mail_url="smtp://127.0.0.1:9", MAIL_SUPPRESS_SEND=False)
    with app.app_context():
        letter = a_letter()

        assert deliver(app) == 0
        assert waiting() == 1
        assert letter.fault == "ConnectionRefusedError"


@on_sqlite
def test_a_mail_server_that_says_nothing_holds_nobody_up(app, office, monkeypatch):
    letter = a_letter()
    office.manner = Manner.SAYS_NOTHING
    monkeypatch.setattr(post, "PATIENCE", 0.3)
    socket.setdefaulttimeout(post.PATIENCE)
    try:
        began = time.monotonic()
        assert deliver(app) == 0
    finally:
        socket.setdefaulttimeout(None)

    assert time.monotonic() - began < 30
    assert letter.fault
    assert waiting() == 1


def test_a_server_that_dies_after_taking_gets_the_same_letter_again(app, office):
    letter = a_letter()
    office.manner = Manner.TAKES_AND_DIES
    deliver(app)
    office.manner = Manner.TAKES

    with time_machine.travel(now() + timedelta(minutes=2)):
        deliver(app)

    assert [taken["Message-ID"] for taken in office.taken] == [letter.message_id] * 2
    assert letter.sent_at is not None


def test_tries_come_further_apart_and_end(app, office):
    letter = a_letter()
    office.manner = Manner.REFUSES_THE_LETTER
    waits = []
    at = now()
    for _ in range(TRIES):
        with time_machine.travel(at, tick=False):
            deliver(app)
        waits.append(round((letter.due_at - at).total_seconds() / 60))
        at = letter.due_at + timedelta(seconds=1)

    with time_machine.travel(at + timedelta(days=30), tick=False):
        deliver(app)

    assert TRIES == 20
    assert waits[:9] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert set(waits[9:-1]) <= {LONGEST_WAIT.total_seconds() / 60}
    assert sum(waits[:-1]) >= 8 * 60
    assert letter.given_up_at is not None
    assert letter.tries == TRIES
    assert office.taken == []


def test_one_letter_that_is_refused_does_not_hold_up_the_next(app, office):
    a_letter(to="nobody@weft.example")
    office.manner = Manner.REFUSES_THE_READER
    deliver(app)
    office.manner = Manner.TAKES
    a_letter(to="ben@weft.example")

    assert deliver(app) == 1
    assert "ben@weft.example" in office.taken[0]["To"]


@pytest.mark.parametrize(
    "address", ["ána@weft.example", "а@weft.example", "ana@wéft.example", "x" * 300 + "@a.example"]
)
def test_a_letter_that_cannot_be_addressed_holds_up_nobody_and_ends(app, office, address):
    odd = a_letter(to=address)
    plain = a_letter(to="ben@weft.example")
    at = now()

    for _ in range(TRIES + 2):
        with time_machine.travel(at, tick=False):
            deliver(app)
        at += LONGEST_WAIT + timedelta(minutes=1)

    assert plain.sent_at is not None
    assert odd.sent_at is not None or odd.given_up_at is not None
    assert odd.tries <= TRIES


@pytest.mark.parametrize("subject", ["Hello\r\nBcc: eve@evil.example", "Hello\nX: y", "\x00Hello"])
@on_sqlite
def test_a_subject_can_smuggle_nothing_into_a_letter(app, office, subject):
    letter = a_letter()
    letter.subject = subject
    db.session.commit()

    deliver(app)

    for taken in office.taken:
        assert "Bcc" not in taken
        assert "X" not in taken
    assert all("eve" not in " ".join(readers) for readers in office.readers)


def test_two_workers_at_once_send_each_letter_once(app, office):
    for number in range(12):
        a_letter(to=f"kim{number}@weft.example")

    def work():
        with app.app_context():
            return post.deliver()

    sent = at_once(work, work, work)

    assert sum(sent) == 12
    assert len(office.taken) == 12
    assert len({taken["Message-ID"] for taken in office.taken}) == 12


def test_two_worker_processes_send_each_letter_once(app, office):
    for number in range(8):
        a_letter(to=f"kim{number}@weft.example")
    script = f"""
from forum.notifications import post
app = create_app(
    Settings(**app.extensions["settings"].__dict__ | {{"mail_url": {office.url!r}}}),
    MAIL_SUPPRESS_SEND=False,
)
with app.app_context():
    sys.stdin.readline()
    print(post.deliver())
"""
    workers = [a_process(app, script) for _ in range(2)]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("now\n")
        worker.stdin.flush()

    assert sum(int(its_words(worker)) for worker in workers) == 8
    assert len({taken["Message-ID"] for taken in office.taken}) == len(office.taken) == 8


def test_a_letter_in_hand_is_left_alone_until_its_lease_ends(app, office):
    a_letter()
    with app.app_context(), writing():
        assert Letter.claim() is not None

    meanwhile = deliver(app)
    with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
        after = deliver(app)

    assert timedelta(minutes=5) == LEASE
    assert (meanwhile, after) == (0, 1)


@on_postgres
def test_two_workers_are_never_handed_the_same_letter(app):
    for _ in range(6):
        a_letter()

    def claim():
        letter = Letter.claim()
        assert letter is not None
        return letter.id

    ids = at_once(*[in_a_transaction(app, claim)] * 6)

    assert len(set(ids)) == 6


def test_letters_go_out_oldest_first(app, office):
    for number in range(3):
        a_letter(to=f"kim{number}@weft.example")

    deliver(app)

    assert ["kim0" in office.taken[0]["To"], "kim2" in office.taken[2]["To"]] == [True, True]


def test_nothing_is_known_of_a_letter_in_the_log(app, office, caplog):
    a_letter()
    office.manner = Manner.REFUSES_THE_READER

    deliver(app)

    lines = [log.handlers[0].format(record) for record in caplog.records if record.name == "forum"]
    assert any('"what": "letter"' in line and '"tries": 1' in line for line in lines)
    assert "ana@weft" not in "".join(lines)
    assert "Dear Ana" not in "".join(lines)
