"""Places practice stories for oneself under a private link, and tells how far off one was."""

from datetime import date

from ladder_assess.core.activities.calibration import PlacedStory
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import placed_stories


def place_story(
    product: Product, portfolio: Portfolio, story: str, rung: int | None, today: date
) -> None:
    """Keep where somebody places a story today, before they are told what the rules say."""
    with product.database.writing() as connection:
        placed_stories.place(connection, portfolio, story, rung, today)


def stories_placed(product: Product, portfolio: Portfolio) -> tuple[PlacedStory, ...]:
    """What was placed, in that order, of the stories that are in the library still."""
    stories = product.definitions.vignettes
    return tuple(
        PlacedStory(story, rung, stories[story].rung, day)
        for story, rung, day in placed_stories.list_placed(product.database, portfolio)
        if story in stories
    )


def studies_alone(product: Product, portfolio: Portfolio) -> bool:
    """Has somebody placed stories under this link?"""
    return placed_stories.has_placed(product.database, portfolio)
