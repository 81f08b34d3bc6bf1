"""Questionnaires about an organisation, their rounds and scores."""
