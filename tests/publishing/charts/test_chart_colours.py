"""Colours of charts: those of the styles, apart for every kind of colour vision, seen on white."""

import math
import re
from itertools import combinations

import pytest

from ladder_assess.publishing.charts import look
from ladder_assess.settings import CHECKOUT

TOKENS = (CHECKOUT / "static" / "src" / "_tokens.scss").read_text("utf-8")
# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
VISIONS = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST_APART, LEAST_CONTRAST = 9.0, 3.0
Colour = tuple[float, float, float]


def token(name: str) -> str:
    found = re.search(rf"^\${name}: ([^;]+);", TOKENS, re.M)
    assert found, name
    return found[1]


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def contrast_on_white(colour: str) -> float:
    red, green, blue = linear(colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def seen(colour: str, vision: str) -> Colour:
    """A colour in OKLab, as someone with this vision sees it."""
    rgb = linear(colour)
    red, green, blue = (
        max(0.0, sum(weight * part for weight, part in zip(row, rgb, strict=True)))
        for row in VISIONS[vision]
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def apart(one: str, other: str, vision: str) -> float:
    return 100 * math.dist(seen(one, vision), seen(other, vision))


def test_colours_are_the_tokens_of_the_styles() -> None:
    assert token("ink") == look.INK
    assert token("ink-soft") == look.INK_SOFT
    assert token("rule") == look.RULE
    assert token("rule-strong") == look.RULE_STRONG
    assert token("paper") == look.PAPER
    assert token("chart-peers") == look.PEERS
    assert token("chart-against") == look.AGAINST
    assert token("chart-favour") == look.FAVOUR
    assert token("chart-lines").replace("$ink", look.INK).split(", ") == list(look.LINES)


def test_every_colour_of_the_drawing_is_a_token() -> None:
    macro = (CHECKOUT / "templates" / "components" / "chart.svg").read_text("utf-8")
    tokens = set(re.findall(r"#[0-9a-f]{3,6}\b", TOKENS))
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", macro)) <= tokens


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_stay_apart(vision: str) -> None:
    for family in (look.LINES, (look.AGAINST, look.FAVOUR)):
        for one, other in combinations(family, 2):
            assert apart(one, other, vision) >= LEAST_APART, (one, other)


def test_colours_are_seen_on_white() -> None:
    for colour in (*look.LINES, look.AGAINST, look.FAVOUR, look.RULE_STRONG, look.INK_SOFT):
        assert contrast_on_white(colour) >= LEAST_CONTRAST, colour
