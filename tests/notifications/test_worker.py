"""`forum work` as a process of its own: killed in the act, stopped with care, woken by a letter."""

import signal

import pytest
from sqlalchemy import update

from forum.core.clock import now
from forum.core.db import db, writing
from forum.notifications.models import Letter
from tests.conftest import on_sqlite
from tests.notifications.letterbox import deliver, written
from tests.notifications.post_offices import Manner, open_post_office
from tests.together import PATIENCE, a_process, its_words

WORK = """
import threading
from forum.core.jobs import stopping
from forum.working import work_until_stopped

def tell():
    stopping.wait()
    print("stopping", flush=True)

threading.Thread(target=tell, daemon=True).start()
work_until_stopped(app)
print("stopped")
"""


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
def begin(app):
    """Begin a worker; whatever becomes of the test, none stays behind."""
    workers = []

    def start():
        workers.append(a_process(app, WORK))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.communicate(timeout=PATIENCE)


def some_letters(count):
    with writing():
        letters = [
            Letter.write(to=f"kim{number}@weft.example", subject="Hello", body="Hello")
            for number in range(count)
        ]
        return {letter.message_id for letter in letters}


def the_lease_ends():
    with writing():
        db.session.execute(update(Letter).values(due_at=now()))


def message_ids(office):
    return [taken["Message-ID"] for taken in office.taken]


def test_a_worker_killed_in_the_act_loses_no_letter(app, office, begin):
    """Four times: twice before the server answered, twice after it took the letter."""
    ids = some_letters(3)
    for manner in (Manner.SAYS_NOTHING, Manner.TAKES_AND_WAITS) * 2:
        office.manner = manner
        worker = begin()
        assert office.met.acquire(timeout=PATIENCE)
        worker.kill()
        worker.communicate(timeout=PATIENCE)
        the_lease_ends()
    office.manner = Manner.TAKES

    deliver(app)

    assert all(letter.sent_at for letter in written())
    assert {letter.message_id for letter in written()} == set(message_ids(office)) == ids
    assert all(letter.tries <= 5 for letter in written())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_stopped_finishes_the_letter_in_its_hand(app, office, begin, number):
    some_letters(5)
    office.manner = Manner.TAKES_AND_WAITS
    worker = begin()
    assert office.met.acquire(timeout=PATIENCE)

    worker.send_signal(number)
    heard = worker.stdout.readline()
    office.may_go_on.set()
    words = its_words(worker)

    sent = [letter for letter in written() if letter.sent_at]
    assert (heard, words) == ("stopping\n", "stopped\n")
    assert sorted(letter.message_id for letter in sent) == sorted(message_ids(office))
    assert 1 <= len(sent) <= 2


@on_sqlite
def test_a_letter_wakes_a_worker_wherever_the_queue_is_kept(house, office, kept_in):
    app = house(mail_url=office.url, **kept_in)
    with app.app_context():
        first = some_letters(1)
        worker = a_process(app, WORK)
        assert office.met.acquire(timeout=PATIENCE)

        second = some_letters(1)
        assert office.met.acquire(timeout=PATIENCE)
        worker.terminate()

        assert "stopped" in its_words(worker)
        assert set(message_ids(office)) == first | second
        assert all(letter.sent_at for letter in written())
