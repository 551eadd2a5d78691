"""Words of crisis and of a duty to report are noticed, in both directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.guard.urgent import urgent_in

URGENT = """He talks about being suicidal.
She says she wants to die.
I think dad hits her.
There may be abuse at home.
He threatened to hurt his sister.
They said they’d kill themselves.
Mum has been self-harming again.
He wishes he was dead.
She took an overdose last month.
I saw bruises on both arms.
The child is scared to go home.
He brought a knife to the group.
I may have a duty to report this.
Her husband slaps her when he is tired.
She doesn’t want to live any more.
Voices tell him to do it.
I wonder whether the toddler is neglected.
He said he would end his life.
She has been cutting herself.
The stepfather touched her inappropriately.
A safeguarding concern came up.
I fear that somebody is in danger.
He beat his wife.
They lock him in the bathroom.
He said he might shoot someone.
She was raped.
He threatens to kill the teacher.
He keeps hitting her.
She thinks everyone would be better off dead.
There are no SUICIDAL thoughts at present.""".split("\n")
CALM = """We ran a suicide prevention training.
We are killing time before lunch.
I hit a wall with this one.
I’m dying to know what worked.
She hits her goals every week.
He beat him at chess.
It beats me.
Left neglect after the stroke.
Visual neglect makes dressing hard.
A history of substance abuse recovery groups.
This threatens to derail the session.
He kicks the ball well.
It hit me that we skip play.
He uses a knife and fork now.
She burns through energy early.
The homework battles kill her motivation.
The grip hurts his hand.
He cuts paper by himself.
I nearly died laughing.
She wanted to die of embarrassment.
I’m not in danger, I have a doctor.
We need to report back to the school.
He is attacking the task with joy.
She harms nobody, she is shy.
The child hits the drum.
Grooming and dressing take an hour.
She shoots baskets with him.
I feel beaten by the paperwork.
She’s afraid of her maths test.
He bruises easily and wears pads.""".split("\n")


@pytest.mark.parametrize("text", URGENT)
def test_words_of_crisis_are_noticed(text):
    assert urgent_in(text)


@pytest.mark.parametrize("text", CALM)
def test_everyday_words_are_not(text):
    assert urgent_in(text) == []


def test_what_was_noticed_is_named_once_in_the_order_of_the_text():
    found = urgent_in("She wants to\n die. There was abuse, and again she wants to die.")

    assert found == ["wants to die", "abuse"]


def test_a_typographic_apostrophe_hides_nothing():
    assert urgent_in("He doesn’t want to live") == urgent_in("He doesn't want to live") != []


@given(some.text())
def test_any_text_is_read_without_a_fault(text):
    assert isinstance(urgent_in(text), list)
