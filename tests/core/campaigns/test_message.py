"""Messages to many: what is filled into them, and what cannot be."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.message import Draft, letter, places, unknown_places

WORDS = {"name": "Ada <b>", "link": "https://ladder.example/q/abc", "organisation": "A & B"}


def test_places_are_found_however_they_are_written() -> None:
    draft = Draft("For {Name}", "{ name }, {LINK} {job title} {nothing\nmore} {}")
    assert places(draft) == ["name", "link", "job_title", ""]
    assert unknown_places(draft, WORDS) == ["job_title", ""]


def test_a_message_is_filled_in_as_text_and_as_html() -> None:
    made = letter(
        Draft("To\n{name}", "Dear {name},\n\nfollow {link}\nor not {organisation} {job}"),
        WORDS, ["Stop: https://ladder.example/unsubscribe/x"],
    )  # fmt: skip
    assert made.subject == "To Ada <b>"
    assert (
        "Dear Ada <b>,\n\nfollow https://ladder.example/q/abc\nor not A & B \n\n-- \n" in made.text
    )
    assert "<p>Dear Ada &lt;b&gt;,</p>" in made.html
    there = "https://ladder.example/q/abc"
    assert f'<p>follow <a href="{there}">{there}</a><br>\nor not A &amp; B </p>' in made.html
    assert 'href="https://ladder.example/unsubscribe/x"' in made.html


@given(st.text(), st.text(), st.text())
def test_what_is_filled_in_makes_no_mark_up_and_no_line_of_a_header(
    name: str, subject: str, body: str
) -> None:
    made = letter(Draft(subject, body), {"name": name}, [])
    assert "\n" not in made.subject
    assert "\r" not in made.subject
    plain = made.html.replace("<br>", "").replace("<p>", "").replace("</p>", "")
    start, end = plain.index("<body>") + 6, plain.index("</body>")
    assert "<" not in plain[start:end].replace('<a href="', "").replace("</a>", "")


@given(st.text(alphabet="{}nameab", max_size=20))
def test_what_is_filled_in_is_not_filled_again(name: str) -> None:
    made = letter(Draft("{name}", "{name}"), {"name": name}, [])
    assert made.text.startswith(name)
