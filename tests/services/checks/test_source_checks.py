"""Whatever cites a source was read beside it, as it stands, and the guide counts what was read."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ladder_assess.core.checks.source_checks import claims_in, digest_of
from ladder_assess.services.checks.lint_definitions import lint
from ladder_assess.storage.common.yaml_source import read_yaml
from ladder_assess.storage.questionnaire.definition_files import Located

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[3] / "questionnaires"
GUIDE = Path(__file__).parents[3] / "ladder_assess" / "guides" / "method" / "sources.md"
READINGS = "source-checks.yaml"
# The columns of the guide's table, each with what is counted in it.
COLUMNS = (
    ("says",),
    ("reworded",),
    ("summary",),
    ("asks",),
    ("ours",),
    ("says_less", "not_at_hand"),
)
ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (\d+) \| ((?:\d* \| ){6})(.+) \|$", re.MULTILINE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "questionnaires"))


def after(copy: Path, name: str, before: str, text: str) -> tuple[Located, ...]:
    """What lint finds once a text of one file is another."""
    file = copy / name
    whole = file.read_text("utf-8")
    assert whole.count(before) == 1
    file.write_text(whole.replace(before, text), "utf-8")
    return lint([copy / READINGS], copy).problems


def groups(key: str = "") -> Iterator[dict[str, Any]]:
    for source in read_yaml(ROOT / READINGS).data["beside"]:
        if key in ("", source["key"]):
            yield from source["found"]


def test_everything_that_cites_a_source_was_read_beside_it() -> None:
    assert lint([ROOT / READINGS], ROOT).problems == ()


def test_what_was_changed_since_it_was_read_is_named_where_it_stands(copy: Path) -> None:
    words = "Calling\n      it co-creation does not say who answers for these."
    (found,) = after(copy, "recommendations-v2.yaml", words, "Calling it so hides who answers.")
    assert (Path(found.file).name, found.name) == ("recommendations-v2.yaml", "not-read")
    assert "`recommendations/describe-the-transfer-as-a-transfer` was changed" in found.message
    line = Path(found.file).read_text("utf-8").split("\n")[found.line - 1]
    assert line == "  - id: describe-the-transfer-as-a-transfer"
    # Noted as the message says, it is read.
    name, digest = re.search(r"`([^`]+): ([a-p]{8})`", found.message).groups()  # type: ignore[union-attr]
    readings = (copy / READINGS).read_text("utf-8")
    noted = re.sub(rf"{re.escape(name)}: \w+", f"{name}: {digest}", readings)
    (copy / READINGS).write_text(noted, "utf-8")
    assert lint([copy / READINGS], copy).problems == ()


def test_a_source_exchanged_for_another_is_read_anew(copy: Path) -> None:
    words = "source: jrf-2008\n    effort: small\n    who: The head of service"
    other = words.replace("jrf-2008", "cao-2020")
    name = "organisation-recommendations-v2.yaml"
    unread, nothing = sorted(after(copy, name, words, other), key=lambda found: found.name)
    assert (unread.name, Path(unread.file).name) == ("not-read", name)
    assert "was not read beside `cao-2020`" in unread.message
    assert (nothing.name, Path(nothing.file).name) == ("reads-nothing", READINGS)
    assert "`recommendations/ask-leaders-to-champion-it` cites `jrf-2008`" in nothing.message


def test_a_new_claim_is_not_taken_for_read(copy: Path) -> None:
    words = "  - rung: 0\n    name: Off the ladder\n"
    cites = words + "    source: arnstein-1969\n"
    (found,) = after(copy, "activity-v2.yaml", words, cites)
    assert found.message.startswith("`rungs/0` was not read beside `arnstein-1969`")


def test_a_reading_of_nothing_and_one_that_stands_twice_are_named(copy: Path) -> None:
    group = next(groups("quirk-2007"))
    ((name, digest),) = group["claims"].items()
    again = (
        f"          {name}: {digest}\n      - in: arrangements\n        as: ours\n        claims:\n"
        f"          {name}: {digest}\n          arrangements/no-such-form: {digest}"
    )
    found = after(copy, READINGS, f"          {name}: {digest}", again)
    assert {problem.name for problem in found} == {"repeated", "reads-nothing"}
    assert "nothing in arrangements called `arrangements/no-such-form`" in found[1].message


def test_a_key_of_no_source_is_named(copy: Path) -> None:
    found = after(copy, READINGS, "key: quirk-2007", "key: quirk-2008")
    assert {problem.name for problem in found} == {"unknown-source", "reads-nothing", "not-read"}
    assert "did you mean `quirk-2007`?" in found[0].message


def test_a_verdict_that_there_is_not_is_named(copy: Path) -> None:
    there = 'as: ours\n        at: "§3.4"'
    (found,) = after(copy, READINGS, there, there.replace("ours", "true"))
    assert found.name == "wrong-value", found
    assert "says" in found.message


def test_lint_of_everything_looks_at_readings_last(copy: Path) -> None:
    """So that one mistake is not told twice, and the readings are told where all else is sound."""
    words = "  - rung: 0\n    name: Off the ladder\n"
    file = copy / "activity-v2.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(words, words + "    source: arnstein-1968\n"), "utf-8")
    assert {found.name for found in lint([], copy).problems} == {"unknown-source"}


def test_a_digest_changes_with_what_is_said_and_with_nothing_else() -> None:
    said = {"why": "Because.", "source": "a-2000", "expected": {"low": 3}, "needs": [
        {"because": "So.", "source": "b-2000"}, {"because": "Ours."}]}  # fmt: skip
    digest = digest_of(said)
    assert re.fullmatch("[a-p]{8}", digest)
    for same in (
        {**said, "expected": {"low": 4}},
        {**said, "needs": [{"because": "Not so.", "source": "b-2000"}, {"because": "Ours."}]},
        dict(reversed(said.items())),
    ):
        assert digest_of(same) == digest
    for other in (
        {**said, "why": "because."},
        {**said, "source": "b-2000"},
        {**said, "needs": [{"because": "So.", "source": "b-2000"}, {"because": "Mine."}]},
    ):
        assert digest_of(other) != digest
    assert [claim.name for claim in claims_in({"rows": [said]})] == ["rows/0", "rows/0/needs/0"]


def test_whoever_finds_less_or_nothing_says_what() -> None:
    for group in groups():
        if group["as"] in ("reworded", "says_less", "not_at_hand"):
            assert group.get("note"), group
        assert group.get("at") or group["as"] in ("ours", "asks", "not_at_hand"), group


def test_the_guide_counts_what_was_read_beside_each_source() -> None:
    """A number that is off would tell readers that more was checked than was."""
    rows = ROW.findall(GUIDE.read_text("utf-8"))
    counted: dict[str, Counter[str]] = {}
    for source in read_yaml(ROOT / READINGS).data["beside"]:
        count = counted.setdefault(source["key"], Counter())
        for group in source["found"]:
            count[group["as"]] += len(group["claims"])
    sources = [source["key"] for source in read_yaml(ROOT / "sources.yaml").data["sources"]]
    assert [key for key, *_ in rows] == sources == list(counted)
    for key, total, columns, _ in rows:
        numbers = [int(text.strip() or 0) for text in columns.split("|")[:-1]]
        assert numbers == [sum(counted[key][name] for name in names) for names in COLUMNS]
        assert int(total) == sum(numbers)


def test_its_sentence_says_how_many_that_is() -> None:
    """The table was brought up to date and the sentence above it was not."""
    text = GUIDE.read_text()
    (said,) = re.findall(r": (\d+) questions, rules,", text)
    assert int(said) == sum(int(row[1]) for row in ROW.findall(text))
