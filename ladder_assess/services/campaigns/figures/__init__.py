"""Figures of campaigns that are worked out of rows of answers."""
