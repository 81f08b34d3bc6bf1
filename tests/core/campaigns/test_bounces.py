"""What lists and reports of mail servers say of mail that came back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.bounces import (
    ADDRESS,
    ARRIVED,
    BOUNCED,
    FURTHER,
    LATER,
    MOST_LINES,
    MOST_OF_MAIL,
    NO_ADDRESS,
    NO_REPORT,
    bounces_in,
    bounces_of,
    is_mail,
)


def report(*blocks: dict[str, str]) -> bytes:
    """A report as mail servers send it (RFC 3464)."""
    said = ["\n".join(f"{name}: {value}" for name, value in block.items()) for block in blocks]
    parts = (
        "Content-Type: text/plain\n\nIt could not be delivered to nobody@elsewhere.example.",
        "\n\n".join(
            ["Content-Type: message/delivery-status", "Reporting-MTA: dns; mx.example.org", *said]
        ),
        "Content-Type: message/rfc822\n\nSubject: Please take part\n\nHello.",
    )
    head = (
        "From: MAILER-DAEMON@mx.example.org\nTo: surveys@example.org\nSubject: Undelivered Mail\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=between\n\n"
    )
    return (head + "".join(f"--between\n{part}\n" for part in parts) + "--between--\n").encode()


FAILED = {"Final-Recipient": "rfc822; Ada@Example.org", "Action": "failed", "Status": "5.1.1"}


def told(content: bytes) -> list[tuple[str, str, str]]:
    return [(each.what, each.address, each.status) for each in bounces_in(content)]


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (FAILED, BOUNCED),
        ({**FAILED, "Action": "delayed", "Status": "4.4.1"}, LATER),
        ({**FAILED, "Action": "delivered", "Status": "2.0.0"}, ARRIVED),
        ({**FAILED, "Final-Recipient": "rfc822; nobody"}, NO_ADDRESS),
    ],
)
def test_a_report_says_what_failed_for_good(block: dict[str, str], what: str) -> None:
    ((found, _address, status),) = told(report(block))
    assert (found, status) == (what, block["Status"])


def test_whom_it_was_written_to_counts_and_not_where_it_was_passed_on() -> None:
    block = {**FAILED, "Original-Recipient": "rfc822;bob@example.org"}
    assert [address for _what, address, _status in told(report(block))] == ["bob@example.org"]


def test_several_people_and_several_messages_are_read() -> None:
    two = report(FAILED, {**FAILED, "Final-Recipient": "rfc822;bob@example.org"})
    between = b"From MAILER-DAEMON Tue Dec  1 00:00:00 2026\n"
    away = b"Subject: Away\nTo: x@example.org\n\nAsk cy@example.org.\n"
    mbox = between + two + b"\n" + between + away
    assert [(each.line, each.what) for each in bounces_in(mbox)] == [
        (1, BOUNCED),
        (1, BOUNCED),
        (2, NO_REPORT),
    ]


def test_who_only_answers_is_not_marked() -> None:
    assert told(b"From: ada@example.org\nSubject: Away\n\nI am back on Monday.\n") == [
        (NO_REPORT, "", "")
    ]


def test_servers_that_name_it_in_a_header_are_read() -> None:
    mail = b"From: x@example.org\nX-Failed-Recipients: ada@example.org\n\nIt failed.\n"
    assert told(mail) == [(BOUNCED, "ada@example.org", "")]


def test_a_list_is_read_line_by_line() -> None:
    text = 'Email;Why\nada@example.org;5.1.1 unknown\n\n"Bob" <bob@example.org>\nsomebody\n'
    assert not is_mail(text.encode())
    assert [(each.line, each.what, each.address, each.status) for each in bounces_of(text)] == [
        (2, BOUNCED, "ada@example.org", "5.1.1"),
        (4, BOUNCED, "bob@example.org", ""),
        (5, NO_ADDRESS, "somebody", ""),
    ]


CONTENTS = st.one_of(
    st.binary(max_size=400), st.binary(max_size=200).map(lambda more: report(FAILED) + more)
)


@given(CONTENTS)
def test_any_file_is_read_to_its_end(content: bytes) -> None:
    assert all(each.line > 0 for each in bounces_in(content))


def test_no_more_is_found_than_a_file_may_hold_wherever_it_stands() -> None:
    many = MOST_LINES + 20
    names = ", ".join(f"a{n}@example.org" for n in range(200))
    mail = f"From: daemon@example.org\nX-Failed-Recipients: {names}\n\nNot delivered.\n"
    box = "".join(f"From daemon Mon\n{mail}\n" for _ in range(many // 200 + 1))
    for content in (box.encode(), b"ada@example.org\n" * many):
        found = bounces_in(content)
        assert len(found) == MOST_LINES + 1
        assert [each.what == FURTHER for each in found[-2:]] == [False, True]


def test_of_a_message_only_so_much_is_read_and_parts_within_parts_are_no_report() -> None:
    failed = report(FAILED)
    assert told(failed + b"x" * 10 * MOST_OF_MAIL) == told(failed)
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)
    )
    assert told(b"From: daemon@example.org\n" + nested) == [(NO_REPORT, "", "")]


@given(st.text("ab@.,;: <>", max_size=40))
def test_an_address_is_found_where_it_was_by_looking_from_every_sign(text: str) -> None:
    plain = re.compile(r"[^\s,;<>\"'()\[\]:]+@[^\s,;<>\"'()\[\]:]+")
    assert ADDRESS.findall(text) == plain.findall(text)
