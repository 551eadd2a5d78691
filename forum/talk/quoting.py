"""Quoting: what somebody said, as Markdown quotes it, ready for an answer below."""

from forum.talk.models import Message

LONGEST = 1_500
"""Characters of a quotation: enough to know what is meant, and room for an answer."""


def quoted(message: Message, begun: str = "") -> str:
    """What `message` says as a quotation, under what was `begun` already, once."""
    words = "" if message.hidden_at else message.body_md
    if len(words) > LONGEST:
        words = words[:LONGEST].rpartition(" ")[0] + " …"
    quotation = "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
    if not words or quotation in begun:
        return begun
    return f"{begun}\n\n{quotation}\n\n".lstrip("\n")
