"""The product's drawings in one place: what the web and the plan ask for.

Each function is pure and gives geometry and facts; the macro of the same name in
`templates/components/` turns it into an `<svg>` with a text alternative.
"""

from ladder_assess.publishing.distribution import DistributionDrawing, distribution_drawing
from ladder_assess.publishing.grid import GridDrawing, grid_drawing, grid_of_many
from ladder_assess.publishing.ladder import (
    LadderDrawing,
    ManyDrawing,
    ladder_drawing,
    ladder_of_many,
)
from ladder_assess.publishing.points_of_view import (
    SayDrawing,
    ViewsDrawing,
    say_drawing,
    views_drawing,
)

__all__ = [
    "DistributionDrawing",
    "GridDrawing",
    "LadderDrawing",
    "ManyDrawing",
    "SayDrawing",
    "ViewsDrawing",
    "distribution_drawing",
    "grid_drawing",
    "grid_of_many",
    "ladder_drawing",
    "ladder_of_many",
    "say_drawing",
    "views_drawing",
]
