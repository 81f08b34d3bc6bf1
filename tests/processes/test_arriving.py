"""A request may not make the one loop that receives all of them work without end."""

import pytest
from waitress.adjustments import Adjustments

from ladder_assess.answering import Whole
from ladder_assess.arriving import LONGEST_FRAMING

CHUNKED = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
PIECE = 8192


def parse(*pieces: bytes) -> tuple[Whole, int]:
    """What became of a request that comes in pieces, and how many bytes of it were taken."""
    parser, taken = Whole(Adjustments()), 0
    for piece in pieces:
        while piece and not parser.completed:
            count = parser.received(piece)
            piece, taken = piece[count:], taken + count
    return parser, taken


@pytest.mark.parametrize(
    "framing",
    [b"5;" + b"x" * PIECE, b"0" * PIECE, b"0\r\n" + b"name: value\r\n" * 700, b"5\r\nabcde\r\n5;x"],
    ids=["a chunk's remark", "a chunk's length", "behind the last chunk", "a later remark"],
)
def test_what_frames_a_body_has_an_end(framing: bytes) -> None:
    parser, taken = parse(CHUNKED, framing, *[b"x" * PIECE] * 4000)
    assert parser.completed
    assert parser.error.code == 400
    assert taken <= len(CHUNKED) + len(framing) + LONGEST_FRAMING + PIECE


@pytest.mark.parametrize("size", [1, 7, 5000])
def test_a_body_in_chunks_is_taken_as_any_other(size: int) -> None:
    whole = CHUNKED + (b"%x;remark=1\r\n" % size + b"a" * size + b"\r\n") * 50 + b"0\r\n\r\n"
    for step in (1, 100, PIECE):
        pieces = [whole[at : at + step] for at in range(0, len(whole), step)]
        parser, taken = parse(*pieces)
        assert (parser.completed, parser.error, taken) == (True, None, len(whole))
        assert parser.headers["CONTENT_LENGTH"] == str(50 * size)


@pytest.mark.parametrize("length", [b"9" * 5000, b"-5", b"+5", b"five", "\u0663".encode()])
def test_a_length_that_is_none_is_refused(length: bytes) -> None:
    parser, _ = parse(b"POST / HTTP/1.1\r\nContent-Length: " + length + b"\r\n\r\n")
    assert parser.completed
    assert parser.error.code == 400
