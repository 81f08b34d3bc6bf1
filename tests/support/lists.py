"""Long lists of activities, invented by a seed."""

from random import Random

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord, Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import add_activity
from tests.support.kept.written import written

SERVICES = ("Housing", "Libraries", "Parks and open spaces", "Planning", "Social care", "Transport")
# How much of what can be said is said.
SAID = 0.85


def invented(questionnaire: Questionnaire, count: int, seed: int = 1) -> list[ActivityRecord]:
    """So many activities with answers drawn by chance, the same each time."""
    chance = Random(seed)
    return [_one(questionnaire, number, chance) for number in range(1, count + 1)]


def _one(questionnaire: Questionnaire, number: int, chance: Random) -> ActivityRecord:
    values: dict[str, Value] = {
        "name": f"Activity {number} of the neighbourhood programme",
        "service_area": chance.choice(SERVICES),
        "start_date": f"{chance.randint(2015, 2025)}-0{chance.randint(1, 9)}-01",
        "people_affected": str(chance.randint(10, 50_000)),
        "people_took_part": str(chance.randint(0, 500)),
    }
    for item in questionnaire.coded.values():
        if chance.random() < SAID:
            option = chance.choice(item.option_ids)
            values[item.id] = (option,) if item.answer == "many" else option
    return ActivityRecord(0, FULL, values)


def fill(
    product: Product, portfolio: Portfolio, records: list[ActivityRecord], when: int = 0
) -> None:
    """Keep some activities."""
    for count, record in enumerate(records):
        request = f"filled-{when}-{len(records)}-{count}"
        written(product.database, add_activity, portfolio, record, request, when)
