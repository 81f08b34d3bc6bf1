"""Who may look at each page and who may send its form: one line a route, written from the issue
and not from the code, so that each is checked against the other.

A route of the app that is not here fails the walk by its name; so does one here that is gone.
"""

from dataclasses import dataclass

PUBLIC = "public"
# Whoever holds a secret in the address that is no private link: a ticket or a group's link.
TOKEN = "token"
# For programs, by a key in the header; nobody who comes with a cookie gets in.
KEY = "key"
ACCOUNT = "account"
ADMINISTRATOR = "administrator"
# About an organisation, under /organisations.
ORGANISATION = "organisation"
# About activities, under /p: of an organisation by its number, or of a private link by its token.
LIST = "list"
# The same, but a private link has none of it.
ORGANISATION_LIST = "organisation's list"
# The same, but an organisation has none of it. Of the second, nobody who has no account.
LINK = "private link"
LINK_AND_ACCOUNT = "private link and account"
# For someone half way through signing in: whoever is not is sent back to the start.
HALF = "half signed in"

NOBODY: frozenset[str] = frozenset()
OWNER = frozenset({"owner"})
EDITORS = OWNER | {"editor"}
# Contributors reach, of pages about one activity, those of activities assigned to them alone.
WRITERS = EDITORS | {"contributor"}
READERS = EDITORS | {"viewer"}
ALL = WRITERS | READERS
# Rights on top of a role: someone who looks on and asks for views; someone who looks on and trains.
SURVEYORS = EDITORS | {"surveyor"}
VIEW_READERS = READERS | {"surveyor"}
TRAINERS = OWNER | {"trainer"}


@dataclass(frozen=True)
class Declared:
    """Who a route is for; in an organisation, the roles that may look and those that may send.

    `data` is what is sent to try it, beside what its page already holds. `idle` says why sending
    that changes nothing in the database even where it is allowed.
    """

    to: str
    look: frozenset[str] = NOBODY
    send: frozenset[str] = NOBODY
    data: tuple[tuple[str, str | bytes], ...] = ()
    idle: str = ""
    # Whether everyone may look at it in the sample.
    sample: bool = False


def _public(idle: str = "", **data: str) -> Declared:
    return Declared(PUBLIC, data=tuple(data.items()), idle=idle)


def _account(idle: str = "", **data: str) -> Declared:
    return Declared(ACCOUNT, data=tuple(data.items()), idle=idle)


def _organisation(
    look: frozenset[str], send: frozenset[str] = NOBODY, idle: str = "", **data: str
) -> Declared:
    return Declared(ORGANISATION, look, send, tuple(data.items()), idle)


def _list(
    look: frozenset[str],
    send: frozenset[str] = NOBODY,
    idle: str = "",
    *,
    sample: bool = False,
    **data: str | bytes,
) -> Declared:
    return Declared(LIST, look, send, tuple(data.items()), idle, sample)


def _work(look: frozenset[str], send: frozenset[str] = NOBODY, **data: str) -> Declared:
    return Declared(ORGANISATION_LIST, look, send, tuple(data.items()))


PASSWORD = "asks for the password first"
WRONG_CODE = "asks for a code of the generator first"
ONLY_SEARCHES = "only looks something up"
ONLY_SHOWS = "only shows what it would do"

BEGUN = "something is said of the facts of every activity in the walk"
NONE_SUGGESTED = "no register says of an activity in the walk what kind it is"
ALL_CLEAR = "nothing in the walk was answered by earlier questions"

ROUTES: dict[str, Declared] = {
    "home.index": _public(),
    "home.start": _public(path="quick", name="A panel", request_id="a-request-of-the-walk"),
    "home.register": _public(request_id="a-register-of-the-walk"),
    "home.questionnaires": _public(request_id="questionnaires-of-the-walk"),
    "home.workshop": _public(),
    "home.method": _public(),
    "home.trial_file": _public(),
    "home.help": _public(),
    "home.glossary": _public(),
    "guides.index": _public(),
    "guides.show": _public(),
    "guides.addresses": _public(),
    "practice.index": _public(),
    "practice.show": _public(),
    "practice.arrangement": _public(),
    "practice.stories": _public(),
    "practice.story": _public(),
    "practice.copy": _public(),
    "practice.keep": _public(),
    "legal.privacy": _public(),
    "site_health.alive": _public(),
    "site_health.ready": _public(),
    "legal.accessibility": _public(),
    "legal.freedom_of_information": _public(),
    "legal.erased": _public(),
    "published.show": _public(),
    "take_back.show": _public("asks for a code that only its giver was shown", code="aaaa"),
    "take_back.done": _public(),
    "account.sign_in": _public(PASSWORD, email="nobody@example.org", password="x"),
    "account.come_back": _account("shows again what was typed", held="[]"),
    "account.sign_out": _public(),
    "account.open": _public(email="new@example.org"),
    "account.sent": _public(),
    "account.reset": _public(email="nobody@example.org"),
    "account.elsewhere": _public(),
    "account.back": _public(),
    "account.code": Declared(HALF),
    "account.confirm": Declared(TOKEN),
    "account.reset_with": Declared(TOKEN),
    "invitation.show": Declared(TOKEN),
    "voice.start": Declared(TOKEN),
    "voice.page": Declared(TOKEN),
    "voice.thanks": Declared(TOKEN),
    "respond.start": Declared(TOKEN),
    "respond.question": Declared(TOKEN),
    "respond.check": Declared(TOKEN),
    "respond.comment": Declared(TOKEN),
    "respond.thanks": Declared(TOKEN),
    "unsubscribe.show": Declared(TOKEN),
    "workshops.new": _public(),
    "room.join": _public(idle=ONLY_SEARCHES),
    "room.show": Declared(TOKEN),
    "room.now": Declared(TOKEN),
    "room.sit_at": Declared(TOKEN),
    "room.call_me": Declared(TOKEN),
    "workshop.show": Declared(TOKEN),
    "workshop.now": Declared(TOKEN),
    "workshop.move": Declared(TOKEN),
    "workshop.anew": Declared(TOKEN),
    "workshop.screen": Declared(TOKEN),
    "room.screen": Declared(TOKEN),
    "room.screen_now": Declared(TOKEN),
    "workshop.sheet": Declared(TOKEN),
    "workshop.record": Declared(TOKEN),
    "workshop.delete": Declared(TOKEN),
    "workshop.agenda": Declared(TOKEN),
    "workshop.paper": Declared(TOKEN),
    "workshop.paper_facts": Declared(TOKEN),
    "workshop.people": Declared(TOKEN),
    "workshop.keep": Declared(TOKEN),
    "workshop.add": Declared(TOKEN),
    "workshop.make_pdf": Declared(TOKEN),
    "workshop.pdf_progress": Declared(TOKEN),
    "workshop.pdf_state": Declared(TOKEN),
    "workshop.pdf": Declared(TOKEN),
    "workshop.csv": Declared(TOKEN),
    "api.document": _public(),
    "api.campaigns": Declared(KEY),
    "api.campaign": Declared(KEY),
    "api.results": Declared(KEY),
    "api.codebook": Declared(KEY),
    "api.answers": Declared(KEY),
    "api.comments": Declared(KEY),
    "account.show": _account(),
    "account.name": _account(name="Another Name"),
    "account.notices": _account(notices="on"),
    "account.password": _account(PASSWORD),
    "account.codes": _account(WRONG_CODE),
    "account.new_codes": _account(PASSWORD),
    "account.codes_off": _account(PASSWORD, password="x"),
    "account.devices": _account(),
    "account.end_device": _account(),
    "account.sign_out_everywhere": _account(),
    "organisation.index": _account(),
    "organisation.new": _account(ONLY_SEARCHES, q="Leeds"),
    "organisation.authorities": _account(),
    "organisation.details": _account(
        name="A new one", kind="charity", nation="england", size="income_100000"
    ),
    "data_protection.person": _account(),
    "data_protection.export_person": _account(),
    "data_protection.erase_person": _account(PASSWORD),
    "data_protection.withdraw": _account(),
    "account.messages": Declared(ADMINISTRATOR),
    "account.message": Declared(ADMINISTRATOR),
    "administration.index": Declared(ADMINISTRATOR),
    "administration.setup": Declared(ADMINISTRATOR),
    "administration.appoint": Declared(
        ADMINISTRATOR,
        data=(("email", "owner@example.org"),),
        idle="owners of an organisation that has any invite others themselves",
    ),
    "administration.remove": Declared(ADMINISTRATOR, data=(("reason", "asked"),)),
    "peers.draws": Declared(ADMINISTRATOR),
    "peers.queue": Declared(ADMINISTRATOR),
    "peers.organisation": Declared(ADMINISTRATOR, data=(("decision", "confirmed"),)),
    "organisation.show": _organisation(ALL),
    "organisation.settings": _organisation(ALL),
    "organisation.workshops": _organisation(TRAINERS),
    "organisation.start_workshop": _organisation(TRAINERS, TRAINERS, title="Team day"),
    "organisation.workshop_activity": _organisation(TRAINERS, TRAINERS, activity="1"),
    "organisation.workshop_results": _organisation(EDITORS, EDITORS, exercise="1"),
    "organisation.keys": _organisation(EDITORS),
    "organisation.new_key": _organisation(
        EDITORS, EDITORS, label="A dashboard", reads="rows", days="30"
    ),
    "organisation.revoke_key": _organisation(EDITORS, EDITORS),
    "organisation.profile": _organisation(OWNER, OWNER, name="Another name"),
    "organisation.authority": _organisation(OWNER, OWNER, ONLY_SEARCHES, q="Leeds"),
    "people.show": _organisation(ALL),
    "people.invite": _organisation(OWNER, OWNER, email="invited@example.org", role="viewer"),
    "people.withdraw": _organisation(OWNER, OWNER),
    "people.change": _organisation(OWNER, OWNER, role="editor"),
    "people.remove": _organisation(OWNER, OWNER),
    "people.leave": _organisation(ALL, ALL),
    "data_protection.organisation": _organisation(OWNER),
    "data_protection.export_organisation": _organisation(NOBODY, OWNER),
    "data_protection.erase_organisation": _organisation(OWNER, OWNER, typed="Alder office"),
    "data_protection.audit": _organisation(OWNER),
    "data_protection.export_audit": _organisation(NOBODY, OWNER),
    "take_in.show": Declared(LINK_AND_ACCOUNT),
    "self_study.show": Declared(LINK),
    "self_study.story": Declared(LINK, data=(("rung", "3"),)),
    "own_list.show": Declared(LINK),
    "own_list.export": Declared(LINK),
    "own_list.printed": Declared(LINK),
    "own_list.erase": Declared(LINK),
    "own_list.send_link": Declared(
        LINK, data=(("email", "me@example.org"),), idle="this site sends no mail"
    ),
    "portfolio.show": _list(ALL, sample=True),
    "portfolio.picture": _list(ALL, sample=True),
    "portfolio.one_page": _list(ALL, sample=True),
    "portfolio.pictures": _list(ALL, sample=True),
    "portfolio.two_dates": _list(READERS),
    "portfolio.two_dates_picture": _list(READERS),
    "portfolio.add": _list(EDITORS, EDITORS, path="quick", name="Another"),
    "portfolio.several_from_forms": _list(
        EDITORS, EDITORS, NONE_SUGGESTED, arrangement="online-survey", activity="1"
    ),
    "portfolio.title": _list(EDITORS, EDITORS, title="Another title"),
    "register_export.show": _list(ALL),
    "register_export.file": _list(ALL),
    "register_export.remarks": _list(ALL),
    "register_export.make": _list(NOBODY, READERS),
    "register_export.progress": _list(READERS),
    "register_export.state": _list(READERS),
    "register_export.made": _list(READERS),
    "register_export.make_text": _list(NOBODY, READERS),
    "register_export.text_progress": _list(READERS),
    "register_export.text_state": _list(READERS),
    "register_export.made_text": _list(READERS),
    "register_import.show": _list(EDITORS, EDITORS, file=b"id\nwalk\n"),
    "register_import.template": _list(EDITORS),
    "register_import.look": _list(EDITORS),
    "register_import.state": _list(EDITORS),
    "register_import.rows": _list(EDITORS),
    "register_import.problems": _list(EDITORS),
    "register_import.columns": _list(EDITORS, EDITORS),
    "register_import.meanings": _list(EDITORS, EDITORS),
    "register_import.again": _list(NOBODY, EDITORS, ids="same"),
    "register_import.take": _list(NOBODY, EDITORS, leave_out="yes"),
    "register_import.forget": _list(NOBODY, EDITORS),
    "register_import.undo": _list(EDITORS, EDITORS),
    "activity.resume": _list(ALL),
    "activity.first": _list(ALL),
    "activity.common_form": _list(WRITERS, WRITERS, BEGUN, arrangement="youth-council"),
    "activity.question": _list(WRITERS, WRITERS, purpose="listen"),
    "activity.autosave": _list(NOBODY, WRITERS, purpose="listen"),
    "activity.review": _list(ALL, sample=True),
    "portfolio.clearer": _list(EDITORS, EDITORS, ALL_CLEAR),
    "activity.clearer": _list(WRITERS, WRITERS, ALL_CLEAR),
    "activity.earlier": _list(NOBODY, WRITERS, ALL_CLEAR),
    "activity.choose_path": _list(NOBODY, WRITERS, path="quick"),
    "activity.result": _list(ALL, sample=True),
    "activity.evidence": Declared(LIST, WRITERS, WRITERS, (("seats-note", "As minuted."),)),
    "activity.remove": _list(OWNER, OWNER),
    "removed.show": _list(OWNER),
    "removed.put_back": _list(NOBODY, OWNER),
    "removed.erase": _list(OWNER, OWNER),
    "upload.files": _list(ALL, WRITERS, file=b"A new file.", agree="yes"),
    "upload.file": _list(ALL),
    "upload.remove": _list(WRITERS, WRITERS),
    "workflow.assign": _work(EDITORS, EDITORS, person="0"),
    "workflow.submit": _work(WRITERS, WRITERS),
    "workflow.request_changes": _work(EDITORS, EDITORS, note="Look again."),
    "workflow.agree": _work(EDITORS, EDITORS),
    "workflow.reopen": _work(EDITORS, EDITORS),
    "workflow.comments": _work(ALL, WRITERS, text="A remark."),
    "workflow.item_comments": _work(ALL, WRITERS, text="A remark."),
    "workflow.history": _list(ALL),
    "points_of_view.show": _list(VIEW_READERS),
    "points_of_view.link": _list(SURVEYORS, SURVEYORS),
    "points_of_view.printed": _list(SURVEYORS),
    "points_of_view.close": _list(NOBODY, SURVEYORS),
    "points_of_view.agree": _list(EDITORS, EDITORS, reasons="Both sides met."),
    "points_of_view.take_over": _list(EDITORS, EDITORS, decision="kept"),
    "points_of_view.put_back": _list(NOBODY, EDITORS),
    "points_of_view.drop_room": _work(NOBODY, EDITORS, source="of the walk"),
    "points_of_view.withdraw": _list(NOBODY, ALL, "each withdraws only what they gave themselves"),
    "questionnaires.index": _list(VIEW_READERS),
    "questionnaires.open_round": _list(SURVEYORS, SURVEYORS, way="organisation", length="full"),
    "questionnaires.show": _list(VIEW_READERS),
    "questionnaires.figures": _list(VIEW_READERS),
    "questionnaires.picture": _list(VIEW_READERS),
    "questionnaires.settings": _list(SURVEYORS, SURVEYORS, contact="Someone else"),
    "questionnaires.quotas": _list(SURVEYORS),
    "questionnaires.quota": _list(SURVEYORS, SURVEYORS, most_much_first="50"),
    "questionnaires.move": _list(SURVEYORS, SURVEYORS),
    "questionnaires.again": _list(SURVEYORS, SURVEYORS, request_id="run-again-of-the-walk"),
    "questionnaires.preview": _list(SURVEYORS),
    "questionnaires.preview_question": _list(SURVEYORS),
    "questionnaires.preview_check": _list(SURVEYORS),
    "questionnaires.preview_comment": _list(SURVEYORS),
    "questionnaires.bring_in": _list(SURVEYORS, SURVEYORS, file=b"leaders_say\nagree\n"),
    "questionnaires.sheets": _list(SURVEYORS, SURVEYORS, number="7"),
    "questionnaires.sheet": _list(SURVEYORS, SURVEYORS, go="keep", leaders_say="1", revision="2"),
    "questionnaires.comments": _list(SURVEYORS, SURVEYORS, go="csv"),
    "questionnaires.comment": _list(SURVEYORS, SURVEYORS, go="themes", themes="walked"),
    "questionnaires.going": _list(SURVEYORS),
    "questionnaires.weighted": _list(SURVEYORS),
    "questionnaires.weighted_csv": _list(SURVEYORS),
    "questionnaires.keep_margins": _list(NOBODY, SURVEYORS, "nothing is weighed in the walk"),
    "questionnaires.kept_weights": _list(SURVEYORS),
    "questionnaires.kept_weights_csv": _list(SURVEYORS),
    "questionnaires.margins": _list(SURVEYORS, SURVEYORS, "nothing of the file is kept"),
    "questionnaires.margins_csv": _list(SURVEYORS),
    "questionnaires.pilot": _list(SURVEYORS, SURVEYORS, "it is tried out already"),
    "questionnaires.end_pilot": _list(NOBODY, SURVEYORS),
    "questionnaires.remove": _list(SURVEYORS, SURVEYORS),
    "questionnaires.question": _list(EDITORS, EDITORS),
    "questionnaires.review": _list(EDITORS, EDITORS),
    "questionnaires.link": _list(SURVEYORS, SURVEYORS),
    "questionnaires.printed": _list(SURVEYORS),
    "questionnaires.close": _list(NOBODY, SURVEYORS),
    "questionnaires.answers": _list(SURVEYORS, SURVEYORS, "nobody in the walk has answered it"),
    "questionnaires.codebook": _list(SURVEYORS),
    "questionnaires.open_data": _list(SURVEYORS, SURVEYORS, "nobody in the walk has answered it"),
    "questionnaires.make_pdf": _list(NOBODY, SURVEYORS, "nobody in the walk has answered it"),
    "questionnaires.pdf_progress": _list(SURVEYORS),
    "questionnaires.pdf_state": _list(SURVEYORS),
    "questionnaires.pdf": _list(SURVEYORS),
    "questionnaires.crossed": _list(SURVEYORS),
    "questionnaires.crossed_csv": _list(SURVEYORS),
    "portfolio.agreement": _list(SURVEYORS),
    "contacts.show": _work(SURVEYORS),
    "contacts.add": _work(
        SURVEYORS, SURVEYORS, typed="ada@example.org", request_id="contacts-of-the-walk"
    ),
    "contacts.look": _work(SURVEYORS),
    "contacts.state": _work(SURVEYORS),
    "contacts.problems": _work(SURVEYORS),
    "contacts.take": _work(NOBODY, SURVEYORS, leave_out="yes"),
    "contacts.drop": _work(NOBODY, SURVEYORS),
    "contacts.remove": _work(SURVEYORS, SURVEYORS),
    "contacts.clear": _work(SURVEYORS, SURVEYORS),
    "contacts.bounced": _work(SURVEYORS, SURVEYORS, typed="alder@example.org"),
    "contacts.write": Declared(
        ORGANISATION_LIST,
        SURVEYORS,
        SURVEYORS,
        (("subject", "Please"), ("body", "{link}"), ("request_id", "a-message-of-the-walk")),
        "this site sends no mail",
    ),
    "contacts.mailing_state": _work(SURVEYORS),
    "contacts.step": _work(NOBODY, SURVEYORS),
    "compare.index": _work(READERS),
    "compare.show": _work(READERS),
    "compare.then": _work(READERS),
    "compare.history": _work(READERS),
    "compare.picture": _work(READERS),
    "compare.history_picture": _work(READERS),
    "compare.statistics": _work(SURVEYORS),
    "exercise.start": _work(TRAINERS, TRAINERS, case="darlington-street-champions"),
    "plan.show": _list(READERS, EDITORS, sample=True),
    "plan.own_action": _list(EDITORS, EDITORS, title="Ask earlier", activity="0"),
    "plan.owners": _list(NOBODY, EDITORS),
    "plan.action": _list(EDITORS, EDITORS, title="Ask much earlier"),
    "plan.place": _list(NOBODY, EDITORS),
    "plan.taken_out": _list(EDITORS),
    "plan.put_back": _list(NOBODY, EDITORS),
    "plan.erase_taken": _list(EDITORS, EDITORS),
    "public_page.show": _list(EDITORS, EDITORS, title="Another title", contact="us@example.org"),
    "public_page.action": _list(EDITORS, EDITORS, did="We asked."),
    "public_page.preview": _list(EDITORS),
    "public_page.publish": _list(NOBODY, OWNER, "publishes only what was looked at, by its seal"),
    "public_page.take_down": _list(NOBODY, EDITORS),
    "plan.make_pdf": _list(NOBODY, EDITORS),
    "plan.pdf_progress": _list(READERS),
    "plan.pdf_state": _list(READERS),
    "plan.pdf": _list(READERS),
    "plan.figures": _list(READERS),
    "plan.make_editable": _list(NOBODY, READERS),
    "plan.editable_progress": _list(READERS),
    "plan.editable_state": _list(READERS),
    "plan.editable": _list(READERS),
    "plan.make_short_pdf": _list(NOBODY, EDITORS),
    "plan.short_pdf_progress": _list(READERS),
    "plan.short_pdf_state": _list(READERS),
    "plan.short_pdf": _list(READERS),
    "plan.make_full_pdf": _list(NOBODY, EDITORS),
    "plan.full_pdf_progress": _list(READERS),
    "plan.full_pdf_state": _list(READERS),
    "plan.full_pdf": _list(READERS),
    "plan.make_short_editable": _list(NOBODY, READERS),
    "plan.short_editable_progress": _list(READERS),
    "plan.short_editable_state": _list(READERS),
    "plan.short_editable": _list(READERS),
    "plan.make_figures": _list(NOBODY, READERS),
    "plan.figures_progress": _list(READERS),
    "plan.figures_state": _list(READERS),
    "plan.made_figures": _list(READERS),
    "plan.tables": _list(READERS),
    "plan.make_tables": _list(NOBODY, READERS),
    "plan.tables_progress": _list(READERS),
    "plan.tables_state": _list(READERS),
    "plan.made_tables": _list(READERS),
    "plan.actions_csv": _list(READERS),
    "plan.reminders": _list(READERS),
}
