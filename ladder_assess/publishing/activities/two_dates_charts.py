"""The charts of a list of activities at two dates, and the table of what became of each."""

from collections.abc import Mapping, Sequence

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import distribution
from ladder_assess.core.activities.two_dates import (
    APPEARED,
    BY_RULES,
    CLEARER,
    DOWN,
    EMPTIED,
    KIND,
    LESS_CLEAR,
    LEVEL,
    PERHAPS_DOWN,
    PERHAPS_UP,
    SAME,
    UP,
    Dated,
    in_order,
    moves,
)
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.activities.charts import PortfolioCharts
from ladder_assess.publishing.charts import (
    Chart,
    CountRow,
    Counts,
    Shift,
    ShiftRow,
    Speech,
    chart_of,
)
from ladder_assess.publishing.charts.table import Table

Both = tuple[list[Listed], list[Listed]]


class TwoDatesCharts:
    """Draws in the language of `speech`; `dates` are the two in words."""

    def __init__(
        self, questionnaire: Questionnaire, speech: Speech, dates: tuple[str, str]
    ) -> None:
        self.questionnaire = questionnaire
        self.speech = speech
        self.dates = dates
        self.names = PortfolioCharts(questionnaire, speech)

    def all(self, activities: Sequence[Dated]) -> Mapping[str, Chart]:
        """Every chart, by the name that its address has.

        Where the rules changed in between, those of both dates show practice, with the first date
        placed by the later rules, and two more show what the rules alone changed.
        """
        first, second = self.dates
        now = [a.now for a in activities if a.now]
        read = [a.first for a in activities if a.first]
        if not any(a.reread for a in activities):
            return {
                "moves": self.moves(activities),
                "rungs": self.rungs(self.dates, (read, now)),
                "kinds": self.kinds(self.dates, (read, now)),
            }
        said = self.speech.gettext
        then = [a.then for a in activities if a.then]
        placed = said("%(date)s, as placed then", date=first)
        replaced = said("%(date)s, by the clearer rules", date=first)
        by_rules, practice = (placed, replaced), (replaced, second)
        return {
            "moves": self.moves(activities),
            "rungs": self.rungs(practice, (read, now)),
            "kinds": self.kinds(practice, (read, now)),
            "rungs-by-rules": self.rungs(by_rules, (then, read), by_rules=True),
            "kinds-by-rules": self.kinds(by_rules, (then, read), by_rules=True),
        }

    def moves(self, activities: Sequence[Dated]) -> Chart:
        """How many activities made each move; where rules changed, of how many these changed the
        place or the kind stands apart.
        """
        said, words = self.speech.gettext, self.words()
        told = moves(activities)
        split = any(each.reread for each in activities)
        parts = (said("Not changed by the rules"), said("Changed by the rules"))
        rows = tuple(
            CountRow(words[name], counts if split else (sum(counts),))
            for name, counts in told.items()
        )
        contents = Counts(parts if split else (said("Activities"),), rows, len(activities))
        return chart_of(said("What became of the activities"), contents, self.speech)

    def rungs(self, dates: tuple[str, str], both: Both, *, by_rules: bool = False) -> Chart:
        """How many stand on each rung at both dates, the highest first."""
        said, rungs = self.speech.gettext, self.questionnaire.rungs
        counted = [distribution(each, len(rungs)) for each in both]
        rows = tuple(
            ShiftRow(self.names.rung(rungs[then.rung]), then[1:], now[1:])
            for then, now in reversed(list(zip(*counted, strict=True)))
        )
        totals = [sum(activity.has_ladder for activity in each) for each in both]
        parts = (said("certainly"), said("possibly"))
        contents = Shift(dates, parts, rows, (totals[0], totals[1]))
        title = said("Activities on each rung at both dates")
        if by_rules:
            title = said("What the rules alone changed: activities on each rung")
        return chart_of(title, contents, self.speech)

    def kinds(self, dates: tuple[str, str], both: Both, *, by_rules: bool = False) -> Chart:
        """How many are of each kind at both dates; a kind that none was of is left out."""
        said = self.speech.gettext
        counts = {
            name: tuple(sum(activity.kind == kind for activity in each) for each in both)
            for kind, name in self.names.kinds().items()
        }
        rows = tuple(
            ShiftRow(name, (then,), (now,)) for name, (then, now) in counts.items() if then or now
        )
        contents = Shift(dates, (said("Activities"),), rows, (len(both[0]), len(both[1])))
        title = said("Activities of each kind at both dates")
        if by_rules:
            title = said("What the rules alone changed: activities of each kind")
        return chart_of(title, contents, self.speech)

    def changed(self, activities: Sequence[Dated]) -> Table:
        """Every activity that changed: what became of it, where it stood and stands, its kinds.

        Where the rules changed in between, where it stood by the later ones stands beside it.
        """
        said = self.speech.gettext
        reread = any(each.reread for each in activities)
        rows = tuple(self._row(each, reread=reread) for each in in_order(activities))
        first, second = self.dates
        head = [said("Activity"), said("What became of it")]
        for form in (said("Rung on %(date)s"), said("Kind on %(date)s")):
            head.append(form % {"date": first})
            if reread:
                by_later = said("%(what)s, by the clearer rules")
                head.append(by_later % {"what": form % {"date": first}})
            head.append(form % {"date": second})
        return Table(tuple(head), rows, "")

    def _row(self, each: Dated, *, reread: bool) -> tuple[str, ...]:
        """`reread` says whether what the later rules make of the first date has its columns."""
        kinds, words, said = self.names.kinds(), self.words(), self.speech.gettext
        name = words[each.outcome]
        if each.by_rules != SAME and each.move != SAME:
            name = f"{name} ({said('rules too')})"
        stages = (each.then, each.first, each.now) if reread else (each.then, each.now)
        return (
            self.names.name(each.latest),
            name,
            *(self.place(stage) for stage in stages),
            *(kinds[stage.kind] if stage else "" for stage in stages),
        )

    def place(self, activity: Listed | None) -> str:
        """Where an activity stands, as short as a table needs it."""
        said = self.speech.gettext
        if activity is None:
            return said("Not there")
        if not activity.has_ladder:
            return said("No ladder")
        low, high = activity.placement.interval
        return f"{low}" if low == high else said("%(low)s to %(high)s", low=low, high=high)

    def words(self) -> dict[str, str]:
        """What each move is called."""
        said = self.speech.gettext
        return {
            UP: said("Moved up"),
            PERHAPS_UP: said("Perhaps moved up"),
            PERHAPS_DOWN: said("Perhaps moved down"),
            DOWN: said("Moved down"),
            CLEARER: said("More is known, so its place is clearer"),
            LESS_CLEAR: said("Less is known, so its place is less clear"),
            LEVEL: said("Became, or ceased to be, for one person"),
            KIND: said("Same place, another kind"),
            APPEARED: said("New in the list"),
            EMPTIED: said("All its answers were taken out"),
            BY_RULES: said("The rules alone changed it"),
            SAME: said("As it was"),
        }
