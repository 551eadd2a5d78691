"""The traps that other tools fall into, set for rules and reader together.

Each is named after what was met when they were measured: what they miss of what therapists type,
and what they take for a person or date in ordinary talk.
"""

import pytest

from forum.deid import Severity, check
from tests.deid.test_what_is_found import unmarked

MISSED_BY_OTHERS = {
    "initials": """
        Client «J.M.» cried at the end.
        Worked with «K.L.W.» on transfers today.
        «Baby T» is home on oxygen.
        «Mrs. K» refuses the walker.""",
    "names in small letters": """
        saw «brayden» again today, he bit his mom
        his sister «kaylee» signs for him
        «marisol» wont wear the splint""",
    "names that are words": """
        «Grace» is 6 and tears paper.
        My client «Will» fell off the swing.
        «Chase»'s mom wants a chewy.
        I told «Hope» that we would stop.""",
    "a name met again": """
        «Jonah» bites. Mum says that «jonah» bites at home too. «JONAH»'s gran agrees.""",
    "titles and staff": """
        «Ms. Alvarez» moved his desk.
        «Dr Patel» says no surgery.
        «Coach Whitlow» texted him.""",
    "dates without a cue": """
        Saw her on «10/3» and she was fine.
        We begin «may 9», her mom asked.
        They drove home on «Labor Day weekend» and she got sick.""",
    "small places": """
        They live in «Talkeetna» with no car.
        The crash was on «Route 9».
        He drives in from «Waianae» each week.""",
    "schools, clinics and employers by name": """
        She goes to «Lincoln Elementary».
        He was at «Mercy General Hospital» for a month.
        Mom works at «Harlan Pump & Valve».""",
    "great ages in words": """
        He just turned «ninety-three».
        She is «ninety-one» and walks daily.""",
    "numbers of files and things": """
        Docket «FD-03-112-22» is about him.
        Serial «QX7741-09» broke again.
        Case no. «2023-CV-00412» came up.""",
    "profiles and disguised addresses": """
        She posts as «@little_jane_2015».
        Mail «jane dot roe at school dot org» about it.""",
    "a person beside the test of that name": """
        «Brown»'s mom asked about Brown's stages.
        «John Smith» took the Smith test.""",
    "a test of that name beside the place": """
        He goes to «Peabody Elementary» and scored low on the Peabody.""",
}
TAKEN_BY_OTHERS = {
    "eponyms": """
        Phalen's sign is positive on the right.
        The Berg balance scale was 41/56.
        Brunnstrom stage 3, Jebsen-Taylor slow.
        We use the Wilbarger protocol at home.
        Ehlers-Danlos syndrome with sore thumbs.
        Down syndrome and low tone.
        Erb's palsy, no biceps yet.""",
    "kin without a name": """
        Mom and Grandma take turns.
        His dad and his nan feed him.""",
    "durations and ages": """
        A 6-year-old with two weeks of therapy.
        He cries all day, for six months now.
        We saw him twice a week for two years.""",
    "codes, doses and levels": """
        We billed 97530 and 97110 twice.
        Vitamin D3 1000 IU and B12.
        C5-C6 fusion, L4-L5 pain, T10 level.
        96C on the form, H1 on the door.""",
    "words at the start of a sentence": """
        We tried it. They left. Will it help? May I ask?
        Hope that makes sense. Mark the page first.
        Grace with typos, please.""",
    "states and countries": """
        We moved from Ohio to Texas.
        Rural Montana has no SLP.
        He was born in Kenya.""",
    "bodies of the profession": """
        AOTA and ASHA both say so.
        Medicaid pays, Medicare does not.""",
    "characters and brands": """
        Elmo and Bluey calm him.
        Theraputty and a Nuk brush.""",
    "routines": """
        Mondays are hardest for him.
        Group is on Tuesdays and Thursdays.""",
}


def lines(kinds):
    return [
        pytest.param(line.strip(), id=f"{kind}: {line.strip()}")
        for kind, block in kinds.items()
        for line in block.strip().splitlines()
    ]


@pytest.mark.parametrize("marked", lines(MISSED_BY_OTHERS))
def test_what_others_miss_must_change_here(marked):
    text, identifiers = unmarked(marked)

    red = [f for f in check(text) if f.severity is Severity.RED]

    for start, end in identifiers:
        assert any(f.start < end and start < f.end for f in red), text[start:end]
    for f in red:
        assert any(f.start < end and start < f.end for start, end in identifiers), f.text


@pytest.mark.parametrize("text", lines(TAKEN_BY_OTHERS))
def test_what_others_take_for_an_identifier_is_left_alone(text):
    assert [f.text for f in check(text) if f.severity is Severity.RED] == []
