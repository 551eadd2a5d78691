"""The queue: a thing in its context, a decision that its author hears of, and two at once."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from forum.cases.models import Case
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.words import Words
from forum.moderation.deciding import SayWhy, ThatIsDone, Word, decide
from forum.moderation.forgetting import forget_words_about_matters
from forum.moderation.forms import WHYS
from forum.moderation.matters import report
from forum.moderation.models import DecidedMeanwhile, Decision, Matter, Report
from forum.moderation.vocabulary import NOTHING_TO_CHANGE, Act, Reason
from forum.notifications.notices import News, Notice
from forum.people.models import Person
from forum.people.vocabulary import Role
from tests.cases.test_case_page import counted
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.page import Page
from tests.together import at_once, in_a_transaction

WORDS = "We had one just like this by the old lighthouse."
WHY = WHYS[0]


def hidden_message(author, by, reporter):
    """A message by `by` that `reporter` thinks may identify someone, and its matter."""
    case = a_case(author=author)
    message = an_idea(case, by=by, body=WORDS)
    about = case.talk.topic
    matter = report(by=reporter, about=about, number=1, reason=Reason.MAY_IDENTIFY)
    db.session.commit()
    return message, matter


def held_case(author, **told):
    case = a_case(author=author, **told)
    case.hold()
    db.session.commit()
    return case, db.session.scalars(select(Matter).order_by(Matter.id.desc())).first()


def opened_again(place):
    """The matter that waits there now."""
    db.session.rollback()
    matter = Matter.open_at(place)
    assert matter is not None
    return matter


def at(matter):
    return f"/moderation/matters/{matter.key}"


def decisions():
    db.session.rollback()
    return [
        (said.act, said.by_id, said.reason)
        for said in db.session.scalars(select(Decision).order_by(Decision.id))
    ]


def told(person):
    theirs = select(Notice).where(Notice.person_id == person.id, Notice.news == News.DECIDED)
    return db.session.scalars(theirs.order_by(Notice.id)).all()


def test_the_queue_shows_what_waits_longest_first_and_never_its_words(browser, ana, ben, cy, mo):
    _, first = hidden_message(ana, ben, cy)
    _, second = hidden_message(ana, ben, cy)

    answer = browser(mo).get("/moderation/")

    shown = Page(answer.text).text_in("main")
    assert "Identifying details 2" in shown
    assert "An idea by Ben Adeyemi, in “Stuck at the second session”" in shown
    assert WORDS not in shown
    assert answer.text.index(first.key) < answer.text.index(second.key)


def test_a_matter_shows_the_thing_in_its_context_and_no_reporter(browser, ana, ben, cy, mo):
    _, matter = hidden_message(ana, ben, cy)

    page = browser(mo).page(at(matter))

    shown = page.text_in("main")
    assert "It may identify someone" in page.text_in("h1")
    assert "Stuck at the second session" in shown
    assert "What would you try first?" in shown
    assert WORDS in shown
    assert "Cy Park" not in shown


def test_what_identifies_nobody_is_shown_again_and_its_author_gets_the_reason(
    browser, ana, ben, cy, mo
):
    message, matter = hidden_message(ana, ben, cy)
    form = {"act": "restored", "why": WHYS[6], "own": "It is a film.", "seen": "0"}

    answer = browser(mo).post(at(matter), form)

    said = f"{WHYS[6]} It is a film."
    assert (answer.status_code, answer.location) == (303, "/moderation/")
    assert WORDS in browser(ana).page(f"/cases/{key_of(message)}").text_in("main")
    assert decisions() == [(Act.RESTORED, mo.id, said)]
    inbox = browser(ben).page("/notices/")
    assert "A moderator had a look in “Stuck at the second session”" in inbox.text_in("main")
    word = browser(ben).page(f"/matters/{matter.key}").text_in("main")
    assert "A moderator showed it again" in word
    assert said in word
    assert "Mo Haddad" not in word + inbox.text_in("main")


def test_a_reply_is_asked_for_in_other_words_and_comes_back_once_said_so(browser, ana, ben, cy, mo):
    message, matter = hidden_message(ana, ben, cy)
    better = "We had one just like this, outdoors."
    asked = {"act": "returned", "why": WHY, "rewording": better, "seen": "0"}
    browser(mo).post(at(matter), asked)
    word = browser(ben).page(f"/matters/{matter.key}")
    edit = f"/talks/{message.talk.key}/messages/1/edit"

    browser(ben).post(edit, {"body": better, "wording": "0"})
    again = opened_again(matter.place)
    browser(mo).post(at(again), {"act": "restored", "why": WHYS[7], "seen": "0"})

    assert better in word.text_in("main")
    assert edit in word.links
    assert again.id != matter.id
    shown = browser(ana).page(f"/cases/{key_of(message)}").text_in("main")
    assert better in shown
    assert WORDS not in browser(ana).get(f"/talks/{message.talk.key}/messages/1/wordings").text
    assert [act for act, *_ in decisions()] == [Act.RETURNED, Act.RESTORED]


def test_what_was_reported_and_stands_is_hidden_or_left_as_it_is(browser, ana, ben, cy, mo):
    case = a_case(author=ana)
    for _ in range(2):
        an_idea(case, by=ben, body=WORDS)
    about = case.talk.topic
    left, hid = (
        report(by=cy, about=about, number=number, reason=Reason.DISRESPECT) for number in (1, 2)
    )
    db.session.commit()

    browser(mo).post(at(left), {"act": "dismissed", "seen": "0"})
    browser(mo).post(at(hid), {"act": "hid", "why": WHYS[3], "seen": "0"})

    shown = browser(ana).page(f"/cases/{case.key}").text_in("main")
    assert shown.count(WORDS) == 1
    assert [act for act, *_ in decisions()] == [Act.DISMISSED, Act.HID]
    assert [notice.about for notice in told(ben)] == [hid.topic]


def test_a_held_case_is_let_out_and_is_as_new_as_that(browser, ana, ben, mo):
    case, matter = held_case(ana)
    opened = case.opened_at

    browser(mo).post(at(matter), {"act": "let_out", "why": WHYS[7], "seen": "0"})

    db.session.refresh(case)
    assert case.held_at is None
    assert case.opened_at > opened
    assert f"/cases/{case.key}" in browser(ben).page("/cases/").links
    assert [notice.about for notice in told(ana)] == [matter.topic]


def test_a_case_is_returned_with_a_wording_told_again_and_let_out(browser, ana, ben, mo):
    case, matter = held_case(ana, story=Words.of("It began in the lighthouse school."))
    better = "It began at school."
    url = f"/cases/{case.key}"
    form = {"act": "returned", "why": WHY, "rewording": better, "seen": "0"}
    browser(mo).post(at(matter), form)

    page = browser(ana).page(url).text_in("main")
    begun = browser(ana).get(f"{url}/again?with=rewording").text
    sent = {
        "title": "Stuck at the door",
        "age_band": "adult",
        "setting": "home",
        "since": "over_a_year",
        "story": better,
        "matters": "That he chooses for himself.",
        "question": "What would you try first?",
        "nobody_would_know": "y",
    }
    answer = browser(ana).post(f"{url}/again", sent)
    again = opened_again((case.talk.topic, 0))
    waits = browser(ana).page(url).text_in("main")
    browser(mo).post(at(again), {"act": "let_out", "why": WHYS[7], "seen": "0"})

    assert WHY in page
    assert better in begun
    assert (answer.status_code, answer.location) == (303, url)
    assert again.reason is Reason.SAID_AGAIN
    assert "A moderator looks at it soon" in waits
    seen = browser(ben).page(url).text_in("main")
    assert "Stuck at the door" in seen
    assert better in seen
    assert "lighthouse" not in seen
    assert (case.excerpt, case.age_band.value, case.setting.value) == (better, "adult", "home")


@on_sqlite
def test_only_the_author_of_a_case_that_is_kept_back_tells_it_again(browser, ana, ben, mo):
    out = a_case(author=ana)
    held, _ = held_case(ana)

    asked = [
        browser(who).get(f"/cases/{case.key}/again").status_code
        for who, case in ((ana, out), (ana, held), (ben, held), (mo, held))
    ]

    assert asked == [404, 200, 404, 404]


@on_sqlite
def test_a_case_told_again_that_could_identify_comes_back(browser, ana):
    case, _ = held_case(ana)

    answer = browser(ana).post(
        f"/cases/{case.key}/again", {"story": "Call 555-123-4567.", "question": "", "title": "x"}
    )

    main = Page(answer.text).text_in("main")
    assert answer.status_code == 422
    assert "Ask one question." in main
    assert "could point to a person" in main
    assert "Call 555-123-4567." in answer.text


@on_sqlite
@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"act": "hid"}, "its author always gets it"),
        ({"why": WHY}, "Choose what to do."),
        ({"act": "confirmed", "why": WHY}, "doesn’t stand so any more"),
        ({"act": "hid", "own": "x" * 601}, "Make it 600 characters or shorter"),
        ({"act": "hid", "own": "Call 555-123-4567."}, "could point to a person"),
    ],
)
def test_a_decision_that_says_too_little_changes_nothing(browser, ana, ben, cy, mo, form, why):
    message, matter = hidden_message(ana, ben, cy)

    answer = browser(mo).post(at(matter), form | {"seen": "0"})

    assert answer.status_code in (409, 422)
    assert why in Page(answer.text).text_in("main")
    db.session.refresh(message)
    assert message.hidden_at
    assert decisions() == []


def test_of_two_moderators_the_second_is_told_what_stands(browser, ana, ben, cy, mo):
    other = a_person(role=Role.MODERATOR)
    message, matter = hidden_message(ana, ben, cy)
    browser(mo).post(at(matter), {"act": "restored", "why": WHYS[6], "seen": "0"})

    answer = browser(other).post(at(matter), {"act": "hid", "why": WHY, "seen": "0"})

    assert answer.status_code == 409
    assert "Somebody else decided meanwhile: a moderator showed it again" in answer.text
    assert WHY in answer.text
    db.session.refresh(message)
    assert message.hidden_at is None
    assert len(decisions()) == len(told(ben)) == 1


def test_two_moderators_at_the_same_moment_decide_once(app, ana, ben, cy, mo):
    other = a_person(role=Role.MODERATOR)
    message, matter = hidden_message(ana, ben, cy)
    ids = (matter.id, mo.id, other.id)
    db.session.commit()

    def decides(person_id, act):
        def deed():
            by = db.session.get_one(Person, person_id)
            found = db.session.get_one(Matter, ids[0])
            try:
                decide(found, act, by=by, seen=0, word=Word(WHY))
            except (DecidedMeanwhile, ThatIsDone):
                db.session.rollback()
                return False
            return True

        return in_a_transaction(app, deed)

    done = at_once(decides(ids[1], Act.RESTORED), decides(ids[2], Act.HID))

    db.session.refresh(message)
    assert sorted(done) == [False, True]
    assert len(decisions()) == 1
    assert (message.hidden_at is None) is done[0]


def test_a_decision_can_be_thought_over(browser, ana, ben, cy, mo):
    message, matter = hidden_message(ana, ben, cy)
    browser(mo).post(at(matter), {"act": "hid", "why": WHY, "seen": "0"})

    browser(mo).post(at(matter), {"act": "restored", "why": WHYS[6], "seen": "1"})

    db.session.refresh(message)
    assert message.hidden_at is None
    assert [act for act, *_ in decisions()] == [Act.HID, Act.RESTORED]


@on_sqlite
def test_an_author_always_gets_a_reason(ana, ben, cy, mo):
    _, matter = hidden_message(ana, ben, cy)

    with pytest.raises(SayWhy):
        decide(matter, Act.HID, by=mo, seen=0)


def test_what_is_let_out_without_a_reason_is_said_to_need_no_change(browser, ana, mo):
    _, matter = held_case(ana)
    visit = browser(mo)
    form = visit.page(at(matter)).text_in("form")

    answer = visit.post(at(matter), {"act": "let_out", "why": "", "seen": "0"})

    assert "The reason its author gets optional" not in form
    assert f"“Let it out” alone says: “{NOTHING_TO_CHANGE}”" in form
    assert "“Ask for other words” needs a reason." in form
    assert answer.status_code == 303
    assert NOTHING_TO_CHANGE in browser(ana).page(f"/matters/{matter.key}").text_in("main")
    assert decisions() == [(Act.LET_OUT, mo.id, NOTHING_TO_CHANGE)]


def test_what_is_left_as_it_is_tells_its_author_only_what_a_moderator_writes(
    browser, ana, ben, cy, mo
):
    silent, said = (
        report(by=cy, about=a_case(author=who).talk.topic, number=0, reason=Reason.OTHER)
        for who in (ana, ben)
    )
    db.session.commit()
    form = browser(mo).page(at(silent)).text_in("form")

    browser(mo).post(at(silent), {"act": "dismissed", "seen": "0"})
    browser(mo).post(at(said), {"act": "dismissed", "own": "It reads well.", "seen": "0"})

    assert "“Leave it as it is” alone tells its author nothing." in form
    assert told(ana) == []
    assert "It reads well." in browser(ben).page(f"/matters/{said.key}").text_in("main")


def test_a_moderator_judges_the_title_and_the_facts_that_could_identify_together(browser, ana, mo):
    _, matter = held_case(ana, title="Stuck at the door")

    facts = browser(mo).page(at(matter)).text_in("dl")

    assert facts == (
        "Title Stuck at the door Age band School age Setting School "
        "Stuck for One to three months Asking OT Would help Ideas"
    )


@on_sqlite
def test_a_card_says_what_each_of_its_times_is(browser, ana, mo):
    with time_machine.travel(now() - timedelta(hours=3), tick=False):
        case, first = held_case(ana)
        first.claim(Act.RETURNED, seen=first.version, said=WHY)
        db.session.commit()
    report(by=a_person(), about=case.talk.topic, number=0, reason=Reason.OTHER)
    db.session.commit()

    card = browser(mo).page("/moderation/?view=reports").text_in("article")

    assert "Kept back 3 hours ago" in card
    assert "Came into the queue just now" in card


@on_sqlite
def test_a_moderator_does_not_decide_about_their_own(browser, ana, cy, mo):
    _, matter = hidden_message(ana, mo, cy)
    visit = browser(mo)

    queue = visit.page("/moderation/")
    asked = visit.get(at(matter))
    answer = visit.post(at(matter), {"act": "restored", "why": WHYS[6], "seen": "0"})

    assert "Identifying details 0" in queue.text_in("main")
    assert at(matter) not in queue.links
    assert asked.location == f"/matters/{matter.key}"
    assert answer.status_code == 403
    assert "This is yours, so another moderator decides." in answer.text
    assert decisions() == []


def test_a_moderator_who_stepped_out_of_a_case_finds_nothing_of_it_here(browser, ana, ben, cy, mo):
    message, matter = hidden_message(ana, ben, cy)
    case = db.session.scalars(select(Case).where(Case.talk_id == message.talk_id)).one()
    case.step_out(by=mo)
    db.session.commit()
    visit = browser(mo)

    assert at(matter) not in visit.page("/moderation/").links
    assert visit.get(at(matter)).status_code == 404
    assert visit.post(at(matter), {"act": "restored", "why": WHYS[6]}).status_code == 404


@on_sqlite
def test_an_author_reads_a_word_about_what_is_gone_and_has_then_read_it(browser, ana, ben, cy, mo):
    message, matter = hidden_message(ana, ben, cy)
    browser(mo).post(at(matter), {"act": "hid", "why": WHY, "seen": "0"})
    message.withdraw(by=ben)
    db.session.commit()
    visit = browser(ben)

    assert f"/matters/{matter.key}" in visit.page("/notices/").links
    word = visit.page(f"/matters/{matter.key}").text_in("main")

    assert WHY in word
    assert "What it is about isn’t here any more." in word
    assert [notice.read_at is not None for notice in told(ben)] == [True]


def test_half_a_year_later_words_about_a_matter_are_forgotten_and_the_log_is_not(
    browser, ana, ben, cy, mo
):
    _, matter = hidden_message(ana, ben, cy)
    matter.reports[0].note = "The town."
    better = "Somewhere outside."
    asked = {"act": "returned", "why": WHY, "rewording": better, "seen": "0"}
    browser(mo).post(at(matter), asked)

    kept = []
    for days in (180, 190):
        with time_machine.travel(now() + timedelta(days=days), tick=False), writing():
            forget_words_about_matters()
        db.session.refresh(matter)
        kept.append((matter.rewording, matter.reports[0].note, matter.said))

    assert kept == [(better, "The town.", WHY), ("", "", WHY)]
    assert decisions() == [(Act.RETURNED, mo.id, WHY)]


@on_sqlite
def test_the_same_click_twice_is_once(browser, ana, ben, cy, mo):
    _, matter = hidden_message(ana, ben, cy)
    visit = browser(mo)
    once = visit.page(at(matter)).values("once")[0]
    form = {"act": "restored", "why": WHYS[6], "seen": "0", "once": once}

    answers = [visit.post(at(matter), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(decisions()) == 1


def test_what_was_withdrawn_meanwhile_waits_for_nobody(browser, ana, ben, cy, mo):
    message, matter = hidden_message(ana, ben, cy)
    hidden_message(ana, ben, cy)
    url = at(matter)
    message.withdraw(by=ben)
    db.session.commit()

    page = browser(mo).page("/moderation/")

    assert "Identifying details 1" in page.text_in("main")
    assert url not in page.links
    assert browser(mo).get(url).status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Report)) == 1


@on_sqlite
def test_members_find_neither_queue_nor_matters_nor_others_words(browser, ana, ben, cy, mo):
    _, matter = hidden_message(ana, ben, cy)
    place = f"{matter.about}/{matter.number}"

    for who in (ana, cy):
        urls = ("/moderation/", at(matter), f"/moderation/of/{place}", f"/matters/{matter.key}")
        assert [browser(who).get(url).status_code for url in urls] == [404] * 4
        assert browser(who).get(f"/matters/of/{place}").status_code == 404
    assert browser(ben).get(f"/matters/of/{place}").location == f"/matters/{matter.key}"
    assert browser(mo).get(f"/moderation/of/{place}").location == at(matter)


@on_sqlite
def test_an_anonymous_author_is_a_voice_in_the_queue_and_the_log(browser, ana, ben, cy, mo):
    case = a_case(author=ana)
    case.veil()
    case.hold()
    db.session.commit()
    matter = db.session.scalars(select(Matter)).one()

    pages = [browser(mo).page(url).text_in("main") for url in ("/moderation/", at(matter))]
    browser(mo).post(at(matter), {"act": "let_out", "why": WHYS[7], "seen": "0"})
    pages.append(browser(mo).page("/moderation/decisions").text_in("main"))

    assert "Asked without a name" in pages[0]
    assert case.talk.veil in pages[1]
    assert not any("Ana" in page for page in pages)
    assert [notice.about for notice in told(ana)] == [matter.topic]


@on_sqlite
def test_the_queue_takes_as_many_statements_for_many_as_for_one(browser, ana, ben, cy, mo):
    hidden_message(ana, ben, cy)
    of_one = counted(browser(mo), "/moderation/")
    for _ in range(8):
        hidden_message(ana, ben, a_person())

    assert counted(browser(mo), "/moderation/") == of_one


def key_of(message):
    return db.session.scalar(select(Case.key).where(Case.talk_id == message.talk_id))
