"""What the author of a case has told in it, for the guard."""

from sqlalchemy import select

from forum.cases.insights import Insight
from forum.cases.models import Case
from forum.cases.outcome import Outcome
from forum.core.db import db

TEXTS = (
    *(Case.title, Case.question, Case.story_md, Case.tried_md, Case.need_md, Case.matters_md),
    *(Outcome.body_md, Insight.title, Insight.body),
)


def told(case: Case) -> list[str]:
    """Every text of the case as typed, and how it turned out, in one statement."""
    texts = (
        select(*TEXTS)
        .select_from(Case)
        .outerjoin(Outcome, Outcome.case_id == Case.id)
        .outerjoin(Insight, Insight.case_id == Case.id)
        .where(Case.id == case.id)
    )
    return [text for text in db.session.execute(texts).one() if text]
