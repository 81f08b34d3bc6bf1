"""Colours and sizes of charts, in the units of their drawings.

The colours are those of the styles (`_tokens.scss`); a test holds the two together. Nothing is told
by colour alone: what differs, differs in shape, fill or place as well.
"""

INK = "#14191c"
INK_SOFT = "#545d63"
RULE = "#cbd2d5"
RULE_STRONG = "#7a858b"
PAPER = "#fff"
PEERS = "#dfe5e7"
# Lines of a trend: apart for every kind of colour vision, and each with its own mark and stroke.
LINES = (INK, "#b8860b", "#5a2a82", "#5b8def", "#a03c2e", "#d14f90")
# The two sides of a scale of agreement.
AGAINST, FAVOUR = "#a86200", "#2f6fb0"
MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
FAMILY = "Atkinson Hyperlegible, Arial, sans-serif"

WIDTH = 340.0
SIZE = 13.0
# How wide a letter is for its size, on the safe side for the fonts that may stand in for ours.
LETTER = 0.56
LINE = 16.0
LEFT, RIGHT = 9.0, 331.0
BAR = 14.0
ROW_GAP = 13.0
KEY_PITCH, KEY_GAP = 21.0, 14.0
# From the middle of a line of text to its baseline.
RISE_TO_BASELINE = 4.5
