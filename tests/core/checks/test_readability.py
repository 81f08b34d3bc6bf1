"""Reading ages: the parts that the formulas count, and the formulas themselves."""

import pytest

from ladder_assess.core.checks.readability import reading_age, sentences_of, syllables, words_of
from ladder_assess.core.checks.wording import PassedOver, wording_problems

SYLLABLES = {
    1: "people hear the asked used came through staff straight",
    2: "people council taken making agreed language decide under lasted ended little",
    3: "decision consider important together volunteer however",
    4: "community authority activity participate",
    5: "organisation accountability participation",
}


def test_syllables_are_those_of_speech_for_nearly_every_word() -> None:
    counted = [
        (word, count)
        for count, words in SYLLABLES.items()
        for word in words.split()
        if (word, count) not in {("people", 1), ("accountability", 5)}
    ]
    wrong = [word for word, count in counted if syllables(word) != count]
    assert len(wrong) <= len(counted) // 20, wrong


def test_words_and_sentences() -> None:
    assert sentences_of("One here. Is it two? 3. Yes!") == ["One here.", "Is it two?", "Yes!"]
    assert words_of("People's co-production, 12 times") == ["People's", "co-production", "times"]


def test_the_formulas_are_those_published() -> None:
    # Six words of nine syllables and 25 letters, none of three syllables, in one sentence.
    ages = reading_age(["We know why Anna planted roses."], ())
    assert ages.flesch_kincaid == pytest.approx(5 + 0.39 * 6 + 11.8 * 9 / 6 - 15.59)
    assert ages.gunning_fog == pytest.approx(5 + 0.4 * 6)
    assert ages.automated_index == pytest.approx(5 + 4.71 * 25 / 6 + 0.5 * 6 - 21.43)


def test_long_words_and_long_sentences_make_a_text_harder() -> None:
    easy = reading_age(["We ask you.", "You say what you want."], ())
    longer = reading_age(["We ask you and you say what you want."], ())
    harder = reading_age(["Organisations consult.", "Participants articulate preferences."], ())
    assert all(a < b for a, b in zip(easy, longer, strict=True))
    assert all(a < b for a, b in zip(longer, harder, strict=True))


def test_familiar_words_do_not_make_a_text_harder() -> None:
    text = ["The organisation asks the community."]
    plain = reading_age(text, {"organisation", "community"})
    assert all(a < b for a, b in zip(plain, reading_age(text, ()), strict=True))


@pytest.mark.parametrize(
    ("ask", "names"),
    [
        ("People are heard.", []),
        ("People are heard and seen.", ["two-ideas"]),
        ("People are heard/seen.", ["two-ideas"]),
        ("The band plays in Sandford.", []),
        ("Health and safety come first.", []),
        ("Health and safety and cost come first.", ["two-ideas"]),
        ("We do not hear people.", ["double-negative"]),
        ("We never hear nothing.", ["double-negative"]),
        ("We never hear people.", []),
        ("We don’t hear people.", ["double-negative"]),
        ("word " * 25, []),
        ("word " * 26, ["too-many-words"]),
    ],
)
def test_what_is_wrong_with_a_question(ask: str, names: list[str]) -> None:
    options = [{"id": "disagree"}, {"id": "agree"}]
    item = {"id": "one", "ask": ask, "options": options}
    over = PassedOver(one_idea=("Health and safety",))
    found = wording_problems({"sections": [{"items": [item]}]}, over)
    assert [str(problem.name) for problem in found] == names


def test_a_question_about_facts_may_hold_a_not() -> None:
    item = {"id": "one", "ask": "Who was not there?", "options": [{"id": "some"}]}
    assert wording_problems({"sections": [{"items": [item]}]}, PassedOver()) == []
