"""What is mostly not English is told apart; short, terse and mixed texts pass for English."""

import pytest

from forum.deid import is_english


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Erb's, 5 wks, no biceps.",
        "R TKA POD 2, WBAT, FWW, 40 ft min A, pain 6/10, d/c Fri?",
        "She calls it la comida and he calls it el almuerzo, and they both eat well.",
        "kid wont transition from gym to class w/o a meltdown",
        "\u202e \0 🤷 12/15 -- __",
    ],
)
def test_this_passes_for_english(text):
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Das Kind ist sieben und spricht mit der Mutter, aber nicht in der Schule.",
        "La niña no quiere entrar en el aula y su madre no sabe por qué.",
        "Il ne parle pas à l'école et sa mère est inquiète pour la suite.",
        "Het kind wil niet praten op school en dat is voor de ouders heel zwaar.",
        "Ребёнок не говорит в школе",
        "孩子不愿意进教室",
        "الطفل لا يتكلم في المدرسة",
    ],
)
def test_this_is_another_language(text):
    assert not is_english(text)
