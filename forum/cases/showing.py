"""The page of a case, as a whole and in the pieces that an open page takes."""

from flask import render_template, request, url_for

from forum.cases.models import Case
from forum.cases.telling import told
from forum.core.addresses import whole
from forum.core.web import page
from forum.notifications.news import News
from forum.people.session import me
from forum.talk.drafts import Draft
from forum.talk.forms import ReplyForm
from forum.talk.hosts import Host, register
from forum.talk.reading import Eyes, read, tried
from forum.talk.said import Reading, Said
from forum.talk.standing import standing
from forum.trust.about import coming_back


def address(case: Case) -> str:
    return url_for("cases.show", key=case.key)


def show_page(case: Case, form: ReplyForm | None = None) -> str:
    """The page of a case with its talk, as read from `?after=` on."""
    talk, how = case.talk, standing(case.talk, me())
    after = whole(request.args.get("after"))
    mine = {"takes": case.takes_from(me()), "own": case.author_id == me().id}
    reading = read(talk, eyes(case, how.seen), after=after)
    return page(
        "cases/show.html",
        case=case,
        talk=talk,
        form=form or ReplyForm.begun(talk.topic, how.draft, **mine),
        reading=reading,
        weighed=_weighed(case, reading),
        standing=how,
        coming=coming_back(me(), talk.topic),
        left=_left(case, how.draft) if case.sealed_at else [],
        hears={talk.topic: talk.version},
    )


def _left(case: Case, draft: Draft | None) -> list[str]:
    """What I was writing in a case when it was sealed: to its talk, and of how it turned out."""
    told = Draft.at(case.outcome_place, me()) if case.author_id == me().id else None
    boxes = [(draft, "body"), *((told, name) for name in ("body", "lesson", "more"))]
    words = ("".join(one.typed.get(name, ())) for one, name in boxes if one)
    return [typed for typed in words if typed]


def _weighed(case: Case, reading: Reading) -> list[Said]:
    """The ideas of which it is said what came, from the page or, where that is but a part, anew."""
    if case.outcome is None:
        return []
    is_part = reading.is_cut or reading.later
    ideas = tried(case.talk, eyes(case)) if is_part else reading.tried
    return [idea for idea in ideas if idea.made_difference is not None]


def eyes(case: Case, seen: int | None = None) -> Eyes:
    """Through which I read its talk, up to where I have seen it."""
    return Eyes(me(), case.author, seen, listens=case.listens)


def stands(case: Case) -> str:
    """How the case stands now, in pieces for a page that is open."""
    reading = read(case.talk, eyes(case))
    return render_template(
        "cases/_stands.html",
        case=case,
        talk=case.talk,
        reading=reading,
        weighed=_weighed(case, reading),
        coming=coming_back(me(), case.talk.topic),
    )


def tally(case: Case) -> str:
    """What each message changes beside a case, for a page that is open."""
    coming = coming_back(me(), case.talk.topic)
    return render_template("cases/_tally.html", case=case, coming=coming)


def ways(case: Case) -> dict[News, str]:
    """Where some news of a case lead: to the form, to the button that keeps it, to its top."""
    return {
        News.HOW_DID_IT_GO: url_for("cases.closing.outcome", key=case.key),
        News.SEALS_SOON: f"{address(case)}#settling",
        News.OUTCOME: f"{address(case)}#outcome",
    }


register("case", Host(Case.visible_to, Case.of_talk, address, show_page, stands, told, tally, ways))
