"""The only place that reads files and speaks SQL: definitions, answers, plans, jobs."""
