"""What every use case works with: the definitions, the rules made ready, and the database."""

from dataclasses import dataclass
from pathlib import Path

from ladder_assess.core.activities.pages import Paths
from ladder_assess.core.activities.quick_path import QuickPath
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.services.common.update_register import fill_register
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.questionnaire.definitions import Definitions, load


@dataclass(frozen=True)
class Rules:
    """The definitions and everything derived from them once at the start."""

    definitions: Definitions
    assessor: Assessor
    paths: Paths

    @property
    def stamp(self) -> str:
        """The definition and version that answers are stamped with."""
        questionnaire = self.definitions.questionnaire
        return f"{questionnaire.id}-v{questionnaire.version}"


@dataclass(frozen=True)
class Product(Rules):
    """The rules with a database: what the web and the jobs hold."""

    database: Database
    secret: str


def read_rules(questionnaires: Path) -> Rules:
    """Read and check the definitions. Raises InvalidDefinition when they cannot be used."""
    definitions = load(questionnaires)
    assessor = Assessor(definitions.questionnaire)
    paths = Paths(definitions.questionnaire, QuickPath(assessor.placer))
    return Rules(definitions, assessor, paths)


def open_product(questionnaires: Path, database: Path, secret: str) -> Product:
    """Read the definitions, open the database and bring it up to date."""
    rules = read_rules(questionnaires)
    opened = Database(database)
    opened.migrate()
    fill_register(opened, questionnaires)
    return Product(rules.definitions, rules.assessor, rules.paths, opened, secret)
