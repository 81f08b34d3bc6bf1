"""What of each table comes back when a backup is gone back to, and what does not.

Whatever can end stays ended, such as a link that is closed, a right that is taken away or a row
that is removed: each table says what happens to rows that were removed since, and to each column
that any statement changes. A test compares that with the statements, so that nothing new is
forgotten.
`before` is the database in use before, and `last` its row of the same key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Comes:
    """It is again as it was on the day of the backup, which harms nobody: why."""

    reason: str


@dataclass(frozen=True)
class By:
    """Statements of `tombstones` and functions of `going_back`, by name, see to it."""

    names: str


@dataclass(frozen=True)
class Gone:
    """Rows that were removed since are removed again, where `within` holds: what they belonged to
    was not lost as a whole.
    """

    within: str = "true"


@dataclass(frozen=True)
class Last:
    """Of a row that is in both the columns are as they were last, where `when` holds."""

    when: str = "true"


LOST = Comes("What was done since is lost.")


@dataclass(frozen=True)
class Back:
    """A table: what of its rows that were `removed` or `added` since, and of each column that is
    ever `changed` (several names stand together). Rows are the same where their `key` is.
    """

    removed: Comes | By | Gone
    added: Comes | By = LOST
    changed: Mapping[str, Comes | By | Last] = field(default_factory=dict)
    key: str = "id"

    def statements(self, table: str) -> Iterator[str]:
        """The statements by which what ended stays so."""
        if isinstance(self.removed, Gone):
            before = f"SELECT {self.key} FROM before.{table}"  # noqa: S608  (declared)
            gone = f"({self.key}) NOT IN ({before}) AND {self.removed.within}"
            yield f"DELETE FROM {table} WHERE {gone}"  # noqa: S608  (declared)
        same = " AND ".join(f"last.{each} = {table}.{each}" for each in self.key.split(", "))
        for names, rule in self.changed.items():
            if isinstance(rule, Last):
                columns = ", ".join(names.split())
                last = f"FROM before.{table} AS last WHERE {same} AND {rule.when}"
                found = f"SELECT {columns} {last}"
                there = f"EXISTS (SELECT 1 {last})"
                yield f"UPDATE {table} SET ({columns}) = ({found}) WHERE {there}"  # noqa: S608


PLAN = Comes("Activities and plans are as on that day: what was lost by mistake is there again.")
ANSWERS = Comes("Answers are as on that day; taken back ones are named by themselves.")
MADE = Comes("It is made anew from what is there, or asked for again.")
WORK = Comes("It says what is to be worked on; that works on what has come back.")
ALONE = Comes("It is only ever added to, or goes with its parent or its time.")
PUBLIC = Comes("It is public, and about nobody.")
NEVER = Comes("No statement takes any away.")
SINCE = Comes("It says how far something has come, and opens nothing.")

OF_WAVE = "wave_id IN (SELECT id FROM before.wave)"
OF_ACTIVITY = "activity_id IN (SELECT id FROM before.activity)"
# Rounds that were removed since had no answers then, and so have none here.
UNANSWERED = (
    "portfolio_id IN (SELECT id FROM before.portfolio)"
    " AND id NOT IN (SELECT wave_id FROM wave_view)"
    " AND id NOT IN (SELECT wave_id FROM wave_view_count)"
    " AND id NOT IN (SELECT wave FROM instrument_response WHERE wave IS NOT NULL)"
)
# In a site that was only set up nothing was removed.
SEQUENCE = "(SELECT seq FROM before.sqlite_sequence WHERE name ="
ACCOUNTS = By("free_addresses keep_accounts keep_addresses keep_subjects")
DRAWN = By("keep_everything")

RESTORED: Mapping[str, Back] = {
    "access_key": Back(Gone(), changed={"used_on": SINCE}),
    "account": Back(
        By("people_gone_since"),
        changed={"email name password code_secret subject administrator proven_by": ACCOUNTS},
    ),
    "action_change": Back(ALONE),
    "activity": Back(
        PLAN,
        changed={
            "portfolio_id number request path definition document state revision": PLAN,
            "assigned_to": By("unassign_who_left"),
        },
    ),
    "agreed_view": Back(ALONE, changed={"decision decided_on taken_at": PLAN}),
    "aside": Back(PLAN),
    "audit": Back(ALONE),
    "audit_opening": Back(ALONE),
    "benchmark_draw": Back(NEVER, DRAWN),
    "benchmark_ended": Back(NEVER),
    "benchmark_run": Back(NEVER, DRAWN, {"finished": DRAWN}),
    "benchmark_withdrawal": Back(NEVER, DRAWN),
    "benchmark_lost": Back(NEVER, By("keep_lost_draws")),
    "campaign": Back(
        ALONE,
        changed={
            # What is a draft again takes no answers: whoever opens it decides on its days anew.
            "state opens_at closes_at": Last(
                "(campaign.state <> 'drafted' OR last.state NOT IN ('drafted', 'opened'))"
            ),
            "title introduction asked_by contact zone target comments quotas margins": PLAN,
        },
        key="wave_id",
    ),
    "campaign_target": Back(PLAN),
    "change": Back(ALONE),
    "comment": Back(ALONE),
    "confirmation": Back(
        By("forget_confirmations_since"),
        By("keep_confirmations"),
        {"confirmed how decided_on account_id asked_again": By("keep_confirmations")},
    ),
    "consent": Back(
        ALONE, changed={"withdrawn_on": Last("last.withdrawn_on <> ''")}, key="reference"
    ),
    "contact": Back(
        Gone(OF_WAVE), changed={"request link_digest": MADE, "invited_on problem": SINCE}
    ),
    "contact_import": Back(Gone(OF_WAVE), changed={"state document people content": WORK}),
    "delivery": Back(
        Gone("mailing_id IN (SELECT id FROM before.mailing)"),
        changed={"due tries": WORK},
        key="mailing_id, contact_id",
    ),
    "evidence_file": Back(
        Gone("(portfolio_id, activity) IN (SELECT portfolio_id, number FROM before.activity)")
    ),
    "instrument_response": Back(ANSWERS, changed={"portfolio_id": PLAN}),
    "job": Back(WORK, changed={"attempts due problem": WORK}),
    # Its answers are as on that day, and go in once under the same random id.
    "keyed_sheet": Back(
        Gone(OF_WAVE),
        changed={"state keyed keyed_again comment view revision": ANSWERS},
        key="wave_id, number",
    ),
    "local_authority": Back(PUBLIC),
    # Who has been written to is not written to again, and what was stopped stays so.
    "mailing": Back(
        Gone(OF_WAVE),
        changed={
            "state sent refused left_out total tries problem due prepared": Last(),
        },
    ),
    "membership": Back(
        By("end_memberships_since"), By("keep_roles"), {"role rights": By("keep_roles")}
    ),
    "message": Back(By("drop_waiting_messages"), changed={"state tries problem due": SINCE}),
    "number_given": Back(NEVER, By("keep_numbers_given"), {"last": By("keep_numbers_given")}),
    # Whether it is counted among peers stands in the document.
    "organisation": Back(By("tombstones_since"), changed={"name document": Last()}),
    "organisation_made": Back(ALONE),
    "pilot_link": Back(Gone(OF_WAVE)),
    "pilot_page": Back(ALONE, changed={"seconds": SINCE}, key="visit_id, page"),
    "pilot_visit": Back(ALONE, changed={"document batch seen": ANSWERS}),
    "placed_story": Back(ALONE),
    "plan_action": Back(PLAN, changed={"portfolio_id request place activity document": PLAN}),
    "plan_action_activity": Back(PLAN),
    "plan_document": Back(MADE, changed={"state step made_on content": MADE}),
    "plan_snapshot": Back(PLAN),
    "point_of_view": Back(By("views_taken_back")),
    "point_of_view_count": Back(
        By("views_taken_back"),
        changed={"given waits_in consents": By("views_taken_back drop_what_went_in")},
    ),
    "point_of_view_page": Back(By("views_taken_back")),
    # A link that an organisation has taken in since is there again, as what it held is.
    "portfolio": Back(
        By("tombstones_since"),
        changed={"title going_into": PLAN, "numbers_used last_used": Last()},
    ),
    # What is published stands in the page.
    "public_action": Back(PLAN, changed={"shown did evidence": PLAN}),
    "public_page": Back(
        By("tombstones_since"),
        changed={
            "revision document": PLAN,
            "address published taken_down_on barred": By("take_pages_down_since"),
        },
        key="portfolio_id",
    ),
    "recovery_code": Back(By("forget_recovery_codes_since"), By("keep_recovery_codes")),
    "refused_before": Back(
        Gone(f"id <= {SEQUENCE} 'refused_before')"),
        By("keep_refusals"),
        {"stands_as until": By("keep_refusals_as_they_stand")},
    ),
    "register_column": Back(PLAN, changed={"belongs": PLAN}),
    "register_import": Back(
        PLAN, changed={"state done happened landed document numbers content": WORK}
    ),
    "register_row": Back(PLAN, changed={"number kind before after": WORK}),
    "removed_activity": Back(PLAN),
    "retention_run": Back(NEVER, changed={"removed": MADE}),
    "room_view": Back(Gone(OF_ACTIVITY), changed={"title rounds": PLAN}),
    "sign_in": Back(By("end_visits"), changed={"seen": By("end_visits")}),
    "taken_out_action": Back(PLAN),
    "ticket": Back(By("end_visits"), changed={"carried_by": By("end_visits")}),
    "tombstone": Back(NEVER, By("keep_tombstones")),
    "unsubscribed": Back(NEVER, By("keep_unsubscribed")),
    "used_code": Back(ALONE, By("keep_used_codes"), {"step": By("keep_used_codes")}),
    "view_link": Back(ALONE, changed={"closed": Last("last.closed = 1")}),
    "wave": Back(
        Gone(UNANSWERED),
        changed={"portfolio_id request number opened_on revision": PLAN},
    ),
    "wave_answer": Back(PLAN, changed={"value revision": PLAN}),
    "wave_answer_count": Back(ANSWERS, changed={"shown waits": ANSWERS}),
    # What was taken out of a comment stays so.
    "wave_comment": Back(
        ANSWERS, changed={"text redacted": Last("last.redacted > wave_comment.redacted")}
    ),
    "wave_comment_theme": Back(PLAN, key="comment_id, theme"),
    "wave_file": Back(MADE, changed={"state made_on content": MADE}),
    "wave_link": Back(ALONE, changed={"closed closed_at": Last("last.closed = 1"), "many": SINCE}),
    # What a link was used for since is lost. Used again, it would make another five.
    "wave_link_once": Back(
        Gone(OF_WAVE),
        changed={"used": Last("last.used = 1"), "link_id": WORK},
        key="token_digest",
    ),
    "wave_pace": Back(ANSWERS, changed={"people": ANSWERS}),
    "wave_stop": Back(ANSWERS, changed={"people": ANSWERS}),
    "wave_view": Back(ANSWERS),
    "wave_view_count": Back(ANSWERS, changed={"given waits_in consents": By("drop_what_went_in")}),
    "workshop": Back(
        Gone(f"id <= {SEQUENCE} 'workshop')"),
        changed={
            "title made_on day_set exercise round phase ends by_facts revision agenda": PLAN,
            "organisation_id": LOST,
            "last_used": Last(),
        },
    ),
    "workshop_file": Back(MADE, changed={"state made_on content": MADE}),
    # Whoever was let in again stays so.
    "workshop_person": Back(
        Gone("workshop_id IN (SELECT id FROM before.workshop)"),
        key="workshop_id, person",
    ),
    "workshop_tally": Back(PLAN),
    # Votes are forgotten once they are counted.
    "workshop_vote": Back(
        Gone("workshop_id IN (SELECT id FROM before.workshop)"),
        key="workshop_id, voter",
    ),
}
