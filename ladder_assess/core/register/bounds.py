"""How much of a register is taken: what is larger is refused, in words."""

MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 50_000
