"""The demo community: people, circles, cases from the pillars’ demo.toml, in times up to today."""

from forum.account.passwords import hash_password
from forum.core.db import db, writing
from forum.demo.cases import asked, prepared
from forum.demo.people import gathered, in_words, moved_in, waiting
from forum.demo.telling import read
from forum.people.models import Person

PASSWORD = "three words in a row"
WELCOME = """
Weft is at home:  http://127.0.0.1:{port}

  Sign in as maren (OT), tess (SLP), otis (new graduate), lucy (not checked yet),
  imani or delphine (moderators).
  The password of all demo people is:  {password}
  Letters are files under the data folder; read them at http://127.0.0.1:{port}/mailbox

Ctrl-C stops everything.
"""


def seed() -> bool:
    """Let the demo people and their cases move in; False, and nothing done, where anybody lives."""
    if Person.count():
        return False
    password_hash = hash_password(PASSWORD)
    here, told = read("people"), read("cases")
    cases = [prepared(said) for said in told["case"]]
    circles = [in_words(said) for said in told["circle"]]
    with writing():
        people = {said["username"]: moved_in(said, password_hash) for said in here["person"]}
        db.session.flush()
        waiting(here["registration"], people)
        circle, *_ = [gathered(said, people) for said in circles]
        for said in sorted(cases, key=lambda said: -said["hours_ago"]):
            asked(said, people, circle)
    return True


def told() -> list[str]:
    """Every story and message of the demo, as Markdown."""
    cases = read("cases")["case"]
    return [case["story"] for case in cases if "story" in case] + [
        message["body"] for case in cases for message in case.get("message", [])
    ]
