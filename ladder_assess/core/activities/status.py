"""How far an activity is, by the words in which organisations write it down."""

import re

NOT_BEGUN, GOES_ON, FINISHED = "not_begun", "goes_on", "finished"
STATUS = "status"
# Longer texts tell a story.
LONGEST = 80
# Each may be followed by more: `Closed - report published`, `Planned for May 2027`.
WORDS = {
    NOT_BEGUN: (
        "planned", "in planning", "being planned", "at planning stage", "planning stage",
        "planning", "not started", "not yet started", "not begun", "not yet begun", "yet to start",
        "yet to begin", "to start", "to begin", "to be started", "starting soon", "about to start",
        "starts in", "due", "due to start", "due to begin", "upcoming", "forthcoming", "future",
        "scheduled", "proposed", "proposal", "in the pipeline", "pipeline", "in preparation",
        "in development", "under development", "pending", "awaiting start", "not live yet",
        "not yet live", "not open yet", "not yet open", "coming soon", "heb ddechrau",
        "wedi'i gynllunio", "ar y gweill i ddechrau",
    ),
    GOES_ON: (
        "live", "ongoing", "on going", "on-going", "begun", "started", "active", "current",
        "currently running", "open", "opened", "running", "still running", "under way", "underway",
        "in progress", "in delivery", "in operation", "operational", "being delivered",
        "continuing", "continues", "continuous", "going on", "goes on", "rolling", "permanent",
        "on track", "in train", "in flight", "launched", "yn parhau", "ar waith", "ar y gweill",
    ),
    FINISHED: (
        "over", "closed", "complete", "completed", "finished", "ended", "done", "concluded",
        "delivered", "past", "archived", "no longer running", "not running any more", "stopped",
        "ceased", "cancelled", "canceled", "abandoned", "withdrawn", "terminated", "discontinued",
        "wound up", "expired", "dropped", "wedi cau", "wedi gorffen", "wedi'i gwblhau",
        "wedi'i ganslo",
    ),
}  # fmt: skip
BY_WORD = {word: stage for stage, words in WORDS.items() for word in words}
FIRST = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, BY_WORD), key=len, reverse=True))})(?![^\W_]|['’-]\w)"
)


def stage_of(text: str) -> str:
    """NOT_BEGUN, GOES_ON or FINISHED, by the words that a status begins with; empty for others."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    found = FIRST.match(plain) if len(plain) <= LONGEST else None
    return BY_WORD[found[0]] if found else ""
