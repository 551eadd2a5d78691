"""What Markdown will look like, before it is sent; nothing of it is kept or checked."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from forum.core.limits import limiter
from forum.core.text import TextTooLong, TextTooTangled, to_html
from forum.people.session import asker, members_only

bp = Blueprint("preview", __name__, url_prefix="/preview")
bp.before_request(members_only)


@bp.post("")
@limiter.limit("60/minute", key_func=asker)
def show() -> ResponseReturnValue:
    """The box called `?of=` of the form that was sent, as safe HTML."""
    typed = request.form.get(request.args.get("of", ""), "").strip()
    try:
        return render_template("talk/_previewed.html", html=to_html(typed))
    except (TextTooLong, TextTooTangled) as refused:
        return render_template("talk/_previewed.html", refused=str(refused))
