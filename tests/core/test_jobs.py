"""Jobs: woken once what they are to do is stored, wherever the queue is, and never in the way."""

import pytest

from forum.core import jobs
from forum.core.db import db, writing
from forum.core.errors import Refused
from forum.core.jobs import queue_of
from forum.notifications.models import Letter
from tests.conftest import on_sqlite


def a_letter():
    with writing():
        Letter.write(to="ana@weft.example", subject="Hello", body="Hello")


def waiting(app):
    """How many names are in the queue."""
    count = queue_of(app).huey.pending_count()
    queue_of(app).huey.storage.close()
    return count


@on_sqlite
def test_a_letter_wakes_the_worker_wherever_the_queue_is_kept(house, kept_in, tmp_path):
    app = house(**kept_in)
    with app.app_context():
        a_letter()
        woken = waiting(app)
        huey = queue_of(app).huey
        huey.execute(huey.dequeue())
        huey.storage.close()

        assert (woken, waiting(app)) == (1, 0)
        assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


def test_what_is_not_stored_wakes_nobody(app):
    def fail():
        Letter.write(to="ana@weft.example", subject="Hello", body="Hello")
        raise Refused("no")

    with pytest.raises(Refused), writing():
        fail()
    before = waiting(app)
    with writing():
        pass

    assert (before, waiting(app)) == (0, 0)


@on_sqlite
def test_the_worker_is_woken_when_all_is_stored_not_at_a_savepoint(app):
    with writing():
        with db.session.begin_nested():
            Letter.write(to="ana@weft.example", subject="Hello", body="Hello")
        inside = waiting(app)

    assert (inside, waiting(app)) == (0, 1)


@on_sqlite
def test_a_queue_that_nobody_works_off_stays_short(app):
    for _ in range(jobs.WAITING_AT_MOST + 10):
        a_letter()

    assert waiting(app) == jobs.WAITING_AT_MOST


@on_sqlite
@pytest.mark.parametrize("url", ["redis://127.0.0.1:9/0", "postgresql://127.0.0.1:9/none"])
def test_a_queue_that_is_away_holds_nobody_up(house, url):
    app = house(jobs_url=url)
    with app.app_context():
        a_letter()

        assert db.session.query(Letter).count() == 1


@on_sqlite
def test_a_queue_that_is_locked_holds_nobody_up(app):
    queue = queue_of(app).huey
    with queue.storage.db(commit=True):
        holder = queue.storage
        app.extensions.pop("jobs")

        a_letter()

    assert holder is not queue_of(app).huey.storage
    assert waiting(app) == 0
    holder.close()


@on_sqlite
def test_a_name_that_another_hand_put_into_the_queue_is_not_believed(app):
    huey = queue_of(app).huey
    huey.storage.enqueue(b"cos\nsystem\n(S'false'\ntR.")

    with pytest.raises(ValueError, match=r"not found|mismatch"):
        huey.dequeue()
    huey.storage.close()


@on_sqlite
def test_a_job_that_fails_is_logged_and_comes_round_again(house, caplog):
    app = house(mail_url="smtp://127.0.0.1:9", MAIL_SUPPRESS_SEND=False)
    with app.app_context():
        a_letter()
        huey = queue_of(app).huey
        db.session.remove()
        db.drop_all()
        huey.execute(huey.dequeue())
        huey.storage.close()

    assert [record.getMessage() for record in caplog.records if record.name == "forum"] == ["job"]
    assert {task.name for task in huey._registry.periodic_tasks} >= {"deliver", "write_news"}
