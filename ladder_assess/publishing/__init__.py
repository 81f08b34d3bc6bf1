"""Turns core types into something to look at: drawings and the plan's PDF. Knows no storage."""
