"""Reading the definitions: YAML with lines, and everything in its core type."""

import shutil
from pathlib import Path

import pytest

from ladder_assess.core.checks.problems import Name
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.plan.plan import Trigger
from ladder_assess.storage.common.yaml_source import Document, read_yaml
from ladder_assess.storage.questionnaire.definition_names import INSTRUMENTS
from ladder_assess.storage.questionnaire.definitions import (
    InvalidDefinition,
    instrument_ids,
    load,
    load_instrument,
    load_questionnaire,
    newest,
    versions_of_rules,
)

ROOT = Path(__file__).parents[3] / "questionnaires"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "questionnaires"))


def read(tmp_path: Path, text: str | bytes) -> Document:
    file = tmp_path / "a.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(file)


def test_the_real_definitions_load() -> None:
    definitions = load(ROOT)
    assert definitions.questionnaire.id == "activity"
    assert len(definitions.questionnaire.evidence) == 14
    assert definitions.sources["arnstein-1969"].short.startswith("Arnstein")
    found = definitions.library.by_trigger[Trigger("caution", "hand_picked")]
    assert found.source in definitions.sources
    for case in definitions.cases:
        assert read_activity(definitions.questionnaire, dict(case.record)).id == case.id


def test_every_instrument_loads_and_scores_what_domain_md_says() -> None:
    found = load(ROOT).instruments
    assert list(found) == list(INSTRUMENTS)
    assert [name for name, instrument in found.items() if instrument.has_short_form] == [
        name for name, instrument in found.items() if instrument.dimensions
    ]
    assert len(found["principles"].dimensions) == 10
    assert len(found["engagement-process"].forms) == 3
    assert found["partnership"].classification is not None
    assert all(published.item for published in found["officer-survey"].published)


def test_one_instrument_is_read_without_the_others(copy: Path) -> None:
    for file in copy.glob("principles-v*.yaml"):
        file.write_text("sections: [\n", "utf-8")
    assert load_instrument(copy, "enablers").stamp == "enablers-v1"
    assert instrument_ids(copy) == INSTRUMENTS
    with pytest.raises(InvalidDefinition):
        load_instrument(copy, "principles")
    with pytest.raises(InvalidDefinition):
        load(copy)


def test_an_instrument_is_added_by_adding_its_file(copy: Path) -> None:
    added = Path(__file__).parents[2] / "core" / "example-v1.yaml"
    shutil.copy(added, copy)
    assert list(load(copy).instruments) == [*INSTRUMENTS, "example"]
    (copy / "participant-voice-v1.yaml").unlink()
    with pytest.raises(FileNotFoundError):
        load(copy)


def test_every_problem_is_raised_at_once_with_file_and_line(copy: Path) -> None:
    questionnaire, sources = copy / "activity-v2.yaml", copy / "sources.yaml"
    text = questionnaire.read_text("utf-8").replace("when_unknown: listen", "when_unknown: lissen")
    questionnaire.write_text(text, "utf-8")
    sources.write_text(sources.read_text("utf-8") + "extra: 1\n", "utf-8")
    with pytest.raises(InvalidDefinition) as raised:
        load(copy)
    first, second = raised.value.problems
    assert first.name == Name.UNKNOWN_OPTION
    assert text.split("\n")[first.line - 1].strip() == "when_unknown: lissen"
    assert str(first).startswith(f"{questionnaire}:{first.line}: unknown-option: ")
    assert (second.file, second.name) == (str(sources), Name.UNEXPECTED)
    assert str(raised.value).count("\n") == 1


def test_earlier_rules_are_read_beside_the_newest_and_must_be_sound(copy: Path) -> None:
    assert list(load(copy).earlier_rules) == ["activity-v1"]
    assert load_questionnaire(copy).stamp == "activity-v2"
    assert load_questionnaire(copy, "activity-v1").stamp == "activity-v1"
    assert versions_of_rules(copy) == ("activity-v2", "activity-v1")
    first = copy / "activity-v1.yaml"
    text = first.read_text("utf-8").replace("when_unknown: listen", "when_unknown: lissen")
    first.write_text(text, "utf-8")
    with pytest.raises(InvalidDefinition, match=r"activity-v1\.yaml:.*lissen"):
        load(copy)


def test_the_newest_version_is_read_by_number(tmp_path: Path) -> None:
    for version in ("2", "10", "x"):
        (tmp_path / f"activity-v{version}.yaml").touch()
    assert newest(tmp_path, "activity").name == "activity-v10.yaml"
    with pytest.raises(FileNotFoundError):
        newest(tmp_path, "recommendations")


def test_yes_and_no_are_words(tmp_path: Path) -> None:
    document = read(tmp_path, "a: yes\nb: no\nc: on\nd: true\ne: 12\nf: 2020-01-01\ng:\nh: 1.5\n")
    assert document.problems == []
    assert document.data == {
        "a": "yes",
        "b": "no",
        "c": "on",
        "d": True,
        "e": 12,
        "f": "2020-01-01",
        "g": None,
        "h": "1.5",
    }


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    document = read(
        tmp_path, "# top\na:\n  - b: 1\n    c: >-\n      long\n  - {d: [x,\n      y]}\n"
    )
    lines = {
        ("a",): 2,
        ("a", 0): 3,
        ("a", 0, "c"): 4,
        ("a", 1, "d"): 6,
        ("a", 1, "d", 1): 7,
        ("a", 1, "d", 1, "nowhere"): 7,
        ("z",): 2,
    }
    assert {path: document.line(path) for path in lines} == lines


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    document = read(tmp_path, b"\xef\xbb\xbfa: 1\r\nb:\r\n  - c\r\n")
    assert document.data == {"a": 1, "b": ["c"]}
    assert document.line(("b", 0)) == 3


def test_a_small_file_cannot_grow_without_end(tmp_path: Path) -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30))
    document = read(tmp_path, f"l0: &l0 lol\n{levels}\n")
    assert {problem.name for problem in document.problems} == {Name.ANCHOR}
    assert document.data is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a: &x 1\nb: &x 2\n", Name.ANCHOR),
        ("a: *nowhere\n", Name.NOT_YAML),
        ("a: &x [*x]\n", Name.ANCHOR),
        ("a: !!int word\n", None),
        ("a: !own 1\n", Name.CUSTOM_TAG),
        ("a: 1\n...\nb: 1\n", Name.SEVERAL_DOCUMENTS),
        ("a: 'never closed\n", Name.NOT_YAML),
        ("- " * 5000 + "x", Name.TOO_DEEP),
        ("{" * 5000, Name.TOO_DEEP),
    ],
)
def test_what_is_not_plain_yaml_is_a_problem(tmp_path: Path, text: str, name: Name | None) -> None:
    assert {problem.name for problem in read(tmp_path, text).problems} == (
        {name} if name else set()
    )


def test_older_versions_of_instruments_are_kept_at_hand(copy: Path) -> None:
    assert load(copy).earlier == {}
    first = (copy / "principles-v1.yaml").read_text("utf-8")
    (copy / "principles-v2.yaml").write_text(first.replace("\nversion: 1", "\nversion: 2"), "utf-8")
    found = load(copy)
    assert found.instruments["principles"].version == 2
    assert {stamp: old.version for stamp, old in found.earlier.items()} == {"principles-v1": 1}


def test_an_older_version_that_is_not_sound_is_refused(copy: Path) -> None:
    first = (copy / "principles-v1.yaml").read_text("utf-8")
    (copy / "principles-v2.yaml").write_text(first.replace("\nversion: 1", "\nversion: 2"), "utf-8")
    (copy / "principles-v1.yaml").write_text("id: principles\n", "utf-8")
    with pytest.raises(InvalidDefinition, match="principles-v1"):
        load(copy)
