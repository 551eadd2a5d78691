"""Pages travel packed; files of ours come packed already, and the event stream never is."""

from flask import Flask
from flask_compress import Compress

# BREACH (breachattack.com) guesses a secret in a packed page from the page's length, by having the
# victim's browser ask for it thousands of times, each time with another guess in the same page.
# Here the guesses find no way in: another site's requests bring no cookie (SameSite=Lax), no page
# repeats what is in its address, and the signature that makes a CSRF token good is another one in
# each second, so that it cannot be guessed letter by letter.
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
