"""The forms at the door: join, sign in, ask for a new password, choose it."""

import re

from sqlalchemy import select
from wtforms import BooleanField, PasswordField, ValidationError

from forum.account.passwords import LONGEST, why_too_easy
from forum.core.db import db
from forum.core.forms import AtMost, Form, Line, Needed
from forum.people.forms import AboutMe
from forum.people.models import USERNAME, Person

EMAIL = re.compile(r"[^@\s,;<>()\"\\]{1,64}@[^@\s,;<>()\"\\]+\.[^@\s,;<>()\"\\.]{2,}")
RESERVED = {
    *("admin", "administrator", "moderator", "mod", "weft", "staff", "support", "help", "root"),
    *("system", "security", "anonymous", "member", "members", "me", "new", "edit", "www", "mail"),
}


class JoinForm(AboutMe):
    username = Line(
        "User name",
        [Needed("Choose a user name."), AtMost(30)],
        description="Letters, digits, - and _. It’s in the address of your profile.",
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    email = Line(
        "Email",
        [Needed("Say where the letter with your link should go."), AtMost(254)],
        description="A work address isn’t needed. Never shown.",
        render_kw={"autocomplete": "email", "type": "email"},
    )
    password = PasswordField(
        "Password",
        [Needed("Choose a password.")],
        description="Three words in a row work well. Pasting is fine.",
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST},
    )
    agrees = BooleanField(
        "I’ll keep people unidentifiable and colleagues respected",
        [Needed("This is what Weft rests on; it needs your yes.")],
    )

    def validate_username(self, field: Line) -> None:
        field.data = name = (field.data or "").lower()
        if not USERNAME.fullmatch(name):
            raise ValidationError(
                "Use 3 to 30 letters (a to z), digits, - or _, with a letter or digit at both ends."
            )
        if _skeleton(name) in {_skeleton(word) for word in RESERVED}:
            raise ValidationError("That name could be taken for the people who run Weft.")
        if db.session.scalar(select(Person.id).where(Person.username == name)):
            raise ValidationError("Somebody has that user name. Try another.")

    def validate_email(self, field: Line) -> None:
        check_address(field)

    def validate_password(self, field: PasswordField) -> None:
        about = (self.username.data or "", (self.email.data or "").partition("@")[0], "weft")
        if why := why_too_easy(field.data or "", about):
            raise ValidationError(why)


class SignInForm(Form):
    who = Line(
        "User name or email",
        [Needed("Type the user name or email that you joined with.")],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "Password",
        [Needed("Type your password.")],
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )
    remember = BooleanField("Keep me signed in on this device")


class ForgotForm(Form):
    who = Line(
        "User name or email",
        [Needed("Type the user name or email that you joined with.")],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


class NewPasswordForm(Form):
    password = PasswordField(
        "New password",
        [Needed("Choose a password.")],
        description="Three words in a row work well. Pasting is fine.",
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST},
    )

    def validate_password(self, field: PasswordField) -> None:
        if why := why_too_easy(field.data or ""):
            raise ValidationError(why)


def check_address(field: Line) -> None:
    """What letters could go to, in small letters. Raises ValidationError."""
    field.data = (field.data or "").lower()
    if not field.data.isascii() or not EMAIL.fullmatch(field.data):
        raise ValidationError("That doesn’t look like an email address, such as name@example.org.")


def _skeleton(name: str) -> str:
    """Names that look alike at a glance have one skeleton: rnoderator, m0derator, moderator."""
    plain = name.replace("rn", "m").replace("vv", "w").replace("-", "").replace("_", "")
    return plain.translate(str.maketrans("013456", "olease"))
