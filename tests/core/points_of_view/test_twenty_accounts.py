"""The trial of twenty accounts: every figure shown of it follows from what readers wrote."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ladder_assess.core.activities.trials import Trial
from ladder_assess.core.common.agreement import RaterAgreement
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.points_of_view.raters import (
    PlacedReading,
    RaterAnswers,
    RatersCompared,
    compare_raters,
)
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.services.points_of_view.compare_raters import chance
from ladder_assess.storage.questionnaire.definitions import Definitions
from tests.support.command import run

pytestmark = pytest.mark.thorough

TOP = Path(__file__).parents[3]
FILES = TOP / "questionnaires" / "trials"
GUIDE = TOP / "ladder_assess" / "guides" / "method" / "ladder.md"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FILES / name).read_text("utf-8").splitlines()]


@cache
def accounts() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in lines("twenty-accounts.jsonl")}


@pytest.fixture(scope="module")
def trial(definitions: Definitions) -> Trial:
    return next(each for each in definitions.tried.trials if each.id == "twenty-accounts")


@pytest.fixture(scope="module")
def compared(definitions: Definitions) -> RatersCompared:
    assessor = Assessor(definitions.questionnaire)
    assert definitions.questionnaire.stamp == "activity-v2", "the trial was of this version"
    readings = [
        RaterAnswers(rater, activity.id, activity.answers)
        for row in lines("twenty-readings.jsonl")
        for rater in [row.pop("rater")]
        for activity in [read_activity(definitions.questionnaire, row)]
    ]
    return compare_raters(assessor, readings, chance)


@pytest.fixture(scope="module")
def placed(compared: RatersCompared) -> list[PlacedReading]:
    return [each for case in compared.cases for each in case.readings]


def within(each: PlacedReading, more: int = 0) -> bool:
    """Does a placement lie wholly in its writer's range, or `more` rungs beside it at most?"""
    assert each.rungs is not None
    low, high = accounts()[each.reading.case]["rungs"]
    return bool(low - more <= each.rungs.low and each.rungs.high <= high + more)


def single(each: PlacedReading) -> bool:
    low, high = accounts()[each.reading.case]["rungs"]
    return bool(low == high)


def share(found: list[bool]) -> str:
    return f"{sum(found)} of {len(found)} ({100 * sum(found) / len(found):.0f} %)"


def test_the_accounts_are_as_many_and_as_varied_as_said(
    trial: Trial, compared: RatersCompared
) -> None:
    assert (len(accounts()), len(compared.raters)) == (trial.texts, trial.readers)
    assert compared.readings == trial.texts * trial.readers
    ranges = [row["rungs"] for row in accounts().values() if row["rungs"]]
    assert {rung for low, high in ranges for rung in range(low, high + 1)} == set(range(9))
    assert all(120 <= len(row["text"].split()) <= 220 for row in accounts().values())


def test_every_figure_of_placements_follows(
    trial: Trial, compared: RatersCompared, placed: list[PlacedReading]
) -> None:
    on_ladder = [each for each in placed if accounts()[each.reading.case]["rungs"]]
    assert all(each.rungs is None for each in placed if each not in on_ladder)
    figures = [
        with_limits(compared.placement),
        with_limits(compared.kind),
        share([within(each) for each in on_ladder if single(each)]),
        share([within(each) for each in on_ladder]),
        share([within(each, 1) for each in on_ladder]),
        share([each.rungs is not None and not each.rungs.width for each in on_ladder]),
        share([each.kind == accounts()[each.reading.case]["kind"] for each in placed]),
        f"{sum('information' not in each.reading.answers for each in placed)} of {len(placed)}",
    ]
    assert [figure.value for figure in trial.figures] == figures


def test_what_readers_placed_otherwise_is_told(trial: Trial, placed: list[PlacedReading]) -> None:
    off = {each.reading.case for each in placed if each.rungs and not within(each)}
    assert sorted(off) == ["v08", "v17", "v20"]
    assert any("three accounts" in says for says in trial.means)


def test_every_figure_of_a_question_follows(
    trial: Trial, compared: RatersCompared, placed: list[PlacedReading]
) -> None:
    shown = {row.item: (row.alpha, row.same) for row in trial.items}
    assert shown == {
        found.item: (with_limits(found.agreed), same(found.item, placed))
        for found in compared.items
    }


def test_the_figures_are_those_that_the_command_gives(trial: Trial) -> None:
    """Another beginning of the samples gave other limits, to the second place."""
    done = run("agreement", str(FILES / "twenty-readings.jsonl"), "--json")
    given = json.loads(done.out)
    shown = {row.item: row.alpha for row in trial.items}
    assert shown == {item: in_words(row) for item, row in given["items"].items()}
    placed, kinds = (figure.value for figure in trial.figures[:2])
    assert (placed, kinds) == (in_words(given["placement"]["middle"]), in_words(given["kind"]))


def test_the_guide_to_the_method_gives_the_same_figures(trial: Trial) -> None:
    guide = " ".join(GUIDE.read_text("utf-8").split())
    placed, kinds, exact, within_range, near, _, kind, _ = (f.value for f in trial.figures)
    for value in (placed, kinds):
        limits, n = value.split(", n = ")
        assert re.search(rf"{re.escape(limits)} over {n}\b", guide), value
    for value in (exact, within_range, near, kind):
        assert value.partition(" (")[0] in guide
    for row in trial.items:
        assert f"| `{row.item}` | {row.alpha} | {row.same} |" in guide


def in_words(row: dict[str, float]) -> str:
    return f"{row['alpha']:.2f} ({row['low']:.2f} to {row['high']:.2f}), n = {row['cases']}"


def with_limits(found: RaterAgreement) -> str:
    """Alpha with its 95 % interval and the number of texts that it is about."""
    return f"{found.alpha:.2f} ({found.low:.2f} to {found.high:.2f}), n = {found.cases}"


def same(item: str, placed: list[PlacedReading]) -> str:
    """How often readers answer as the writer did, where the writer gave an answer."""
    pairs: Iterator[tuple[Any, Answer | None]] = (
        (accounts()[each.reading.case]["answers"].get(item), each.reading.answers.get(item))
        for each in placed
    )
    return share([alike(wrote, read) for wrote, read in pairs if wrote is not None])


def alike(wrote: Any, read: Answer | None) -> bool:
    if isinstance(wrote, str) or read is None:
        return bool(read == wrote)
    return set(wrote) == set(read)
