"""The ladder and the typology of one activity."""
