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
MANAGE, AUDIT, EXPORT, ERASE, SURVEY, TRAIN = (
    "manage", "audit", "export", "erase", "survey", "train",
)  # fmt: skip
READ_ASSIGNED = "read_assigned"

GRANTS: dict[str, frozenset[str]] = {
    VIEWER: frozenset({READ, READ_ASSIGNED}),
    CONTRIBUTOR: frozenset({READ_ASSIGNED, CONTRIBUTE}),
    EDITOR: frozenset({READ, READ_ASSIGNED, CONTRIBUTE, EDIT, PLAN, AGREE, EXPORT}),
    OWNER: frozenset(
        {READ, READ_ASSIGNED, CONTRIBUTE, EDIT, PLAN, AGREE, EXPORT, MANAGE, AUDIT, ERASE}
    ),
}
RIGHT_GRANTS: dict[str, str] = {SURVEY_MANAGER: SURVEY, TRAINER: TRAIN}
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
        if permission in {RIGHT_GRANTS[right] for right in self.rights if right in RIGHT_GRANTS}:
            return True
        if permission not in GRANTS.get(self.role, frozenset()):
            return False
        return assigned or self.role not in ONLY_ASSIGNED
