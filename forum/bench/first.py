"""Weft as whoever opens a page first finds it: nothing that was drawn before is kept."""

from forum.app import create_app
from forum.core.web import drawn

app = create_app()
app.before_request(drawn.cache_clear)
