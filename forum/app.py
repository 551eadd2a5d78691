"""The whole house: create_app() puts the parts together, from the ground up."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, request, url_for

from forum.account import my_sign_ins
from forum.account import settings as my_settings
from forum.account import views as account
from forum.cases import asking_around, deeds, expiry, follow_up, rescue
from forum.cases import views as cases
from forum.cases.gate import may_read_cases
from forum.cases.holding import needs_a_look
from forum.cases.judged import word_on
from forum.core import assets, dates, db, faults, limits, logs, packing, safety, web
from forum.core.config import Settings, settings_from
from forum.guard import findings_of
from forum.guard.checked import checked
from forum.guard.danger import in_danger
from forum.home import views as home
from forum.live import views as live
from forum.live import wire
from forum.migrating import migrate
from forum.moderation import registering, teaching, word
from forum.moderation import views as moderation
from forum.notifications import dead, post, unsubscribe
from forum.notifications import views as notices
from forum.people import look, session
from forum.people import views as people
from forum.people.lately import tell_lately
from forum.people.models import Person
from forum.people.vocabulary import Role
from forum.talk import preview
from forum.talk import views as talk
from forum.talk.listening import OPENERS
from forum.talk.vocabulary import Kind
from forum.trust import nudging
from forum.trust import views as promises

ROOT = Path(__file__).resolve().parents[1]
PILLARS = (("home.desk", "Home", "house"), ("cases.index", "Cases", "messages-square"))
FOR_MODERATORS = (("moderation.queue.index", "Moderation", "shield-check"),)
FOR_ADMINS = (("letters.index", "Letters", "mail"),)
JOBS = (
    asking_around.ask_around,
    asking_around.ask_again,
    rescue.look_after_the_waiting,
    nudging.remind_of_promises,
    follow_up.ask_how_it_went,
    expiry.tell_of_sealing,
    expiry.seal_what_rests,
)
"""What the worker does, known here as well so that it can be woken."""

tell_lately(deeds.deeds)


@dataclass(frozen=True)
class Place:
    """An entry of the navigation; `current` is its aria-current: “page”, “true” near it, or ""."""

    endpoint: str
    url: str
    label: str
    icon: str
    current: str


def create_app(settings: Settings | None = None, **config: object) -> Flask:
    """An application with these settings, or those of the environment. Raises UnsafeSettings."""
    settings = settings or settings_from()
    app = Flask("forum", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True, "pool_pre_ping": False},
        WTF_I18N_ENABLED=False,  # the sentences are ours; to look for others takes 0.5 ms a page
    )
    app.config.update(config)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    for part in (logs, packing, web, safety, faults, limits, dates, assets, db):
        part.init_app(app)
    for part in (session, wire, post):
        part.init_app(app)
    migrate.init_app(app)
    for part in (
        home,
        account,
        my_settings,
        my_sign_ins,
        people,
        notices,
        unsubscribe,
        dead,
        moderation,
        teaching,
        word,
        registering,
        talk,
        preview,
        promises,
        live,
        cases,
    ):
        app.register_blueprint(part.bp)
    app.before_request(_read_in_own_zone)
    app.context_processor(_of_the_reader)
    _give_templates(app, settings)
    return app


def _read_in_own_zone() -> None:
    if request.endpoint != "static" and (person := session.visitor()):
        dates.read_in(person.time_zone)


def _give_templates(app: Flask, settings: Settings) -> None:
    """What every template may use; the macros last, as they hold on to what is there by then."""
    known = app.jinja_env.globals
    known["demo"] = settings.demo
    known["mailbox"] = settings.demo and not settings.mail_url
    known["kind_icons"] = {kind.value: kind.icon for kind in Kind}
    known["openers"] = OPENERS
    known["in_danger"] = in_danger(settings)
    known["findings_of"] = findings_of
    known["checked"] = checked
    known["stream"] = notices.stream
    known["word_on"] = word_on
    known["needs_a_look"] = needs_a_look
    known["may_read_cases"] = may_read_cases
    known["ui"] = app.jinja_env.get_template("_ui.html").module


def _of_the_reader() -> dict[str, object]:
    me = session.visitor()
    sign_in = session.my_sign_in() if me else None
    duties = _duties(me) if me else ()
    return {
        "me": me,
        "sign_in": sign_in,
        "nav": tuple(_place(*one) for one in PILLARS),
        "duties": tuple(_place(*one) for one in duties),
        "theme": look.look(),
    }


def _duties(person: Person) -> tuple[tuple[str, str, str], ...]:
    """What somebody looks after here, beside the pillars."""
    words = FOR_MODERATORS if person.is_moderator else ()
    return words + (FOR_ADMINS if person.role is Role.ADMIN else ())


def _place(endpoint: str, label: str, icon: str) -> Place:
    part, url = (request.endpoint or "").partition(".")[0], url_for(endpoint)
    is_near = endpoint.partition(".")[0] == part
    current = "page" if is_near and url == request.path else "true" if is_near else ""
    return Place(endpoint, url, label, icon, current)
