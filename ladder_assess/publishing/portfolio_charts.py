"""The charts of a list of activities: rung and kind, who took part, how collective it is."""

from collections.abc import Mapping, Sequence

from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.core.portfolio_figures import (
    Standing,
    levels_of_co_production,
    standing,
    who_took_part,
)
from ladder_assess.core.questionnaire import Questionnaire
from ladder_assess.core.typology import UNCLASSIFIED
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

NOTHING = Standing(0, 0, 0)


class PortfolioCharts:
    """Draws in the language of `speech`."""

    def __init__(self, questionnaire: Questionnaire, speech: Speech) -> None:
        self.questionnaire = questionnaire
        self.speech = speech

    def all(self, activities: Sequence[AssessedActivity]) -> Mapping[str, Chart]:
        """Every chart with something to show, by the name that its address has."""
        found = {
            "grid": self.grid(activities),
            "took-part": self.took_part(activities),
            "collective": self.collective(activities),
        }
        return {name: chart for name, chart in found.items() if chart is not None}

    def grid(self, activities: Sequence[AssessedActivity]) -> Chart | None:
        """Rung and kind together; kinds that none is of are left out. None without a ladder."""
        said, cells = self.speech.gettext, standing(activities)
        names = {kind.id: said(kind.name) for kind in self.questionnaire.typology.kinds}
        names[UNCLASSIFIED] = said("Kind not known")
        kinds = [kind for kind in names if any(kind == of for _, of in cells)]
        rows = tuple(
            GridRow(
                f"{rung.number}. {said(rung.plain or rung.name)}",
                tuple(GridCell(*cells.get((rung.number, kind), NOTHING)) for kind in kinds),
            )
            for rung in reversed(self.questionnaire.rungs)
        )
        if not kinds:
            return None
        parts = (said("Certainly"), said("Possibly"), said("Labour without power"))
        total = sum(activity.assessment.has_ladder for activity in activities)
        columns = tuple(names[kind] for kind in kinds)
        return self._made(said("Rung and kind in one picture"), Grid(parts, columns, rows, total))

    def took_part(self, activities: Sequence[AssessedActivity]) -> Chart | None:
        """Who took part beside who was affected; None where no activity says both."""
        found = who_took_part(activities)
        rows = tuple(ReachRow(self._name(each.activity), each[1], each[2]) for each in found)
        if not rows:
            return None
        title = self.speech.gettext("Who took part and who is affected")
        return self._made(title, Reach(rows, len(activities) - len(rows)))

    def collective(self, activities: Sequence[AssessedActivity]) -> Chart | None:
        """For whom co-production is: one person, a group, everyone. None where there is none."""
        item, said = self.questionnaire.items["level"], self.speech.gettext
        found = levels_of_co_production(activities, item.option_ids)
        names = {option.id: said(option.text) for option in item.options} | {"": said("Not known")}
        rows = tuple(CountRow(names[level], (count,)) for level, count in found.items())
        total = sum(found.values())
        if not total:
            return None
        return self._made(
            said("For whom the co-production is"), Counts((said("Activities"),), rows, total)
        )

    def _name(self, activity: AssessedActivity) -> str:
        name = activity.name or self.speech.gettext("An activity without a name")
        return f"{activity.number}. {name}"

    def _made(self, title: str, contents: Grid | Reach | Counts) -> Chart:
        return chart_of(title, contents, self.speech)
