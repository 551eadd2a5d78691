"""Registrations: asked about, looked up, confirmed or not, ended; and what is open meanwhile."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.moderation.models import Decision
from forum.moderation.registrations import (
    BEFORE,
    CheckedMeanwhile,
    Registration,
    remind_of_checks,
)
from forum.moderation.vocabulary import Act
from forum.notifications.notices import News, Notice
from forum.people.models import Person
from forum.people.renaming import describe
from forum.people.vocabulary import Role
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, told
from tests.page import Page
from tests.serving import Stream, served
from tests.together import at_once, in_a_transaction

NO_MORE = 204
ASKED = {"register": "HCPC", "jurisdiction": "United Kingdom", "last_four": "4711"}


@pytest.fixture
def dana(app):
    """Somebody whose registration nobody has looked up yet."""
    return a_person(username="dana", name="Dana Reyes", verified_at=None)


def an_asked(person, **named):
    registration = Registration.ask(by=person, **ASKED | named)
    db.session.commit()
    return registration


def answer_with(visit, form, about="dana"):
    """A moderator who looked at what was asked answers it."""
    url = f"/moderation/members/{about}"
    return visit.post(url, form | {"seen": visit.page(url).values("seen")[0]})


def until(days):
    return (now() + timedelta(days=days)).date()


def checked(person, by, days=365):
    registration = an_asked(person)
    registration.confirm(by=by, looked_up="The register online", said="", until=until(days))
    db.session.commit()
    return registration


def news(person):
    db.session.rollback()
    theirs = select(Notice).where(Notice.person_id == person.id).order_by(Notice.id)
    return [(notice.news, notice.about) for notice in db.session.scalars(theirs)]


def test_who_waits_is_told_why_on_a_page_of_cases_that_is_no_error(browser, ana, dana):
    case = a_case(author=ana)
    visit = browser(dana)

    page = visit.page("/cases/")
    other = [visit.get(url) for url in ("/cases/new", f"/cases/{case.key}")]
    part = visit.get("/cases/new", htmx="main#main")

    shown = page.text_in("main")
    assert "open to clinicians whose registration a moderator has looked up" in shown
    assert "Nobody has looked up your registration yet." in shown
    assert {"/registration/", "/people/me/edit"} <= page.links
    assert [(answer.status_code, answer.location) for answer in other] == [(303, "/cases/")] * 2
    assert part.headers["HX-Redirect"] == "/cases/"
    assert case.title not in shown


@on_sqlite
def test_their_desk_leads_to_their_registration_and_nobody_elses_does(browser, ana, dana):
    assert "/registration/" in browser(dana).page("/").links
    assert "/registration/" not in browser(ana).page("/").links


@on_sqlite
def test_what_is_sent_by_who_may_not_read_cases_comes_back_as_it_was_typed(browser, dana):
    answer = browser(dana).post("/cases/", told(story="It goes well until we change rooms."))

    assert answer.status_code == 403
    assert "It goes well until we change rooms." in answer.text


@on_sqlite
def test_the_rest_of_the_site_is_theirs(browser, ana, dana):
    visit = browser(dana)

    urls = ("/", "/people/ana", "/people/me/edit", "/notices/", "/account/", "/registration/")

    assert [visit.get(url).status_code for url in urls] == [200] * len(urls)


def test_asking_is_a_short_form_and_moderators_hear_of_it(browser, dana, mo):
    visit = browser(dana)

    answer = visit.post("/registration/", ASKED)

    page = visit.page("/registration/")
    assert (answer.status_code, answer.location) == (303, "/registration/")
    assert "A moderator looks you up in the register" in page.text_in("main")
    assert page.values("register") == ["HCPC"]
    assert "Dana Reyes" in browser(mo).page("/moderation/members/").text_in("main")
    assert [kind for kind, _ in news(mo)] == [News.TO_LOOK_AT]


def test_asking_again_before_an_answer_corrects_what_was_asked(browser, dana, mo):
    visit = browser(dana)

    visit.post("/registration/", ASKED)
    visit.post("/registration/", ASKED | {"register": "Board of OT"})

    [asked] = db.session.scalars(select(Registration)).all()
    assert asked.register == "Board of OT"
    assert len(news(mo)) == 1


@on_sqlite
@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("register", " ", "Say which register or board you are on."),
        ("jurisdiction", "", "Say for which state or country."),
        ("last_four", "12345", "Make it 4 characters or shorter"),
    ],
)
def test_no_more_is_asked_than_is_needed(browser, dana, field, value, why):
    answer = browser(dana).post("/registration/", ASKED | {field: value})

    assert answer.status_code == 422
    assert why in Page(answer.text).text_in("main")
    assert db.session.scalars(select(Registration)).all() == []


def test_a_registration_that_is_found_opens_the_cases_until_its_day(browser, dana, mo):
    an_asked(dana)
    form = {"act": "confirmed", "looked_up": "HCPC online", "until": until(300).isoformat()}

    answer = answer_with(browser(mo), form)

    db.session.refresh(dana)
    registration = db.session.scalars(select(Registration)).one()
    assert (answer.status_code, answer.location) == (303, "/moderation/members/")
    assert dana.is_verified
    assert dana.verified_until == registration.expires_at
    assert (registration.checked_by, registration.looked_up) == (mo.id, "HCPC online")
    assert browser(dana).get("/cases/new").status_code == 200
    assert news(dana) == [(News.CONFIRMED, "registration-dana")]
    decision = db.session.scalars(select(Decision)).one()
    assert (decision.act, decision.about) == (Act.CONFIRMED, "registration-dana")


def test_a_registration_that_is_not_found_is_answered_with_the_reason(browser, dana, mo):
    an_asked(dana)
    form = {"act": "refused", "looked_up": "HCPC online", "said": "Which name are you listed by?"}

    answer_with(browser(mo), form)

    shown = browser(dana).page("/registration/").text_in("main")
    assert "“Which name are you listed by?” You can ask again." in shown
    inbox = browser(dana).page("/notices/").text_in("main")
    assert "A moderator had a look in “Your registration”" in inbox
    assert "You can ask again." in browser(dana).page("/cases/").text_in("main")


@on_sqlite
@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"act": "confirmed", "looked_up": ""}, "Say where you looked it up."),
        ({"act": "confirmed", "until": "2001-01-01"}, "Choose a day to come"),
        ({"act": "confirmed", "until": "2101-01-01"}, "within 5 years"),
        ({"act": "confirmed", "until": "soon"}, "Not a valid date"),
        ({"act": "confirmed", "until": ""}, "Say until when the check holds."),
        ({"act": "refused"}, "they always get the reason"),
        ({"act": ""}, "Choose what you found."),
    ],
)
def test_an_answer_that_says_too_little_comes_back(browser, dana, mo, form, why):
    an_asked(dana)

    answer = answer_with(browser(mo), {"looked_up": "HCPC online"} | form)

    assert answer.status_code == 422
    assert why in Page(answer.text).text_in("main")
    db.session.refresh(dana)
    assert not dana.is_verified


def test_two_moderators_answer_once(app, dana, mo):
    other = a_person(role=Role.MODERATOR)
    registration = an_asked(dana).id
    people = (mo.id, other.id)
    db.session.commit()

    def answers(person_id):
        def deed():
            found = db.session.get_one(Registration, registration)
            by = db.session.get_one(Person, person_id)
            try:
                found.refuse(by=by, looked_up="Online", said="Not found.")
            except CheckedMeanwhile:
                return False
            return True

        return in_a_transaction(app, deed)

    assert sorted(at_once(*map(answers, people))) == [False, True]
    assert len(news(dana)) == 1


@on_sqlite
def test_the_second_moderator_is_told(browser, dana, mo):
    other = a_person(role=Role.MODERATOR)
    seen = an_asked(dana).version
    form = {"act": "refused", "looked_up": "Online", "said": "Not found.", "seen": seen}
    browser(mo).post("/moderation/members/dana", form)

    answer = browser(other).post("/moderation/members/dana", form)

    assert answer.status_code == 409
    assert "Another moderator has answered meanwhile." in answer.text


def test_what_was_asked_anew_is_not_answered_unread(browser, dana, mo):
    an_asked(dana)
    url, visit = "/moderation/members/dana", browser(mo)
    seen = visit.page(url).values("seen")[0]
    form = {"act": "confirmed", "looked_up": "Online", "until": until(30).isoformat()}

    browser(dana).post("/registration/", ASKED | {"register": "Board of OT"})
    answer = visit.post(url, form | {"seen": seen})

    db.session.refresh(dana)
    assert answer.status_code == 409
    assert "They asked anew meanwhile" in answer.text
    assert not dana.is_verified
    assert "Board of OT" in visit.page(url).text_in("main")


def test_a_registration_that_is_answered_while_it_is_asked_anew_stays_as_it_was(app, dana, mo):
    registration, ids = an_asked(dana).id, (dana.id, mo.id)
    db.session.commit()

    def asks():
        Registration.ask(by=db.session.get_one(Person, ids[0]), **ASKED | {"register": "Board"})
        return "asked"

    def answers():
        found = db.session.get(Registration, registration)
        if found is None or found.register != "HCPC":
            return "gone"
        try:
            found.refuse(by=db.session.get_one(Person, ids[1]), looked_up="Online", said="No.")
        except CheckedMeanwhile:
            return "gone"
        return "answered"

    done = at_once(in_a_transaction(app, asks), in_a_transaction(app, answers))

    db.session.rollback()
    rows = db.session.scalars(select(Registration).order_by(Registration.id)).all()
    stood = [(one.register, one.checked_at is not None) for one in rows]
    assert stood == [("HCPC", True)] * done.count("answered") + [("Board", False)]


@on_sqlite
def test_nobody_confirms_their_own_and_members_confirm_nobody(browser, ana, dana, mo):
    an_asked(mo)
    an_asked(dana)
    form = {"act": "confirmed", "looked_up": "Online", "until": until(30).isoformat()}

    own = answer_with(browser(mo), form, about="mo")
    others = [
        browser(ana).get("/moderation/members/"),
        browser(ana).get("/moderation/members/dana"),
        browser(ana).post("/moderation/members/dana", form),
    ]

    assert own.status_code == 403
    assert [answer.status_code for answer in others] == [404, 404, 404]
    assert browser(mo).get("/moderation/members/ana").status_code == 404


def test_a_check_that_ends_closes_the_cases_kindly(browser, dana, mo):
    checked(dana, by=mo, days=40)
    visit = browser(dana)
    before = visit.get("/cases/new").status_code

    with time_machine.travel(now() + timedelta(days=42), tick=False):
        visit = browser(dana)
        shown = visit.page("/cases/").text_in("main")
        after = visit.get("/cases/new")

    assert before == 200
    assert "The check of your registration ended" in shown
    assert "what you wrote is all still here" in shown
    assert after.location == "/cases/"


def test_a_month_before_it_ends_one_is_told_once(browser, dana, mo):
    checked(dana, by=mo, days=60)
    early = remind_of_checks()

    with time_machine.travel(now() + timedelta(days=62) - BEFORE, tick=False):
        told_now = [remind_of_checks(), remind_of_checks()]

    assert (early, told_now) == (0, [1, 0])
    assert (News.CHECK_ENDS, "registration-dana") in news(dana)


@on_sqlite
def test_two_workers_remind_once(app, dana, mo):
    checked(dana, by=mo, days=20)

    def reminds():
        with app.app_context():
            try:
                return remind_of_checks()
            finally:
                db.session.remove()

    assert sorted(at_once(reminds, reminds)) == [0, 1]


def test_who_was_looked_up_anew_is_not_reminded_of_the_check_before(dana, mo):
    checked(dana, by=mo, days=40)
    checked(dana, by=mo, days=400)

    with time_machine.travel(now() + timedelta(days=15), tick=False):
        assert remind_of_checks() == 0


@on_sqlite
def test_what_the_command_line_verifies_has_no_end(dana):
    dana.verified_at, dana.verified_until = now() - timedelta(days=9), now() - timedelta(days=1)

    dana.take_role(Role.VERIFIED)

    assert dana.is_verified
    assert dana.verified_until is None


@on_sqlite
def test_a_profile_says_that_a_registration_was_checked_while_that_holds(browser, ana, dana, mo):
    checked(dana, by=mo)
    while_it_holds = browser(ana).page("/people/dana").text_in("main")
    dana.verified_until = now()
    db.session.commit()

    assert "Registration checked" in while_it_holds
    assert "Registration checked" not in browser(ana).page("/people/dana").text_in("main")


def renamed(visit, **told):
    page = visit.page("/people/me/edit")
    boxes = ("name", "credentials", "region", "scope", "about", "ask_me", "opinions", "not_mine")
    said = {box: (page.values(box) or [""])[0] for box in boxes}
    said |= {"discipline": "ot", "time_zone": "UTC"}
    answer = visit.post("/people/me/edit", said | told)
    assert answer.status_code == 303
    return page.text_in("main")


@pytest.mark.parametrize(
    "told", [{"name": "Dr Other"}, {"discipline": "slp"}, {"credentials": "CCC-SLP"}]
)
def test_whoever_was_checked_under_another_name_is_looked_up_again(browser, dana, mo, told):
    checked(dana, by=mo)

    said = renamed(browser(dana), **told)

    db.session.refresh(dana)
    asked = Registration.latest_of(dana)
    assert asked
    assert "a moderator looks you up again; the check stands meanwhile" in said
    assert dana.is_verified
    assert (asked.register, asked.checked_at) == ("HCPC", None)
    assert "Since then they changed their name" in browser(mo).page(
        "/moderation/members/dana"
    ).text_in("main")


def refused(registration, by, said="Nobody of this name is listed."):
    registration.refuse(by=by, looked_up="HCPC online", said=said)
    db.session.commit()


def test_who_is_not_found_under_another_name_reads_cases_no_longer(browser, ana, dana, mo):
    case = a_case(author=ana)
    checked(dana, by=mo)
    hers = browser(dana)
    renamed(hers, name="Dr Other")
    before = hers.get(f"/cases/{case.key}").status_code
    form = {"act": "refused", "looked_up": "HCPC online", "said": "Nobody of this name is listed."}

    foretold = browser(mo).page("/moderation/members/dana").text_in("main")
    answer_with(browser(mo), form)

    db.session.refresh(dana)
    told_why = [hers.page(path).text_in("main") for path in ("/registration/", "/cases/")]
    assert before == 200
    assert "If you don’t confirm it, that check ends too." in foretold
    assert not dana.is_verified
    assert hers.get(f"/cases/{case.key}").location == "/cases/"
    assert hers.post("/cases/", told()).status_code == 403
    for page in told_why:
        assert "“Nobody of this name is listed.” You can ask again." in page
        assert "With that the check from before has ended" in page
    assert "/people/me/edit" in hers.page("/registration/").links
    assert "A moderator had a look in “Your registration”" in hers.page("/notices/").text_in("main")
    acts = [made.act for made in db.session.scalars(select(Decision).order_by(Decision.id))]
    assert acts == [Act.CONFIRMED, Act.REFUSED, Act.ENDED_CHECK]
    assert "ended the check from before" in browser(mo).page("/moderation/decisions").text_in("ol")


def test_who_was_not_found_asks_again_and_is(browser, dana, mo):
    checked(dana, by=mo)
    refused(an_asked(dana), by=mo)

    checked(dana, by=mo)

    assert browser(dana).get("/cases/new").status_code == 200
    assert "has ended" not in browser(dana).page("/registration/").text_in("main")


@on_sqlite
def test_a_check_that_had_ended_by_itself_ends_no_second_time(browser, dana, mo):
    ended = now() - timedelta(days=3)
    dana.verified_until = ended
    dana.verified_at = ended - timedelta(days=300)
    refused(an_asked(dana), by=mo)

    assert dana.verified_until == ended
    assert [made.act for made in db.session.scalars(select(Decision))] == [Act.REFUSED]
    assert "With that the check" not in browser(dana).page("/registration/").text_in("main")


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMIN])
def test_a_moderator_who_is_not_found_goes_on_as_before(browser, mo, role):
    other = a_person(role=role)
    until_when = checked(other, by=mo).expires_at

    refused(an_asked(other), by=mo)

    db.session.refresh(other)
    assert other.verified_until == until_when
    assert browser(other).get("/cases/new").status_code == 200
    assert Act.ENDED_CHECK not in db.session.scalars(select(Decision.act)).all()


def test_pages_that_are_open_then_ask_again_and_show_no_more(app, browser, ana, dana, mo):
    case = a_case(author=ana)
    checked(dana, by=mo)
    hers = browser(dana)
    connect = re.search(r'hx-sse:connect="([^"]+)"', hers.get(f"/cases/{case.key}").text)
    assert connect is not None

    with served(app) as port:
        open_page = Stream(port, hers, connect[1])
        assert next(open_page.lines()) == ": here"
        refused(an_asked(dana), by=mo)

        assert open_page.next(case.talk.topic) is None
        again = Stream(port, hers, connect[1])
        assert again.status == NO_MORE
        for stream in (open_page, again):
            stream.close()


def test_another_name_at_the_moment_of_the_refusal_ends_in_one_state(app, dana, mo):
    checked(dana, by=mo)
    asked, ids = an_asked(dana).id, (dana.id, mo.id)
    db.session.commit()

    def refuses():
        by = db.session.get_one(Person, ids[1])
        found = db.session.get(Registration, asked)
        if found is None or found.asked_at != asked_at:
            return False
        try:
            found.refuse(by=by, looked_up="Online", said="Not found.")
        except CheckedMeanwhile:
            return False
        return True

    def renames():
        describe(db.session.get_one(Person, ids[0]), name="Dr Other")

    asked_at = db.session.get_one(Registration, asked).asked_at
    db.session.commit()
    was_refused, _ = at_once(in_a_transaction(app, refuses), in_a_transaction(app, renames))

    db.session.rollback()
    person = db.session.get_one(Person, ids[0])
    assert person.name == "Dr Other"
    assert person.is_verified is not was_refused
    assert was_refused or db.session.scalars(Registration.waiting()).one().person_id == person.id


@on_sqlite
def test_nobody_is_looked_up_again_for_anything_else(browser, ana, dana, mo):
    checked(dana, by=mo)

    renamed(browser(dana), scope="Mornings")
    said = renamed(browser(ana), name="Ana Other")

    assert db.session.scalars(Registration.waiting()).all() == []
    assert "looks you up again" not in said


@on_sqlite
def test_a_name_that_changes_while_one_waits_is_read_before_it_is_answered(browser, dana, mo):
    before = an_asked(dana).version

    renamed(browser(dana), name="Dr Other")

    now_asked = Registration.latest_of(dana)
    assert now_asked
    assert now_asked.version != before


def test_who_is_confirmed_reads_so_and_is_led_to_the_cases(browser, dana, mo):
    checked(dana, by=mo)

    inbox = browser(dana).page("/notices/")

    assert "A moderator checked it, and cases are open to you," in inbox.text_in("main")
    links = [link.attributes for link in inbox.all("a")]
    assert [link["href"] for link in links if link.get("class") == "whole-link"] == ["/cases/"]


@on_sqlite
def test_the_last_day_of_a_check_is_the_day_that_was_chosen(browser, dana, mo):
    registration = an_asked(dana)
    last = date(now().year + 1, 3, 31)
    registration.confirm(by=mo, looked_up="The register online", said="", until=last)
    db.session.commit()

    for person, path in ((dana, "/registration/"), (mo, "/moderation/members/")):
        assert f"holds until 31 March {last.year}" in browser(person).page(path).text_in("main")
