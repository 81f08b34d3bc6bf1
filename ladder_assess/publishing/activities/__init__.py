"""Activities in lists: drafts, pages, history, practice."""
