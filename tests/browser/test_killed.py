"""Server and worker are killed again and again while people post: nothing lost, nothing doubled."""

from collections import Counter
from collections.abc import Iterator
from threading import Event, Semaphore

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import create_engine, text

from tests.browser.correspondents import Joiner, Poster
from tests.browser.deeds import ask, show_what_is_new
from tests.browser.served import Site
from tests.browser.test_live import AWAY, bodies
from tests.browser.visitor import Visitor
from tests.databases import Postgres
from tests.notifications.post_offices import PostOffice, open_post_office
from tests.together import PATIENCE

KILLS = {"sqlite": 20, "postgresql": 8}
"""Starting again takes its time, and is the same on both."""
POSTING = {"tess": "rest", "ravi": "walk", "noor": "read", "imani": "build"}


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office


@pytest.fixture(params=list(KILLS))
def which(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture
def site(which: str, tmp_path, postgres: Postgres, office) -> Iterator[Site]:
    """A Weft of this test's own, whose letters go to `office`."""
    url = f"sqlite:///{tmp_path / 'forum.sqlite3'}"
    if which == "postgresql":
        url = postgres.a_database("killed").replace("postgresql:", "postgresql+psycopg:", 1)
    site = Site(tmp_path, FORUM_DATABASE_URL=url, FORUM_MAIL_URL=office.url)
    try:
        site.open()
        yield site
    finally:
        site.close()
        if which == "postgresql":
            postgres.drop("killed")


@pytest.fixture
def maren(chromium: Browser, site: Site) -> Iterator[Visitor]:
    """Maren, who has asked, has her case open the whole time."""
    maren = Visitor(chromium, site)
    maren.expects(*AWAY)
    maren.sign_in("maren")
    yield maren
    complaints = maren.complaints
    maren.context.close()
    assert complaints == []


def rows(site: Site, statement: str, **said: str) -> list[tuple[object, ...]]:
    """What the database itself has to say, past everything that may be wrong in ours."""
    engine = create_engine(site.settings["FORUM_DATABASE_URL"])
    try:
        with engine.begin() as connection:
            found = connection.execute(text(statement), said)
            return [tuple(row) for row in found] if found.returns_rows else []
    finally:
        engine.dispose()


def comes(news: Semaphore) -> bool:
    """Whether from now on there is news; what came before doesn't count."""
    while news.acquire(blocking=False):
        pass
    return news.acquire(timeout=PATIENCE)


def deliver_the_rest(site: Site, office: PostOffice, joiner: Joiner) -> None:
    """End the leases that killed workers held, wake the worker, and wait for every letter."""
    rows(site, "UPDATE letters SET due_at = written_at WHERE sent_at IS NULL")
    joiner.join_once_more()
    while rows(site, "SELECT id FROM letters WHERE sent_at IS NULL AND tries < 5"):
        if not office.met.acquire(timeout=PATIENCE):
            break


def test_what_was_acknowledged_is_there_once_however_often_all_is_killed(
    which, site, office, maren
):
    case = ask(maren)
    page = maren.open(case)
    enough = Event()
    posters = [Poster(site, name, deed, case, enough) for name, deed in POSTING.items()]
    joiner = Joiner(site, enough)

    for person in (*posters, joiner):
        person.start()
    for kill in range(KILLS[which]):
        if kill % 2:
            assert comes(office.met)
            site.kill_the_worker()
            site.start_the_worker()
        else:
            assert comes(posters[kill // 2 % len(posters)].posted)
            site.kill_the_server()
            site.start_the_server()
    enough.set()
    for person in (*posters, joiner):
        person.join()
    deliver_the_rest(site, office, joiner)

    acknowledged = Counter(words for poster in posters for words in poster.acknowledged)
    said = rows(
        site,
        "SELECT body_md FROM messages JOIN cases ON cases.talk_id = messages.talk_id"
        " WHERE cases.key = :key ORDER BY number",
        key=case.rpartition("/")[2],
    )
    assert Counter(words for (words,) in said) == acknowledged
    assert set(acknowledged.values()) == {1}

    joined = rows(site, "SELECT username FROM people WHERE username LIKE 'newcomer%'")
    assert Counter(name for (name,) in joined) == Counter(joiner.acknowledged)

    owed = rows(site, "SELECT message_id, recipient FROM letters WHERE sent_at IS NOT NULL")
    taken = {(letter["Message-ID"], letter["To"]) for letter in office.taken}
    assert taken == set(owed)
    owed_to = Counter(recipient for _, recipient in owed)
    assert all(owed_to[f"{name}@example.org"] == 1 for name in joiner.acknowledged)
    assert rows(site, "SELECT id FROM letters WHERE sent_at IS NULL") == []

    show_what_is_new(page, f"{len(said)} new replies, show them")
    while (more := page.locator("#more a")).count():
        shown = page.locator("#thread > li").count()
        more.click()
        expect(page.locator("#thread > li").nth(shown)).to_be_attached()
    assert bodies(page) == [words for (words,) in said]
