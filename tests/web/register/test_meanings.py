"""What words of a file mean that are no answers is said once, and remembered for the list."""

import pytest

from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.links import Link, Links
from tests.support.page import Page
from tests.support.registers import again, counts, left_open, press, send, send_alone

HEADER = "id,name,seats,functions,claimed_rung"
FILE = "\n".join(
    [
        HEADER,
        "A1,Tenant panel,advisory,co_design,3",
        "A2,Bus talk,Consultees,Leaflets,Mostly tokens",
        "A3,Park plan,consultees,co_design; leaflets,3",
        "A4,Estate board,majority,,5",
        "A5,Fête,none,none,2",
    ]
).encode()


@pytest.fixture
def link(links: Links) -> Link:
    return links.make()


def by_label(page: Page) -> dict[str, str]:
    """The fields of a page, by what stands above each."""
    labels = page.all("form label")
    return {label.text: str(label.attributes["for"]) for label in labels}


def test_a_word_of_one_s_own_is_explained_once(client: Client, link: Link) -> None:
    """Rows with such a word could only be left out, however many there were."""
    page = send_alone(client, link.address, FILE, "council.csv")
    assert page.heading == "What do these words mean?", "asked before anything is called wrong"
    here = page.address.removesuffix("/meanings")
    waiting = client.browser.get(f"{here}/state").text
    assert f'data-then="{here}"' in waiting, "nobody presses to go on"
    page = left_open(client, page)
    assert counts(page)[1:] == ["2 rows wait for you to say what a word in them means"]
    assert "3 words of your file are none of the answers" in page.one("#strange").text
    wrong = [row.text for row in page.all("#wrong tbody tr")]
    (row,) = [row for row in wrong if "“Leaflets”" in row]
    assert row.endswith("waits for you to say what it means."), "the next page has its answers"
    page = client.follow(page, "Say what they mean")
    assert page.heading == "What do these words mean?"
    fields = by_label(page)
    assert set(fields) == {"“Consultees”", "“Leaflets”", "“Mostly tokens”"}
    page = press(
        client,
        page,
        **{
            fields["“Consultees”"]: "advisory",
            fields["“Leaflets”"]: "",
            fields["“Mostly tokens”"]: "4",
        },
    )
    assert counts(page)[0] == "5 new activities"
    assert not page.all("#strange")
    said = page.one("#meant").text
    assert "“Consultees” as “" in said
    assert "“Leaflets” left empty" in said
    press(client, page)
    assert link.record(2).values == {
        "name": "Bus talk",
        "seats": "advisory",
        "claimed_rung": "4",
    }
    assert dict(link.record(3).values)["functions"] == ("co_design",)
    page = send(client, link.address, FILE.replace(b"Park plan", b"Park plans"), "council.csv")
    assert counts(page)[1:] == ["1 activity changes", "4 rows change nothing"]


def test_what_was_said_can_be_changed_and_taken_back(client: Client, link: Link) -> None:
    page = send_alone(client, link.address, FILE, "council.csv")
    word = by_label(page)["“Consultees”"]
    page = press(client, page, **{word: "advisory"})
    assert "2 words of your file" in page.one("#strange").text
    page = client.follow(page, "Change what words mean")
    assert form_of(page).values[by_label(page)["“Consultees”"]] == ["advisory"]
    page = press(client, page, **{by_label(page)["“Consultees”"]: "all"})
    page = client.follow(page, "Change what words mean")
    assert form_of(page).values[by_label(page)["“Consultees”"]] == ["all"]
    page = press(client, page, **{by_label(page)["“Consultees”"]: "?"})
    assert "3 words of your file" in page.one("#strange").text


def test_another_list_knows_nothing_of_it(client: Client, link: Link, links: Links) -> None:
    page = send_alone(client, link.address, FILE, "council.csv")
    press(client, page, **{by_label(page)["“Consultees”"]: "advisory"})
    other = links.make()
    page = send(client, other.address, FILE, "council.csv")
    assert "3 words of your file" in page.one("#strange").text


def test_what_is_no_answer_is_refused(client: Client, link: Link) -> None:
    page = send_alone(client, link.address, FILE, "council.csv")
    form = form_of(page)
    data = {**form.sent_by(None), by_label(page)["“Consultees”"]: "bogus"}
    response = client.browser.post(page.address, data=data)
    assert "Choose something from the list." in response.text
    assert "What do these words mean?" in response.text


def test_texts_in_place_of_answers_are_too_many_words(client: Client, link: Link) -> None:
    rows = "\n".join(f"A{at},Panel {at},{'all' if at % 3 else f'Word {at}'}" for at in range(240))
    page = send(client, link.address, f"id,name,seats\n{rows}\n".encode(), "council.csv")
    assert "80 words of your file" in page.one("#strange").text
    page = client.follow(page, "Say what they mean")
    assert "There are more: perhaps" in page.text
    assert len(by_label(page)) == 60


OWN = "\n".join(
    [
        "No.,Project,How were people involved?,Who took the decision?,Feedback given (Y/N),"
        "Level of engagement",
        "C1,Rent talk,Online survey,Cabinet,Y,Consult",
        "C2,Playground,Panel,Joint panel of residents and officers,yes,Partnership",
        "C3,Calendar,Leaflet,Head of service,N,Inform",
        "C4,Oversight,Panel,Trust board,Y,Somewhere between what it was and what all of us want",
        "C5,Bus gate,Online survey,Director,N,Tokenism",
    ]
).encode()


def test_a_register_in_its_own_words_is_read_in_two_steps(client: Client, link: Link) -> None:
    """What carries the assessment was folded away, and fifteen rows were wrong for a word each."""
    page = send_alone(client, link.address, OWN, "own.csv")
    assert page.heading == "Which column is which?"
    chosen = [option.text for option in page.all("form > div option[selected]")]
    assert chosen[2:] == [
        "Answering back",
        "How decisions are made",
        "Response to views",
        "Rung you believe it is on",
    ]
    groups = [group.attributes["label"] for group in page.all("select")[0].named("optgroup")]
    assert len(groups) == len({*groups}) > 8, "the choices stand by what they are about"
    assert groups[0] == "What most registers have"
    choices = [len(select.named("option")) for select in page.all("select")]
    assert max(choices) < 50, "what backs an answer, once for each, made 112 choices of 40"
    page = again_of(client, page)
    assert page.heading == "What do these words mean?"
    meant = {
        words: page.one(f"#{at} option[selected]").text for words, at in by_label(page).items()
    }
    left = {words for words, answer in meant.items() if answer == "Choose an answer"}
    assert left == {"“Tokenism”", "“Trust board”"}
    assert meant["“Consult”"] == "4 Asking for views (Consultation)"
    assert meant["“Leaflet”"] == "No"
    assert meant["“Y”"] == meant["“N”"] == "Leave it empty", "told is not owed"
    assert "You are asked later, with the activity." in page.text
    assert meant["“Somewhere between what it was and what all of us want”"] == "Leave it empty"
    page = press(client, page)
    assert counts(page)[0] == "3 new activities"
    assert counts(page)[1:] == ["2 rows wait for you to say what a word in them means"]
    remembered = client.follow(page, "Change what words mean")
    heads = [head.text for head in remembered.all("h2")]
    assert heads == ["Choose what these mean", "As you said before"]
    press(client, page, leave_out=["yes"])
    assert dict(link.record(2).values)["decision_rule"] == "joint"


def again_of(client: Client, page: Page) -> Page:
    """Press a form's button and do the work that follows."""
    return again(client, client.answer(page).address)


def test_what_backs_an_answer_is_offered_where_a_heading_says_something_of_it(
    client: Client, link: Link
) -> None:
    rows = "".join(f"Forum {at},Chair {at} told us,Parks {at}\n" for at in range(6))
    page = send(client, link.address, f"Activity,Comments,Zelse\n{rows}".encode(), "own.csv")
    offered = [[o.attributes["value"] for o in s.named("option")] for s in page.all("select")]
    with_notes = [values for values in offered if "note.seats" in values]
    assert (len(offered), len(with_notes)) == (3, 1)
    assert not any("evidence.seats" in values or "link.seats" in values for values in offered)


def test_words_that_nobody_explains_keep_no_row_out_and_stay_to_be_put_right(
    client: Client, link: Link
) -> None:
    """Six of 28 activities stayed out for a word each, or somebody had to choose for it."""
    page = left_open(client, send_alone(client, link.address, FILE, "council.csv"))
    waiting = counts(page)
    form = next(form for form in forms_of(page) if "words" in form.names)
    page = again(client, client.send(form).address)
    assert len(counts(page)) < len(waiting), "no row waits"
    assert "left empty, as nobody has said what" in page.words_of("#strange")
    form = next(form for form in forms_of(page) if "words" in form.names)
    page = again(client, client.send(form).address)
    assert counts(page) == waiting, "taken back"
    form = next(form for form in forms_of(page) if "words" in form.names)
    page = again(client, client.send(form).address)
    press(client, page)
    rows = [row.text for row in client.get(link.address).all(".app-list > li")]
    left = [text for text in rows if "Bus talk" in text]
    assert ["Consultees" in t and "Leaflets" in t and "tokens" in t for t in left] == [True], rows


def test_what_can_be_decided_stands_in_one_place(client: Client, link: Link) -> None:
    """One choice stood at the top and again at the end of a page of 2,900 px."""
    rows = "Ref,Project,Start\nA1,Panel,31/02/2026\nA2,Forum,1/3/2026\n,Dog order,2/3/2026\n"
    page = press(client, send(client, link.address, rows.encode(), "a.csv"))
    decide = [b.text for b in page.one("#decide").named("button")]
    beside = [b.text for b in page.one("#import").named("button")]
    assert len(decide) == 2
    assert beside == ["Import 2 activities and leave the rest out", "Throw this file away"]
    assert [b.text for b in page.all("main button")] == [*decide, *beside]
