"""What every command has: a version, and words in place of a trace for what it meets outside."""

from typing import Any

import click


class InWords(click.Group):
    """Says what stands in the way of a command; a mistake of ours keeps its trace."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; ends with status 1 and words where the machine does not let it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except Exception as error:
            words = _in_words(error)
            if not words:
                raise
            raise click.ClickException(words) from None


def _in_words(error: Exception) -> str:
    # Loaded where something is wrong alone.
    from ladder_assess.settings import database_in
    from ladder_assess.storage.common.obstacles import obstacle
    from ladder_assess.storage.questionnaire.definition_files import InvalidDefinition

    if isinstance(error, InvalidDefinition):
        return f"The questionnaires cannot be used.\n{error}"
    return obstacle(error, database_in())
