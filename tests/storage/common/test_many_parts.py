"""A zipped file that lists very many parts is refused before the list is read, wherever it is."""

import re
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

import ladder_assess
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.services.common.recognise_file import recognise_file
from ladder_assess.storage.campaigns.answer_table import Unreadable
from ladder_assess.storage.campaigns.margin_table import read_margin_table
from ladder_assess.storage.common import packed_parts
from ladder_assess.storage.common.packed_parts import TooManyParts, open_zipped
from ladder_assess.storage.common.workbook_files import open_workbook

ENTRY = struct.Struct("<4s4B4HL2L5H2L").pack(
    b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
)
# In the 10 MB that may be sent there is room for so many, each with a name of one letter.
MANY = 212_765
HERE = Path(packed_parts.__file__)
READS = re.compile(r"ZipFile\((?![^\n]*[\"']w[\"'])")


def crowded(many: int, said: int | None = None) -> bytes:
    """A file that lists so many parts; at its end it may say another number of them."""
    start, listed = b"PK\x03\x04", (ENTRY + b"a") * many
    number = min(many if said is None else said, 65_535)
    end = (b"PK\x05\x06", 0, 0, number, number, len(listed), len(start), 0)
    return start + listed + struct.pack("<4s4H2LH", *end)


def as_workbook(content: bytes) -> None:
    with pytest.raises(BadRegister, match="unpacks_too_large"):
        open_workbook(content)


def as_margins(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read_margin_table(content)


def as_evidence(content: bytes) -> None:
    assert recognise_file("a.xlsx", BytesIO(content)) == ""


@pytest.mark.parametrize("said", [MANY, 1])
@pytest.mark.parametrize("read", [as_workbook, as_margins, as_evidence])
def test_the_list_is_not_read(read: Callable[[bytes], None], said: int) -> None:
    """It took seconds and 70 MB; now much less than to read one in twenty of them."""
    content, some = crowded(MANY, said), BytesIO(crowded(MANY // 20))
    begun = time.process_time()
    zipfile.ZipFile(some)
    enough = time.process_time() - begun
    tracemalloc.start()
    try:
        begun = time.process_time()
        read(content)
        taken, used = time.process_time() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert taken < max(enough, 0.1)
    assert used < 5 * 1024 * 1024


def test_so_many_are_read_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(40):
            archive.writestr(str(number), "x" * number)
    # However the bytes fall into the pieces that are looked at.
    for at_once in (*range(1, 60), 4096):
        monkeypatch.setattr(packed_parts, "AT_ONCE", at_once)
        assert len(open_zipped(packed, 40).namelist()) == 40
        with pytest.raises(TooManyParts):
            open_zipped(packed, 39)


def test_nothing_else_opens_one() -> None:
    root = Path(ladder_assess.__file__).parent
    files = [path for path in root.rglob("*.py") if READS.search(path.read_text())]
    assert files == [HERE]
