"""What reaches somebody and when, and how Weft looks: kept as it is chosen, for them alone."""

import pytest
from sqlalchemy import select

from forum.core.db import db
from forum.notifications.choosing import choose_ways, ways_of
from forum.notifications.news import BY_HEADING, IN_ANY_CASE, OF_CHOICE, Heading, News, Way
from forum.notifications.notices import Choice, Notice
from forum.people.models import Person
from forum.people.vocabulary import Letters, Theme
from tests.conftest import on_sqlite
from tests.factories import PASSWORD, a_case, an_idea
from tests.page import Page
from tests.together import at_once, in_a_transaction

REACH = {news.value: news.usual.value for news in OF_CHOICE} | {
    "letters": "straight",
    "letters_at": "8",
    "quiet_from": "0",
    "quiet_until": "0",
}
LOOK = {"theme": "match", "time_zone": "Europe/Lisbon", "shows_presence": "y"}


def theme_of(answer):
    return Page(answer.text).all("html")[0].attributes.get("data-theme")


def chosen_in(answer):
    """What the lists of a page stand at, by the names of their fields."""
    page = Page(answer.text)
    lists = {}
    name = ""
    for element in page.all("select", "option"):
        name = element.attributes.get("name", name)
        if "selected" in element.attributes:
            lists[name] = element.attributes["value"]
    return lists


def test_every_kind_of_news_can_be_chosen_and_is_shown_as_chosen(browser, ana):
    visit = browser(ana)

    saved = visit.post("/account/", REACH | {"replied": "none", "helpful": "mail"})

    assert (saved.status_code, saved.location) == (303, "/account/")
    shown = visit.get("/account/")
    assert "Your settings are saved." in shown.text
    lists = {name: chosen for name, chosen in REACH.items() if name != "letters"}
    assert chosen_in(shown) == lists | {"replied": "none", "helpful": "mail"}


def test_every_kind_of_news_stands_under_one_heading():
    kinds = [news for under in BY_HEADING.values() for news in under]

    assert sorted(kinds) == sorted(News)
    assert list(BY_HEADING) == list(Heading)


@on_sqlite
def test_each_kind_is_on_the_page_once_and_headings_are_legends(browser, ana, mo):
    member, moderator = (browser(one).page("/account/") for one in (ana, mo))

    assert moderator.text_in("legend").startswith(" ".join(Heading))
    assert Heading.MODERATION not in member.text_in("legend")
    said = [text for _, text in moderator.texts]
    assert [said.count(news.label) for news in News] == [1] * len(News)
    assert News.TO_LOOK_AT.label not in member.text_in("main")


@on_sqlite
def test_what_comes_in_any_case_is_named_and_not_asked(browser, ana):
    shown = browser(ana).page("/account/")

    lists = {one.attributes["name"] for one in shown.all("select")}
    assert lists.isdisjoint(IN_ANY_CASE)
    a_members = set(IN_ANY_CASE) - set(BY_HEADING[Heading.MODERATION])
    assert shown.text_in("main").count("Always") == len(a_members)


def test_what_is_chosen_is_how_one_hears(browser, ana, ben, cy):
    case = a_case(author=ana)
    an_idea(case, by=cy)
    browser(ana).post("/account/", REACH | {"replied": "none"})

    an_idea(case, by=ben)

    news = select(Notice.person_id, Notice.way).where(Notice.actor_id == ben.id)
    assert [tuple(one) for one in db.session.execute(news)] == [(cy.id, Way.MAIL)]


def test_only_what_is_unusual_is_kept(browser, ana):
    visit = browser(ana)
    visit.post("/account/", REACH | {"replied": "site", "settled": "none"})
    kept = set(db.session.scalars(select(Choice.news)))

    visit.post("/account/", REACH)

    assert kept == {News.REPLIED, News.SETTLED}
    assert list(db.session.scalars(select(Choice))) == []


def test_choosing_some_kinds_leaves_the_others(ana):
    choose_ways(ana, {News.REPLIED: Way.NONE, News.HELPFUL: Way.MAIL})
    choose_ways(ana, {News.REPLIED: Way.SITE})

    ways = ways_of(ana)
    assert (ways[News.REPLIED], ways[News.HELPFUL]) == (Way.SITE, Way.MAIL)
    assert ways[News.ASKED] is News.ASKED.usual


def test_two_windows_may_choose_at_the_same_moment(app, ana):
    def choose():
        person = db.session.scalars(select(Person).where(Person.username == "ana")).one()
        choose_ways(person, dict.fromkeys(News, Way.NONE))

    db.session.commit()
    at_once(*[in_a_transaction(app, choose)] * 3)

    assert set(ways_of(ana).values()) == {Way.NONE}


def test_letters_come_when_one_wants_them(browser, ana):
    chosen = {"letters": "daily", "letters_at": "19", "quiet_from": "20", "quiet_until": "7"}
    browser(ana).post("/account/", REACH | chosen)

    assert (ana.letters, ana.letters_at) == (Letters.DAILY, 19)
    assert (ana.quiet_from, ana.quiet_until) == (20, 7)


def test_a_change_is_saved_as_it_is_made_and_said_in_a_word(browser, ana):
    visit = browser(ana)

    part = visit.post("/account/", REACH | {"letters": "none"}, htmx="p#saved")

    assert part.status_code == 200
    assert part.text.strip().startswith("Saved at ")
    assert "<" not in part.text
    assert ana.letters is Letters.NONE
    assert "Changes are saved as you make them." in visit.get("/account/").text


@on_sqlite
@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/account/", {"replied": "pigeon"}),
        ("/account/", {"replied": ""}),
        ("/account/", {"letters": "hourly"}),
        ("/account/", {"letters_at": "24"}),
        ("/account/", {"letters_at": "-1"}),
        ("/account/", {"quiet_from": "24"}),
        ("/account/look", {"theme": "sepia"}),
        ("/account/look", {"theme": ""}),
        ("/account/look", {"time_zone": "Mars/Olympus"}),
        ("/account/look", {"time_zone": "../../etc/passwd"}),
    ],
)
def test_what_nobody_can_choose_changes_nothing(browser, ana, path, wrong):
    visit = browser(ana)
    usual = REACH if path == "/account/" else LOOK

    page = visit.post(path, usual | wrong)
    part = visit.post(path, usual | wrong, htmx="p#saved")

    assert (page.status_code, part.status_code) == (422, 422)
    assert "to fix" in page.text
    assert "Saved" not in part.text
    assert (ana.letters, ana.letters_at, ana.theme) == (Letters.STRAIGHT, 8, Theme.MATCH)
    assert ana.time_zone == "Europe/Lisbon"
    assert list(db.session.scalars(select(Choice))) == []


@pytest.mark.parametrize(
    ("theme", "shown"), [("light", "light"), ("dark", "dark"), ("match", None)]
)
def test_the_look_is_on_every_page_from_the_server(browser, ana, theme, shown):
    visit = browser(ana)

    visit.post("/account/look", LOOK | {"theme": theme})

    assert theme_of(visit.get("/cases/")) == shown
    assert Page(visit.get("/account/look").text).values("theme") == [theme]
    assert theme_of(visit.get("/nowhere")) == shown


def test_a_signed_out_browser_keeps_the_look(browser, ana):
    visit = browser(ana)
    visit.post("/account/look", LOOK | {"theme": "dark"})

    visit.post("/sign-out")

    assert theme_of(visit.get("/sign-in")) == "dark"
    assert theme_of(browser().get("/sign-in")) is None


def test_another_device_gets_the_look_with_the_sign_in(browser, ana):
    ana.theme = Theme.DARK
    visit = browser()

    visit.post("/sign-in", {"who": "ana", "password": PASSWORD})
    shown = theme_of(visit.get("/"))
    visit.post("/sign-out")

    assert shown == "dark"
    assert theme_of(visit.get("/sign-in")) == "dark"


@on_sqlite
def test_a_look_that_was_changed_elsewhere_is_the_one_left_behind(browser, ana):
    here, there = browser(ana), browser(ana)
    here.post("/account/look", LOOK | {"theme": "dark"})
    there.post("/account/look", LOOK | {"theme": "light"})

    here.post("/sign-out")

    assert theme_of(here.get("/sign-in")) == "light"


@on_sqlite
@pytest.mark.parametrize("planted", ["sepia", '"><script>', "", "DARK", "dark; x=1"])
def test_a_made_up_look_is_no_look(browser, planted):
    visit = browser()
    visit.client.set_cookie("theme", planted)

    assert theme_of(visit.get("/sign-in")) is None


@on_sqlite
def test_the_look_is_no_business_of_scripts_or_of_other_sites(browser, ana):
    answer = browser(ana).post("/account/look", LOOK | {"theme": "dark"})

    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("theme="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_zone_and_presence_are_kept(browser, ana):
    visit = browser(ana)
    was_shown = Page(visit.get("/account/look").text).values("shows_presence")

    visit.post("/account/look", {"theme": "match", "time_zone": "Asia/Tokyo"})

    assert was_shown == ["y"]
    assert (ana.time_zone, ana.shows_presence) == ("Asia/Tokyo", False)
    assert Page(visit.get("/account/look").text).values("shows_presence") == []


def test_nobody_changes_anothers_settings(browser, ana, ben):
    browser(ben).post("/account/look", LOOK | {"theme": "dark", "username": "ana", "id": ana.id})
    browser(ben).post("/account/", REACH | {"letters": "none", "person_id": ana.id})

    assert (ana.theme, ana.letters) == (Theme.MATCH, Letters.STRAIGHT)
    assert (ben.theme, ben.letters) == (Theme.DARK, Letters.NONE)


@on_sqlite
def test_the_account_is_one_press_away_from_every_page(browser, ana):
    assert "/account/" in browser(ana).page("/cases/").links
    assert {"/account/", "/account/look", "/account/sign-in"} <= browser(ana).page(
        "/account/"
    ).links
