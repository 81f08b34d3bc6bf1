"""The web: one blueprint for each noun. `register` puts them and what they share onto an app."""

from types import ModuleType

from flask import Flask

from ladder_assess.web.access import admission, identity, scope
from ladder_assess.web.activities import (
    activity,
    backing,
    clearer,
    common_form,
    exercise,
    home,
    portfolio,
    practice,
    removed,
    result,
    self_study,
    upload,
    workflow,
)
from ladder_assess.web.activities import dates as portfolio_dates
from ladder_assess.web.benchmarks import compare, peers
from ladder_assess.web.campaigns import answers as questionnaires_answers
from ladder_assess.web.campaigns import api, contacts, invitations, unsubscribe
from ladder_assess.web.campaigns import bounced as contacts_bounced
from ladder_assess.web.campaigns import bring_in as questionnaires_bring_in
from ladder_assess.web.campaigns import comments as questionnaires_comments
from ladder_assess.web.campaigns import course as questionnaires_course
from ladder_assess.web.campaigns import files as questionnaires_files
from ladder_assess.web.campaigns import going as questionnaires_going
from ladder_assess.web.campaigns import key_in as questionnaires_key_in
from ladder_assess.web.campaigns import links as questionnaires_links
from ladder_assess.web.campaigns import open_data as questionnaires_open_data
from ladder_assess.web.campaigns import pilot as questionnaires_pilot
from ladder_assess.web.campaigns import preview as questionnaires_preview
from ladder_assess.web.campaigns import quotas as questionnaires_quotas
from ladder_assess.web.campaigns import respond as questionnaires_respond
from ladder_assess.web.campaigns import rounds as questionnaires
from ladder_assess.web.campaigns.figures import crossed as questionnaires_crossed
from ladder_assess.web.campaigns.figures import kept_weights as questionnaires_kept_weights
from ladder_assess.web.campaigns.figures import margins as questionnaires_margins
from ladder_assess.web.campaigns.figures import weighted as questionnaires_weighted
from ladder_assess.web.common import errors, guides, legal, limits, paging, seal, security
from ladder_assess.web.common import request as views
from ladder_assess.web.common.converters import NumberConverter, TokenConverter
from ladder_assess.web.data_protection import data_protection, own_link, own_list
from ladder_assess.web.instruments import answer as questionnaires_answer
from ladder_assess.web.people import (
    access_keys,
    account,
    account_by_link,
    account_elsewhere,
    account_own,
    administration,
    invitation,
    organisation,
    people,
    site_health,
    site_setup,
    take_in,
)
from ladder_assess.web.plan import documents as plan_documents
from ladder_assess.web.plan import files as plan_files
from ladder_assess.web.plan import full_documents as plan_full_documents
from ladder_assess.web.plan import home as organisation_home
from ladder_assess.web.plan import long_files as plan_long_files
from ladder_assess.web.plan import plan, public_page, published
from ladder_assess.web.plan import short_documents as plan_short_documents
from ladder_assess.web.plan import taken_out as plan_taken_out
from ladder_assess.web.points_of_view import agreement, points_of_view, take_back, take_over, voice
from ladder_assess.web.register import deciding as register_import
from ladder_assess.web.register import export as register_export
from ladder_assess.web.workshops import agenda as workshop_agenda
from ladder_assess.web.workshops import files as workshop_files
from ladder_assess.web.workshops import kept as kept_workshops
from ladder_assess.web.workshops import (
    own_activities,
    room,
    room_views,
    workshop,
    workshops,
)
from ladder_assess.web.workshops import paper as workshop_paper
from ladder_assess.web.workshops import paper_facts as workshop_paper_facts
from ladder_assess.web.workshops import people as workshop_people

NOUNS: tuple[ModuleType, ...] = (
    home,
    account,
    account_by_link,
    account_own,
    account_elsewhere,
    practice,
    self_study,
    portfolio,
    portfolio_dates,
    register_import,
    register_export,
    activity,
    backing,
    clearer,
    common_form,
    removed,
    result,
    workflow,
    upload,
    plan,
    plan_documents,
    plan_files,
    plan_full_documents,
    plan_long_files,
    plan_short_documents,
    plan_taken_out,
    public_page,
    published,
    site_health,
    legal,
    guides,
    data_protection,
    points_of_view,
    agreement,
    take_over,
    questionnaires,
    questionnaires_answer,
    questionnaires_answers,
    questionnaires_course,
    questionnaires_bring_in,
    questionnaires_comments,
    questionnaires_crossed,
    questionnaires_files,
    questionnaires_key_in,
    questionnaires_going,
    questionnaires_links,
    questionnaires_open_data,
    questionnaires_pilot,
    questionnaires_preview,
    questionnaires_quotas,
    questionnaires_respond,
    questionnaires_kept_weights,
    questionnaires_margins,
    questionnaires_weighted,
    api,
    contacts,
    contacts_bounced,
    invitations,
    unsubscribe,
    compare,
    peers,
    exercise,
    voice,
    take_back,
    own_list,
    own_link,
    organisation,
    organisation_home,
    access_keys,
    people,
    invitation,
    take_in,
    administration,
    site_setup,
    workshops,
    workshop,
    workshop_files,
    workshop_agenda,
    workshop_paper,
    workshop_paper_facts,
    workshop_people,
    kept_workshops,
    own_activities,
    room_views,
    room,
)


def register(app: Flask) -> None:
    """Add blueprints, converters, template helpers, error pages and response headers."""
    app.url_map.converters |= {"token": TokenConverter, "number": NumberConverter}
    seal.init_app(app)
    views.init_app(app)
    identity.init_app(app)
    admission.init_app(app)
    scope.init_app(app)
    organisation.init_app(app)
    paging.init_app(app)
    limits.init_app(app)
    take_in.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    # Where the pages of a noun are spread over several modules, they share its blueprint.
    for blueprint in dict.fromkeys(noun.blueprint for noun in NOUNS):
        app.register_blueprint(blueprint)
