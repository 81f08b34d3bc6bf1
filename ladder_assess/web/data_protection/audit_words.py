"""What the audit log says in plain words: its events, and what is noted with them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

EVENTS: Mapping[str, Any] = {
    "access_key_made": _l("Made a key by which a program reads campaigns"),
    "access_key_revoked": _l("Revoked a key of a program"),
    "account_erased": _l("An account was erased"),
    "account_opened": _l("Opened an account"),
    "activity_agreed": _l("Agreed an activity"),
    "activity_assigned": _l("Gave an activity to someone to work on"),
    "activities_moved": _l("Moved activities to the clearer questions"),
    "activity_erased": _l("Erased a removed activity for good"),
    "activity_put_back": _l("Put a removed activity back"),
    "activity_removed": _l("Removed an activity, which can be put back for 30 days"),
    "activity_reopened": _l("Opened an agreed activity again"),
    "activity_submitted": _l("Handed in an activity"),
    "answers_brought": _l("Brought answers in that were collected elsewhere"),
    "answers_taken": _l("Saved what each person answered as a file"),
    "audit_exported": _l("Saved the audit log as a file"),
    "bounces_noted": _l("Marked people whose mail came back"),
    "backup_gone_back_to": _l("A backup was gone back to"),
    "changes_requested": _l("Asked for changes to an activity"),
    "clock_not_believed": _l(
        "The clock was far ahead of the last entry: what goes by the day waited for a day"
    ),
    "clock_set_back": _l("The clock of this site was set back by more than a day."),
    "codes_turned_off": _l("Turned off codes for signing in"),
    "codes_turned_on": _l("Turned on codes for signing in"),
    "comment_redacted": _l("Took words out of a comment"),
    "comments_taken": _l("Saved what people said in their own words as a file"),
    "contacts_added": _l("Added people to invite to a questionnaire"),
    "contacts_removed": _l("Removed people to invite to a questionnaire"),
    "device_signed_out": _l("Signed out a device"),
    "draws_kept": _l("Figures of peers were kept that were drawn since a backup"),
    "exercise_started": _l("Started an exercise with a published case"),
    "room_view_removed": _l("Took away how a workshop placed an activity"),
    "room_view_taken": _l("Took over how a workshop placed an activity"),
    "workshop_deleted": _l("A workshop was deleted by its link"),
    "workshop_started": _l("Started a workshop"),
    "workshop_taken_in": _l("Had the organisation keep a workshop"),
    "file_added": _l("Added a file"),
    "file_removed": _l("Removed a file"),
    "invitation_withdrawn": _l("Withdrew an invitation"),
    "link_read": _l("A site administrator read a message with a link to this person"),
    "mailing_paused": _l("Stopped a message to many for now"),
    "mailing_resumed": _l("Went on sending a message to many"),
    "mailing_started": _l("Started to send a message to many"),
    "made_administrator": _l("Became a site administrator"),
    "message_read": _l("Read a message that waits to be sent"),
    "notices_turned_off": _l("Turned off messages about work"),
    "notices_turned_on": _l("Turned on messages about work"),
    "open_data_made": _l("Made open data of a campaign"),
    "organisation_erased": _l("An organisation was erased"),
    "organisation_exported": _l("Exported everything of the organisation"),
    "confirmation_taken_back": _l("Took back whether the organisation is confirmed"),
    "organisation_confirmed": _l("The organisation was confirmed: it counts among peers"),
    "organisation_refused": _l("The organisation was not confirmed: it does not count among peers"),
    "organisation_made": _l("Added the organisation"),
    "organisation_removed": _l("Removed an organisation from the site"),
    "owner_appointed": _l("Invited someone to own an organisation without an owner"),
    "page_published": _l("Published a page about the plan for everyone"),
    "page_taken_down": _l("Took down the public page about the plan"),
    "password_changed": _l("Changed their password"),
    "password_reset": _l("Set another password by a link"),
    "person_invited": _l("Invited someone"),
    "person_joined": _l("Joined the organisation"),
    "person_left": _l("Left the organisation"),
    "person_removed": _l("Removed someone from the organisation"),
    "personal_data_exported": _l("Exported their own data"),
    "plan_figures_made": _l("Asked for the figures of the plan as a file"),
    "plan_docx_made": _l("Asked for a document to edit of the plan"),
    "plan_pdf_made": _l("Asked for a PDF of the plan"),
    "portfolio_erased": _l("What a private link opened was erased"),
    "portfolio_taken_in": _l("Took in the activities of a private link"),
    "profile_changed": _l("Changed what is said about the organisation"),
    "provider_linked": _l("Linked an account elsewhere for signing in"),
    "publication": _l("Figures of peers were drawn"),
    "recovery_code_used": _l("Signed in with a recovery code"),
    "recovery_codes_renewed": _l("Made new recovery codes"),
    "register_made": _l("Asked for a spreadsheet of the register"),
    "register_import_undone": _l("Undid the import of a register"),
    "register_imported": _l("Imported a register"),
    "retention_applied": _l("Removed what was past its time, if anything was"),
    "role_changed": _l("Changed what someone may do"),
    "sign_in_failed": _l("Tried to sign in and failed"),
    "signed_in": _l("Signed in"),
    "signed_out": _l("Signed out"),
    "signed_out_everywhere": _l("Signed out everywhere"),
    "view_agreed": _l("Recorded an agreed view"),
    "view_not_taken_over": _l("Decided to keep the own answers beside an agreed view"),
    "view_put_back": _l("Put own answers back as they were before an agreed view"),
    "view_taken_over": _l("Took an agreed view into the own answers"),
    "view_link_closed": _l("Closed a link for views"),
    "view_link_opened": _l("Made a link for views"),
    "view_withdrawn": _l("Took back their answers"),
    "campaign_archived": _l("Put away a campaign"),
    "campaign_changed": _l("Changed the settings of a campaign"),
    "campaign_closed": _l("Closed a campaign"),
    "campaign_drafted": _l("Drafted a campaign"),
    "campaign_reported": _l("Noted that a campaign was reported"),
    "pilot_started": _l("Started a pilot of a campaign"),
    "pilot_thrown_away": _l("Threw a pilot away"),
    "weights_kept": _l("Kept by what the answers of a campaign are weighed, or no more"),
    "wave_handed_in": _l("Handed in a questionnaire"),
    "wave_link_closed": _l("Closed a link for a questionnaire"),
    "wave_link_opened": _l("Made a link for a questionnaire"),
    "wave_opened": _l("Opened a round or a campaign of a questionnaire"),
    "wave_removed": _l("Removed a round or a campaign of a questionnaire"),
}
DETAILS: Mapping[str, Any] = {
    "account": _l("person"),
    "actions": _l("actions"),
    "activity": _l("activity number"),
    "added": _l("activities added"),
    "assigned_to": _l("for"),
    "at_address_invited": _l("joined with the address invited"),
    "case": _l("published case"),
    "changed": _l("what changed"),
    "contacts": _l("contacts"),
    "document": _l("PDF number"),
    "file": _l("file"),
    "licence": _l("licence"),
    "figures": _l("figures"),
    "group": _l("group"),
    "groups": _l("peer groups"),
    "hidden": _l("actions counted but not shown"),
    "indicators": _l("indicators"),
    "key": _l("key"),
    "kept": _l("activities left as they are"),
    "kind": _l("kind"),
    "like": _l("like number"),
    "organisation": _l("organisation number"),
    "questionnaire": _l("questionnaire"),
    "reason": _l("reason"),
    "register": _l("import number"),
    "removed": _l("activities removed"),
    "restored": _l("activities put back"),
    "role": _l("role"),
    "rights": _l("rights"),
    "round": _l("number"),
    "rows": _l("rows"),
    "settings": _l("settings"),
    "whole": _l("all of it"),
}
# Noted with the number of an account.
PEOPLE = ("account", "assigned_to")
EMPTY: tuple[object, ...] = ("", None, [], [[], []])


def event_words(event: str) -> str:
    """What an event is called; one that has no words, of a newer version, by its id."""
    return str(EVENTS.get(event) or _plain(event).capitalize())


def detail_words(details: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """What was noted with an event, in a line; `names` are those of the organisation's people."""
    found = (
        (DETAILS.get(key, _plain(key)), _said(key, value, names))
        for key, value in details.items()
        if value not in EMPTY
    )
    return "; ".join(f"{key}: {value}" for key, value in found if value)


def _said(key: str, value: Any, names: Mapping[int, str]) -> str:
    if key in PEOPLE and value in names:
        return names[value]
    if not isinstance(value, list) or len(value) != 2:
        return _value(value)
    changed = key == "role" or all(isinstance(each, list) for each in value)
    return _turned(value) if changed else _value(value)


def _turned(value: list[Any]) -> str:
    """What something was and what it became."""
    before, after = (_value(each) or _("none") for each in value)
    if before == after:
        return str(after)
    return str(_("%(one)s before, %(two)s now", one=before, two=after))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(_value(each) for each in value)
    return _plain(str(value))


def _plain(text: str) -> str:
    return text.replace("_", " ")
