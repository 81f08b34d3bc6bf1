"""Files of a workshop that take long, made in the background."""

# What came of it, and what there is to print for a room without phones.
RECORD, PACK = FILES = ("record", "pack")
