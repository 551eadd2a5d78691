"""Rules and reader together: which words are red, which amber, and which are clinical."""

from forum.deid import Label, Severity
from forum.deid.clinical import is_clinical
from forum.deid.finding import Finding
from forum.deid.joined import AMBER_AT_LEAST, learned
from forum.deid.normal import Plain
from forum.deid.reader import Span


def joined(text, chances, certain=()):
    """What is found where the reader gives these words these probabilities."""
    marked = []
    for words, chance in chances.items():
        start = text.index(words)
        marked.append(Span(start, start + len(words), Label.NAME, chance))
    found = learned(Plain.of(text), certain, lambda _text: marked)
    return {(f.text, f.severity) for f in found}


def name_span(text, words):
    return Span(text.index(words), text.index(words) + len(words), Label.NAME, 1.0)


def test_what_is_likely_is_red_and_what_is_possible_is_amber():
    found = joined("Grace saw Chase", {"Grace": 0.95, "Chase": 0.2})

    assert found == {("Grace", Severity.RED), ("Chase", Severity.AMBER)}


def test_another_mention_of_a_found_name_is_found_in_any_case():
    text = "Ask Brayden. His mom says brayden bites."

    found = joined(text, {"Brayden": 0.95, "brayden": 0.2})

    assert found == {("Brayden", Severity.RED), ("brayden", Severity.RED)}


def test_a_mention_that_the_reader_takes_for_a_word_is_asked_about():
    assert joined("Hope came. So Hope", {"Hope": 0.95}) == {
        ("Hope", Severity.RED),
        ("Hope", Severity.AMBER),
    }


def test_a_word_that_is_also_a_found_name_stays_a_word():
    assert joined("Hope came. I hope so.", {"Hope": 0.95}) == {("Hope", Severity.RED)}


def test_amber_is_a_short_list_with_the_likeliest_first():
    text = "Ann Bea Cy Dot Eve Flo"

    found = joined(text, {w: 0.1 + n / 50 for n, w in enumerate(text.split())})

    assert found == {(w, Severity.AMBER) for w in ["Dot", "Eve", "Flo"][-AMBER_AT_LEAST:]}


def test_what_a_rule_has_found_is_not_found_again_as_a_number():
    text = "MRN 4471902"
    rule = Finding(4, 11, Label.MRN, Severity.RED, "4471902", "", "")
    span = Span(0, 11, Label.OTHER_ID, 0.99)

    assert learned(Plain.of(text), [rule], lambda _text: [span]) == []


def test_an_age_that_was_made_safe_is_not_found_again():
    text = "She's 90 or older. Agnes is 93 and well. Turned 95 degrees."
    spans = [Span(text.index(n), text.index(n) + 2, Label.AGE90, 0.99) for n in ("90", "93", "95")]

    assert [f.text for f in learned(Plain.of(text), [], lambda _text: spans)] == ["93"]


def test_a_test_is_no_person_before_a_fitting_word():
    for text, words in [
        ("Berg balance 41/56", "Berg"),
        ("Brown's stages", "Brown"),
        ("Peabody scores", "Peabody"),
        ("Phalen's sign", "Phalen"),
        ("Phalen's sign", "Phalen's sign"),
        ("Ehlers-Danlos syndrome", "Ehlers-Danlos"),
    ]:
        assert is_clinical(text, name_span(text, words)), text


def test_the_bearer_of_the_same_name_is_a_person():
    for text, words in [
        ("Berg bites", "Berg"),
        ("Brown's mom", "Brown"),
        ("Peabody Elementary", "Peabody Elementary"),
        ("John Smith test", "John Smith"),
        ("Emma Berg score", "Emma Berg"),
    ]:
        assert not is_clinical(text, name_span(text, words)), text


def test_many_names_are_sought_in_one_pass():
    text = "Brayden's mom, braydens dad, a Brayden-like boy, (BRAYDEN) and Braydenish."

    found = joined(text, {"Brayden's": 0.95, "BRAYDEN": 0.2, "braydens": 0.2})

    assert found == {
        ("Brayden's", Severity.RED),
        ("brayden", Severity.RED),
        ("BRAYDEN", Severity.RED),
    }
