"""An event is found where its trigger and its type are; a light verb and its noun are one trigger."""

from __future__ import annotations

from bench.quality.event_detection import Words, cue_span, pairs

# He held talks and condemned attacks
WORDS = Words(
    spans=[(0, 2), (3, 7), (8, 13), (14, 17), (18, 27), (28, 35)],
    heads=[1, 1, 1, 4, 1, 4],
    deps=["nsubj", "ROOT", "obj", "cc", "conj", "obj"],
    lemmas=["he", "hold", "talk", "and", "condemn", "attack"],
)
HELD, TALKS, CONDEMNED, ATTACKS = (WORDS.spans[i] for i in (1, 2, 4, 5))


def test_the_verb_and_the_noun_of_one_happening_match() -> None:
    """Whether the trigger of "held talks" is the verb or the noun makes no difference."""
    assert pairs(WORDS, [("CONSULT", TALKS)], [("CONSULT", HELD)]) == {0: 0}
    assert pairs(WORDS, [("", TALKS)], [("", HELD)], light=True) == {0: 0}


def test_a_verb_that_is_not_light_is_no_trigger_of_its_object() -> None:
    """Without regard to type, condemning is not the attack that is condemned."""
    assert pairs(WORDS, [("", ATTACKS)], [("", CONDEMNED)], light=True) == {}


def test_the_right_place_with_another_type_is_no_match() -> None:
    """Detection asks for trigger and type."""
    assert pairs(WORDS, [("CONSULT", TALKS)], [("NEGOTIATE", TALKS)]) == {}


def test_one_claim_answers_for_one_event() -> None:
    """Two events at one trigger need two claims; overlap goes before the verb of a noun."""
    gold = [("CONSULT", HELD), ("CONSULT", TALKS)]
    assert pairs(WORDS, gold, [("CONSULT", TALKS)]) == {1: 0}


def test_a_cue_told_twice_stands_in_two_places() -> None:
    """The second event with the same words is at their second place."""
    case = {"text": "Kato met Ruiz; Ruiz met Stein.", "events": [{"cue": "met"}, {"cue": "met"}]}
    assert [cue_span(case, wanted, i)[0] for i, wanted in enumerate(case["events"])] == [5, 20]
