"""Makes in the background the files of a campaign that take long: asked for, made, or failed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.report import CODEBOOK, PAPER, Asked
from ladder_assess.core.campaigns.weights.weighting import Margins
from ladder_assess.core.common.made_file import WAITING, MadeFile
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.plan.strand import Strand
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.campaigns.figures.keep_weights import weigh_wave
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import score_beside
from ladder_assess.storage.campaigns import contacts, wave_files
from ladder_assess.storage.people import organisations

# Who asked in a campaign, its results with those of the campaigns before it, and the day.
Renderer = Callable[[Asked, Strand, date], bytes]
CodebookRenderer = Callable[[Wave, Margins, date], bytes]
PaperRenderer = Callable[[Asked, Wave, date], bytes]


def ask_for_file(
    product: Product, portfolio: Portfolio, wave: Wave, kind: str, today: date
) -> None:
    """Have a file made of a campaign as it is now, unless that is being made."""
    found = wave_files.find(product.database, portfolio, wave, kind)
    if found is None or found.state != WAITING:
        with product.database.writing() as connection:
            wave_files.ask_for(connection, portfolio, wave, kind, today)


def file_of(product: Product, portfolio: Portfolio, wave: Wave, kind: str) -> MadeFile | None:
    """The file of a kind that was asked for last."""
    return wave_files.find(product.database, portfolio, wave, kind)


def make_campaign_file(
    product: Product,
    file: int,
    render: Renderer,
    render_codebook: CodebookRenderer,
    render_paper: PaperRenderer,
) -> None:
    """Make a file that was asked for. What goes wrong is raised, for whoever runs the job."""
    wanted = wave_files.wanted(product.database, file)
    if wanted is None:
        return
    if wanted.kind == CODEBOOK:
        campaign = find_campaign(product, wanted.portfolio, wanted.wave)
        margins = campaign.margins if campaign else {}
        content = render_codebook(wanted.wave, margins, wanted.day)
    elif wanted.kind == PAPER:
        asked = who_asked(product, wanted.portfolio, wanted.wave)
        content = render_paper(asked, wanted.wave, wanted.day)
    else:
        strand = up_to(product, wanted.portfolio, wanted.wave)
        asked = weighed_too(product, wanted.portfolio, wanted.wave, strand)
        content = render(asked, strand, wanted.day)
    with product.database.writing() as connection:
        wave_files.finish(connection, wanted, content)


def give_up_campaign_file(product: Product, file: int, _problem: str) -> None:
    """Note that a file could not be made, for its page to say."""
    wanted = wave_files.wanted(product.database, file)
    if wanted is not None:
        with product.database.writing() as connection:
            wave_files.finish(connection, wanted, None)


def who_asked(product: Product, portfolio: Portfolio, wave: Wave) -> Asked:
    """The campaign of a round, with who asks in it and how many are on its list."""
    campaign = find_campaign(product, portfolio, wave)
    if campaign is None:
        raise ValueError("expected a round that people answer by links")
    organisation = organisations.whose(product.database, portfolio)
    name = campaign.settings.asked_by or (organisation.name if organisation else portfolio.title)
    return Asked(campaign, name, contacts.count_by_form(product.database, portfolio, wave))


def weighed_too(product: Product, portfolio: Portfolio, wave: Wave, strand: Strand) -> Asked:
    """Who asked in a campaign, with its groups and those of the one before as they are weighed."""
    last = strand.before
    own = weigh_wave(product, portfolio, wave)
    before = weigh_wave(product, portfolio, last.wave) if last else None
    return replace(
        who_asked(product, portfolio, wave),
        weighed=own.found if own else None,
        before=before.found if before else None,
    )


def up_to(product: Product, portfolio: Portfolio, wave: Wave) -> Strand:
    """What a campaign came to, and what those that can be set beside it came to before."""
    result, beside = score_beside(product, portfolio, wave)
    before = [each for each in beside if each.wave.number < wave.number]
    return Strand(
        result.instrument,
        tuple(each.as_round for each in (*before, result)),
        sample=portfolio.sample,
    )
