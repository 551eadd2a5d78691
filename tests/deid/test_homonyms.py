"""Days and months that are other words too: what stands beside them tells which is meant."""

import pytest

from forum.deid import Label, check
from forum.deid.check import certain


def dates(text):
    return [one.text for one in certain(text) if one.label is Label.DATE]


NO_DAYS = """
    She was sat on the floor when her dad came in.
    HE WAS SAT ON THE BED WHEN MUM RANG.
    Mum said he was sat there all night and cried.
    The class was sat in rows and he ran out.
    The child was sat at 6 months and walked at 14.
    She came in, took her coat off and sat by the window.
    He sat down on the mat and she laughed.
    He worked from sat to standing and his knee gave way.
    She stayed until sat upright and swallowed well.
    The last sat down when she told them.
    The last sat by the door and she waved.
    The last sat with us when she came in.
    Two ran off, the last sat still and cried.
    The next sat beside him, smiled and left.
    He asked them in, and the last sat down.
    He said that the last sat down.
    After the fall he last sat up without help in a chair.
    At last sat on the chair, he smiled.
    She last sat up without help as a baby.
    Her last sat readings were low and she was tired.
    She peeled after the last sun exposure and cried.
    He took the last SAT in spring and passed.
    He next sat with his sister and ate.
    On sat probe he held 94 and she was pleased.
    He took the SAT last spring and passed.
    After the SAT he felt flat.
    He hid from the sun and wore a hat.
    She woke before the sun rose and went out.
    She was wed at nineteen and had two sons.
    He sat 2nd from the left and smiled.
    He sat 4/5 sessions and left.
    Scored 3/5 sat at the table and he was tired."""
DAYS = [
    ("He fell on sat and mum rang.", "sat"),
    ("He fell on the sat and mum rang.", "sat"),
    ("She fell last sat and broke her wrist.", "last sat"),
    ("Fell on Sat in the garden", "Sat"),
    ("He was discharged Sat after his wash.", "Sat"),
    ("He was seen SAT for his hand.", "SAT"),
    ("since sat he won't walk", "sat"),
    ("by sat she was walking", "sat"),
    ("surgery was sat at 3", "sat"),
    ("he fell sat night", "sat night"),
    ("her dad died last sun", "last sun"),
    ("He was admitted the last mon and had surgery.", "last mon"),
    ("She had her stroke the last wed before discharge.", "last wed"),
    ("She fell on the last mon in the ward", "last mon"),
    ("he died the last sun", "last sun"),
    ("She died the last sat.", "last sat"),
    ("She died the last sat with her mum there.", "last sat"),
    ("his last mon session he had a seizure", "last mon"),
    ("at last sun lunch he choked", "last sun"),
    ("She had a fall the last sat by the pool.", "last sat"),
    ("She broke her hip the last sat on the ward.", "last sat"),
    ("he fell the last sat down the stairs", "last sat"),
    ("The last sat on the ward he fell.", "last sat"),
    ("The last sat with us, she had a seizure.", "last sat"),
    ("The last sat she was home she ate well.", "last sat"),
    ("her last sat visit was cancelled and she cried", "last sat"),
    ("My last wed slot she walked out", "last wed"),
    ("surgery is the next wed, she said", "next wed"),
    ("The next mon he was discharged.", "next mon"),
    ("He was discharged the next sat with a frame.", "next sat"),
    ("He died the last SUN in the hospice.", "last SUN"),
    ("SHE FELL THE LAST SAT AND MUM RANG.", "LAST SAT"),
    ("She was seen the last MON at home.", "last MON"),
    ("He fell on the MON and mum rang.", "MON"),
    ("He fell on the SAT and mum rang.", "SAT"),
    ("I saw you last sat with her mum.", "last sat"),
    ("on sun he fell again", "sun"),
    ("He was admitted on Sun and went home.", "Sun"),
    ("she was home from wed to mon", "wed"),
    ("until wed he was on tube feeds", "wed"),
    ("last seizure sun 5th, school called", "sun 5th"),
    ("dad left on mon and never came back", "mon"),
    ("seen sat 3/14 for his hand", "sat 3/14"),
]


@pytest.mark.parametrize("sentence", [line.strip() for line in NO_DAYS.strip().splitlines()])
def test_who_sits_weds_or_basks_does_it_on_no_date(sentence):
    assert dates(sentence) == []


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("They were wed in the chapel and he cried.", "he was seen wed and cried"),
        ("She was found sat on the edge of the bed.", "she was discharged sat."),
        ("He worked from sat to standing.", "came in sat, mom was crying"),
    ],
)
def test_what_the_reader_guesses_is_asked_the_same(other, day):
    assert [one for one in check(other) if one.label is Label.DATE] == []
    assert [one for one in check(day) if one.label is Label.DATE] != []


@pytest.mark.parametrize(("sentence", "day"), DAYS)
def test_a_short_day_is_a_date_where_it_says_when(sentence, day):
    assert dates(sentence)[0] == day


@pytest.mark.parametrize(
    ("verb", "month"),
    [
        ("Of the ten, 3 may respond and he was one.", "seen 3 may for review"),
        ("Only 4 may swallow thin liquids, she said.", "admitted 4 may with a stroke"),
        ("of the 12 may respond, she said", "seen on 12 may physio review"),
        ("Phase 2 may start when she is ready.", "She came home 2 May."),
        ("On his last march he fell and hurt his knee.", "last march he fell and hurt his knee"),
        ("He led the march and she walked by him.", "She fell in march"),
        ("She practised march 14 times and was tired.", "She was seen march 14 and was tired."),
    ],
)
def test_who_may_or_marches_does_it_in_no_month(verb, month):
    assert dates(verb) == []
    assert dates(month) != []
