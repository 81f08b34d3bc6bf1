"""What is kept about whom: one line for each table and kind of scope.

Export, erasure and retention go by this alone. A test walks the schema and fails for a table or a
scope that is not declared here, so that nothing can be forgotten.
"""

from collections.abc import Mapping
from dataclasses import replace

from ladder_assess.core.activities.removal import DAYS_TO_PUT_BACK
from ladder_assess.core.register.state import A_DAY, DAYS_TO_UNDO
from ladder_assess.storage.data_protection.belonging import Aged, Exempt, Rows, Table

# Lists of an organisation, of a private link: with what was removed from them and can be put back.
_LISTS_OF_ORGANISATION = (
    "organisation_id = :id OR removed_from IN "
    "(SELECT list.id FROM portfolio AS list WHERE list.organisation_id = :id)"
)
_LISTS = "id = :id OR removed_from = :id"
_OF_LISTS = "portfolio_id IN (SELECT id FROM portfolio WHERE {})"
_OF_ORGANISATION = _OF_LISTS.format(_LISTS_OF_ORGANISATION)
_OF_LIST = _OF_LISTS.format(_LISTS)
_KEPT = DAYS_TO_PUT_BACK * A_DAY
_LONG_AGO = f"removed <= :now - {_KEPT}"
_TAKEN_OUT = "id IN (SELECT action_id FROM taken_out_action WHERE {})"
# A file that was not imported goes after a day; one that was, once it cannot be undone.
_OLD_REGISTERS = (
    f"happened < :now - {A_DAY} AND state <> 'done'",
    f"happened < :now - {DAYS_TO_UNDO * A_DAY}",
)
_OF_REGISTERS = "import_id IN (SELECT id FROM register_import WHERE {})"
_REMOVED_LONG_AGO = "id IN (SELECT activity_id FROM removed_activity WHERE {})"
_PLANNED_FOR_REMOVED = (
    "EXISTS (SELECT 1 FROM removed_activity JOIN activity ON activity.id = activity_id "
    "WHERE activity.portfolio_id = plan_action.portfolio_id "
    "AND activity.number = plan_action.activity AND {})"
)
_OLD_LIST = (
    "organisation_id IS NULL AND removed_from IS NULL AND sample = 0 "
    "AND made_on < :day AND last_used < :day"
)
_OF_WORKSHOPS = "workshop_id IN (SELECT id FROM workshop WHERE {})"
# No workshop ages by one jump of a clock: on a day since its last use, the last on which this was
# looked after or the clock set, it stood unused already.
_STOOD_UNUSED = (
    "last_used < (SELECT date(happened, 'unixepoch') FROM audit "
    "WHERE event IN ('retention_applied', 'clock_set_back') "
    "AND date(happened, 'unixepoch') < date(:now, 'unixepoch') ORDER BY id DESC LIMIT 1)"
)
_LEFT = f"last_used < date(:now - {A_DAY}, 'unixepoch') AND {_STOOD_UNUSED}"
# A whole text of a JSON document: an address may be the end of someone else's.
_QUOTED = "'\"' || :email || '\"'"
_CONSENT_OF = "SELECT evidence_file.consent FROM evidence_file WHERE {}"
NOBODY = Exempt("It names nobody.")
NOT_A_PERSON = Exempt("It belongs to the list, not to a person.")
NO_PEOPLE = Exempt("A private link has no people.")
ONLY_TOGETHER = "It is shown only together with the answers of at least four others."
PERSONS_OWN = Exempt("It is the person's own, and goes with their account.")


def _of_list(
    name: str,
    account: Rows | Exempt = NOT_A_PERSON,
    secret: tuple[str, ...] = ("portfolio_id", "request"),
    aged: tuple[Aged, ...] = (),
) -> Table:
    """A table whose rows each belong to a portfolio."""
    return Table(name, Rows(_OF_ORGANISATION), account, Rows(_OF_LIST), secret, aged)


def _of_activity(
    name: str,
    account: Rows | Exempt,
    secret: tuple[str, ...],
    hidden: str = "",
    of: str = "activity_id IN (SELECT id FROM activity WHERE {})",
    aged: tuple[Aged, ...] = (),
) -> Table:
    """A table whose rows each belong to an activity."""
    return Table(
        name,
        Rows(of.format(_OF_ORGANISATION), hidden=hidden),
        account,
        Rows(of.format(_OF_LIST), hidden=hidden),
        secret,
        aged,
    )


def _of_wave(
    name: str,
    secret: tuple[str, ...],
    hidden: str = "",
    account: Rows | Exempt = NOBODY,
    aged: tuple[Aged, ...] = (),
) -> Table:
    """A table whose rows each belong to a wave; those of respondents have no account."""
    of = "wave_id IN (SELECT id FROM wave WHERE {})"
    return replace(_of_activity(name, account, secret, hidden, of), aged=aged)


def _of_person(name: str, *, secret: tuple[str, ...], aged: tuple[Aged, ...] = ()) -> Table:
    """A table whose rows each belong to an account."""
    return Table(name, PERSONS_OWN, Rows("account_id = :id"), NO_PEOPLE, secret, aged)


def _of_workshop(
    name: str, secret: tuple[str, ...], hidden: str = "", aged: tuple[Aged, ...] = ()
) -> Table:
    """A table whose rows each belong to a workshop, which an organisation may keep."""
    of = _OF_WORKSHOPS.format("organisation_id = :id")
    return Table(name, Rows(of, hidden=hidden), NOBODY, NOBODY, secret, aged)


# Rows that refer to others stand before those: erasure goes down the list.
TABLES: tuple[Table, ...] = (
    _of_list(
        "evidence_file",
        Rows("added_by = :id", change="added_by = NULL"),
        secret=("portfolio_id", "stored_as", "digest"),
        aged=(Aged("keep_files", "added_on < :day"),),
    ),
    _of_list(
        "plan_document",
        Rows("asked_by = :id"),
        secret=("portfolio_id", "content"),
        aged=(Aged("keep_documents", "made_on < :day AND state IN ('done', 'failed')"),),
    ),
    _of_activity(
        "register_row",
        NOT_A_PERSON,
        secret=("id",),
        of=_OF_REGISTERS,
        aged=tuple(Aged("", _OF_REGISTERS.format(old)) for old in _OLD_REGISTERS),
    ),
    _of_list(
        "register_import",
        Rows("account_id = :id", change="account_id = NULL"),
        secret=("portfolio_id", "request", "content"),
        aged=tuple(Aged("", old) for old in _OLD_REGISTERS),
    ),
    _of_list("register_column", secret=("portfolio_id",)),
    _of_activity(
        "action_change",
        Rows("account_id = :id", change="account_id = NULL"),
        secret=("id",),
        of="action_id IN (SELECT id FROM plan_action WHERE {})",
    ),
    # What was said to everyone goes with the action, as it did with its private notes.
    _of_activity(
        "public_action",
        NOT_A_PERSON,
        secret=(),
        of="action_id IN (SELECT id FROM plan_action WHERE {})",
    ),
    _of_list("public_page", secret=("portfolio_id",)),
    _of_activity(
        "plan_action_activity",
        NOBODY,
        secret=(),
        of="action_id IN (SELECT id FROM plan_action WHERE {})",
    ),
    _of_activity(
        "taken_out_action",
        NOT_A_PERSON,
        secret=("request",),
        of="action_id IN (SELECT id FROM plan_action WHERE {})",
    ),
    _of_list("plan_snapshot", secret=("id", "portfolio_id")),
    _of_list("placed_story", secret=("id", "portfolio_id")),
    # What was removed goes for good once it cannot be put back, with all that belongs to it.
    _of_list(
        "plan_action",
        aged=(
            Aged("", _PLANNED_FOR_REMOVED.format(_LONG_AGO)),
            Aged("", _TAKEN_OUT.format(f"taken_out <= :now - {_KEPT}")),
        ),
    ),
    # What people wrote for an organisation is its record; their name goes with their account.
    _of_activity("change", Rows("account_id = :id", change="account_id = NULL"), secret=("id",)),
    _of_activity(
        "comment",
        Rows("account_id = :id", change="account_id = NULL"),
        secret=("id", "request"),
    ),
    _of_activity("aside", Rows("account_id = :id"), secret=("id",)),
    _of_activity(
        "point_of_view_page",
        Rows("view_id IN (SELECT id FROM point_of_view WHERE account_id = :id)"),
        secret=("view_id", "series", "batch"),
        hidden=ONLY_TOGETHER,
        of="view_id IN (SELECT point_of_view.id FROM point_of_view JOIN activity"
        " ON activity.id = activity_id WHERE {})",
    ),
    _of_activity("point_of_view", Rows("account_id = :id"), secret=("id",), hidden=ONLY_TOGETHER),
    _of_activity("point_of_view_count", NOBODY, secret=(), hidden=ONLY_TOGETHER),
    _of_activity("view_link", NOBODY, secret=("id", "request", "token_digest")),
    _of_activity(
        "agreed_view",
        Rows("account_id = :id", change="account_id = NULL"),
        secret=("id", "request"),
    ),
    _of_activity("room_view", NOBODY, secret=("id", "source")),
    _of_activity("removed_activity", NOT_A_PERSON, secret=("request",)),
    _of_list(
        "activity",
        Rows("assigned_to = :id", change="assigned_to = NULL"),
        aged=(Aged("", _REMOVED_LONG_AGO.format(_LONG_AGO)),),
    ),
    # What an organisation handed in is its record; the name of who did goes with their account.
    _of_list(
        "instrument_response",
        Rows("account_id = :id", change="account_id = NULL"),
        secret=("id", "portfolio_id"),
    ),
    _of_wave("wave_answer", secret=()),
    _of_wave("wave_view", secret=("id", "batch"), hidden=ONLY_TOGETHER),
    _of_wave("wave_view_count", secret=(), hidden=ONLY_TOGETHER),
    _of_wave("wave_answer_count", secret=(), hidden=ONLY_TOGETHER),
    # Read by whoever asks, as people are told. Apart from their answers, and in no order.
    _of_activity(
        "wave_comment_theme",
        NOBODY,
        secret=("comment_id",),
        of="comment_id IN (SELECT wave_comment.id FROM wave_comment JOIN wave ON wave.id = wave_id"
        " WHERE {})",
    ),
    _of_wave("wave_comment", secret=("id",)),
    _of_wave("keyed_sheet", secret=("view",)),
    # Of each link that works once: never exported, as which were used would tell who took part.
    _of_wave("wave_link_once", secret=("token_digest", "link_id", "used")),
    _of_wave("wave_link", secret=("id", "request", "token_digest")),
    _of_wave(
        "contact_import",
        secret=("id", "request", "content", "people"),
        account=Rows("account_id = :id"),
        aged=(Aged("", f"happened < :now - {A_DAY}"),),
    ),
    _of_activity(
        "delivery",
        NOBODY,
        secret=(),
        hidden="It waits to be handed over; whom a reminder goes to tells who has answered.",
        of="mailing_id IN (SELECT mailing.id FROM mailing JOIN wave ON wave.id = wave_id WHERE {})",
    ),
    _of_wave(
        "mailing",
        secret=("id", "request"),
        account=Rows("account_id = :id", change="account_id = NULL, trial_to = ''"),
    ),
    # Of whoever has an account with this address, an organisation may have it from elsewhere.
    _of_wave(
        "contact",
        secret=("id", "sign", "request", "link_digest"),
        account=Rows("mailbox = :mailbox"),
        aged=(Aged("keep_contacts", "added_on < :day"),),
    ),
    _of_activity(
        "pilot_page",
        NOBODY,
        secret=(),
        hidden=ONLY_TOGETHER,
        of="visit_id IN (SELECT pilot_visit.id FROM pilot_visit JOIN pilot_link"
        " ON pilot_link.id = link_id JOIN wave ON wave.id = wave_id WHERE {})",
    ),
    _of_activity(
        "pilot_visit",
        NOBODY,
        secret=("id", "link_id"),
        hidden=ONLY_TOGETHER,
        of="link_id IN (SELECT pilot_link.id FROM pilot_link JOIN wave ON wave.id = wave_id"
        " WHERE {})",
    ),
    _of_wave("pilot_link", secret=("id", "request", "token_digest")),
    # Of five people at least in each number, and beside no answer.
    _of_wave("wave_pace", secret=()),
    _of_wave("wave_stop", secret=()),
    # What its page shows to those who ask, as it was on a day.
    _of_wave(
        "wave_file",
        secret=("id", "content"),
        aged=(Aged("keep_documents", "made_on < :day AND state IN ('done', 'failed')"),),
    ),
    _of_wave("campaign_target", secret=()),
    _of_wave("campaign", secret=()),
    _of_list("wave"),
    Table(
        "consent",
        # Those of its files too, which a private link may have brought along.
        Rows(f"organisation_id = :id OR reference IN ({_CONSENT_OF.format(_OF_ORGANISATION)})"),
        # A file that stays keeps the consent it was added with; every other is taken back.
        Rows(
            "account_id = :id",
            change="account_id = NULL, withdrawn_on = CASE WHEN withdrawn_on <> '' "
            "OR reference IN (SELECT evidence_file.consent FROM evidence_file) "
            "THEN withdrawn_on ELSE :day END",
        ),
        # Erasing finds none: they are taken back as their files go.
        Rows(f"reference IN ({_CONSENT_OF.format(_OF_LIST)})"),
        secret=("id",),
        aged=(Aged("keep_audit", "withdrawn_on <> '' AND withdrawn_on < :day"),),
    ),
    Table(
        "message",
        Exempt("It waits to be sent to a person, and is forgotten when it has been."),
        Rows("recipient = :email"),
        NO_PEOPLE,
        # Subject and body: a message may hold a link that signs in.
        secret=("id", "subject", "body"),
        aged=(Aged("keep_messages", "made < :moment"),),
    ),
    Table(
        "ticket",
        Rows("organisation_id = :id"),
        Rows("email = :email"),
        NO_PEOPLE,
        secret=("id", "token_digest"),
        aged=(Aged("", "expires <= :now"),),
    ),
    Table(
        "audit",
        Rows("organisation_id = :id"),
        Rows(
            f"account_id = :id OR instr(lower(details), {_QUOTED}) > 0",
            # What was done stays on record; by whom is a number that leads nowhere.
            change="account_id = CASE WHEN account_id = :id THEN -:tombstone ELSE account_id END, "
            f"details = CASE WHEN instr(lower(details), {_QUOTED}) > 0 "
            f"THEN replace(lower(details), {_QUOTED}, '\"-\"') ELSE details END",
        ),
        NO_PEOPLE,
        aged=(Aged("keep_audit", "happened < :moment"),),
    ),
    _of_person("recovery_code", secret=("id", "digest")),
    _of_person("used_code", secret=("step",)),
    _of_person(
        "sign_in",
        secret=("id", "token_digest"),
        # Thirty days; it has long ended by then (LADDER_SIGN_IN_LONGEST).
        aged=(Aged("", "seen < :now - 30 * 24 * 60 * 60"),),
    ),
    Table(
        "access_key",
        Rows("organisation_id = :id"),
        Rows("account_id = :id"),
        NO_PEOPLE,
        secret=("id", "token_digest", "request", "drawn"),
        # Thirty days after their time, so that whoever looks sees that it is over.
        aged=(Aged("", "until < :now - 30 * 24 * 60 * 60"),),
    ),
    Table(
        "confirmation",
        Rows("organisation_id = :id"),
        # Who decided it: it stays decided.
        Rows("account_id = :id", change="account_id = NULL"),
        NO_PEOPLE,
    ),
    Table(
        "refused_before",
        # A digest that nobody can read a name from stays for a year, so that a refusal is not
        # washed off by erasing what was refused.
        Rows(
            "stands_as = :id",
            change="stands_as = NULL",
            hidden="That it was refused is told by `confirmation`; these are digests.",
        ),
        Rows("account_id = :id"),
        NO_PEOPLE,
        secret=("id", "sign"),
        aged=(Aged("", "stands_as IS NULL AND until <= :now"),),
    ),
    Table(
        "unsubscribed",
        Rows(
            "organisation_id = :id",
            hidden="Digests of those who asked for no more mail, which nobody can read.",
        ),
        Exempt("A digest that nobody can read an address from: it keeps a wish, for good."),
        NO_PEOPLE,
        secret=("sign",),
    ),
    Table("number_given", NOBODY, NOBODY, NOBODY),
    Table(
        "organisation_made",
        Exempt("It says how many somebody made, and not which."),
        Rows("account_id = :id"),
        NO_PEOPLE,
        secret=("id",),
        aged=(Aged("", "until <= :now"),),
    ),
    Table(
        "membership",
        Rows("organisation_id = :id"),
        Rows("account_id = :id"),
        NO_PEOPLE,
    ),
    Table(
        "portfolio",
        Rows(_LISTS_OF_ORGANISATION),
        Exempt("A list belongs to an organisation, or to whoever has its private link."),
        Rows(_LISTS),
        secret=("id", "token_digest", "removed_from"),
        aged=(Aged("keep_lists", _OLD_LIST),),
    ),
    # A workshop names nobody: its votes hang on keys that lie in phones alone.
    _of_workshop(
        "workshop_vote",
        ("workshop_id", "voter"),
        "No vote is seen before it is shown.",
        # Of a round that was left before it was shown, from the second day after on.
        aged=(Aged("", _OF_WORKSHOPS.format(_LEFT)),),
    ),
    # By digests of keys that lie in phones alone; names are in no file.
    _of_workshop("workshop_person", ("workshop_id", "person")),
    _of_workshop("workshop_tally", ("workshop_id",)),
    _of_workshop("workshop_file", ("id", "workshop_id", "content")),
    Table(
        "workshop",
        Rows("organisation_id = :id"),
        NOBODY,
        NOBODY,
        secret=("id", "request", "token_digest", "code", "organisation_id"),
        aged=(Aged("keep_workshops", f"last_used < :day AND {_STOOD_UNUSED}"),),
    ),
    Table(
        "organisation",
        Rows("id = :id"),
        Exempt("An organisation is no person's: its owner exports and erases it."),
        NO_PEOPLE,
        secret=("request",),
    ),
    Table(
        "account",
        Exempt("People outlive an organisation; those of it are exported as memberships."),
        Rows("id = :id"),
        NO_PEOPLE,
        secret=("password", "code_secret", "subject"),
    ),
    # Drawn by chance, so that they tell of nobody; they stay as they were drawn.
    Table("benchmark_draw", NOBODY, NOBODY, NOBODY),
    Table("benchmark_withdrawal", NOBODY, NOBODY, NOBODY),
    Table("benchmark_run", NOBODY, NOBODY, NOBODY),
    Table("benchmark_ended", NOBODY, NOBODY, NOBODY),
    Table("benchmark_lost", NOBODY, NOBODY, NOBODY),
    Table("audit_opening", NOBODY, NOBODY, NOBODY),
    Table("tombstone", NOBODY, NOBODY, NOBODY),
    Table("retention_run", NOBODY, NOBODY, NOBODY),
    Table("job", NOBODY, NOBODY, NOBODY),
    Table("local_authority", NOBODY, NOBODY, NOBODY),
)
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}
# Kept by SQLite and by the migrations themselves.
NOT_OURS = ("sqlite_", "_sqlite_migrations")
