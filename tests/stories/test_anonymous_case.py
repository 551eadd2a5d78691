"""A case without a name, crawled as every role: not one byte leads to whoever asked it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.notifications import digests, post
from forum.notifications.models import Letter
from forum.notifications.notices import Notice
from forum.people.vocabulary import Role, Setting
from forum.talk.models import Message, Talk
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.crawling import crawled
from tests.factories import a_case, a_person, a_term, an_idea
from tests.notifications.letterbox import sweep
from tests.serving import Stream, served
from tests.visiting import Browser

TRACES = ("æthelwyn", "quillfeather", "lantern.example", "on barges", "isle of skye", "hydro 9")
"""What whoever asked is known by: name, user name, address, scope, region, credentials.

Each is long, or has what no random key has, so that none is found by chance.
"""


@pytest.fixture
def wyn(app):
    """Whoever asks: does so here alone, so that nothing else may lead to them."""
    return a_person(
        username="quillfeather",
        name="Æthelwyn Quillfeather",
        email="aq@lantern.example",
        scope="Hydrotherapy on barges",
        region="Isle of Skye",
        credentials="Hydro 9",
        time_zone="Pacific/Chatham",
    )


@pytest.fixture
def roles(app, ben, mo):
    """Everybody who may come by."""
    return {
        "stranger": None,
        "applicant": a_person(role=Role.APPLICANT, verified_at=None),
        "not verified": a_person(verified_at=None),
        "member": a_person(name="Uma Vance"),
        "follower": ben,
        "moderator": mo,
        "admin": a_person(role=Role.ADMIN, name="Ada Novak"),
    }


@pytest.fixture
def case(browser, wyn, ben, cy):
    """A case of Æthelwyn’s, with all that its author may do in it."""
    case = a_case(author=wyn, title="Stuck without a name", setting=Setting.COMMUNITY_CLINIC)
    case.veil()
    db.session.commit()
    a_term("Tumble forms", by=wyn)
    talk, visit = f"/talks/{case.talk.key}", browser(wyn)

    an_idea(case, by=ben)
    for place, said in (
        ("/messages", {"kind": "support", "body": "Thank you for that."}),
        ("/messages", {"kind": "question", "body": "And then?", "to": "1"}),
        ("/messages/2/edit", {"body": "Thank you both for that.", "wording": "0"}),
        ("/messages/1/helpful", {"yes": "1"}),
        ("/messages/1/try", {"yes": "1"}),
        ("/messages", {"kind": "support", "body": "Taken back."}),
    ):
        does(visit, talk + place, said)
    taken_back = f"{talk}/messages/{newest(case)}"
    does(visit, f"{taken_back}/withdraw")
    does(visit, f"/talks/drafts/{case.talk.topic}", {"kind": "idea", "body": "Not yet said."})
    does(browser(ben), f"/cases/{case.key}/promises", {"due_on": in_days(3), "what": "Look it up"})
    does(browser(cy), f"{talk}/messages/2/report", {"reason": "scope"})
    quote = "> Thank you both for that.\n\nYou are welcome."
    case.reply(by=cy, kind=Kind.QUESTION, words=Words.of(quote), to=2)
    case.talk.follow(ben)
    db.session.commit()
    return case


def does(visit, url, said=None):
    answer = visit.post(url, said)
    assert answer.status_code == 303, (url, answer.status_code)


def newest(case):
    return db.session.scalar(select(func.max(Message.number)).filter_by(talk_id=case.talk_id))


def told(visit, case):
    """How it went, with a lesson for all."""
    said = {"result": "helped", "body": "We went slowly.", "made": ["1"], "wording": "0"}
    lesson = {"lesson": "Slow is quicker", "more": "In most rooms.", "for_all": "y"}
    does(visit, f"/cases/{case.key}/outcome", said | lesson)


def in_days(days):
    return (now() + timedelta(days=days)).date().isoformat()


def starts(case):
    """Where everybody may try, whether a page leads there or not."""
    key, talk = case.key, case.talk.key
    of_messages = [
        f"/talks/{talk}/messages/{number}{page}"
        for number in range(1, 6)
        for page in ("", "/answer", "/answer?quote=1", "/wordings", "/edit", "/withdraw")
    ]
    return [
        "/",
        f"/cases/{key}",
        f"/cases/{key}/veil",
        f"/cases/{key}/recusal",
        f"/cases/{key}/note",
        f"/cases/{key}/alike",
        f"/cases/{key}/outcome",
        f"/cases/{key}/promises",
        "/cases/insights",
        "/cases/circles",
        "/promises/",
        "/moderation/",
        "/moderation/decisions",
        f"/talks/{talk}/since",
        f"/talks/{talk}/pill",
        f"/talks/{talk}/here",
        f"/moderation/reveals/of/talk-{talk}",
        "/notices/",
        "/letters/",
        "/not/there",
        *of_messages,
    ]


def traces_for(visit, case):
    """Where somebody finds a trace, and which."""
    return [
        (answer.url, trace)
        for answer in crawled(visit, starts(case))
        for trace in TRACES
        if trace in answer.whole.lower()
    ]


@on_sqlite
@pytest.mark.parametrize(
    "role", ["stranger", "applicant", "not verified", "member", "follower", "moderator", "admin"]
)
def test_nobody_finds_a_trace_of_whoever_asked(app, browser, case, roles, role):
    sweep_and_deliver(app)

    assert traces_for(browser(roles[role]), case) == []


def sweep_and_deliver(app):
    """All letters are out, as those that wait are listed with their addresses for who runs Weft."""
    with app.app_context():
        digests.write_news()
        post.deliver()


@on_sqlite
@pytest.mark.parametrize(
    ("role", "stands"),
    [
        ("moderator", "held"),
        ("admin", "hidden"),
        ("member", "told how it went"),
        ("follower", "told how it went"),
        ("moderator", "told how it went"),
        ("follower", "opened again"),
    ],
)
def test_nor_however_the_case_stands(browser, case, roles, role, stands, wyn):
    visit, url = browser(wyn), f"/cases/{case.key}"
    if stands == "held":
        case.hold()
    elif stands == "hidden":
        case.hide()
    else:
        told(visit, case)
    if stands == "opened again":
        does(visit, f"{url}/reopen")
    db.session.commit()

    assert traces_for(browser(roles[role]), case) == []


@on_sqlite
@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("the veil lifted", "quillfeather"),
        ("a name in a reply", "æthelwyn"),
        ("an address in a scope", "lantern.example"),
    ],
)
def test_the_crawl_finds_what_is_planted(browser, case, ben, planted, found):
    if planted == "the veil lifted":
        db.session.execute(update(Talk).values(veiled_id=None))
    elif planted == "a name in a reply":
        an_idea(case, by=ben, body="Thank you, Æthelwyn.")
    else:
        ben.scope = "Write to aq@lantern.example"
    db.session.commit()

    assert found in {trace for _, trace in traces_for(browser(ben), case)}


@on_sqlite
def test_the_crawl_reaches_what_it_is_about(browser, case, ben, mo):
    reached = {answer.url: answer.status for answer in crawled(browser(ben), starts(case))}
    to_moderators = {answer.url for answer in crawled(browser(mo), ["/"]) if answer.status == 200}

    talk = f"/talks/{case.talk.key}"
    assert reached[f"/cases/{case.key}"] == 200
    assert reached[f"{talk}/messages/2/wordings"] == 200
    assert {"/", "/cases/", "/notices/", "/people/ben"} <= reached.keys()
    assert {"/moderation/words", "/moderation/", "/moderation/decisions"} <= to_moderators
    assert any(url.startswith("/moderation/matters/") for url in to_moderators)
    assert {"/promises/", "/cases/insights"} <= reached.keys()


def test_no_letter_and_no_notice_knows_them(app, browser, case, wyn):
    told(browser(wyn), case)
    sweep(app, after=digests.PATIENCE)

    letters = db.session.scalars(select(Letter).where(Letter.recipient != wyn.email)).all()
    theirs = db.session.scalars(select(Letter).where(Letter.recipient == wyn.email)).all()
    notices = db.session.scalars(select(Notice).where(Notice.person_id != wyn.id)).all()

    assert letters
    assert notices
    assert {notice.actor_id for notice in notices}.isdisjoint({wyn.id})
    for letter in letters:
        assert not [trace for trace in TRACES if trace in f"{letter.subject}{letter.body}".lower()]
        assert case.title not in letter.body
    assert {letter.subject for letter in theirs} == {letter.subject for letter in letters}


@on_sqlite
def test_a_stream_knows_topics_and_nobody(app, browser, case, wyn, ben):
    visit = browser(ben)
    connect = re.search(r'hx-sse:connect="([^"]+)"', visit.get(f"/cases/{case.key}").text)
    assert connect is not None
    with served(app) as port:
        stream = Stream(port, visit, connect[1])
        author = Browser(app, wyn)
        author.post(f"/talks/{case.talk.key}/messages", {"kind": "support", "body": "Thanks."})
        event = stream.next(case.talk.topic)
        stream.close()

    assert event is not None
    assert not [trace for trace in TRACES if trace in "".join(event).lower()]


@on_sqlite
def test_two_cases_of_theirs_have_nothing_in_common(browser, case, wyn, ben):
    other = a_case(author=wyn, title="Stuck again", setting=Setting.COMMUNITY_CLINIC)
    other.veil()
    db.session.commit()

    pages = [browser(ben).page(f"/cases/{one.key}") for one in (case, other)]
    named = [
        set(re.findall(one.talk.veil, page.text_in("main")))
        for page in pages
        for one in (case, other)
    ]

    assert [bool(names) for names in named] == [True, False, False, True]
