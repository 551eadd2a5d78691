"""Pages travel packed; files of ours come packed already, and the event stream never is."""

from flask import Flask
from flask_compress import Compress

# BREACH (breachattack.com) reads a secret out of packed pages by their length: another site makes
# the browser ask for a page thousands of times, each time with a guess that the page repeats. Here
# another site's requests bring no cookie (SameSite=Lax), members' pages repeat no free words of
# their address, and what makes a CSRF token good, its signature, is another one in each second.
SETTINGS = {
    "COMPRESS_MIMETYPES": ["text/html"],
    "COMPRESS_STREAMS": False,
    "COMPRESS_ALGORITHM": ["zstd", "br", "gzip"],
    "COMPRESS_ZSTD_LEVEL": 3,
    "COMPRESS_BR_LEVEL": 4,
    "COMPRESS_LEVEL": 6,
}


def init_app(app: Flask) -> None:
    app.config.update(SETTINGS)
    Compress(app)
