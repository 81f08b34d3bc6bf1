"""Definitions, answers and records of activities."""
