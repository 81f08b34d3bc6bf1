"""The improvement plan and its public page."""
