"""A public page about a plan: chosen, previewed, published, taken down; and what it never shows."""

import io
import json
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from ladder_assess.cli import main
from ladder_assess.core.people.access import EDITOR, Membership
from ladder_assess.core.plan.plan import Action, Trigger
from ladder_assess.core.plan.public_page import Choices, Told, seal
from ladder_assess.services.activities.take_in_portfolio import take_in_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import (
    erase_organisation,
    erase_portfolio,
)
from ladder_assess.services.plan.publish_page import page_now
from ladder_assess.storage.people import audit
from ladder_assess.storage.plan import plans, public_pages
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.membership import People
from tests.support.offices import make_office, signed_in_client
from tests.support.page import Page
from tests.support.public_pages import PUBLIC, publish
from tests.support.site import SECRET as SECRET_KEY
from tests.support.site import TODAY, product_of, sealed

SECRET = "The director is against it."
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)> <!-- \u202e'
MINUTES = "https://example.org/minutes?of=may&x=1"
LATE = TODAY - timedelta(days=1)


def add(link: Link, title: str, **of: object) -> int:
    action = Action(0, 1, title, "Put it on the board.", **of)  # type: ignore[arg-type]
    return written(link.product.database, plans.add_action, link.portfolio, action, title)


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make(PANEL)
    add(made, "Ask people", owner="Kim Lee", due=LATE, notes=SECRET, evidence=MINUTES)
    add(made, "Answer people", status="done")
    add(made, "Pay fares", due=LATE)
    return made


def ids(link: Link) -> list[int]:
    return [action.id for action in plans.list_actions(link.product.database, link.portfolio)]


def page_address(link: Link) -> str:
    kept = public_pages.find_page(link.product.database, link.portfolio)
    return f"/public/{kept.address}"


def choose(client: Client, link: Link, *shown: int, **others: str | list[str]) -> Page:
    """Fill in the page that chooses, and come to the preview."""
    page = client.get(f"{link.address}/plan/page")
    form = form_of(page, "/plan/page").fill(
        **{
            "title": PUBLIC.title,
            "contact": PUBLIC.contact,
            "actions": [str(i) for i in shown],
            **others,
        }
    )
    return client.send(form, "next")


def publish_it(client: Client, link: Link, *shown: int, **others: str | list[str]) -> Page:
    page = choose(client, link, *shown, **others)
    client.send(form_of(page, "/publish"))
    return client.get(page_address(link))


def test_nothing_is_public_until_it_is_published(client: Client, link: Link) -> None:
    page = client.follow(client.get(f"{link.address}/plan"), "Publish a page about this plan")
    assert "Not published." in page.words_of("#state")
    assert not form_of(page, "/plan/page").values.get("actions")
    assert form_of(page, "/plan/page").values.get("shows") == ["reason"]
    preview = choose(client, link, *ids(link))
    assert "Preview: only you see this." in preview.text
    assert not public_pages.find_page(link.product.database, link.portfolio).address


def test_it_says_what_was_chosen_and_nothing_else(client: Client, link: Link) -> None:
    first = ids(link)[0]
    shown = publish_it(client, link, first)
    assert shown.heading == PUBLIC.title
    assert "The plan has 3 actions. 1 is done. 2 are late." in shown.words_of("#figures")
    assert "2 of the 3 actions are not shown below." in shown.words_of("#hidden")
    assert "1 of those not shown is late." in shown.words_of("#hidden")
    assert "Ask people" in shown.words_of("#late")
    for private in (SECRET, "Kim Lee", "Put it on the board", MINUTES, str(PANEL["name"]),
                    "Pay fares", "3 May 2026"):  # fmt: skip
        assert private not in shown.html
    told = publish_it(client, link, first, shows=["what", "activity", "due", "owner"])
    for chosen in ("Put it on the board.", "Kim Lee", "3 May 2026", str(PANEL["name"])):
        assert chosen in told.words_of("#late")
    assert SECRET not in told.html
    assert MINUTES not in told.text


def test_what_an_action_answered_is_told_where_that_was_chosen(
    client: Client, links: Links
) -> None:
    made = links.make(SHOW)
    add(made, "Tell people", trigger=Trigger("trap", "manipulation"))
    told = publish_it(client, made, *ids(made), shows=["reason"])
    assert "Chosen for: Trap: Manipulation. Still so." in told.text
    told = publish_it(client, made, *ids(made), shows=["what", "activity", "due", "owner"])
    assert "Tell people" in told.text
    assert "Manipulation" not in told.html
    assert "When it was chosen" not in told.html


def test_what_was_done_has_words_of_its_own(client: Client, link: Link) -> None:
    first = ids(link)[0]
    choose(client, link, first)
    page = client.follow(client.get(f"{link.address}/plan/page"), "Say what you did")
    assert SECRET in page.text
    page = client.answer(page, did="We asked 200 people.\nThey answered.", evidence=["yes"])
    assert "We asked 200 people." in page.words_of("#told")
    shown = publish_it(client, link, first)
    assert "We asked 200 people.They answered." in shown.words_of("#late")
    assert shown.one("#late a[rel~='noreferrer']")["href"] == MINUTES
    assert SECRET not in shown.html


def test_the_preview_is_the_page(client: Client, link: Link) -> None:
    preview = choose(client, link, *ids(link), shows=["owner"])
    assert "It names: Kim Lee." in preview.words_of("#people")
    client.send(form_of(preview, "/publish"))
    shown = client.get(page_address(link))
    strip = preview.one("#preview").text
    assert preview.one("main").text.replace(strip, "").split() == shown.one("main").text.split()


def test_it_stays_as_published_and_its_owner_is_told_what_changed(
    client: Client, link: Link
) -> None:
    first, second, _ = ids(link)
    before = publish_it(client, link, first, second)
    client.answer(client.get(f"{link.address}/plan/actions/{sealed(first)}"), status="done")
    assert client.get(page_address(link)).html == before.html
    page = client.get(f"{link.address}/plan/page")
    assert "Changed: Ask people" in page.words_of("#changed")
    assert "The figures" in page.words_of("#changed")
    plan = client.get(f"{link.address}/plan")
    assert "Published on 4 May 2026. The plan has changed since" in plan.words_of("#public")
    preview = client.follow(page, "Look at it and publish again")
    client.send(form_of(preview, "/publish"))
    assert "Ask people" in client.get(page_address(link)).words_of("#done")
    assert not client.get(f"{link.address}/plan/page").all("#changed")
    plan = client.get(f"{link.address}/plan")
    assert "It shows what the plan says now." in plan.words_of("#public")


def test_nothing_is_published_but_what_was_looked_at(client: Client, link: Link) -> None:
    preview = choose(client, link, *ids(link))
    client.answer(
        client.get(f"{link.address}/plan/actions/{sealed(ids(link)[0])}"), title="Rude words"
    )
    again = client.send(form_of(preview, "/publish"))
    assert "has changed since you opened the preview" in again.complaints[0]
    assert "Rude words" in again.words_of("#late")
    assert public_pages.find_page(link.product.database, link.portfolio).page is None
    client.send(form_of(again, "/publish"))
    assert "Rude words" in client.get(page_address(link)).text


def test_it_is_taken_down_at_once_and_put_back_at_the_same_address(
    client: Client, link: Link
) -> None:
    publish_it(client, link, *ids(link))
    address = page_address(link)
    page = client.get(f"{link.address}/plan/page")
    page = client.send(form_of(page, "/take-down"))
    assert "Taken down on 4 May 2026." in page.text
    gone = client.get(address, status=410)
    assert gone.heading == "This page has been taken down"
    assert PUBLIC.title not in gone.html
    assert "no-cache" in gone.headers["Cache-Control"]
    kept = link.product.database.reading.execute("SELECT published FROM public_page").fetchall()
    assert "null" in [row[0] for row in kept]
    publish_it(client, link, *ids(link))
    assert page_address(link) == address


def test_an_old_copy_in_a_cache_is_not_shown_after_it_is_taken_down(
    client: Client, link: Link
) -> None:
    shown = publish_it(client, link, *ids(link))
    tag = {"If-None-Match": shown.headers["ETag"]}
    assert client.browser.get(shown.address, headers=tag).status_code == 304
    client.send(form_of(client.get(f"{link.address}/plan/page"), "/take-down"))
    assert client.browser.get(shown.address, headers=tag).status_code == 410


def test_readers_get_no_cookie_and_nothing_that_leads_back(client: Client, link: Link) -> None:
    first = publish_it(client, link, *ids(link), shows=["what", "activity", "due", "owner"])
    fresh = Client(client.app)
    response = fresh.browser.get(first.address)
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.text == first.html, "the same for whoever has a session"
    said = response.text + str(response.headers)
    assert link.token not in said
    assert "/p/" not in said
    assert "<form" not in response.text


def test_search_engines_stay_out_unless_they_are_let_in(client: Client, link: Link) -> None:
    shown = publish_it(client, link)
    assert "noindex" in shown.headers["X-Robots-Tag"]
    assert shown.all('meta[name="robots"]')
    shown = publish_it(client, link, search=["yes"])
    assert "X-Robots-Tag" not in shown.headers
    assert not shown.all('meta[name="robots"]')


def test_words_before_the_address_may_be_any_and_lead_to_the_right_ones(
    client: Client, link: Link
) -> None:
    publish_it(client, link)
    token = public_pages.find_page(link.product.database, link.portfolio).address
    for words in ("", "old-title-", "evil.example-"):
        response = client.browser.get(f"/public/{words}{token}")
        if "." in words:
            assert response.status_code == 404
            continue
        wanted = f"/public/what-we-do-about-what-you-told-us-{token}"
        assert response.headers["Location"] == wanted
        assert "noindex" in response.headers["X-Robots-Tag"]


@pytest.mark.parametrize("guess", ["a" * 16, "what-" + "b" * 16, "a" * 15, "a" * 33, "%00", "1"])
def test_a_guess_opens_nothing(client: Client, guess: str) -> None:
    client.get(f"/public/{guess}", status=404)


def test_neither_a_private_link_nor_its_digest_is_a_public_address(
    client: Client, link: Link
) -> None:
    publish_it(client, link)
    for guess in (link.token, link.token[:16], link.token[16:]):
        client.get(f"/public/{guess}", status=404)
    token = public_pages.find_page(link.product.database, link.portfolio).address
    client.get(f"/p/{token}", status=404)


def test_hostile_texts_stay_texts(client: Client, links: Links) -> None:
    made = links.make({**PANEL, "name": HOSTILE})
    number = add(made, HOSTILE, owner=HOSTILE, due=LATE, evidence=MINUTES)
    first = choose(client, made, number)
    client.answer(
        client.get(f"{made.address}/plan/page/actions/{sealed(number)}"),
        did=HOSTILE,
        evidence=["yes"],
    )
    assert first.status == 200
    shown = publish_it(
        client, made, number,
        title=HOSTILE, introduction=HOSTILE, contact=HOSTILE,
        shows=["what", "activity", "due", "owner"],
    )  # fmt: skip
    assert shown.heading.startswith('"><script>')
    assert "<script>alert" not in shown.html
    assert not [e for e in shown.named("img") if e.get("src") == "x"]
    assert shown.text.count("onerror=alert(1)") == 7
    # The page of its publisher too; every page is checked as it is fetched.
    client.get(f"{made.address}/plan/page")


@pytest.mark.parametrize("field", ["title", "introduction", "contact"])
def test_a_private_link_cannot_be_typed_into_it(client: Client, link: Link, field: str) -> None:
    typed = f"See http://localhost{link.address}/plan"
    page = choose(client, link, **{field: typed})
    assert page.complaints == [
        "Take out the private link. Everyone who reads the page could change your list."
    ]
    assert form_of(page, "/plan/page").values[field] == [typed]


def test_a_private_link_in_an_action_is_not_published(client: Client, link: Link) -> None:
    leak = add(link, "Leak", evidence=f"http://localhost{link.address}")
    choose(client, link, leak)
    client.answer(client.get(f"{link.address}/plan/page/actions/{sealed(leak)}"), evidence=["yes"])
    page = client.get(f"{link.address}/plan/page/preview")
    assert "A private link stands in these texts." in page.words_of("#given-away")
    assert not [f for f in page.named("form") if "publish" in f.get("action")]
    # Nor by someone who sends the form all the same.
    other = client.get(f"{link.address}/title")
    sent = {
        "csrf_token": other.one('input[name="csrf_token"]')["value"],
        "seen": seal(page_now(link.product, link.portfolio, TODAY)),
    }
    client.post(f"{link.address}/plan/page/publish", sent)
    assert public_pages.find_page(link.product.database, link.portfolio).page is None


def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client, link: Link) -> None:
    page = choose(client, link, ids(link)[1], title="", contact="", introduction="Hello")
    assert page.complaints == [
        "Enter what the page is called.",
        "Enter where people can write to you.",
    ]
    values = form_of(page, "/plan/page").values
    assert values["introduction"] == ["Hello"]
    assert values["actions"] == [str(ids(link)[1])]


def test_all_are_ticked_without_losing_what_was_typed(client: Client, link: Link) -> None:
    form = form_of(client.get(f"{link.address}/plan/page"), "/plan/page")
    page = client.send(form.fill(title="Half a ti"), "all")
    values = form_of(page, "/plan/page").values
    assert values["actions"] == [str(i) for i in ids(link)]
    assert values["title"] == ["Half a ti"]
    assert not public_pages.find_page(link.product.database, link.portfolio).revision


def test_two_people_who_choose_at_once_lose_nothing(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/plan/page")
    choose(client, link, introduction="Theirs")
    mine = form_of(page, "/plan/page").fill(title="Mine", contact="me@example.org")
    again = client.send(mine, "next")
    assert "Someone else changed this page" in again.complaints[0]
    assert "Theirs" in again.words_of("#meanwhile")
    assert form_of(again, "/plan/page").values["title"] == ["Mine"]
    client.send(form_of(again, "/plan/page"), "next")
    kept = public_pages.find_page(link.product.database, link.portfolio)
    assert kept.choices.title == "Mine"


def test_two_people_who_say_what_was_done_at_once_lose_nothing(client: Client, link: Link) -> None:
    to = f"{link.address}/plan/page/actions/{sealed(ids(link)[0])}"
    mine = client.get(to)
    client.answer(client.get(to), did="Theirs")
    again = client.answer(mine, did="Mine")
    assert "Someone else changed this" in again.complaints[0]
    assert "Theirs" in again.words_of("#meanwhile")
    assert form_of(again).values["did"] == ["Mine"]
    client.answer(again)
    told = public_pages.list_told(link.product.database, link.portfolio)
    assert told[ids(link)[0]].did == "Mine"


def test_an_action_of_another_list_can_neither_be_shown_nor_told_of(
    client: Client, link: Link, links: Links
) -> None:
    other = links.make(PANEL)
    foreign = add(other, "Of others")
    page = choose(client, link)
    form = form_of(client.get(f"{link.address}/plan/page"), "/plan/page")
    sent = {**form.sent_by("next"), "title": ["T"], "contact": ["C"], "actions": [str(foreign)]}
    page = client.post(f"{link.address}/plan/page", sent)
    assert "Choose only from the answers shown." in page.complaints
    client.get(f"{link.address}/plan/page/actions/{sealed(foreign)}", status=404)
    # Not even past the form.
    written(link.product.database, public_pages.tell, link.portfolio, foreign, Told(True, "Stolen"))
    kept = public_pages.find_page(link.product.database, link.portfolio)
    written(
        link.product.database,
        public_pages.keep_choices,
        link.portfolio,
        Choices("T"),
        [foreign],
        kept.revision,
    )
    assert not public_pages.list_told(other.product.database, other.portfolio)
    assert "Of others" not in publish_it(client, link).html


def test_erasing_a_list_takes_its_page_down(client: Client, link: Link) -> None:
    publish_it(client, link, *ids(link))
    address, own = page_address(link), ids(link)
    erase_portfolio(link.product, link.portfolio, TODAY, 0)
    client.get(address, status=404)
    reading = link.product.database.reading
    assert not public_pages.find_published(link.product.database, address[-16:])
    told = {row["action_id"] for row in reading.execute("SELECT action_id FROM public_action")}
    assert not told & set(own)


def test_its_data_is_exported_with_the_list(client: Client, link: Link) -> None:
    publish_it(client, link, ids(link)[0])
    client.answer(
        client.get(f"{link.address}/plan/page/actions/{sealed(ids(link)[0])}"), did="We asked."
    )
    form = form_of(client.get(f"{link.address}/data"), "/export")
    response = client.browser.post(form.address, data=form.sent_by(None), buffered=True)
    response.close()
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        (page,) = json.loads(archive.read("public_page.json"))
        (told,) = json.loads(archive.read("public_action.json"))
    assert page["published"]["title"] == page["document"]["title"] == PUBLIC.title
    assert f"/public/{page['address']}" == page_address(link)
    assert told["did"] == "We asked."


def test_in_an_organisation_owners_publish_and_both_are_on_record(own_app: Flask) -> None:
    product = product_of(own_app)
    office = make_office(product)
    number = written(
        product.database,
        plans.add_action,
        office.portfolio,
        Action(0, 0, "Ask people", ""),
        "first",
    )
    client = signed_in_client(own_app, office.owner)
    page = client.get(f"{office.list}/plan/page")
    form = form_of(page, "/plan/page").fill(
        title="Ours", contact="us@example.org", actions=[str(number)]
    )
    preview = client.send(form, "next")
    page = client.send(form_of(preview, "/publish"))
    address = page.link("Open it as everyone sees it")
    shown = Client(own_app).get(re.sub("^https?://[^/]*", "", address))
    name = shown.words_of(".govuk-caption-l")
    assert name
    assert f"{name} answers for what this page says." in shown.words_of("footer")
    client.send(form_of(page, "/take-down"))
    events = audit.of_organisation(product.database, _number(office.list))
    assert [e.event for e in events][:2] == ["page_taken_down", "page_published"]
    assert events[1].details == {"actions": 1, "hidden": 0}
    assert {e.account for e in events[:2]} == {office.owner.id}


def test_an_editor_prepares_and_takes_down_but_does_not_publish(own_app: Flask) -> None:
    product = product_of(own_app)
    office = make_office(product)
    people = People(own_app)
    editor = people.person()
    office.take_on(editor, EDITOR)
    client = signed_in_client(own_app, editor)
    form = form_of(client.get(f"{office.list}/plan/page"), "/plan/page")
    preview = client.send(form.fill(title="Ours", contact="us@example.org"), "next")
    assert "An owner of the organisation can publish it." in preview.words_of("#preview")
    page = page_now(product, office.portfolio, TODAY)
    token = client.get(f"{office.list}/title").one('input[name="csrf_token"]')["value"]
    sent = {"csrf_token": token, "seen": seal(page)}
    client.post(f"{office.list}/plan/page/publish", sent, status=403)
    assert public_pages.find_page(product.database, office.portfolio).page is None
    address = publish(product, office.portfolio, PUBLIC)
    client.send(form_of(client.get(f"{office.list}/plan/page"), "/take-down"))
    Client(own_app).get(f"/public/{address}", status=410)


def test_the_operator_takes_a_page_down_for_good(
    own_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Links(product_of(own_app)).make(PANEL)
    add(made, "Ask people")
    client = Client(own_app)
    shown = publish_it(client, made)
    for name, value in (("INSTANCE", tmp_path / "instance"), ("SECRET_KEY", SECRET_KEY)):
        monkeypatch.setenv(f"LADDER_{name}", str(value))
    run = CliRunner()
    done = run.invoke(main, ["unpublish", f"https://ladder.example.org{shown.address}"])
    assert (done.exit_code, done.output) == (0, "It is taken down, and stays down.\n")
    client.get(shown.address, status=410)
    page = client.get(f"{made.address}/plan/page")
    assert "Those who run this site have taken the page down." in page.words_of("#state")
    preview = choose(client, made)
    assert "It cannot be published again" in preview.words_of("#preview")
    token = page.one('#state ~ form input[name="csrf_token"]')["value"]
    seen = seal(page_now(made.product, made.portfolio, TODAY))
    client.post(f"{made.address}/plan/page/publish", {"csrf_token": token, "seen": seen})
    client.get(shown.address, status=410)
    run.invoke(main, ["unpublish", shown.address, "--allow"])
    assert publish_it(client, made).status == 200
    missing = run.invoke(main, ["unpublish", "https://ladder.example.org/public/" + "a" * 16])
    assert missing.exit_code == 1
    assert "No public page was ever at" in missing.output


def _number(address: str) -> int:
    return int(address.removeprefix("/p/o"))


def test_erasing_an_organisation_takes_its_page_down(own_app: Flask) -> None:
    product: Product = product_of(own_app)
    office = make_office(product)
    address = publish(product, office.portfolio, PUBLIC)
    client = Client(own_app)
    client.get(f"/public/{address}")
    erase_organisation(product, _number(office.list), TODAY, 0)
    client.get(f"/public/{address}", status=404)


def test_taking_a_list_into_an_organisation_takes_its_page_down(own_app: Flask) -> None:
    """The organisation has not said that it stands behind it; what was said of actions stays."""
    product = product_of(own_app)
    office, made = make_office(product), Links(product).make(PANEL)
    number = add(made, "Ask people")
    address = publish(product, made.portfolio, PUBLIC, [number])
    written(product.database, public_pages.tell, made.portfolio, number, Told(True, "We asked."))
    place = Membership(office.id, office.owner.id, "owner")
    assert take_in_portfolio(product, made.portfolio, place, 0)
    Client(own_app).get(f"/public/{address}", status=404)
    told = public_pages.list_told(product.database, office.portfolio)
    assert told[number].did == "We asked."


def test_time_that_passes_is_owned_up_to(own_app: Flask) -> None:
    product = product_of(own_app)
    made = Links(product).make(PANEL)
    number = add(made, "Ask people", due=TODAY)
    address = publish(product, made.portfolio, PUBLIC, [number])
    client = Client(own_app)
    page = client.get(f"/public/{address}")
    assert not page.all("#passed")
    tomorrow: date = TODAY + timedelta(days=1)
    own_app.config["TODAY"] = lambda: tomorrow
    page = client.get(f"/public/{address}")
    assert "Since then the day of 1 more action has passed." in page.words_of("#passed")
    assert "0 are late." in page.words_of("#figures")
    assert "Its day has passed since this page was updated." in page.text
    assert "Last updated on 4 May 2026." in page.text
