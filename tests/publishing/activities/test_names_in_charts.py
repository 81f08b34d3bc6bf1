"""A name that runs from the right stands behind its number in a picture, and plain in its figures.

Names from the left alone could not show it: with those all orders are one.
"""

import pytest

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.placement.placement import Interval, Placement
from ladder_assess.publishing.activities.charts import PortfolioCharts
from ladder_assess.publishing.charts import Chart, Speech, csv_of
from ladder_assess.publishing.common.directions import as_seen
from tests.publishing.plans import questionnaire


def chart(name: str) -> Chart:
    activity = Listed(
        3, name, Placement(4, 4, None, (), Interval(4, 4)), "", affected=200, took_part=20
    )
    made = PortfolioCharts(questionnaire(), Speech()).took_part([activity])
    assert made is not None
    return made


@pytest.mark.parametrize("name", ["מועצה", "(العربية) 2024 [x]", "שלום (U+05E9)"])
def test_a_name_from_the_right_stands_behind_its_number(name: str) -> None:
    made = chart(name)
    (label, *_) = made.scene.labels
    first, *rest = as_seen(label.text)
    assert first == ("3. ", False)
    assert sorted("".join(part for part, _ in rest)) == sorted(name)
    assert f"3. {name}," in csv_of(made.table).decode()


def test_a_name_from_the_left_stays_as_it_is() -> None:
    (label, *_) = chart("Tenant panel").scene.labels
    assert label.text == "3. Tenant panel"
