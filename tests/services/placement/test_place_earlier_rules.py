"""`place` and `plan` on what was answered by the earlier questions: never without a word.

Exports were once placed in tests under the newest rules alone, where there is nothing to say.
"""

import json
from itertools import product
from pathlib import Path

import pytest

from tests.support.command import run

EARLIER, NEWEST = "activity-v1", "activity-v2"
ENDINGS = ("jsonl", "csv")
ANSWERS = {
    "purpose": "listen", "decision_stage": "open", "dialogue": "one_off", "response": "considered",
    "seats": "none", "resources": "none",
}  # fmt: skip


def exported(path: Path, ending: str, *rules: str | None) -> Path:
    """Whole activities as an export writes them, each with the version that it names."""
    found = path / f"register.{ending}"
    if ending == "jsonl":
        rows = [
            {"id": f"a{at}", "answers": ANSWERS, **({"list": {"rules": named}} if named else {})}
            for at, named in enumerate(rules)
        ]
        found.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return found
    lines = [",".join(("id", *ANSWERS, "result.rules"))]
    lines += [
        ",".join((f"a{at}", *ANSWERS.values(), named or "")) for at, named in enumerate(rules)
    ]
    found.write_text("\n".join(lines) + "\n")
    return found


@pytest.mark.parametrize(("ending", "definition"), [*product(ENDINGS, ("", EARLIER, NEWEST))])
def test_each_line_that_another_version_answered_is_remarked_on(
    tmp_path: Path, ending: str, definition: str
) -> None:
    file = exported(tmp_path, ending, EARLIER, None, NEWEST, EARLIER)
    options = ("--definition", definition) if definition else ()
    done = run("place", str(file), *options)
    assert done.code == 0
    assert len(done.records) == 4, "a remark keeps nothing from being placed"
    if definition:
        assert done.errors == []
        return
    lines = (1, 4) if ending == "jsonl" else (2, 5)
    assert [error.split(",")[0] for error in done.errors] == [
        f"note: line {line}: answered by {EARLIER}" for line in lines
    ]
    assert all("--definition activity-v1" in error for error in done.errors)
    assert all("response" in error for error in done.errors), "which answers it matters to"
