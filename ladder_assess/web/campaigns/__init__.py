"""Campaigns: rounds that people answer by links, from the draft to the report."""
