"""Each topic of a questionnaire says what good looks like, in few and plain words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ladder_assess.core.checks.readability import reading_age, sentences_of
from ladder_assess.core.checks.wording import OLDEST, passed_over
from ladder_assess.core.instruments.instrument import Dimension, Instrument
from ladder_assess.services.checks.lint_definitions import lint
from ladder_assess.storage.common.yaml_source import read_yaml
from ladder_assess.storage.questionnaire.definitions import load

ROOT = Path(__file__).parents[3] / "questionnaires"
INSTRUMENTS = [found for found in load(ROOT).instruments.values() if found.dimensions]
# The only topics of which nothing is said, or no example given, each with the reason.
NEITHER_END_IS_BETTER = {"orientation.transformative": "it has two poles"}
NO_EXAMPLE = {"enablers.conflict": "no source at hand tells what somebody did about it"}


def topics() -> Iterator[tuple[str, Dimension]]:
    for instrument in INSTRUMENTS:
        for dimension in instrument.dimensions:
            yield f"{instrument.id}.{dimension.id}", dimension


def test_every_topic_says_what_good_looks_like_but_for_those_without_a_good_end() -> None:
    without = {name for name, dimension in topics() if dimension.well is None}
    assert without == NEITHER_END_IS_BETTER.keys()
    assert without == {name for name, dimension in topics() if dimension.poles}
    assert len(list(topics())) > 40


def test_every_topic_has_an_example_but_for_those_of_which_no_source_tells_one() -> None:
    told = [(name, dimension.well) for name, dimension in topics() if dimension.well]
    assert {name for name, well in told if well.example is None} == NO_EXAMPLE.keys()


def test_each_is_one_sentence_and_none_says_what_another_says() -> None:
    said = [
        cited.text
        for _, dimension in topics()
        for cited in (dimension.well, dimension.well and dimension.well.example)
        if cited
    ]
    assert [text for text in said if len(sentences_of(text)) != 1 or text[-1] != "."] == []
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda found: str(found.id))
def test_they_are_for_readers_of_twelve(instrument: Instrument) -> None:
    """By two of three formulas, as all that people answer is; the third counts long words alone."""
    wells = [dimension.well for dimension in instrument.dimensions if dimension.well]
    if not wells:
        return
    texts = [text for well in wells for text in (well.text, well.example and well.example.text)]
    familiar = passed_over(read_yaml(ROOT / "wording.yaml").data).familiar
    ages = reading_age([text for text in texts if text], familiar)
    assert sorted(ages)[1] <= OLDEST, ages


def test_lint_refuses_a_key_that_no_source_has(tmp_path: Path) -> None:
    """Of the example too, which may be another source than that of the sentence before it."""
    text = (ROOT / "enablers-v1.yaml").read_text("utf-8")
    example = (
        "On one estate in Darlington, the council worked with people each week for nine months."
    )
    known = f"{example}\n        source: apse-tuc-2013\n      source: jrf-2008"
    assert text.count(known) == 1
    unknown = known.replace("apse-tuc-2013", "apse-tuc-2031").replace("jrf-2008", "jrf-2080")
    file = tmp_path / "enablers-v1.yaml"
    file.write_text(text.replace(known, unknown), "utf-8")
    found = [(p.name, p.message) for p in lint([file], ROOT).problems]
    assert [name for name, _ in found if name == "unknown-source"] == ["unknown-source"] * 2, found
    for key in ("apse-tuc-2013", "jrf-2008"):
        assert any(f"did you mean `{key}`?" in message for _, message in found)
