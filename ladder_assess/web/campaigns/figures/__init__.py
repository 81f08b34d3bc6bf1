"""Figures of campaigns that somebody asks for: groups compared, answers weighed."""
