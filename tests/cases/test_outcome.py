"""How it turned out: told once, corrected with care, heard by all who helped, kept by readers."""

from functools import partial

import pytest

from forum.cases.insights import Lesson
from forum.cases.keeps import NothingToKeep
from forum.cases.models import Case
from forum.cases.outcome import Outcome, Telling, ToldElsewhere
from forum.cases.sealing import CaseIsSealed
from forum.cases.vocabulary import Result
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.core.words import Words
from forum.notifications.notices import News, Notice
from forum.people.models import Person
from forum.talk.models import Message
from forum.talk.vocabulary import Kind
from tests.cases.test_alike import turned_out
from tests.cases.test_sealing import seal, told_of
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea
from tests.together import at_once, in_a_transaction

SAID = Words.of("We practised for market day.")


def trying(case, *messages):
    for message in messages:
        case.talk.try_out(message, by=case.author, owner=case.author_id, yes=True)
    db.session.commit()


def telling(wording=0, **given):
    """What somebody fills in to tell how it turned out."""
    return {
        "result": "helped",
        "body": "We practised for market day.",
        "wording": str(wording),
    } | given


def test_an_outcome_settles_the_case_and_says_what_came_of_each_idea(app, ana, ben):
    case = a_case(author=ana)
    made, not_made, untried = (an_idea(case, by=ben) for _ in range(3))
    trying(case, made, not_made)
    numbers = frozenset({made.number, untried.number}), frozenset({not_made.number})

    case.tell_outcome(Telling(Result.HELPED, SAID, *numbers), by=ana, known=0)
    db.session.commit()

    assert case.settled_at
    assert case.outcome
    assert case.outcome.result is Result.HELPED
    assert [m.made_difference for m in (made, not_made, untried)] == [True, False, None]


def test_everyone_who_helped_hears_of_it_once(app, ana, ben, cy, mo):
    case = a_case(author=ana)
    an_idea(case, by=ben)
    an_idea(case, by=cy)
    case.talk.follow(mo)
    case.talk.mute(cy, yes=True)

    case.tell_outcome(Telling(Result.NOT_THIS_TIME, SAID), by=ana, known=0)
    case.tell_outcome(Telling(Result.A_BIT, SAID), by=ana, known=1)
    db.session.commit()

    heard = [told_of(person).count(News.OUTCOME) for person in (ana, ben, cy, mo)]
    assert heard == [0, 1, 0, 1]


def test_whoever_stepped_out_hears_nothing_of_it(app, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ben)
    case.step_out(by=ben)

    case.tell_outcome(Telling(Result.HELPED, SAID), by=ana, known=0)
    db.session.commit()

    assert News.OUTCOME not in told_of(ben)


@pytest.mark.parametrize("who", ["ben", "mo"])
def test_only_whoever_asked_tells_it(app, request, ana, who):
    case = a_case(author=ana)

    with pytest.raises(NotAllowed):
        case.tell_outcome(Telling(Result.HELPED, SAID), by=request.getfixturevalue(who), known=0)


def test_a_second_tab_overwrites_nothing(app, ana):
    case = turned_out(author=ana)

    with pytest.raises(ToldElsewhere):
        case.tell_outcome(Telling(Result.A_BIT, SAID), by=ana, known=0)
    db.session.rollback()

    assert case.outcome
    assert case.outcome.result is Result.HELPED


def test_two_tabs_at_once_make_one_outcome(app, browser, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ben)
    url, visit = f"/cases/{case.key}/outcome", browser(ana)
    visit.get(url)
    tabs = [visit, visit.another_window()]
    told = [telling(result=result, once=result) for result in ("helped", "a_bit")]
    db.session.remove()

    answers = at_once(
        *(
            lambda i=i: (
                tabs[i].client.post(url, data=told[i] | {"csrf_token": visit._token}).status_code
            )
            for i in range(2)
        )
    )

    assert sorted(answers) == [303, 409]
    db.session.expire_all()
    assert db.session.query(Outcome).count() == 1
    assert db.session.query(Notice).filter_by(news=News.OUTCOME).count() == 1


def test_two_who_settle_at_once_settle_it_once(app, ana, ben, mo):
    case = a_case(author=ana)
    an_idea(case, by=ben)
    key = case.id

    def settle(who):
        person = db.session.get_one(Person, who)
        db.session.get_one(Case, key).settle(by=person)

    ids, follower = (ana.id, mo.id), ben.id
    db.session.remove()
    at_once(*(in_a_transaction(app, partial(settle, who)) for who in ids))

    told = db.session.query(Notice.person_id).filter_by(news=News.SETTLED).all()
    assert [row.person_id for row in told].count(follower) == 1
    assert len(told) == len(set(told))


def test_a_case_sealed_under_a_reply_keeps_nothing_of_it(app, ana, ben):
    case = a_case(author=ana)
    key, who = case.id, ben.id
    db.session.remove()

    def seal_it():
        db.session.get_one(Case, key).seal()

    def speak():
        reply = db.session.get_one(Case, key).reply
        words = Words.of("Cardamom")
        try:
            reply(by=db.session.get_one(Person, who), kind=Kind.IDEA, words=words)
        except CaseIsSealed:
            return "refused"
        return "said"

    at_once(in_a_transaction(app, seal_it), in_a_transaction(app, speak))

    assert db.session.query(Message).count() == 0
    assert db.session.get_one(Case, key).sealed_at


def test_a_correction_takes_marks_back_too(app, ana, ben):
    case = a_case(author=ana)
    idea = an_idea(case, by=ben)
    trying(case, idea)
    case.tell_outcome(Telling(Result.HELPED, SAID, frozenset({1})), by=ana, known=0)

    case.tell_outcome(Telling(Result.HELPED, SAID), by=ana, known=1)
    db.session.commit()

    assert idea.made_difference is None
    assert case.told_version == 2


def test_a_withdrawn_idea_made_no_difference_any_more(app, ana, ben):
    case = a_case(author=ana)
    idea = an_idea(case, by=ben)
    trying(case, idea)
    case.tell_outcome(Telling(Result.HELPED, SAID, frozenset({1})), by=ana, known=0)

    idea.withdraw(by=ben)
    db.session.commit()

    assert idea.made_difference is None


def test_an_insight_is_findable_only_where_its_author_says_so(app, ana):
    case = turned_out(author=ana, lesson=Lesson("Ask about the door", "", is_for_all=False))
    first = case.insight.approved_at

    told = Telling(Result.HELPED, SAID, lesson=Lesson("Ask about the door", "", is_for_all=True))
    case.tell_outcome(told, by=ana, known=1)
    db.session.commit()

    assert first is None
    assert case.insight.approved_at


def test_keeping_counts_each_member_once(app, ana, ben, cy):
    case = turned_out(author=ana)

    for by, yes in ((ben, True), (ben, True), (cy, True), (cy, False), (cy, False)):
        case.keep(by=by, yes=yes)
        db.session.commit()

    db.session.refresh(case.outcome)
    assert case.outcome.kept == 1


def test_there_is_nothing_to_keep_before_it_is_told(app, ana, ben):
    with pytest.raises(NothingToKeep):
        a_case(author=ana).keep(by=ben, yes=True)


def test_telling_it_through_the_web(app, browser, ana, ben):
    case = a_case(author=ana)
    trying(case, an_idea(case, by=ben, body="Carry apples on the frame."), an_idea(case, by=ben))
    visit, url = browser(ana), f"/cases/{case.key}"

    offered = visit.page(f"{url}/outcome?result=a_bit")
    answer = visit.post(
        f"{url}/outcome",
        telling(
            made="1", not_made="2", lesson="Ask what the door meant", more="Then walk.", for_all="y"
        ),
    )
    shown = browser(ben).page(url)

    assert [
        box.attributes["value"] for box in offered.all("input") if "checked" in box.attributes
    ] == ["a_bit"]
    assert (answer.status_code, answer.location) == (303, url)
    main = shown.text_in("main")
    for words in (
        "How it turned out",
        "It helped",
        "We practised for market day.",
        "Ben’s idea",
        "Carry apples on the frame.",
        "Didn’t help",
        "Ask what the door meant",
        "The original question",
        "The thinking that got there",
        "Made a difference",
        "Thanked",
    ):
        assert words in main, words
    assert main.index("How it turned out") < main.index("The original question")


def test_bad_input_comes_back_with_all_that_was_typed(app, browser, ana, ben):
    case = a_case(author=ana)
    trying(case, an_idea(case, by=ben))
    visit, url = browser(ana), f"/cases/{case.key}/outcome"

    answers = [
        visit.post(url, telling(result="")),
        visit.post(url, telling(body=" ")),
        visit.post(url, telling(body="x" * 2_001)),
        visit.post(url, telling(made="1", not_made="1")),
        visit.post(url, telling(more="A little.")),
        visit.post(url, telling(lesson="x" * 91, for_all="y")),
        visit.post(url, telling(body="Ring her mother on 555-123-4567.")),
    ]

    assert [answer.status_code for answer in answers] == [422] * len(answers)
    assert "A sentence is enough." in answers[1].text
    assert "555-123-4567" in answers[-1].text
    assert case.outcome is None


def test_an_idea_withdrawn_meanwhile_is_left_out_and_said_so(app, browser, ana, ben):
    case = a_case(author=ana)
    idea = an_idea(case, by=ben)
    trying(case, idea)
    visit = browser(ana)
    visit.get(f"/cases/{case.key}/outcome")
    idea.withdraw(by=ben)
    db.session.commit()

    answer = visit.post(f"/cases/{case.key}/outcome", telling(made="1"))

    assert answer.status_code == 303
    assert "taken back meanwhile" in visit.get(answer.location).text
    db.session.expire_all()
    assert case.outcome


@pytest.mark.parametrize("htmx", ["", "form#telling"])
def test_the_second_tab_sees_both_texts_and_may_replace(app, browser, ana, htmx):
    case = turned_out(author=ana)
    visit, url = browser(ana), f"/cases/{case.key}/outcome"

    late = visit.post(url, telling(body="My other words."), htmx=htmx)
    meant = visit.post(url, telling(wording=1, body="My other words."), htmx=htmx)

    assert late.status_code == 409
    assert "So it went." in late.text
    assert "My other words." in late.text
    assert 'name="wording" value="1"' in late.text
    assert meant.status_code in (200, 303)
    db.session.expire_all()
    assert case.outcome.body_md == "My other words."


def test_sent_twice_is_told_once(app, browser, ana):
    case = a_case(author=ana)
    visit, form = browser(ana), telling(once="the-same-key")

    answers = [visit.post(f"/cases/{case.key}/outcome", form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    db.session.expire_all()
    assert case.told_version == 1


def test_others_are_told_why_they_cannot_tell_it(app, browser, ana, ben):
    case = a_case(author=ana)

    for visit in (browser(ben).get, browser(ben).post):
        assert visit(f"/cases/{case.key}/outcome").status_code == 403


def test_keeping_through_the_web_and_finding_it_again(app, browser, ana, ben):
    case = turned_out(author=ana, title="The walking frame")
    url = f"/cases/{case.key}/keep"

    plain = browser(ben).post(url, {"yes": "1"})
    again = browser(ben).post(url, {"yes": "1"}, htmx="form#keep")
    kept = browser(ben).get("/cases/?view=kept").text
    gone = browser(ben).post(url, {"yes": "0"}, htmx="form#keep")

    assert (plain.status_code, plain.location) == (303, f"/cases/{case.key}#outcome")
    assert 'aria-pressed="true"' in again.text
    assert "The walking frame" in kept
    assert 'aria-pressed="false"' in gone.text
    assert "The walking frame" not in browser(ben).get("/cases/?view=kept").text


def test_an_open_page_sees_how_it_turned_out(app, browser, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ben)
    usual = f"/talks/{case.talk.key}/pill?last=1&seen=1&known=1"
    visit = browser(ben)
    before = visit.get(usual, htmx="div#pill").text
    turned_out(case)

    after = visit.get(usual, htmx="div#pill").text

    assert "How it turned out" not in before
    assert "How it turned out" in after
    assert "has settled this case meanwhile" in after


@on_sqlite
def test_a_failure_stands_as_high_as_a_success(app, browser, ana, ben):
    pages = [
        browser(ben).page(f"/cases/{turned_out(author=ana, result=result).key}")
        for result in (Result.HELPED, Result.NOT_THIS_TIME)
    ]

    heads = [[e.tag for e in page.elements][:80] for page in pages]
    assert heads[0] == heads[1]


def test_a_sealed_case_takes_no_outcome_and_says_so(app, browser, ana):
    case = a_case(author=ana)
    seal(case)

    form = browser(ana).get(f"/cases/{case.key}/outcome")
    sent = browser(ana).post(f"/cases/{case.key}/outcome", telling(body="My last words."))

    assert (form.status_code, sent.status_code) == (409, 409)
    assert "This case is sealed" in sent.text
    assert "My last words." in sent.text


def test_news_of_an_outcome_have_no_word_of_it(app, ana, ben):
    case = a_case(author=ana, title="Teapots")
    an_idea(case, by=ben)
    turned_out(case)

    notice = db.session.query(Notice).filter_by(person_id=ben.id, news=News.OUTCOME).one()
    assert notice.number == 0
