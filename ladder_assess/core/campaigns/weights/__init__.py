"""Weighing those who answered, so that they are mixed as all people are."""
