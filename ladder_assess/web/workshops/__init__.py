"""Workshops: a room of people who place the same activities, unseen, and then again."""
