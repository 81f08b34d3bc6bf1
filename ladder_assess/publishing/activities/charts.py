"""The charts of a list of activities: their rungs, rung and kind, who took part, how collective."""

from collections.abc import Callable, Sequence

from ladder_assess.core.activities.figures import (
    CellCount,
    believed,
    levels_of_co_production,
    standing,
    who_took_part,
)
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import distribution, not_placed
from ladder_assess.core.placement.typology import UNCLASSIFIED
from ladder_assess.core.questionnaire.questionnaire import Questionnaire, Rung
from ladder_assess.publishing.charts import (
    Chart,
    CountRow,
    Counts,
    Grid,
    GridCell,
    GridRow,
    Reach,
    ReachRow,
    Speech,
    chart_of,
)
from ladder_assess.publishing.common.directions import isolated

NOTHING = CellCount(0, 0, 0)


class PortfolioCharts:
    """Draws in the language of `speech`."""

    def __init__(self, questionnaire: Questionnaire, speech: Speech) -> None:
        self.questionnaire = questionnaire
        self.speech = speech
        self._makers: dict[str, Callable[[Sequence[Listed]], Chart | None]] = {
            "distribution": self.distribution,
            "believed": self.believed,
            "grid": self.grid,
            "took-part": self.took_part,
            "collective": self.collective,
        }

    def all(self, activities: Sequence[Listed]) -> dict[str, Chart]:
        """Every chart with something to show, by the name that its address has. Of their rungs
        there is always one, even where none has any.
        """
        found = {name: make(activities) for name, make in self._makers.items()}
        return {name: chart for name, chart in found.items() if chart is not None}

    def one(self, name: str, activities: Sequence[Listed]) -> Chart | None:
        """The chart of this name; None where there is none, or none with anything to show."""
        make = self._makers.get(name)
        return make(activities) if make else None

    def distribution(self, activities: Sequence[Listed]) -> Chart:
        """How many stand on each rung, the highest first, of those that anything places."""
        said, rungs = self.speech.gettext, self.questionnaire.rungs
        placed = [each for each in activities if each.has_ladder and not not_placed(each)]
        rows = tuple(
            CountRow(self.rung(rungs[row.rung]), (row.certain, row.possible))
            for row in reversed(distribution(placed, len(rungs)))
        )
        total = len(placed)
        parts = (said("Certainly"), said("Possibly"))
        title = said("How the activities spread over the rungs")
        return chart_of(title, Counts(parts, rows, total), self.speech)

    def believed(self, activities: Sequence[Listed]) -> Chart | None:
        """How many are believed to be on each rung; None where nobody said it of any."""
        said, found = self.speech.gettext, believed(activities)
        if not found:
            return None
        rows = tuple(
            CountRow(self.rung(rung), (found.get(rung.number, 0),))
            for rung in reversed(self.questionnaire.rungs)
        )
        contents = Counts((said("Activities"),), rows, sum(found.values()))
        return chart_of(said("Where the activities are believed to stand"), contents, self.speech)

    def grid(self, activities: Sequence[Listed]) -> Chart | None:
        """Rung and kind together, of those that anything places; kinds that none is of are left
        out. None without a ladder, and where the kind of none is known.
        """
        placed = [each for each in activities if not not_placed(each)]
        said, cells = self.speech.gettext, standing(placed)
        names = self.kinds()
        kinds = [kind for kind in names if any(kind == of for _, of in cells)]
        rows = tuple(
            GridRow(
                self.rung(rung),
                tuple(GridCell(*cells.get((rung.number, kind), NOTHING)) for kind in kinds),
            )
            for rung in reversed(self.questionnaire.rungs)
        )
        if set(kinds) <= {UNCLASSIFIED}:
            return None
        parts = (said("Certainly"), said("Possibly"), said("Labour without power"))
        on_ladder = [activity for activity in placed if activity.has_ladder]
        marked = sum(activity.without_power for activity in on_ladder)
        columns = tuple(names[kind] for kind in kinds)
        contents = Grid(parts, columns, rows, len(on_ladder), marked)
        return chart_of(said("Rung and kind in one picture"), contents, self.speech)

    def took_part(self, activities: Sequence[Listed], most: int | None = None) -> Chart | None:
        """Who took part beside who was affected, of the `most` activities that affect most people;
        None where no activity says both.
        """
        found = who_took_part(activities)
        rows = tuple(ReachRow(self.name(each.activity), each[1], each[2]) for each in found[:most])
        if not rows:
            return None
        title = self.speech.gettext("Who took part and who is affected")
        return chart_of(title, Reach(rows, len(activities) - len(found)), self.speech)

    def collective(self, activities: Sequence[Listed]) -> Chart | None:
        """For whom co-production is: one person, a group, everyone. None where there is none."""
        item, said = self.questionnaire.items["level"], self.speech.gettext
        found = levels_of_co_production(activities, item.option_ids)
        names = {option.id: said(option.text) for option in item.options} | {"": said("Not known")}
        rows = tuple(CountRow(names[level], (count,)) for level, count in found.items())
        total = sum(found.values())
        if not total:
            return None
        contents = Counts((said("Activities"),), rows, total)
        return chart_of(said("For whom the co-production is"), contents, self.speech)

    def kinds(self) -> dict[str, str]:
        """What each kind is called, that of what cannot be told last."""
        said = self.speech.gettext
        names = {kind.id: said(kind.name) for kind in self.questionnaire.typology.kinds}
        return names | {UNCLASSIFIED: said("Kind not known")}

    def rung(self, rung: Rung) -> str:
        """What a rung is called; off the ladder is none."""
        name = self.speech.gettext(rung.plain or rung.name)
        return f"{rung.number}. {name}" if rung.number else name

    def name(self, activity: Listed) -> str:
        """What an activity is called, its number before it whatever way its name runs."""
        name = activity.name or self.speech.gettext("An activity without a name")
        return f"{activity.number}. {isolated(name)}"
