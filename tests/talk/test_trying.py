"""“I’ll try this”: said by whoever asked, seen by all, and taken back."""

import pytest
from sqlalchemy import select

from forum.cases.models import Status
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.core.words import Words
from forum.notifications.notices import News, Notice
from forum.talk.vocabulary import Kind
from tests.factories import an_idea


def try_out(case, idea, by, *, yes=True):
    case.talk.try_out(idea, by=by, owner=case.author_id, yes=yes)
    db.session.commit()


def told(person):
    left = select(Notice.news, Notice.number).where(Notice.person_id == person.id)
    return [tuple(row) for row in db.session.execute(left)]


def test_whose_idea_is_tried_hears_of_it_once(case, idea, ana, ben):
    for _ in range(2):
        try_out(case, idea, ana)

    assert told(ben) == [(News.TRYING, 1)]


def test_a_case_whose_author_tries_an_idea_says_so(case, idea, ana):
    before = case.status
    try_out(case, idea, ana)
    trying = case.status
    try_out(case, idea, ana, yes=False)

    assert (before, trying, case.status) == (Status.OPEN, Status.TRYING, Status.OPEN)


def test_only_whoever_asked_says_what_they_try(case, idea, cy, mo):
    for person in (cy, mo):
        with pytest.raises(NotAllowed, match="whoever asked"):
            try_out(case, idea, person)


def test_an_answer_and_ones_own_idea_are_not_tried(case, idea, ana, ben):
    own = an_idea(case, by=ana)
    answer = case.reply(by=ben, kind=Kind.IDEA, words=Words.of("And then?"), to=idea.number)
    db.session.commit()

    for message in (own, answer):
        with pytest.raises(NotAllowed, match="ideas of others"):
            try_out(case, message, ana)


def test_everybody_sees_what_is_tried_and_its_author_can_take_it_back(
    browser, case, idea, ana, ben
):
    visit, url = browser(ana), f"/talks/{case.talk.key}/messages/1/try"

    answer = visit.post(url, {"yes": "1"})
    to_ana = visit.page(f"/cases/{case.key}")
    to_ben = browser(ben).page(f"/cases/{case.key}")
    visit.post(url, {"yes": "0"})

    assert (answer.status_code, answer.location) == (303, f"/cases/{case.key}#m1")
    assert "You are trying this" in to_ana.text_in("li")
    assert "Ana is trying this" in to_ben.text_in("li")
    assert "Trying an idea" in to_ben.text_in("dl")
    assert "Chose an idea to try" in to_ben.text_in("aside")
    assert "Ben’s, " in to_ben.text_in("aside")
    assert "is trying this" not in browser(ben).page(f"/cases/{case.key}").text_in("li")


def test_only_whoever_asked_is_offered_to_try(browser, case, idea, ana, ben, cy):
    offered = [
        f"/talks/{case.talk.key}/messages/1/try" in browser(person).get(f"/cases/{case.key}").text
        for person in (ana, ben, cy)
    ]

    assert offered == [True, False, False]
    assert (
        browser(cy).post(f"/talks/{case.talk.key}/messages/1/try", {"yes": "1"}).status_code == 403
    )
