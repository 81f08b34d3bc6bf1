"""Going back to a backup draws no figure once more of which a draw was shown already.

The older tests killed jobs and set clocks back, but always with the database that had the draws: a
folder from before them was never put in its place.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ladder_assess.cli import main
from ladder_assess.core.benchmarks.schedule import months_on
from ladder_assess.services.benchmarks.draw_figures import is_due
from ladder_assess.services.benchmarks.keep_draws import CannotKeep, keep_draws
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection.back_up import back_up
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.common.database import Database
from tests.benchmarks.population import ASSESSMENTS, populate
from tests.services.benchmarks.peers import POLICY, draw
from tests.support.filled import NOW
from tests.support.site import TODAY, settings_in

LATER = months_on(TODAY, POLICY.months_between)


@pytest.fixture
def own(own: Product) -> Product:
    populate(own, 40 * ASSESSMENTS)
    return own


def gone_back(folder: Path, path: Path) -> Product:
    """The site as it starts from a copy of a backup."""
    settings = settings_in(path)
    return open_product(settings.questionnaires, folder / settings.database.name, "a-secret", "")


def test_what_was_drawn_since_is_not_drawn_once_more(own: Product, tmp_path: Path) -> None:
    back_up(own, tmp_path / "before any")
    assert draw(own, TODAY, seed=1)
    first = len(draws.everything(own.database).draws)
    back_up(own, tmp_path / "before the second")
    assert draw(own, LATER, seed=2)
    shown = draws.everything(own.database)
    for name, there in (("before any", 0), ("before the second", first)):
        restored = gone_back(tmp_path / name, tmp_path / f"{name} again")
        assert is_due(restored, LATER)
        kept = keep_draws(restored, own.database.path.parent, NOW)
        assert kept == len(shown.draws) - there > 0
        assert draws.everything(restored.database) == shown
        assert not is_due(restored, LATER)
        draw(restored, months_on(LATER, 1), seed=3)
        assert draws.everything(restored.database).draws == shown.draws, "none is due"
        assert keep_draws(restored, own.database.path.parent, NOW) == 0
        noted = "SELECT count(*) FROM audit WHERE event = 'draws_kept'"
        assert restored.database.reading.execute(noted).fetchone()[0] == 1
        restored.database.close()


def test_nothing_is_kept_of_what_is_no_other_folder_of_a_site(own: Product, tmp_path: Path) -> None:
    with pytest.raises(CannotKeep, match="name the one from before"):
        keep_draws(own, own.database.path.parent, NOW)
    with pytest.raises(CannotKeep, match="There is no"):
        keep_draws(own, tmp_path / "nowhere", NOW)
    (tmp_path / own.database.path.name).write_text("no database")
    with pytest.raises(CannotKeep, match="can be read from"):
        keep_draws(own, tmp_path, NOW)
    other = Database(tmp_path / "earlier" / own.database.path.name)
    (tmp_path / "earlier").mkdir()
    other.reading.execute("CREATE TABLE anything (id)")
    other.close()
    with pytest.raises(CannotKeep, match="can be read from"):
        keep_draws(own, tmp_path / "earlier", NOW)


def test_the_command_says_how_many(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(own)
    monkeypatch.setenv("LADDER_INSTANCE", str(settings_in(tmp_path / "restored").instance))
    done = CliRunner().invoke(main, ["keep-draws", str(own.database.path.parent)])
    count = len(draws.everything(own.database).draws)
    assert done.output == f"Figures that were drawn since and are kept: {count}.\n"
    refused = CliRunner().invoke(main, ["keep-draws", str(tmp_path / "nowhere")])
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: There is no ")
