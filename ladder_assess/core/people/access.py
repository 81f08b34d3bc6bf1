"""Who may do what in an organisation: roles, rights, and the one table that decides.

Whatever is not granted here is refused. A role holds all that the roles below it hold, except that
a contributor reaches only the activities assigned to them.
"""

from dataclasses import dataclass

VIEWER, CONTRIBUTOR, EDITOR, OWNER = "viewer", "contributor", "editor", "owner"
ROLES = (VIEWER, CONTRIBUTOR, EDITOR, OWNER)
SURVEY_MANAGER, TRAINER = "survey_manager", "trainer"
RIGHTS = (SURVEY_MANAGER, TRAINER)

READ, CONTRIBUTE, EDIT, PLAN, AGREE = "read", "contribute", "edit", "plan", "agree"
MANAGE, AUDIT, EXPORT, ERASE = "manage", "audit", "export", "erase"
# To read the views on an activity; to ask for them; to run an exercise on a published case.
VIEWS, SURVEY, TRAIN = "views", "survey", "train"
# To show everyone a page about the plan, in the organisation's name.
PUBLISH = "publish"
READ_ASSIGNED = "read_assigned"

_VIEWER = frozenset({READ, READ_ASSIGNED, VIEWS})
_EDITOR = _VIEWER | {CONTRIBUTE, EDIT, PLAN, AGREE, EXPORT, SURVEY}
GRANTS: dict[str, frozenset[str]] = {
    VIEWER: _VIEWER,
    CONTRIBUTOR: frozenset({READ_ASSIGNED, CONTRIBUTE}),
    EDITOR: _EDITOR,
    OWNER: _EDITOR | {MANAGE, AUDIT, ERASE, TRAIN, PUBLISH},
}
# What a right opens on top of a role; never an activity that the role does not let them see.
RIGHT_GRANTS: dict[str, frozenset[str]] = {
    SURVEY_MANAGER: frozenset({VIEWS, SURVEY}),
    TRAINER: frozenset({TRAIN}),
}
ONLY_ASSIGNED = frozenset({CONTRIBUTOR})


@dataclass(frozen=True)
class Membership:
    """A person's place in an organisation: one of ROLES, and any of RIGHTS."""

    organisation: int
    account: int
    role: str
    rights: frozenset[str] = frozenset()

    def may(self, permission: str, *, assigned: bool = True) -> bool:
        """Is this granted? `assigned` says whether what it is about is assigned to this person;
        it matters to contributors alone.
        """
        if any(permission in RIGHT_GRANTS.get(right, frozenset()) for right in self.rights):
            return True
        if permission not in GRANTS.get(self.role, frozenset()):
            return False
        return assigned or self.role not in ONLY_ASSIGNED
