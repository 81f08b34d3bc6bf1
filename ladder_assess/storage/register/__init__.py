"""Registers of activities, in from a spreadsheet and out again."""
