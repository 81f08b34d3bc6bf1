"""What every use case works with: the definitions, the rules made ready, and the database."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ladder_assess.core.activities.pages import Paths
from ladder_assess.core.activities.quick_path import QuickPath
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.rereading import Rereading
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.services.common.update_register import fill_register
from ladder_assess.storage.campaigns import answer_counts
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.common.instance import close_to_others, known_by
from ladder_assess.storage.common.tries import SharedTries, Tries
from ladder_assess.storage.questionnaire.definitions import Definitions, load


@dataclass(frozen=True, eq=False)
class Ruleset:
    """One version of the rules, made ready: what answers under it are read by."""

    questionnaire: Questionnaire
    assessor: Assessor
    paths: Paths

    @property
    def stamp(self) -> str:
        """The definition and version that answers are stamped with."""
        return self.questionnaire.stamp

    @cached_property
    def rereading(self) -> Rereading:
        """What reads differently than in the version before."""
        return Rereading(self.questionnaire)


@dataclass(frozen=True)
class Rules:
    """The definitions and everything derived from them once at the start.

    `newest` is what new activities are described by, `earlier` the older versions by their stamp:
    what was answered under one of them keeps its placement until somebody moves it.
    """

    definitions: Definitions
    newest: Ruleset
    earlier: Mapping[str, Ruleset]

    def of(self, stamp: str) -> Ruleset:
        """The version that a stamp names; the newest where it names none that is at hand."""
        return self.earlier.get(stamp, self.newest)

    @property
    def earlier_questions(self) -> tuple[Questionnaire, ...]:
        """The older versions of the questions."""
        return tuple(rules.questionnaire for rules in self.earlier.values())

    @cached_property
    def answers_of_cases(self) -> tuple[Answers, ...]:
        """What the published cases answer."""
        return tuple(case.record["answers"] for case in self.definitions.cases)

    def after(self, rules: Ruleset) -> tuple[Ruleset, ...]:
        """The later versions than one, the earliest of them first."""
        later = (r for r in self.every if r.questionnaire.version > rules.questionnaire.version)
        return tuple(reversed(tuple(later)))

    @property
    def every(self) -> tuple[Ruleset, ...]:
        """All versions, the newest first."""
        found = (*self.earlier.values(), self.newest)
        return tuple(sorted(found, key=lambda r: r.questionnaire.version, reverse=True))

    def by(self, stamp: str) -> "Rules":
        """The same with the version that a stamp names as the newest; all as it is for none."""
        if not stamp:
            return self
        named = self.of(stamp)
        return replace(
            self,
            newest=named,
            definitions=replace(self.definitions, questionnaire=named.questionnaire),
        )

    @property
    def assessor(self) -> Assessor:
        """The newest rules, ready to assess."""
        return self.newest.assessor

    @property
    def paths(self) -> Paths:
        """The pages of the newest questions."""
        return self.newest.paths

    @property
    def stamp(self) -> str:
        """What new activities are stamped with."""
        return self.newest.stamp


@dataclass(frozen=True)
class Product(Rules):
    """The rules with a database: what the web and the jobs hold."""

    database: Database
    secret: str
    tries: Tries | SharedTries = field(default_factory=Tries)


def read_rules(questionnaires: Path) -> Rules:
    """Read and check the definitions. Raises InvalidDefinition when they cannot be used."""
    definitions = load(questionnaires)
    earlier = {stamp: made_ready(old) for stamp, old in definitions.earlier_rules.items()}
    return Rules(definitions, made_ready(definitions.questionnaire), earlier)


def made_ready(questionnaire: Questionnaire) -> Ruleset:
    """One version of the rules, from its definition."""
    assessor = Assessor(questionnaire)
    return Ruleset(questionnaire, assessor, Paths(questionnaire, QuickPath(assessor.placer)))


def open_product(
    questionnaires: Path, database: Path, secret: str, postgresql: str, uploads: str = ""
) -> Product:
    """Read the definitions, open the database and bring it up to date, counts of answers too; what
    a stop of the machine left behind beside it goes.
    """
    rules = read_rules(questionnaires)
    opened = Database(database, postgresql, uploads)
    tries: Tries | SharedTries = Tries()
    opened.migrate()
    if opened.shared is not None:
        opened.shared.know(secret, known_by(database.parent))
        tries = SharedTries(opened.shared)
    answer_mix.sweep(opened)
    answer_counts.count_missing(opened)
    guard(database.parent)
    fill_register(opened, questionnaires)
    return Product(rules.definitions, rules.newest, rules.earlier, opened, secret, tries)


def guard(instance: Path) -> None:
    """Close the instance folder to other users of the machine; what stays open is logged."""
    for path in close_to_others(instance):
        logging.getLogger(__name__).warning(
            "Others on this machine may read %s. Give it to the user who runs the product.",
            path.name,
        )


def ask_before_writing(product: Product, ask: Callable[[], None]) -> None:
    """Have something asked as each transaction begins, which raises where none may."""
    product.database.before_writing = ask
