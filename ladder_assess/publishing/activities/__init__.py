"""Activities in lists: records, pages, history, practice."""
