"""The practice library, and the sample portfolio that everyone may read and nobody change."""

from urllib.parse import urlencode

from flask import Flask

from ladder_assess.services.activities.load_sample import SAMPLE_TOKEN, load_sample
from ladder_assess.services.common.product import Product
from tests.core.placement.test_worked_cases import CASES
from tests.support.client import Client
from tests.support.kept.stops import stop_anywhere
from tests.support.links import Link
from tests.support.site import TODAY, product_of

SAMPLE = f"/p/{SAMPLE_TOKEN}"


def test_every_case_is_listed_with_its_rung_and_source(client: Client, product: Product) -> None:
    page = client.get("/practice")
    for case in CASES:
        row = next(row for row in page.named("tr") if case["activity"] in row.text)
        assert product.definitions.sources[case["source"]].short in row.text
        at = case["expected"]["placement"]
        individual = case["answers"]["level"] == "individual"
        assert ("No ladder" in row.text) == individual
        assert individual or str(at["low"]) in row.text


def test_a_case_shows_coding_placement_and_source(client: Client, product: Product) -> None:
    for case in CASES:
        page = client.follow(client.get("/practice"), case["activity"])
        assert page.heading == case["activity"]
        assert f"The coders’ note: {case['coding_note']}" in page.text
        told = next(each for each in product.definitions.cases if each.id == case["id"])
        assert told.paragraphs
        assert all(paragraph in page.text for paragraph in told.paragraphs)
        assert product.definitions.sources[case["source"]].cite in page.text
        assert f"{case['locator']}." in page.text
        coded = page.words_of(".govuk-summary-list")
        assert "Not known" in coded or "unknown" not in case["answers"].values()
        assert not page.named("form")
        assert not any("/questions/" in a["href"] for a in page.links)


def test_the_library_is_searched_by_words(client: Client, product: Product) -> None:
    every = len(CASES) + len(product.definitions.arrangements)
    name = CASES[0]["activity"]
    for typed, found in (
        (name.upper(), name),
        (" ".join(reversed(name.split())), name),
        ("council youth", "Youth council"),
    ):
        page = client.get(f"/practice?{urlencode({'q': typed})}")
        rows = page.all("tbody tr")
        assert any(found in row.text for row in rows), typed
        assert page.words_of("#found").startswith(f"{len(rows)} of {every} fit")
        assert page.one("#q")["value"] == typed
    page = client.get("/practice?q=nothing+like+it")
    assert "None fits “nothing like it”. Try fewer letters" in page.text
    assert not page.named("table")
    assert len(client.follow(page, "Show all").all("tbody tr")) == every


def test_the_glossary_is_searched_by_words(client: Client, product: Product) -> None:
    whole = client.get("/glossary")
    every = len(product.definitions.questionnaire.glossary) + len(product.definitions.sources)
    for entry in product.definitions.questionnaire.glossary:
        page = client.get(f"/glossary?{urlencode({'q': entry.term.upper()})}")
        found = [term for term in page.named("dt") if term.text == entry.term]
        assert [term["id"] for term in found] == [
            term["id"] for term in whole.named("dt") if term.text == entry.term
        ], "the same address whatever is searched for"
        assert f"of {every} fit" in page.words_of("#found")
    page = client.get("/glossary?q=arnstein+1969")
    assert page.all("#source-arnstein-1969")
    page = client.get("/glossary?q=zzz")
    assert not page.named("dl", "dt")
    assert client.follow(page, "Show all").text == whole.text


def test_an_unknown_case_is_no_page(client: Client) -> None:
    client.get("/practice/nowhere", status=404)


def test_a_copy_can_be_changed_and_stays_labelled(client: Client) -> None:
    page = client.follow(client.get("/practice"), "Make a copy that you can change")
    page = client.answer(page)
    link = Link(product_of(client.app), page.address.split("/")[2])
    assert len(link.records) == len(CASES)
    assert page.text.count("Sample data") == len(CASES)
    question = client.get(f"{link.activity()}/questions/about")
    client.answer(question, "next", name="Changed")
    assert link.record().name == "Changed"
    assert "Sample data" in client.get(f"{link.activity()}/result").text
    assert "Sample data" in client.get(f"{link.activity()}/review").text


def test_a_double_click_makes_one_copy(client: Client) -> None:
    from tests.support.forms import form_of

    page = client.get("/practice/copy")
    sent = form_of(page).sent_by(None)
    first, second = client.post("/practice/copy", sent), client.post("/practice/copy", sent)
    assert first.address == second.address
    assert len(Link(product_of(client.app), first.address.split("/")[2]).records) == len(CASES)


def test_the_sample_is_there_for_everyone_and_labelled(client: Client) -> None:
    page = client.follow(client.get("/"), "sample result")
    assert page.address.startswith(f"{SAMPLE}/activities/")
    assert "Sample data" in page.text
    page = client.get(SAMPLE)
    assert page.text.count("Sample data") == len(CASES) + 1
    assert "Sample data" in client.get(f"{SAMPLE}/activities/1/result").text
    assert "Sample data" in client.get(f"{SAMPLE}/activities/1/review").text
    assert "Sample data" in client.get(f"{SAMPLE}/plan").text


def test_nothing_in_the_sample_offers_a_change(client: Client) -> None:
    for path in ("", "/plan", "/activities/1/result", "/activities/1/review"):
        page = client.get(SAMPLE + path)
        assert not [form for form in page.named("form") if form.get("method") == "post"]
        routes = ("/questions/", "/remove", "/add", "/evidence", "/resume", "/title")
        assert not [a["href"] for a in page.links if any(r in a["href"] for r in routes)]


def test_nothing_in_the_sample_can_be_changed(client: Client, app: Flask) -> None:
    before = Link(product_of(app), SAMPLE_TOKEN).records
    build = app.url_map.bind("localhost").build
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/p/") and "POST" in (rule.methods or ()):
            special = {"token": SAMPLE_TOKEN, "page_id": "about", "direction": "up"}
            special["group"] = "provider"
            # Of several words that may stand in an address, any.
            special |= {
                name: min(words)
                for name, kind in rule._converters.items()
                if (words := getattr(kind, "items", None))
            }
            values = {name: special.get(name, "1") for name in rule.arguments}
            address = build(rule.endpoint, values, method="POST")
            sent = client.browser.post(address, data={"name": "Changed", "title": "Changed"})
            assert sent.status_code in (403, 404), address
    assert Link(product_of(app), SAMPLE_TOKEN).records == before


def test_whatever_is_missing_of_the_sample_is_loaded_at_the_next_start(own_app: Flask) -> None:
    """Such as all of it, where another command came first, or a part by an earlier version."""
    product = product_of(own_app)
    ids = [case["id"] for case in CASES]
    for missing in (ids, ids[:5], ids[-1:], ids[::2], []):
        with product.database.writing() as connection:
            for case in missing:
                connection.execute("DELETE FROM activity WHERE request = ?", (f"sample:{case}",))
        assert load_sample(product, TODAY) == len(CASES)
        kept = {record.name for record in Link(product, SAMPLE_TOKEN).records}
        assert len(kept) == len(CASES)


def test_the_sample_is_loaded_as_a_whole_or_not_at_all(own_app: Flask) -> None:
    product = product_of(own_app)
    with product.database.writing() as connection:
        connection.execute("DELETE FROM activity WHERE request LIKE 'sample:%'")
    assert stop_anywhere(product.database, lambda: load_sample(product, TODAY)) > len(CASES)


def test_loading_the_sample_again_adds_nothing(own_app: Flask) -> None:
    product = product_of(own_app)
    assert load_sample(product, TODAY) == len(CASES)
    assert load_sample(product, TODAY) == len(CASES)
