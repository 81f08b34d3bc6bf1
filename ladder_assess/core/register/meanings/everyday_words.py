"""What people call the answers of a register in words of every day, for each question and answer;
folded, as `fold` has them.
"""

from collections.abc import Mapping

RUNG = "claimed_rung"
# What is no answer: words that say what was done, not what was owed or how good it was.
DONE = "done"
# Of a rung, claimed or intended, by its number. Inform, consult, involve, collaborate and empower
# are the steps of the Spectrum of Public Participation, which many registers go by.
RUNGS: Mapping[str, tuple[str, ...]] = {
    "0": ("no engagement", "no participation", "no involvement", "not involved", "none", "nothing"),
    "1": ("rubber stamp", "rubber stamping", "manipulate", "manipulated"),
    "2": ("therapeutic", "education of people", "behaviour change"),
    "3": (
        "inform", "informed", "informs", "information", "information only", "information giving",
        "giving information", "information sharing", "tell", "told", "telling", "notify",
        "notified", "notification", "awareness", "awareness raising", "publicity", "communication",
        "communicate", "communicating",
    ),
    "4": (
        "consult", "consulted", "consulting", "consults", "consultative", "asked", "asking", "ask",
        "views", "listen", "listening", "listened", "feedback sought", "gathering views",
        "seeking views", "survey",
    ),
    "5": (
        "involve", "involved", "involving", "involvement", "advise", "advisory", "advice",
        "advisory group", "seat at the table", "engage",
    ),
    "6": (
        "partner", "partners", "partnering", "in partnership", "collaborate", "collaborative",
        "collaborating", "collaboration", "co production", "coproduction", "co produce",
        "co produced", "co design", "codesign", "co designed", "co create", "co creation", "joint",
        "jointly", "shared", "sharing power", "shared decision making", "shared decisions",
        "working together", "half the votes",
    ),
    "7": (
        "delegate", "delegated", "delegation", "devolved", "empower", "empowered", "empowering",
        "empowerment",
    ),
    "8": (
        "community control", "resident control", "user control", "community led", "resident led",
        "user led", "people led", "tenant led", "self managed", "self governing", "community owned",
    ),
}  # fmt: skip
_OURS = (
    "council", "full council", "cabinet", "cabinet member", "executive", "committee", "director",
    "directorate", "head of", "director of", "comms", "communications", "officer",
    "officers", "staff", "service", "department",
    "management", "manager", "managers", "chief executive", "portfolio holder", "leader", "mayor",
    "councillor", "councillors", "elected members", "team", "us", "we", "the organisation",
    "organisation", "nhs", "authority", "local authority", "trustees", "professionals",
)  # fmt: skip
_TOGETHER = (
    "joint", "jointly", "together", "both", "shared", "partnership", "partnership board",
    "joint board", "joint panel", "council and residents", "co production", "in partnership",
    "half residents", "half tenants", "half members of the public", "half the seats",
    "half of the seats",
)  # fmt: skip
_THEIRS = (
    "community", "the community", "residents", "local people", "people", "citizens", "tenants",
    "members of the public", "the public", "users", "service users", "participants", "carers",
    "patients", "young people", "youth council", "community trust", "community group",
    "residents association", "referendum", "public vote", "local vote", "voters", "volunteers",
    "neighbours",
)  # fmt: skip
_NO = ("no", "none", "nothing", "n", "false")
_YES = ("yes", "y", "true")
# These say something by themselves, and nothing in a sentence.
ALONE = frozenset(
    (*_NO, *_YES, "some", "all", "good", "late", "full", "most", "before", "start", "we", "us",
     "people", "no engagement", "lot", "person")
)  # fmt: skip
# By question and answer.
ANSWERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    RUNG: RUNGS,
    "intended_rung": RUNGS,
    "decision_rule": {
        "organisation": _OURS,
        "advised": ("on advice", "after advice", "with advice", "advised by residents"),
        "joint": _TOGETHER,
        "community_within_limits": ("delegated", "within limits", "within a budget"),
        "community": _THEIRS,
    },
    "decision_stage": {
        "taken": ("already decided", "decided", "after the decision", "afterwards", "too late"),
        "options_fixed": ("options", "options stage", "preferred option", "shortlist", "draft"),
        "open": ("early", "at the start", "before", "before the decision", "start", "beginning"),
        "unframed": ("agenda setting", "from the outset", "setting the question"),
    },
    "response": {
        "none": ("nothing owed", "no duty"),
        "considered": ("must be considered", "duty to consider"),
        "reported_back": ("must be told", "must report", "duty to report"),
        "binding": ("binding",),
        # What was done once, or was not, says nothing of what was owed.
        DONE: (
            *_YES, *_NO, "not yet", "planned", "partly", "sometimes", "considered", "noted",
            "reported back", "fed back", "feedback given", "you said we did", "published",
            "report published", "people told", "told",
        ),
    },
    "dialogue": {
        "none": (
            *_NO, "one way", "leaflet", "leaflets", "newsletter", "poster", "posters", "letter",
            "letters", "notice", "statutory notice", "mailing", "press release", "website", "sign",
        ),
        "one_off": (
            "once", "one off", "survey", "online survey", "surveys", "questionnaire", "drop in",
            "drop ins", "public meeting", "comment form", "focus group", "focus groups",
            "exhibition", "workshop", "event", "meeting", "consultation", "online consultation",
        ),
        "ongoing": (
            "ongoing", "regular", "regular meetings", "weekly", "monthly", "quarterly", "panel",
            "forum", "board", "steering group", "working group", "workshops", "two way",
        ),
    },
    "information": {
        "none": _NO,
        "selective": ("some", "partial", "limited", "summary", "late"),
        "adequate": ("full", "complete", "good", "all"),
        "commissioned": ("independent advice", "own advice"),
        # That there was some says nothing of how good it was.
        DONE: _YES,
    },
    "seats": {
        "none": _NO,
        "advisory": ("advisory", "advisory group", "advisory panel", "reference group"),
        "minority": ("minority", "some", "a few", "fewer than half"),
        "equal": ("half", "equal", "half the seats", "50"),
        "majority": ("majority", "most", "more than half"),
        "all": ("all", "everyone", "100"),
    },
    "selection": {
        "not_applicable": ("everyone", "open to all", "no seats"),
        "organisation": ("appointed", "invited", "invitation", "selected", "hand picked"),
        "open_call": ("volunteered", "open call", "applied", "applications", "self selected"),
        "by_lot": ("random", "randomly", "lottery", "sortition", "random selection", "lot"),
        "community": ("elected", "election", "elections"),
    },
    "override": {
        "freely": _YES,
        "with_reasons": ("with reasons",),
        "by_negotiation": ("negotiation", "by negotiation"),
        "never": (*_NO, "veto"),
    },
    "ground_rules": {
        "none": _NO,
        "set_by_organisation": _OURS,
        "agreed": ("agreed", "agreed together"),
        "agreed_and_written": ("written", "terms of reference", "constitution", "charter"),
    },
    "budget": {
        "organisation": _OURS,
        "consulted": ("after consultation",),
        "shared": _TOGETHER,
        "delegated": ("delegated", "participatory budget", "participatory budgeting"),
        "own": _THEIRS,
    },
    "management": {
        "organisation": _OURS,
        "volunteers_directed": ("volunteers",),
        "joint": _TOGETHER,
        "community": tuple(word for word in _THEIRS if word != "volunteers"),
    },
    "resources": {
        "none": _NO,
        "some": (*_YES, "training", "expenses", "travel", "vouchers", "lunch", "refreshments"),
        "funded": ("paid", "wages", "grant", "funded"),
    },
    "purpose": {
        "inform": (*RUNGS["3"],),
        "listen": (*RUNGS["4"], "consultation"),
        "advise": ("advice", "advise", "advisory"),
        "decide": (*RUNGS["6"], "partnership", "decide", "decision"),
        "enable": (*RUNGS["7"], *RUNGS["8"]),
        "deliver": ("deliver", "delivery", "training", "course", "volunteering"),
    },
    "who_plans": {"professionals": _OURS, "joint": _TOGETHER, "community": _THEIRS},
    "who_delivers": {"professionals": _OURS, "joint": _TOGETHER, "community": _THEIRS},
    "initiator": {
        "public_body": _OURS,
        "third_sector": ("charity", "voluntary sector", "social enterprise"),
        "community": _THEIRS,
        "company": ("developer", "company", "contractor", "business"),
    },
    "level": {
        "individual": ("individual", "one to one", "person"),
        "group": ("group", "groups"),
        "collective": ("community", "whole community", "ward", "town", "borough", "district"),
    },
    "asset_transfer": {"no": _NO, "yes": _YES},
    "replaces_service": {"no": _NO, "partly": ("partly", "in part"), "yes": _YES},
}  # fmt: skip
