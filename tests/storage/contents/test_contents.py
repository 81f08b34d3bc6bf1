"""Contents in each kind of place: whole or not there, under names of ours alone, and in words where
the place does not do as it is asked.
"""

import os
import socket
import time
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from ladder_assess.core.common.disk import DiskFull, OutOfReach
from ladder_assess.storage.contents import bucket as buckets
from ladder_assess.storage.contents import folder as folders
from ladder_assess.storage.contents.bucket import Bucket
from ladder_assess.storage.contents.contents import DRAFT, DRAFT_LASTS, MARK, OURS, Contents
from ladder_assess.storage.contents.folder import Folder
from ladder_assess.storage.contents.places import carry, contents_at, is_place
from tests.support.kept.object_store import HERE, KEY, SECRET


@pytest.fixture
def contents(place: str, tmp_path: Path) -> Contents:
    return contents_at(place, tmp_path)


def keep(contents: Contents, content: bytes) -> str:
    with contents.drafted(BytesIO(content)) as draft:
        draft.keep()
    return draft.name


def an_hour_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is a moment old is taken for a draft that somebody left. Stores count in seconds."""
    for module in (folders, buckets):
        monkeypatch.setattr(module, "DRAFT_LASTS", -2)


def test_what_is_kept_can_be_read_until_it_is_erased(contents: Contents) -> None:
    assert contents.lying() == []
    one, two = keep(contents, b"one"), keep(contents, b"")
    assert OURS.fullmatch(one)
    assert sorted(contents.lying()) == sorted([one, two])
    assert (contents.read(one), contents.read(two)) == (b"one", b"")
    contents.erase([one])
    contents.erase([one])
    assert contents.read(one) is None
    assert contents.lying() == [two]


def test_a_long_content_is_there_as_it_was(contents: Contents) -> None:
    long = os.urandom(12 * 1024 * 1024)
    assert contents.read(keep(contents, long)) == long


def test_what_is_not_kept_leaves_nothing(contents: Contents) -> None:
    with contents.drafted(BytesIO(b"not kept")) as draft:
        assert contents.lying() == []
    with pytest.raises(KeyboardInterrupt), contents.drafted(BytesIO(b"broken off")) as other:
        raise KeyboardInterrupt
    for name in (draft.name, other.name):
        for end in ("", ".part"):
            assert contents.read(name + end) is None


def test_what_was_kept_as_something_went_wrong_is_left_to_a_sweep(
    contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row may have been written, or not: only who asks for it once more can tell."""
    drafting = contents.drafted(BytesIO(b"kept"))
    draft = drafting.__enter__()
    draft.keep()
    assert drafting.__exit__(ConnectionError, ConnectionError(), None) is not True
    assert contents.read(draft.name) == b"kept"
    an_hour_later(monkeypatch)
    assert draft.name in contents.lying()


def test_what_a_killed_process_was_writing_is_seen_an_hour_later(
    contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafting = contents.drafted(BytesIO(b"half written"))
    drafting.__enter__()
    assert contents.lying() == []
    an_hour_later(monkeypatch)
    left = contents.lying()
    assert left
    contents.erase(left)
    assert contents.lying() == []


@pytest.mark.parametrize("off", [-DRAFT_LASTS - 60, DRAFT_LASTS + 60, 30 * 365 * 24 * 3600])
def test_a_host_whose_clock_is_off_takes_nothing_that_another_is_writing(
    off: float, contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sweep erased what was being added, or never what was left."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + off)
    with contents.drafted(BytesIO(b"half written")):
        assert contents.lying() == []
    drafting = contents.drafted(BytesIO(b"left"))
    drafting.__enter__()
    an_hour_later(monkeypatch)
    left = contents.lying()
    assert {name.removesuffix(DRAFT) for name in left} == {left[0].removesuffix(DRAFT)}
    contents.erase(left)
    assert contents.lying() == []


@pytest.mark.parametrize(
    "name", ["../secret_key", "/etc/hostname", "a/../../b", "..", "", "é" * 99]
)
def test_no_name_leads_elsewhere(contents: Contents, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret_key").write_text("secret")
    assert contents.read(name) is None


def test_contents_are_carried_from_any_place_to_any_other(bucket: str, tmp_path: Path) -> None:
    places = [bucket, str(tmp_path), "", bucket + "/other"]
    kept = [contents_at(place, tmp_path) for place in places]
    names = [keep(kept[0], content) for content in (b"one", b"two")]
    for source, target in pairwise(kept):
        carry([*names, "0" * 32], source, target)
        assert sorted(target.lying()) == sorted(names)
        assert [target.read(name) for name in names] == [b"one", b"two"]


def test_one_prefix_says_nothing_of_another(bucket: str, tmp_path: Path) -> None:
    name = keep(contents_at(bucket, tmp_path), b"ours")
    other = contents_at(f"{bucket}-more", tmp_path)
    assert other.lying() == []
    assert other.read(name) is None


def test_two_sites_do_not_share_a_place_by_mistake(place: str, tmp_path: Path) -> None:
    """Each would erase what no row of its own names: all that the other one has."""
    if not place:
        return
    one, other = (contents_at(place, tmp_path / name) for name in ("one", "other"))
    name = keep(one, b"ours")
    for step in every_step(other):
        with pytest.raises(OutOfReach, match=f"is the place of another site.*remove {MARK} there"):
            step()
    assert one.read(name) == b"ours"
    assert contents_at(place, tmp_path / "one").lying() == [name]


@pytest.mark.parametrize(
    ("said", "can_be"),
    [
        ("/srv/share", True),
        ("s3://files", True),
        ("s3://files/of/ladder-assess/", True),
        ("share", False),
        ("s3://", False),
        ("s3://a-key:a-secret@files/x", False),
        ("s3://files?x=y", False),
        ("s3://FILES", False),
        ("https://example.org/files", False),
        ("S3://files", False),
    ],
)
def test_a_place_is_a_folder_or_a_bucket(said: str, can_be: bool) -> None:
    assert is_place(said) is can_be


def test_a_shared_folder_that_is_not_mounted_is_not_made(tmp_path: Path) -> None:
    away = tmp_path / "not mounted"
    folder = Folder(away, is_beside=False)
    for asked in (lambda: keep(folder, b"x"), folder.lying, lambda: folder.ensure_free(1, 1)):
        with pytest.raises(OutOfReach, match="not mounted, where LADDER_UPLOADS has files kept"):
            asked()
    assert not away.exists()
    with pytest.raises(DiskFull):
        Folder(tmp_path, is_beside=False).ensure_free(2**62, 1)


def every_step(bucket: Contents) -> list[Callable[[], object]]:
    return [lambda: keep(bucket, b"x"), lambda: bucket.read("0" * 32), bucket.lying,
            lambda: bucket.erase(["0" * 32])]  # fmt: skip


def refused(bucket: Bucket) -> set[str]:
    """What each step says that does not reach the store."""
    said = set()
    for step in every_step(bucket):
        with pytest.raises(OutOfReach) as told:
            step()
        assert told.value.__suppress_context__
        said.add(str(told.value))
    assert SECRET not in str(said)
    return said


def test_a_store_that_is_down_is_told_in_words(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as nobody:
        nobody.bind((HERE, 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{HERE}:{nobody.getsockname()[1]}")
        (said,) = refused(Bucket("files", "x"))
    assert said.startswith("s3://files/x, where files are kept, does not answer as it should. ")


def test_a_store_that_never_answers_is_not_waited_for_long(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buckets, "ANSWERS", 0.5)
    with socket.socket() as silent:
        silent.bind((HERE, 0))
        silent.listen()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{HERE}:{silent.getsockname()[1]}")
        began = time.monotonic()
        (said,) = refused(Bucket("files", ""))
    assert "does not answer as it should" in said
    assert time.monotonic() - began < 4 * (2 * 0.5 + 1)


def test_a_wrong_key_is_told_in_words(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", f"{SECRET} but for this")
    (said,) = refused(Bucket("files", "x"))
    assert "does not let us in. Check AWS_ACCESS_KEY_ID" in said
    assert KEY not in said


def test_what_is_no_tls_is_not_asked_unless_that_is_said(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    (said,) = refused(Bucket("files", "x"))
    assert "does not answer as it should" in said


@pytest.mark.usefixtures("bucket")
def test_a_bucket_that_is_not_there_is_told_in_words() -> None:
    """Ours makes a bucket as it is first written to, and so only reading can be tried."""
    missing = Bucket("missing", "x")
    for step in (missing.lying, lambda: missing.read("0" * 32)):
        with pytest.raises(OutOfReach, match=r"is not there. Make the bucket."):
            step()


def test_a_process_that_was_forked_off_does_not_wait_for_ever(bucket: str) -> None:
    used = Bucket("files", "x")
    used.lying()
    used._process = os.getpid() + 1
    with pytest.raises(RuntimeError, match="the process before this one"):
        used.lying()
