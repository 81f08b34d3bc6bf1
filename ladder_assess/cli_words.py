"""What every command has: a version, and words in place of a trace for what it meets outside."""

import os
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

P = ParamSpec("P")
T = TypeVar("T")


def writes(command: Callable[P, T]) -> Callable[P, T]:
    """A command that writes what is kept, or copies it: it is refused while a backup is put back,
    as what it did would be gone, and no backup is put back beside it.
    """

    @wraps(command)
    def held(*given: P.args, **named: P.kwargs) -> T:
        from ladder_assess.serving import disturb_nobody, writing_in
        from ladder_assess.settings import DATABASE, instance_in

        with writing_in(instance_in()):
            if not os.environ.get("LADDER_DATABASE"):
                disturb_nobody(instance_in() / DATABASE)
            return command(*given, **named)

    return held


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
