"""What a run draws few examples of is drawn many of by `make soak`."""

from hypothesis import settings

from tests.soak.properties import PROFILE, property_files


def test_many_times_as_many_examples_are_drawn() -> None:
    many, run = (settings.get_profile(name).max_examples for name in (PROFILE, "patient"))
    assert many >= 10 * run


def test_every_property_is_held_again() -> None:
    found = property_files()
    assert "tests/core/placement/test_placement.py" in found
    assert len(found) > 50
