"""Words of a file that are no answers are read as somebody said that they are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE
from ladder_assess.core.register.cells import LEFT_EMPTY, accepted_texts
from ladder_assess.core.register.columns import ID, RegisterColumn, fold, register_columns
from ladder_assess.core.register.flaws import BadRow
from ladder_assess.core.register.meanings.everyday_words import ANSWERS, DONE
from ladder_assess.core.register.meanings.likely import LikelyAnswers
from ladder_assess.core.register.meanings.said import (
    LONGEST,
    MEANS,
    MOST,
    OPEN,
    Meanings,
    answers_of,
    meaning_key,
    meanings_from,
)
from ladder_assess.core.register.rows.facts import RowRules
from ladder_assess.core.register.rows.reader import RowReader
from tests.support.command import rules

QUESTIONNAIRE = rules().definitions.questionnaire
COLUMNS = register_columns(QUESTIONNAIRE)
CHOICES = [column for column in COLUMNS.values() if answers_of(column)]
ONE = [column for column in CHOICES if column.item and column.item.answer != "many"]
MANY = [column for column in CHOICES if column.item and column.item.answer == "many"]
LIKELY = LikelyAnswers(QUESTIONNAIRE)
WORDS = st.text("abcdefghij äß", min_size=4, max_size=20).map(lambda text: f"z{text.strip()}q")


def reader(column: RegisterColumn, said: Meanings) -> RowReader:
    return RowReader(QUESTIONNAIRE, ("ref", "its"), (COLUMNS[ID], column), RowRules(means=said))


def read(column: RegisterColumn, text: str, said: Meanings) -> object:
    """What is read of a cell; "wrong" where it is none of the answers."""
    try:
        return reader(column, said).read(["a", text], {}).facts.get(column.key)
    except BadRow as bad:
        return "wrong" if {flaw.id for flaw in bad.flaws} <= {"option", "rung"} else bad.flaws


@given(st.data(), WORDS)
def test_a_word_is_read_as_it_was_said(data: st.DataObject, word: str) -> None:
    column = data.draw(st.sampled_from(ONE))
    answer = data.draw(st.sampled_from(answers_of(column)))
    said = {(column.name, fold(word)): answer}
    assert read(column, word, {}) == "wrong"
    assert read(column, word.upper(), said) == read(column, answer, {})
    assert read(column, f"{word}x", said) == "wrong", "another word is not meant"
    assert read(column, word, {(column.name, fold(word)): LEFT_EMPTY}) is None
    others = [other for other in CHOICES if other is not column]
    assert read(data.draw(st.sampled_from(others)), word, said) == "wrong"


@pytest.mark.parametrize("column", CHOICES, ids=lambda column: str(column.name))
def test_an_answer_is_one_whatever_somebody_said(column: RegisterColumn) -> None:
    first, *_, last = answers_of(column)
    texts = accepted_texts(column.item) if column.item and column.item.options else {"3": "3"}
    for text in texts:
        said = {(column.name, fold(text)): last if texts[text] != last else first}
        assert read(column, text, said) == read(column, text, {})


@given(st.data(), st.sampled_from([";", "; ", "\n", ",", ", "]))
def test_of_several_answers_each_is_read_as_it_was_said(data: st.DataObject, between: str) -> None:
    column = data.draw(st.sampled_from(MANY))
    assert column.item
    options = list(column.item.option_ids)
    known = data.draw(st.lists(st.sampled_from(options), unique=True, max_size=2))
    meant = data.draw(st.lists(st.sampled_from([*options, LEFT_EMPTY]), min_size=1, max_size=3))
    words = [f"own word {at}" for at in range(len(meant))]
    said = {(column.name, word): answer for word, answer in zip(words, meant, strict=True)}
    text = between.join([*known, *words])
    wanted = {*known, *meant} - {LEFT_EMPTY}
    found = read(column, text, said)
    if len(known) == len({*known} - {*meant}):
        assert found == (tuple(o for o in options if o in wanted) if wanted else None)
    met = reader(column, {}).answers
    met.note(1, text)
    assert [word for _, word, _ in met.strange_words()] == words, "each of them is asked about"


def test_what_was_said_is_remembered_by_column_and_word() -> None:
    answers = {(c.name, "some word"): a for c in CHOICES for a in answers_of(c)}
    remembered = {meaning_key(name, "Some  Word"): a for (name, _), a in answers.items()}
    assert meanings_from(remembered, COLUMNS) == answers
    odd = {
        meaning_key(CHOICES[0].name, "a"): "no such answer",
        meaning_key(CHOICES[0].name, "b"): OPEN,
        meaning_key("no such column", "c"): LEFT_EMPTY,
        meaning_key("name", "d"): NONE_OF_THESE,
        "seats": "seats",
        f"{MEANS}{CHOICES[0].name}\ne": LEFT_EMPTY,
    }
    assert meanings_from(odd, COLUMNS) == {(CHOICES[0].name, "e"): LEFT_EMPTY}


def test_words_are_counted_and_texts_are_no_words() -> None:
    column = ONE[0]
    said = {(column.name, "known word"): answers_of(column)[0]}
    found = reader(column, said)
    for text, times in (("Odd", 2), ("ODD ", 1), ("Known word", 2), ("x" * (LONGEST + 1), 5)):
        for _ in range(times):
            try:
                found.read(["a", text], {})
            except BadRow:
                continue
    assert found.answers.strange_words() == ((1, "Odd", 3),)
    assert found.answers.meant_words() == ((1, "Known word", answers_of(column)[0], 2),)
    for at in range(2 * MOST):
        found.answers.note(1, f"word {at}")
    assert (len(found.answers.strange_words()), len(found.answers.strange)) == (MOST, 2 * MOST + 1)


def test_texts_and_codes_have_no_words_for_answers() -> None:
    for name in ("name", "description", "start_date", "id", "people_took_part", "note.seats"):
        assert answers_of(COLUMNS[name]) == ()


@pytest.mark.parametrize(
    ("column", "word", "answer"),
    [
        ("claimed_rung", "Consult", "4"),
        ("claimed_rung", "informed", "3"),
        ("claimed_rung", "PARTNERS", "6"),
        ("claimed_rung", "Citizens", OPEN),
        ("claimed_rung", "Citizens jury", OPEN),
        ("claimed_rung", "Consultation and more", "4"),
        ("claimed_rung", "Consult / involve", "4"),
        ("claimed_rung", "Involve", "5"),
        ("claimed_rung", "Co-production", "6"),
        ("claimed_rung", "Level 4", "4"),
        ("claimed_rung", "4/8", "4"),
        ("claimed_rung", "45", OPEN),
        ("claimed_rung", "Tokenism", OPEN),
        ("claimed_rung", "Not consulted", OPEN),
        ("claimed_rung", "Somewhere between partnership and more, said without doubt", "6"),
        ("claimed_rung", "Half of it is ours and nothing goes without us: a partnership", "6"),
        ("claimed_rung", "Nothing", "0"),
        ("response", "Y", LEFT_EMPTY),
        ("response", "No", LEFT_EMPTY),
        ("response", "Yes - published on our site", LEFT_EMPTY),
        ("response", "People must be told", OPEN),
        ("response", "We must report back", "reported_back"),
        ("information", "Yes", LEFT_EMPTY),
        ("information", "Independent advice", "commissioned"),
        ("response", "ignored", OPEN),
        ("decision_rule", "Cabinet member", "organisation"),
        ("decision_rule", "Cabinet member after panel's advice", "advised"),
        ("decision_rule", "Cabinet, on the advice of the tenants' panel", "advised"),
        ("decision_rule", "Cabinet on officers' advice", "organisation"),
        ("decision_rule", "Cabinet, not after the panel's advice", "organisation"),
        ("decision_rule", "Joint panel of residents and officers", "joint"),
        ("decision_rule", "Residents or officers", OPEN),
        ("decision_rule", "Friends groups with officers", OPEN),
        ("decision_rule", "Cabinet with officers", "organisation"),
        ("decision_rule", "Head of housing", "organisation"),
        ("decision_rule", "Comms", "organisation"),
        ("decision_rule", "Steering group (half residents)", "joint"),
        ("decision_rule", "Tenants' board", "community"),
        ("dialogue", "Leaflet", "none"),
        ("claimed_rung", "y", OPEN),
        ("asset_transfer", "Y", "yes"),
        ("asset_transfer", "n", "no"),
        ("asset_transfer", "maybe", OPEN),
        ("purpose", "n", OPEN),
    ],
)
def test_what_a_word_most_likely_means_is_filled_in(column: str, word: str, answer: str) -> None:
    assert LIKELY.answer(COLUMNS[column], word) == answer


@pytest.mark.parametrize("answer", ["none", "considered", "reported_back"])
def test_a_word_of_feedback_does_not_contradict_who_decides(answer: str) -> None:
    """“Y” made “what people say does not bind anyone”, beside “the community decides”."""
    columns = (COLUMNS[ID], COLUMNS["decision_rule"], COLUMNS["response"])
    said = {("response", "y"): answer, ("decision_rule", "tenants"): "community"}
    found = RowReader(QUESTIONNAIRE, ("ref", "who", "told"), columns, RowRules(means=said))
    assert found.read(["a", "Tenants", "Y"], {}).facts == {"decision_rule": "community"}
    assert found.met.not_owed == 1
    assert found.read(["b", "organisation", "Y"], {}).facts["response"] == answer
    assert found.read(["c", "Tenants", answer], {}).facts["response"] == answer, "as it wrote"
    assert found.met.not_owed == 1


@given(st.sampled_from(CHOICES), st.text(max_size=20))
def test_what_is_filled_in_is_an_answer(column: RegisterColumn, word: str) -> None:
    found = LIKELY.answer(column, word)
    assert found in (OPEN, LEFT_EMPTY) or found in answers_of(column)


def test_words_of_every_day_stand_for_answers_that_there_are() -> None:
    for name, answers in ANSWERS.items():
        column = COLUMNS[name]
        assert {*answers} <= {*answers_of(column), DONE}, name
        assert all(word == fold(word) for words in answers.values() for word in words), name
        said = [word for words in answers.values() for word in words]
        twice = {word for word in said if said.count(word) > 1}
        assert all(LIKELY.answer(column, word) == OPEN for word in twice), name


@given(st.sampled_from([*ANSWERS]), st.data())
def test_a_word_of_every_day_is_proposed_alone_and_in_a_text(
    name: str, data: st.DataObject
) -> None:
    answer = data.draw(st.sampled_from([*ANSWERS[name]]))
    word = data.draw(st.sampled_from(ANSWERS[name][answer]))
    answer = LEFT_EMPTY if answer == DONE else answer
    found = LIKELY.answer(COLUMNS[name], word)
    assert found in (answer, OPEN)
    if found != OPEN:
        assert LIKELY.answer(COLUMNS[name], f"  {word.upper()}. ") == answer
        assert LIKELY.fits(COLUMNS[name], word)
    assert not LIKELY.fits(COLUMNS[name], f"{word} " * 7)
