"""What respondents said in their own words, apart from what they answered, and what was made of it:
themes, and words that were taken out.

Comments come in with the five answers with which they waited, under random ids of their own:
nothing says which came with which.
"""

import json
from collections.abc import Collection, Sequence

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.comments import Comment
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.answer_mix import Group
from ladder_assess.storage.common.database import Database, Writing, queries


def put_in(connection: Writing, group: Group, texts: Collection[str]) -> None:
    """Add the comments that came with five answers of a group, in the order of new random ids. Who
    of the five said which changes nothing of it.
    """
    said = [(answer_mix.new_name(), text) for text in sorted(texts)]
    for each, text in sorted(said):
        queries.insert_wave_comment(
            connection, id=each, wave=group["wave"], form=group["form"], text=text
        )


def list_comments(database: Database, portfolio: Portfolio, wave: Wave) -> list[Comment]:
    """Every comment of a campaign, in an order that tells nothing."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    return [
        Comment(
            row["id"],
            row["form"],
            row["text"],
            row["redacted"],
            tuple(sorted(json.loads(row["themes"]))),
        )
        for row in list(queries.list_wave_comments(database.reading, **key))
    ]


def redact(connection: Writing, portfolio: Portfolio, wave: Wave, comment: str, text: str) -> None:
    """Leave of a comment a text alone; what it said before is kept nowhere."""
    queries.redact_wave_comment(
        connection, portfolio=portfolio.id, wave=wave.id, comment=comment, text=text
    )


def put_themes(
    connection: Writing, portfolio: Portfolio, wave: Wave, comment: str, themes: Sequence[str]
) -> None:
    """Give a comment these themes and no others."""
    key = {"portfolio": portfolio.id, "wave": wave.id, "comment": comment}
    queries.forget_comment_themes(connection, **key)
    for theme in themes:
        queries.put_comment_theme(connection, **key, theme=theme)
