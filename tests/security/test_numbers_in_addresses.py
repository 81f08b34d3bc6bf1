"""No address tells how much others do on the site: numbers of the whole database are sealed."""

import re
from itertools import pairwise

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from ladder_assess.web.common.seal import LARGEST, LENGTH, Seal
from tests.security.declared import ROUTES
from tests.security.offices import ACTORS
from tests.security.walking import Walker
from tests.support.site import SEAL

# Every plain number that may stand in an address, and why it tells nobody anything.
ALLOWED = {
    "number": "an activity within its list: numbered afresh in each",
    "wave": "a round within its list: numbered afresh in each",
    "organisation": "told to its own people; that many are on the site, the site itself says",
    "organisation_id": "the same, for the site's administrator",
    "message_id": "a message of the site, for its administrator",
}
SEALED = {
    "account_id", "action_id", "contact_id", "device", "document_id", "file_id", "import_id",
    "key_id", "list_id", "mailing_id", "ticket_id",
}  # fmt: skip
numbers = st.integers(0, LARGEST)


def converters(app: Flask) -> list[tuple[str, str, BaseConverter]]:
    return [
        (rule.endpoint, name, converter)
        for rule in app.url_map.iter_rules()
        for name, converter in rule._converters.items()
    ]


def test_every_plain_number_in_an_address_is_allowed_with_a_reason(app: Flask) -> None:
    plain = {name for _, name, kind in converters(app) if isinstance(kind, IntegerConverter)}
    assert plain == set(ALLOWED)
    hidden = {name for _, name, kind in converters(app) if type(kind).__name__ == "SealedConverter"}
    assert hidden == SEALED


def test_what_names_a_row_takes_no_plain_number(app: Flask) -> None:
    """Else its owner could count up to the one that answers, and know how many there were."""
    with app.app_context():
        kinds = [kind for _, name, kind in converters(app) if name in SEALED]
        for kind in kinds:
            assert not re.fullmatch(kind.regex, "1")
            for digits in ("2" * LENGTH, "7" * LENGTH, "a" * LENGTH):
                with pytest.raises(ValidationError):
                    kind.to_python(digits)


def test_a_plain_number_is_written_in_one_way_alone(app: Flask) -> None:
    """Else one organisation would have many addresses, and requests about it take no turns."""
    plain = [kind for _, _, kind in converters(app) if isinstance(kind, IntegerConverter)]
    assert plain
    for kind in plain:
        assert re.fullmatch(kind.regex, "10")
        for other in ("010", "00", "+10", "1_0", "٣", "10 ", ""):
            assert not re.fullmatch(kind.regex, other), other


@given(numbers)
def test_a_sealed_number_comes_back(number: int) -> None:
    text = SEAL.close(number)
    assert re.fullmatch(rf"[a-z2-7]{{{LENGTH}}}", text)
    assert SEAL.open(text) == number


@given(numbers, st.integers(0, LENGTH - 1), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_text_with_another_letter_stands_for_nothing(number: int, at: int, letter: str) -> None:
    text = SEAL.close(number)
    other = text[:at] + letter + text[at + 1 :]
    assert SEAL.open(other) in ({number} if other == text else {None})


@given(st.text(max_size=40))
def test_what_was_made_up_stands_for_nothing(text: str) -> None:
    assert SEAL.open(text) is None or SEAL.close(SEAL.open(text) or 0) == text


def test_neighbours_have_nothing_in_common() -> None:
    """Not even the order: of a thousand in a row, about half stand after the one before."""
    texts = [SEAL.close(number) for number in range(1000)]
    assert len({text[:8] for text in texts}) == 1000
    rising = sum(one < two for one, two in pairwise(texts))
    assert 400 < rising < 600
    assert Seal("another secret").close(1) != SEAL.close(1)


def test_no_page_says_a_sealed_number_in_plain(walker: Walker) -> None:
    """Neither in an address on it nor in a hidden field: what is sealed once is sealed all over."""
    nouns = {"import": "import", "file": "files", "document": "pdf|docx|xlsx", "action": "actions"}
    plain = re.compile(rf"/(?:{'|'.join(nouns.values())})/\d+(?:[/?#\"]|$)|id=\"action-\d+\"")
    found = []
    for endpoint in ROUTES:
        for actor in ACTORS:
            if "GET" in walker.methods(endpoint):
                page = walker.ask(actor, "GET", walker.address(endpoint)).text
                found += [(endpoint, match) for match in plain.findall(page)]
    walker.put_back()
    assert not found


def test_no_header_says_a_number_of_the_whole_database(walker: Walker) -> None:
    """Tags of parts that pages ask for again held the number of the row. The older test read pages
    and addresses, no headers.
    """
    tags = {}
    for endpoint in ROUTES:
        if "GET" in walker.methods(endpoint):
            for actor in ACTORS:
                answer = walker.ask(actor, "GET", walker.address(endpoint))
                if "ETag" in answer.headers and answer.mimetype == "text/html":
                    tags[endpoint] = answer.headers["ETag"]
    walker.put_back()
    assert len(tags) >= 5
    assert not [each for each in tags.items() if not re.fullmatch(r'"[0-9a-f]{32}"', each[1])]
