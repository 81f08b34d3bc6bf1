"""What is an e-mail address, and which two are one mailbox."""

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.contacts import typed_lines
from ladder_assess.core.people.mail_address import mail_address, split_name


@pytest.mark.parametrize(
    ("typed", "shown", "sent_to", "key"),
    [
        ("Ada@Example.ORG", "Ada@example.org", "Ada@example.org", "ada@example.org"),
        (" <mailto:ada@example.org>;"[2:-2] + ";", *["ada@example.org"] * 3),
        ("ada@müller.example", "ada@müller.example", *["ada@xn--mller-kva.example"] * 2),
        ("ada@XN--MLLER-KVA.example", "ada@müller.example", *["ada@xn--mller-kva.example"] * 2),
        ("ada@mu\u0308ller.example", "ada@müller.example", *["ada@xn--mller-kva.example"] * 2),
        ("ada@straße.example", "ada@straße.example", *["ada@xn--strae-oqa.example"] * 2),
        ("अदा@उदाहरण.परीक्षा", "अदा@उदाहरण.परीक्षा",
         *["अदा@xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g"] * 2),
        ("\u200bada@example.org\u200e", *["ada@example.org"] * 3),
        ("o'neill+test@a.b.example", *["o'neill+test@a.b.example"] * 3),
    ],
)  # fmt: skip
def test_an_address_is_shown_sent_to_and_known(
    typed: str, shown: str, sent_to: str, key: str
) -> None:
    found = mail_address(typed)
    assert found is not None
    assert (found.shown, found.sent_to, found.key) == (shown, sent_to, key)


@pytest.mark.parametrize(
    "typed",
    ["", "ada", "@example.org", "ada@", "ada@example", "a da@example.org", "ada@@example.org",
     ".ada@example.org", "a..b@example.org", "ada.@example.org", '"a b"@example.org',
     "ada@-x.example", "ada@example..org", "ada@[192.0.2.1]", "ada@192.0.2.1", "ada@exam_ple.org",
     "x" * 65 + "@example.org", "ada@" + "x" * 64 + ".example", "ada@xn--a.example",
     "ada@" + ".".join(["x" * 60] * 4) + ".example", "ada\n@example.org", "ada\u202e@example.org",
     "a@b.example,c@d.example", "ada@example.org\r\nBcc: eve@example.org"],
)  # fmt: skip
def test_what_can_be_no_address_is_none(typed: str) -> None:
    assert mail_address(typed) is None


@given(st.text(max_size=40))
@example("a@xn--55qx5d.xn--io0a7i")
def test_an_address_is_the_same_however_it_was_taken(text: str) -> None:
    found = mail_address(f"{text}@example.org") or mail_address(text)
    if found is not None:
        for form in (found.shown, found.sent_to):
            again = mail_address(form)
            assert again is not None
            assert again.key == found.key
        assert found.sent_to.rpartition("@")[2].isascii()
        assert not set(found.sent_to) & set(' \r\n<>,;"')


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("Ada <a@b.example>", "Ada", "a@b.example"),
        ('"Lovelace, Ada" <a@b.example>', "Lovelace, Ada", "a@b.example"),
        ("<a@b.example>", "", "a@b.example"),
        ("a@b.example", "", "a@b.example"),
    ],
)
def test_a_name_before_an_address_is_told_apart(text: str, name: str, address: str) -> None:
    assert split_name(text) == (name, address)


@pytest.mark.parametrize("sign", [" ", "\t", "a", "<", ">", ",", "mailto:", "\u200b", "é", "."])
def test_a_long_cell_takes_no_time_by_its_square(sign: str) -> None:
    """One cell of 100,000 blanks took a job of two minutes to its end, twice."""

    def seconds(many: int) -> float:
        text = f"a{sign * many}b@x.org"
        before = process_time()
        assert mail_address(text) is None
        split_name(text)
        typed_lines(text)
        return process_time() - before

    assert seconds(100_000) < 1
