"""Practice stories: the text first, one's own choice, and only then what the rules say."""

import pytest

from ladder_assess.core.activities.vignettes import Vignette
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.page import Page


@pytest.fixture
def stories(product: Product) -> dict[str, Vignette]:
    return dict(product.definitions.vignettes)


def placed(client: Client, story: Vignette, rung: object) -> Page:
    return client.get(f"/practice/stories/{story.id}?rung={rung}")


def test_library_and_workshop_lead_to_all_stories(
    client: Client, stories: dict[str, Vignette]
) -> None:
    page = client.follow(client.get("/practice"), "Place a practice story")
    assert page.heading == "Practice stories"
    titles = [a.text for a in page.links if "/practice/stories/" in a["href"]]
    assert sorted(titles) == sorted(story.title for story in stories.values())
    about = [(story.theme, story.title) for story in stories.values()]
    in_order = [title for _, title in sorted(about, key=lambda each: (each[0], each[1].casefold()))]
    assert titles == in_order, "their order tells nothing of the rungs"
    assert [h.text for h in page.all("main h2")] == sorted({theme for theme, _ in about})
    workshop = client.follow(client.get("/"), "Run a workshop")
    assert client.follow(workshop, "Choose a practice story").heading == "Practice stories"
    assert client.follow(page, "in a workshop").heading == "Run a workshop"


def test_nothing_is_told_before_a_choice(client: Client, stories: dict[str, Vignette]) -> None:
    for story in stories.values():
        page = client.follow(client.get("/practice/stories"), story.title)
        assert page.heading == story.title
        assert all(paragraph in page.text for paragraph in story.paragraphs if paragraph)
        assert story.notice not in page.text
        assert not page.all("#placed, #shows, #reasons, #kind")
        (form,) = page.named("form")
        assert form["method"] == "get"
        assert [b["value"] for b in page.all("form button")] == [*"876543210", "none"]


def test_a_choice_shows_what_the_rules_say_and_why(
    client: Client, stories: dict[str, Vignette]
) -> None:
    for story in stories.values():
        page = placed(client, story, "none" if story.rung is None else story.rung)
        said = page.words_of("#placed")
        assert story.notice in said
        assert "You said so too." in said if story.rung is None else "You placed it there" in said
        assert f"stands on rung {story.rung}:" in said or not story.rung
        shown = page.words_of("#shows")
        assert all(f"“{row.says}”" in shown for row in story.shows)
        assert not page.named("form")
        assert bool(page.all("#reasons")) == (story.rung is not None)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (0, "You placed it lower, off the ladder."),
        (2, "You placed it lower, on rung 2: Work on attitudes (Therapy)."),
        (7, "You placed it higher, on rung 7: The main say (Delegated power)."),
        ("none", "You chose no rung. That is for a service to one person."),
    ],
)
def test_another_choice_is_compared(
    chosen: object, says: str, client: Client, stories: dict[str, Vignette]
) -> None:
    said = placed(client, stories["housing-board"], chosen).words_of("#placed")
    assert says in said
    assert "At first sight it may look like rung 7." in said
    if chosen != "none":
        drawn = placed(client, stories["housing-board"], chosen).words_of("#placed svg")
        assert "Your choice" in drawn
        assert "Claimed" not in drawn


def test_a_rung_for_one_persons_own_service(client: Client, stories: dict[str, Vignette]) -> None:
    said = placed(client, stories["back-exercises"], 8).words_of("#placed")
    assert "It has no rung." in said
    assert "You said so too." not in said


@pytest.mark.parametrize("chosen", ["9", "-1", "", "two", "٣", "none&rung=3x"])
def test_what_is_no_rung_is_no_choice(
    chosen: str, client: Client, stories: dict[str, Vignette]
) -> None:
    page = placed(client, stories["last-shop"], chosen)
    assert bool(page.all("#placed")) == (chosen.partition("&")[0] == "none")


def test_the_stories_follow_each_other_round(client: Client, stories: dict[str, Vignette]) -> None:
    page = placed(client, stories["last-shop"], 8)
    seen = []
    for _ in stories:
        page = client.follow(page, "Next story")
        seen.append(page.heading)
        page = client.get(f"{page.address}?rung=3")
    assert sorted(seen) == sorted(story.title for story in stories.values())


def test_there_is_no_page_of_a_story_that_there_is_not(client: Client) -> None:
    client.get("/practice/stories/nowhere", status=404)
