"""Where every page of the app is found: the addresses of a walk that leaves none out."""

import time
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

from flask import Flask

from ladder_assess.core.activities.activity_record import FULL, QUICK, ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.core.plan.made_document import (
    DOCX,
    FIGURES,
    FULL_PDF,
    PDF,
    REGISTER,
    REGISTER_TEXT,
    SHORT_DOCX,
    SHORT_PDF,
    TABLES,
)
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.points_of_view.agreement_on_views import FEWEST_ACTIVITIES
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.points_of_view.views import SERVICE_USER, AgreedView
from ladder_assess.core.register.importing import KINDS
from ladder_assess.services.activities.keep_evidence import Allowed, Sent, keep_evidence
from ladder_assess.services.activities.load_sample import SAMPLE_TOKEN
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.activities.start_portfolio import add_activity, start_portfolio
from ladder_assess.services.activities.study_alone import place_story
from ladder_assess.services.common.consult_guides import consult_guides
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments import open_wave
from ladder_assess.services.plan.write_plan import take_out
from ladder_assess.services.points_of_view.agree_view import agree
from ladder_assess.storage.activities import activities
from ladder_assess.storage.activities.portfolios import open_portfolio
from ladder_assess.storage.campaigns import comments
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.plan import documents, plans
from ladder_assess.web.activities.made_files import MADE
from ladder_assess.web.common.seal import NAME
from ladder_assess.web.workshops.agenda_forms import FORMS
from tests.journeys.world import World, make_world
from tests.support.kept.workshops import furnish_workshops
from tests.support.kept.written import written
from tests.support.links import CONTROL, PANEL, SHOW, Links
from tests.support.lists import fill
from tests.support.public_pages import PUBLIC, publish
from tests.support.registers import furnish_registers
from tests.support.respondents import answer_all, ask
from tests.support.site import TODAY, product_of
from tests.support.waves import PLACES, answer_rounds, furnish

Stop = tuple[str, str]
# Whose pages this walk visits. A noun that is added comes here, or has a walk of its own.
NOUNS = {
    "home",
    "practice",
    "self_study",
    "portfolio",
    "register_import",
    "register_export",
    "activity",
    "removed",
    "plan",
    "points_of_view",
    "voice",
    "questionnaires",
    "respond",
    "take_back",
    "legal",
    "site_health",
    "guides",
    "upload",
    "own_list",
    "public_page",
    "published",
    "workshops",
    "workshop",
    "room",
}
MOST_OF_A_LINK = 5
FILE_NAME = "minutes.txt"
# Where files are found that are made in the background, by kind.
MADE_AT = {
    PDF: "plan/pdf",
    DOCX: "plan/docx",
    SHORT_PDF: "plan/short/pdf",
    FULL_PDF: "plan/full/pdf",
    FIGURES: "plan/figures",
    TABLES: "plan/tables",
    SHORT_DOCX: "plan/short/docx",
    REGISTER: "register/xlsx",
    REGISTER_TEXT: "register/text",
}
WALKED_ELSEWHERE: set[str] = {
    "api",
    "peers",
    "account",
    "organisation",
    "people",
    "invitation",
    "take_in",
    "administration",
    "workflow",
    "data_protection",
    "exercise",
    "compare",
    "contacts",
    "unsubscribe",
}


class Walk:
    """The stops of a walk, each an endpoint and an address."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.product: Product = product_of(app)
        self.world: World = make_world(app.config["SETTINGS"])
        several = self._portfolio(self.world.several)
        self.wave_token = furnish(self.product, several)
        answer_rounds(self.product, several)

    def public(self) -> Iterator[Stop]:
        """Pages that need no link."""
        yield from (
            ("home.index", "/"),
            ("home.start", "/start"),
            ("home.register", "/start/register"),
            ("home.questionnaires", "/start/questionnaires"),
            ("home.workshop", "/start/workshop"),
            ("home.method", "/how-it-works"),
            ("home.help", "/help"),
            ("home.glossary", "/glossary"),
            ("guides.index", "/guides"),
            ("guides.addresses", "/guides/addresses"),
            ("legal.privacy", "/privacy"),
            ("legal.accessibility", "/accessibility"),
            ("legal.freedom_of_information", "/freedom-of-information"),
            ("legal.erased", "/erased"),
            ("site_health.alive", "/health"),
            ("site_health.ready", "/ready"),
            ("take_back.show", "/take-back"),
            ("take_back.done", "/take-back/done"),
            ("practice.index", "/practice"),
            ("practice.copy", "/practice/copy"),
            ("practice.stories", "/practice/stories"),
            ("practice.keep", "/practice/keep"),
            ("workshops.new", "/workshops/new"),
            ("room.join", "/join"),
        )
        for trial in self.product.definitions.tried.trials:
            for file in trial.files:
                yield "home.trial_file", f"/how-it-works/trials/{file.name}"
        for reader, name in consult_guides():
            yield "guides.show", f"/guides/{reader}/{name}"
        for case in self.product.definitions.cases:
            yield "practice.show", f"/practice/{case.id}"
        # Every third of them, the one without a rung among these.
        for story in list(self.product.definitions.vignettes.values())[::3]:
            rung = "none" if story.rung is None else story.rung
            yield "practice.story", f"/practice/stories/{story.id}"
            yield "practice.story", f"/practice/stories/{story.id}?rung={rung}"
        for form in self.product.definitions.arrangements:
            yield "practice.arrangement", f"/practice/forms/{form}"
            yield "home.start", f"/start?form={form}"

    def private(self) -> Iterator[Stop]:
        """Pages behind links in every state that a page can show, and those of the sample."""
        world = self.world
        for link in (world.one, world.several, world.many, world.empty):
            yield from self._of_link(link)
        for link in (world.one, world.several):
            yield from self._of_questions(link)
        for link in (world.waiting, world.failed, world.done):
            yield from self._of_document(link)
        yield from self._of_registers()
        yield from self._of_files(world.one)
        yield from self._of_views(world.one)
        yield from self._of_questionnaires(world.several)
        yield "questionnaires.index", f"{world.one}/questionnaires"
        yield from self._of_public_page(world.several)
        yield from self._of_usual_answers()
        yield from self._of_removed()
        yield from self._of_beginnings()
        yield from self._of_earlier_questions()
        yield from self._of_agreement()
        yield from self._of_workshops()
        yield from self._of_self_study()
        yield from self._of_sample()

    def all(self) -> list[Stop]:
        return [*self.public(), *self.private()]

    def _portfolio(self, link: str) -> Portfolio:
        found = open_portfolio(self.product.database, link.removeprefix("/p/"))
        assert found is not None
        return found

    def _numbers(self, link: str) -> list[int]:
        portfolio = self._portfolio(link)
        return [d.number for d in activities.list_activities(self.product.database, portfolio)]

    def _of_link(self, link: str) -> Iterator[Stop]:
        yield "portfolio.show", link
        yield "portfolio.show", f"{link}?rung=8&kind=co_production&sort=name"
        yield "portfolio.show", f"{link}?since=20&rung=9"
        if link == self.world.several:
            yield "portfolio.picture", f"{link}/pictures/grid.svg"
        yield "portfolio.one_page", f"{link}/picture"
        yield "portfolio.pictures", f"{link}/pictures"
        yield "portfolio.one_page", f"{link}/picture?rung=8"
        yield "portfolio.two_dates", f"{link}/over-time"
        yield "portfolio.two_dates", f"{link}/over-time?first=1&first=2&first=2020&rung=4"
        yield "portfolio.two_dates", f"{link}/over-time?first=31&first=2&first=2020"
        yield "portfolio.two_dates_picture", f"{link}/over-time/rungs.svg"
        yield "portfolio.two_dates_picture", f"{link}/over-time/changed.csv"
        yield "portfolio.add", f"{link}/add"
        yield "portfolio.agreement", f"{link}/agreement"
        yield "portfolio.clearer", f"{link}/clearer"
        yield "portfolio.title", f"{link}/title"
        yield "register_export.show", f"{link}/register"
        yield "register_export.show", f"{link}/register?rung=8&kind=co_production"
        for kind in ("csv", "jsonl", "xlsx"):
            yield "register_export.file", f"{link}/register/activities.{kind}"
        yield "register_export.remarks", f"{link}/register/remarks.csv"
        yield "register_import.show", f"{link}/import"
        yield "register_import.template", f"{link}/import/register.xlsx"
        yield "self_study.show", f"{link}/stories"
        yield "own_list.show", f"{link}/data"
        yield "own_list.erase", f"{link}/data/erase"
        yield "own_list.send_link", f"{link}/data/send"
        yield "own_list.printed", f"{link}/data/printed"
        yield "plan.show", f"{link}/plan"
        yield "plan.show", f"{link}/plan?by=advice&priority=high&since=none"
        yield "plan.own_action", f"{link}/plan/actions/new"
        yield "plan.figures", f"{link}/plan/figures.xlsx"
        yield "plan.tables", f"{link}/plan/tables.zip"
        yield "plan.actions_csv", f"{link}/plan/actions.csv"
        yield "plan.reminders", f"{link}/plan/reminders.ics"
        for action in plans.list_actions(self.product.database, self._portfolio(link)):
            yield "plan.action", f"{link}/plan/actions/{self.app.extensions[NAME].close(action.id)}"
        for number in self._numbers(link)[:MOST_OF_A_LINK]:
            start = f"{link}/activities/{number}"
            yield "activity.resume", f"{start}/resume"
            yield "activity.first", f"{start}/first"
            yield "activity.review", f"{start}/review"
            yield "activity.clearer", f"{start}/clearer"
            yield "activity.result", f"{start}/result"
            yield "activity.evidence", f"{start}/evidence"
            yield "activity.evidence", f"{start}/evidence?answers=all"
            yield "activity.remove", f"{start}/remove"
        yield "removed.show", f"{link}/removed"

    def _of_questions(self, link: str) -> Iterator[Stop]:
        paths = self.product.paths
        for number in self._numbers(link)[:2]:
            for page in paths.pages:
                yield "activity.question", f"{link}/activities/{number}/questions/{page}"
            yield (
                "activity.question",
                f"{link}/activities/{number}/questions/{page}?from=review",
            )

    def _of_public_page(self, link: str) -> Iterator[Stop]:
        portfolio, page = self._portfolio(link), f"{link}/plan/page"
        actions = plans.list_actions(self.product.database, portfolio)
        yield "public_page.show", page
        address = publish(self.product, portfolio, PUBLIC, [action.id for action in actions[:-1]])
        yield "public_page.show", page
        yield "public_page.preview", f"{page}/preview"
        yield (
            "public_page.action",
            f"{page}/actions/{self.app.extensions[NAME].close(actions[0].id)}",
        )
        yield "published.show", f"/public/{address}"

    def _of_usual_answers(self) -> Iterator[Stop]:
        """An activity that was started from a common form, with nothing confirmed."""
        token = start_portfolio(self.product, "a start from a common form", TODAY)
        link = f"/p/{token}"
        portfolio = self._portfolio(link)
        add_activity(self.product, portfolio, QUICK, "first", "community-run-library")
        yield from self._of_link(link)
        yield from self._of_questions(link)

    def _of_beginnings(self) -> Iterator[Stop]:
        """An activity of which nothing is said but its name."""
        link = self._started("only named", ActivityRecord(0, QUICK, {"name": PANEL["name"]}))
        yield "activity.common_form", f"{link}/activities/1/form"
        yield "activity.common_form", f"{link}/activities/1/form?q=council"
        yield "activity.common_form", f"{link}/activities/1/form?q=%3Cnothing%3E"
        yield from self._of_questions(link)
        yield "activity.result", f"{link}/activities/1/result"
        surveys = (
            {"name": PANEL["name"], "description": said} for said in ("Online survey", "A survey")
        )
        said = [
            ActivityRecord(0, QUICK, each, register_id=f"E{n}") for n, each in enumerate(surveys)
        ]
        yield "portfolio.several_from_forms", f"{self._started('from a register', *said)}/forms"

    def _started(self, request: str, *records: ActivityRecord) -> str:
        """The address of a new list of these activities."""
        token = start_portfolio(self.product, request, TODAY)
        fill(self.product, self._portfolio(f"/p/{token}"), list(records))
        return f"/p/{token}"

    def _of_earlier_questions(self) -> Iterator[Stop]:
        """Activities described by earlier questions, with answers that read differently."""
        first = next(iter(self.product.earlier))
        named = {"name": PANEL["name"]}
        told = [
            ActivityRecord(0, FULL, {**v, **named}, stamp=first) for v in (PANEL, CONTROL, SHOW)
        ]
        yield from self._of_link(self._started("by earlier questions", *told))

    def _of_agreement(self) -> Iterator[Stop]:
        """So many views, not all alike, that it is shown how far people agree."""
        told = [ActivityRecord(0, FULL, dict(PANEL)) for _ in range(FEWEST_ACTIVITIES)]
        link = self._started("people who agree", *told)
        for number in self._numbers(link):
            token = ask(self.product, self._portfolio(link), SERVICE_USER, number)
            for asked in range(FEWEST_ANSWERS):
                apart = {"information": "none"} if not asked else {}
                answer_all(self.product, token, {**PANEL, **apart}, voice={"say": "some"})
        yield "portfolio.agreement", f"{link}/agreement"

    def _of_document(self, link: str) -> Iterator[Stop]:
        for kind, made in MADE.items():
            base = f"{link}/{MADE_AT[kind]}"
            yield made.show, base
            yield made.state, f"{base}/state"
            found = documents.latest_document(self.product.database, self._portfolio(link), kind)
            assert found is not None
            yield made.fetch, f"{base}/{self.app.extensions[NAME].close(found.id)}"

    def _of_registers(self) -> Iterator[Stop]:
        """A register in every state that a page can show."""
        seal = self.app.extensions[NAME]
        for link, number in furnish_registers(self.product):
            start, register = f"{link}/import", seal.close(number)
            yield "register_import.look", f"{start}/{register}"
            yield "register_import.state", f"{start}/{register}/state"
            yield "register_import.columns", f"{start}/{register}/columns"
            yield "register_import.meanings", f"{start}/{register}/meanings"
            yield "register_import.undo", f"{start}/{register}/undo"
            for kind in KINDS:
                yield "register_import.rows", f"{start}/{register}/rows/{kind}"
            yield "register_import.problems", f"{start}/{register}/problems.csv"
            yield "register_import.show", start

    def _of_files(self, link: str) -> Iterator[Stop]:
        number = self._numbers(link)[0]
        files = f"{link}/activities/{number}/files"
        yield "upload.files", files
        sent = Sent(FILE_NAME, BytesIO(b"Minutes"), TODAY)
        may = Allowed(size=100, files=1, space=100)
        kept = keep_evidence(self.product, self._portfolio(link), number, sent, may)
        file = self.app.extensions[NAME].close(kept)
        yield "upload.files", files
        yield "upload.file", f"{files}/{file}"
        yield "upload.remove", f"{files}/{file}/remove"

    def _of_removed(self) -> Iterator[Stop]:
        link = Links(self.product).make(PANEL, SHOW)
        remove_activity(self.product, link.portfolio, 1, Actor(), TODAY, int(time.time()))
        yield "portfolio.show", f"{link.address}?removed=1"
        yield "removed.show", f"{link.address}/removed"
        yield "removed.erase", f"{link.address}/removed/1/erase"
        own = Action(0, 2, "Ask earlier", "Ask before it is decided.")
        action = written(self.product.database, plans.add_action, link.portfolio, own, "own")
        yield "plan.taken_out", f"{link.address}/plan/taken-out"
        take_out(self.product, link.portfolio, action, "", TODAY, int(time.time()))
        seal = self.app.extensions[NAME].close(action)
        yield "plan.show", f"{link.address}/plan?taken_out={seal}"
        yield "plan.taken_out", f"{link.address}/plan/taken-out"
        yield "plan.erase_taken", f"{link.address}/plan/taken-out/{seal}/erase"

    def _of_views(self, link: str) -> Iterator[Stop]:
        portfolio = self._portfolio(link)
        number = self._numbers(link)[0]
        views = f"{link}/activities/{number}/views"
        yield "points_of_view.link", f"{views}/links/provider"
        token = ask(self.product, portfolio, SERVICE_USER, number)
        for _ in range(FEWEST_ANSWERS):
            answer_all(self.product, token, PANEL, voice={"say": "some"})
        yield "points_of_view.show", views
        yield "points_of_view.link", f"{views}/links/{SERVICE_USER}"
        yield "points_of_view.printed", f"{views}/links/{SERVICE_USER}/printed"
        yield "points_of_view.agree", f"{views}/agreed"
        agreed = AgreedView({**PANEL, "response": "none"}, str(PANEL["name"]), TODAY.isoformat())
        agree(self.product, portfolio, number, agreed, "walked", Actor())
        yield "points_of_view.take_over", f"{views}/agreed/own"
        yield "voice.start", f"/v/{token}"
        yield "voice.page", f"/v/{token}/questions/taking_part"
        yield "voice.thanks", f"/v/{token}/thanks"

    def _of_questionnaires(self, link: str) -> Iterator[Stop]:
        portfolio, start = self._portfolio(link), f"{link}/questionnaires"
        for instrument in open_wave.instruments(self.product):
            yield "questionnaires.open_round", f"{start}/{instrument.id}/open"
        yield "questionnaires.index", start
        for wave in waves.list_waves(self.product.database, portfolio):
            yield "questionnaires.show", f"{start}/{wave.instrument}/rounds/{wave.number}"
        own, asked = f"{start}/principles/rounds/1", f"{start}/officer-survey/rounds"
        yield "questionnaires.question", f"{own}/questions/{PLACES['section']}"
        yield "questionnaires.review", f"{own}/review"
        yield "questionnaires.remove", f"{own}/remove"
        yield "questionnaires.settings", f"{asked}/1/settings"
        yield "questionnaires.quotas", f"{start}/orientation/rounds/1/limits"
        yield "questionnaires.quota", f"{start}/orientation/rounds/1/limits/control"
        yield "questionnaires.move", f"{asked}/1/close"
        yield "questionnaires.again", f"{asked}/1/again"
        yield "questionnaires.preview", f"{asked}/1/preview/all"
        yield "questionnaires.preview_question", f"{asked}/1/preview/all/what_happens"
        yield "questionnaires.preview_check", f"{asked}/1/preview/all/check"
        said = f"{start}/enablers/rounds/1"
        yield "questionnaires.preview_comment", f"{said}/preview/all/comment"
        yield "questionnaires.comments", f"{said}/comments"
        heard = waves.find_wave(self.product.database, portfolio, "enablers", 1)
        assert heard is not None
        for each in comments.list_comments(self.product.database, portfolio, heard)[:1]:
            yield "questionnaires.comment", f"{said}/comments/{each.id}"
        yield "questionnaires.bring_in", f"{start}/enablers/rounds/2/bring-in"
        yield "questionnaires.sheets", f"{start}/enablers/rounds/2/sheets"
        for number in (1, 2):
            yield "questionnaires.sheet", f"{start}/enablers/rounds/2/sheets/{number}"
        yield "questionnaires.going", f"{asked}/1/going"
        yield "questionnaires.open_data", f"{asked}/1/open-data"
        yield "questionnaires.weighted", f"{asked}/1/weighted"
        yield "questionnaires.weighted", f"{asked}/2/weighted?item=encouraged&by=strategy"
        yield "questionnaires.weighted_csv", f"{asked}/2/weighted.csv?item=encouraged&by=strategy"
        yield "questionnaires.kept_weights", f"{asked}/2/weighted/results"
        yield "questionnaires.kept_weights_csv", f"{asked}/2/weighted/results.csv"
        yield "questionnaires.margins", f"{asked}/2/weighted/margins"
        yield "questionnaires.margins_csv", f"{asked}/2/weighted/margins.csv"
        yield "questionnaires.pilot", f"{start}/orientation/rounds/1/pilot"
        yield "questionnaires.picture", f"{start}/principles/rounds/2/pictures/profile.svg"
        yield "questionnaires.figures", f"{start}/principles/rounds/2/results.csv"
        yield "questionnaires.link", f"{asked}/1/links/all"
        yield "questionnaires.link", f"{asked}/2/links/all"
        yield "questionnaires.printed", f"{asked}/1/links/all/printed"
        yield "questionnaires.answers", f"{asked}/2/answers"
        yield "questionnaires.codebook", f"{asked}/2/answers/codebook.csv"
        yield "questionnaires.pdf_progress", f"{asked}/1/report/pdf"
        yield "questionnaires.pdf_state", f"{asked}/1/report/pdf/state"
        yield "questionnaires.pdf", f"{asked}/1/report/pdf/file"
        yield "questionnaires.crossed", f"{asked}/2/crossed?item=encouraged&by=strategy"
        yield "questionnaires.crossed_csv", f"{asked}/2/crossed/encouraged/strategy.csv"
        respond = f"/q/{self.wave_token}"
        yield "respond.start", respond
        yield "respond.question", f"{respond}/questions/what_happens"
        yield "respond.check", f"{respond}/check"
        yield "respond.comment", f"{respond}/comment"
        yield "respond.thanks", f"{respond}/thanks"

    def _of_self_study(self) -> Iterator[Stop]:
        """Stories that were placed over some days, rightly, too high, too low and off it."""
        token = start_portfolio(self.product, "practice stories", TODAY)
        link, stories = f"/p/{token}", self.product.definitions.vignettes
        for place, story in enumerate(stories):
            day = TODAY - timedelta(days=place // 5)
            rung = None if place % 9 == 8 else (place * 4) % 9
            place_story(self.product, self._portfolio(link), story, rung, day)
        yield "self_study.show", f"{link}/stories"
        yield "portfolio.show", link
        for story in (min(stories), *list(stories)[:2], list(stories)[8]):
            yield "self_study.story", f"{link}/stories/{story}"

    def _of_workshops(self) -> Iterator[Stop]:
        rooms = furnish_workshops(self.product)
        for room in rooms.values():
            link = f"/workshops/{room.token}"
            yield "workshop.show", link
            yield "workshop.now", f"{link}/now"
            yield "workshop.screen", f"{link}/screen"
            yield "room.screen", f"/w/{room.now.code}/screen"
            yield "room.screen_now", f"/w/{room.now.code}/screen/now"
            yield "workshop.record", f"{link}/record"
            yield "workshop.agenda", f"{link}/agenda"
            yield "workshop.anew", f"{link}/anew"
            yield "workshop.paper", f"{link}/paper"
            yield "workshop.paper_facts", f"{link}/paper/facts"
            if room.file:
                yield "workshop.pdf_progress", f"{link}/record/pdf"
                yield "workshop.pdf_state", f"{link}/record/pdf/state"
            yield "room.show", f"/w/{room.now.code}"
            yield "room.call_me", f"/w/{room.now.code}/name"
            yield "room.now", f"/w/{room.now.code}/now"
        link = f"/workshops/{rooms['over'].token}"
        yield "workshop.sheet", f"{link}/sheet"
        yield "workshop.delete", f"{link}/delete"
        yield "workshop.keep", f"{link}/keep"
        yield "workshop.pdf", f"{link}/record/pdf/file"
        yield "workshop.csv", f"{link}/record/csv"
        yield "workshop.pdf_progress", f"{link}/pack/pdf"
        for kind in FORMS:
            yield "workshop.add", f"{link}/agenda/{kind}"

    def _of_sample(self) -> Iterator[Stop]:
        link = f"/p/{SAMPLE_TOKEN}"
        yield "portfolio.show", link
        yield "portfolio.one_page", f"{link}/picture"
        yield "portfolio.pictures", f"{link}/pictures"
        yield "plan.show", f"{link}/plan"
        for number in self._numbers(link)[:2]:
            yield "activity.result", f"{link}/activities/{number}/result"
            yield "activity.review", f"{link}/activities/{number}/review"
