"""Two questions set out by each other: what the page says is what was answered, and of whom."""

import csv
import io
from urllib.parse import parse_qsl

import pytest

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.waves import begin, everything, link_of, send

HERE = "questionnaires/officer-survey/rounds/1/crossed"
ASKED = "item=encouraged&by=strategy"


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def survey(
    product: Product, link: Link, *answers: tuple[int, str, str], by_row: bool = True
) -> Wave:
    """A round in which so many people each answered both questions so."""
    wave = begin(product, link.portfolio, "officer-survey", respondents=True, by_row=by_row)
    token = link_of(product, link.portfolio, wave)
    for many, strategy, encouraged in answers:
        for _ in range(many):
            said = everything(product, wave, 0, strategy=strategy, encouraged=encouraged)
            send(product, token, said)
    return wave


def test_a_difference_is_told_from_chance_and_the_figures_can_be_taken(
    client: Client, link: Link, product: Product
) -> None:
    survey(product, link, (25, "yes", "yes"), (5, "yes", "no"), (5, "no", "yes"), (25, "no", "no"))
    page = client.get(f"{link.address}/questionnaires/officer-survey/rounds/1")
    page = client.follow(page, "Compare groups of people")
    (by,) = page.all("#by")
    assert [each["value"] for each in by.named("option")][:2] == ["strategy", "encouraged"]
    page = client.get(f"{link.address}/{HERE}?{ASKED}")
    assert "The groups differ by more than chance." in page.text
    assert "fewer than 1 of 1,000 surveys" in page.text
    assert "83 % (66 to 93), 25 of them" in page.text
    assert "Yates’s correction" in page.text
    assert "Answers are unweighed here: each person counts once" in page.text
    text = client.browser.get(f"{link.address}/{HERE}/encouraged/strategy.csv").get_data(
        as_text=True
    )
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    told = {(row["group"], row["answer"]): (row["people"], row["of"]) for row in rows}
    assert told["Yes", "Yes"] == ("25", "30")
    assert told["No", "Yes"] == ("5", "30")
    assert {row["design_effect"] for row in rows} == {"1"}


def test_what_chance_can_explain_is_called_so(client: Client, link: Link, product: Product) -> None:
    survey(
        product, link, (10, "yes", "yes"), (10, "yes", "no"), (10, "no", "yes"), (10, "no", "no")
    )
    page = client.get(f"{link.address}/{HERE}?{ASKED}")
    assert "Chance can explain how the groups differ." in page.text


def test_a_group_of_few_is_named_and_nothing_of_it_is_told(
    client: Client, link: Link, product: Product
) -> None:
    survey(product, link, (7, "yes", "yes"), (3, "no", "no"))
    page = client.get(f"{link.address}/{HERE}?{ASKED}")
    assert "Only one group has five answers" in page.text
    assert "Not shown, as fewer than five answered both questions: No; Not sure." in page.text
    assert "of 3" not in page.text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("item=encouraged&by=encouraged", "Choose two different questions."),
        ("item=nothing&by=strategy", "Choose something from the list."),
        ("item=encouraged&by=forms", "Choose something from the list."),
        ("item=encouraged", "Choose something from the list."),
    ],
)
def test_what_cannot_be_compared_is_said_beside_its_field(
    client: Client, link: Link, product: Product, asked: str, says: str
) -> None:
    survey(product, link)
    assert says in client.get(f"{link.address}/{HERE}?{asked}", status=422).text
    sent = dict(parse_qsl(asked))
    item, by = sent["item"], sent.get("by", "none")
    client.get(f"{link.address}/{HERE}/{item}/{by}.csv", status=404)


def test_several_answers_to_one_question_are_shared_out_and_not_tested(
    client: Client, link: Link, product: Product
) -> None:
    survey(product, link, (10, "yes", "yes"))
    page = client.get(f"{link.address}/{HERE}?item=forms&by=strategy")
    assert "a column adds up to more than 100 %" in page.text


def test_groups_of_people_can_be_compared_by_their_forms(
    client: Client, link: Link, product: Product
) -> None:
    wave = begin(
        product, link.portfolio, "engagement-process", respondents=True, subject="Bus", by_row=True
    )
    instrument = product.definitions.instruments["engagement-process"]
    item = next(i for i in instrument.asked() if not i.forms)
    for form in instrument.form_ids[:2]:
        token = link_of(product, link.portfolio, wave, form)
        for place in range(5):
            send(product, token, everything(product, wave, place % 2, form))
    address = f"{link.address}/questionnaires/engagement-process/rounds/1/crossed"
    page = client.get(f"{address}?item={item.id}&by=form")
    assert page.text.count("(5 people)") == 2


def test_rounds_that_are_not_read_by_row_have_no_such_page(
    client: Client, link: Link, product: Product
) -> None:
    survey(product, link, (10, "yes", "yes"), by_row=False)
    client.get(f"{link.address}/{HERE}?{ASKED}", status=404)
    client.get(f"{link.address}/{HERE}/encouraged/strategy.csv", status=404)
    page = client.get(f"{link.address}/questionnaires/officer-survey/rounds/1")
    assert "Compare groups of people" not in page.text
