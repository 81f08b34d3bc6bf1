"""`lint`: the files in a directory, or some files with what they refer to."""

import shutil
from pathlib import Path

import pytest

from ladder_assess.services.checks.lint_definitions import (
    ANSWERED,
    CONTRADICTIONS,
    ORDERED,
    PROVED,
    VIGNETTES,
    lint,
)

ROOT = Path(__file__).parents[3] / "questionnaires"


def test_all_definitions_are_checked_and_the_ladder_is_proved() -> None:
    report = lint([], ROOT)
    assert report.problems == ()
    assert [Path(file).name for file in report.checked] == [
        "activity-v2.yaml",
        "enablers-v1.yaml",
        "principles-v1.yaml",
        "engagement-process-v1.yaml",
        "partnership-v1.yaml",
        "officer-survey-v1.yaml",
        "orientation-v1.yaml",
        "participant-voice-v1.yaml",
        "recommendations-v2.yaml",
        "organisation-recommendations-v2.yaml",
        "sources.yaml",
        "consent-v6.yaml",
        "arrangements-v2.yaml",
        "wording.yaml",
        "trials.yaml",
        "vignettes-v1.yaml",
        "case-texts-v1.yaml",
        "worked-cases.json",
        "source-checks.yaml",
    ]
    assert report.proved == (*PROVED, CONTRADICTIONS, ANSWERED, ORDERED, VIGNETTES)
    (first,) = report.earlier
    assert [Path(file).name for file in first.checked] == [
        "activity-v1.yaml",
        "recommendations-v1.yaml",
        "arrangements-v1.yaml",
    ]
    assert first.proved == (*PROVED, ANSWERED)
    assert f"{report.classes:,} classes" in report.summary
    assert "monotone" in report.summary


@pytest.mark.parametrize(
    ("name", "proves"),
    [
        ("activity-v1.yaml", True),
        ("activity-v2.yaml", True),
        ("sources.yaml", False),
        ("recommendations-v1.yaml", False),
        ("recommendations-v2.yaml", False),
        ("organisation-recommendations-v1.yaml", False),
        ("organisation-recommendations-v2.yaml", False),
        ("worked-cases.json", False),
        ("consent-v6.yaml", False),
        ("arrangements-v1.yaml", False),
        ("arrangements-v2.yaml", False),
        ("enablers-v1.yaml", False),
        ("participant-voice-v1.yaml", False),
        ("wording.yaml", False),
        ("trials.yaml", False),
        ("vignettes-v1.yaml", False),
        ("case-texts-v1.yaml", False),
        ("source-checks.yaml", False),
    ],
)
def test_a_named_file_is_recognised_wherever_it_lies(
    tmp_path: Path, name: str, proves: bool
) -> None:
    file = tmp_path / f"mine{Path(name).suffix}"
    shutil.copy(ROOT / name, file)
    report = lint([file], ROOT)
    assert report.problems == ()
    assert report.checked == (str(file),)
    assert bool(report.proved) == proves


def test_only_problems_of_the_named_files_are_reported(tmp_path: Path) -> None:
    shutil.copy(ROOT / "activity-v1.yaml", tmp_path)
    sources = tmp_path / "sources.yaml"
    sources.write_text("sources:\n  - {key: other-2000, cite: Other., short: Other}\n", "utf-8")
    assert lint([sources], ROOT).problems == ()
    report = lint([tmp_path / "activity-v1.yaml"], ROOT)
    assert {problem.name for problem in report.problems} == {"unknown-source"}
    assert report.proved == ()
    assert report.summary == f"{len(report.problems)} problems found."


def test_what_stands_beside_a_file_and_cannot_be_read_is_reported_too(tmp_path: Path) -> None:
    shutil.copy(ROOT / "activity-v1.yaml", tmp_path)
    (tmp_path / "sources.yaml").write_text("sources: [\n", "utf-8")
    report = lint([tmp_path / "activity-v1.yaml"], ROOT)
    assert [(Path(p.file).name, p.name) for p in report.problems] == [("sources.yaml", "not-yaml")]


def test_a_problem_is_reported_once_with_the_file_as_it_was_named(tmp_path: Path) -> None:
    file = tmp_path / "activity-v1.yaml"
    text = (ROOT / "activity-v1.yaml").read_text("utf-8")
    file.write_text(text.replace("- not: chain >= 6", "- not: chain >= 9"), "utf-8")
    (problem,) = lint([file, file], ROOT).problems
    assert str(problem).startswith(f"{file}:{problem.line}: unknown-option: ")


@pytest.mark.thorough
def test_problems_of_an_earlier_version_of_the_rules_are_found(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ROOT, tmp_path / "questionnaires"))
    first = copy / "activity-v1.yaml"
    text = first.read_text("utf-8").replace("decision_rule >= joint, resources", "resources")
    first.write_text(text.replace("resources is none]", "resources is non]"), "utf-8")
    (problem,) = lint([], copy).problems
    assert str(problem).startswith(f"{first}:{problem.line}: unknown-option: ")


@pytest.mark.thorough
def test_the_newest_recommendations_must_answer_the_earlier_rules_too(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ROOT, tmp_path / "questionnaires"))
    for name, before, after in (
        ("activity-v2.yaml", "  - id: hand_picked\n", "  - id: picked_by_hand\n"),
        ("recommendations-v2.yaml", "{caution: hand_picked}", "{caution: picked_by_hand}"),
    ):
        text = (copy / name).read_text("utf-8")
        assert text.count(before) == 1
        (copy / name).write_text(text.replace(before, after), "utf-8")
    cases = copy / "worked-cases.json"
    cases.write_text(cases.read_text("utf-8"), "utf-8")
    (problem,) = lint([], copy).problems
    assert Path(problem.file).name == "recommendations-v2.yaml"
    assert problem.message == "no recommendation answers caution: hand_picked"


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match=r"nowhere\.yaml"):
        lint([Path("nowhere.yaml")], ROOT)
