"""The charts of a list of activities at two dates, and the table of what became of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import distribution
from ladder_assess.core.activities.two_dates import (
    APPEARED,
    BY_BOTH,
    BY_READING,
    BY_RULES,
    CLEARER,
    DOWN,
    EMPTIED,
    KIND,
    LESS_CLEAR,
    LEVEL,
    PERHAPS_DOWN,
    PERHAPS_UP,
    PRACTICE,
    READING,
    RULES,
    SAME,
    UP,
    Dated,
    causes,
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

        Where activities were moved to other rules in between, those of both dates show practice,
        and more show what the rules, and what answers read anew in the move, changed.
        """
        stages = [[each.stages[n] for each in activities] for n in range(4)]
        then, placed, read, now = map(_there, stages)
        at_then, by_rules, anew, at_now = self._columns(activities)
        found = {
            "moves": self.moves(activities),
            "rungs": self.rungs((anew, at_now), (read, now)),
            "kinds": self.kinds((anew, at_now), (read, now)),
        }
        if any(each.was_moved for each in activities):
            dates, both = (at_then, by_rules), (then, placed)
            found["rungs-by-rules"] = self.rungs(dates, both, by=RULES)
            found["kinds-by-rules"] = self.kinds(dates, both, by=RULES)
        if any(each.read_anew for each in activities):
            dates, both = (by_rules, anew), (placed, read)
            found["rungs-read-anew"] = self.rungs(dates, both, by=READING)
            found["kinds-read-anew"] = self.kinds(dates, both, by=READING)
        return found

    def _columns(self, activities: Sequence[Dated]) -> tuple[str, str, str, str]:
        """What each of the stages of activities at two dates is called."""
        said, (first, second) = self.speech.gettext, self.dates
        # A line of a key is no longer than a picture on a phone is wide.
        placed = then = first
        if any(each.was_moved for each in activities):
            then = said("%(date)s, as placed then", date=first)
            placed = said("%(date)s, by later rules", date=first)
        anew = said("%(date)s, read anew", date=first)
        read = anew if any(each.read_anew for each in activities) else placed
        return then, placed, read, second

    def moves(self, activities: Sequence[Dated]) -> Chart:
        """How many activities made each move."""
        said, words = self.speech.gettext, self.words()
        rows = tuple(CountRow(words[name], (count,)) for name, count in moves(activities).items())
        contents = Counts((said("Activities"),), rows, len(activities))
        return chart_of(said("What became of the activities"), contents, self.speech)

    def rungs(self, dates: tuple[str, str], both: Both, *, by: str = PRACTICE) -> Chart:
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
        titles = {
            PRACTICE: said("Activities on each rung at both dates"),
            RULES: said("What the rules alone changed: activities on each rung"),
            READING: said("What answers read anew changed: activities on each rung"),
        }
        return chart_of(titles[by], contents, self.speech)

    def kinds(self, dates: tuple[str, str], both: Both, *, by: str = PRACTICE) -> Chart:
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
        titles = {
            PRACTICE: said("Activities of each kind at both dates"),
            RULES: said("What the rules alone changed: activities of each kind"),
            READING: said("What answers read anew changed: activities of each kind"),
        }
        return chart_of(titles[by], contents, self.speech)

    def changed(self, activities: Sequence[Dated]) -> Table:
        """Every activity that changed: what became of it, where it stood and stands, its kinds.

        Where some were moved to other rules in between, it says what changed it, and where these
        rules and the answers that were read anew put it.
        """
        said, (first, second) = self.speech.gettext, self.dates
        shown = self._shown(activities)
        dates = {"date": first, "other": second}
        heads = (
            said("Rung on %(date)s", date=first),
            said("Rung on %(date)s, by the rules of %(other)s", **dates),
            said("Rung on %(date)s, by the rules of %(other)s and with answers read anew", **dates),
            said("Rung on %(date)s", date=second),
            said("Kind on %(date)s", date=first),
            said("Kind on %(date)s, by the rules of %(other)s", **dates),
            said("Kind on %(date)s, by the rules of %(other)s and with answers read anew", **dates),
            said("Kind on %(date)s", date=second),
        )
        head = [said("Activity"), said("What became of it")]
        head += [said("What changed it")] * self._says_why(shown)
        head += [name for name, wanted in zip(heads, shown * 2, strict=True) if wanted]
        return Table(
            tuple(head), tuple(self._row(each, shown) for each in in_order(activities)), ""
        )

    def short_head(self, activities: Sequence[Dated]) -> tuple[str, ...]:
        """The head of the same where the dates are said once above it: its own is long for a phone,
        and stands in a file that nothing stands above.
        """
        said, shown = self.speech.gettext, self._shown(activities)
        rungs = (
            said("Rung, first date"),
            said("Rung, by later rules"),
            said("Rung, read anew"),
            said("Rung, second date"),
        )
        kinds = (
            said("Kind, first date"),
            said("Kind, by later rules"),
            said("Kind, read anew"),
            said("Kind, second date"),
        )
        named = [name for name, wanted in zip(rungs + kinds, shown * 2, strict=True) if wanted]
        return (
            *self.changed(()).head[:2],
            *[said("What changed it")] * self._says_why(shown),
            *named,
        )

    def _row(self, each: Dated, shown: tuple[bool, ...]) -> tuple[str, ...]:
        kinds = self.names.kinds()
        names = [kinds[stage.kind] if stage else "" for stage in each.stages]
        by = [self.by(each)] * self._says_why(shown)
        cells = (*self._rungs(each, shown), *self._between(each, names, shown))
        return self.names.name(each.latest), self.words()[each.outcome], *by, *cells

    def _shown(self, activities: Sequence[Dated]) -> tuple[bool, ...]:
        """Which of the stages have a column."""
        moved = any(each.was_moved for each in activities)
        return True, moved, any(each.read_anew for each in activities), True

    def _says_why(self, shown: tuple[bool, ...]) -> bool:
        """Is there more than practice that may have changed them?"""
        return shown[1] or shown[2]

    def _rungs(self, each: Dated, shown: tuple[bool, ...]) -> Iterator[str]:
        return self._between(each, [self.place(stage) for stage in each.stages], shown)

    def _between(self, each: Dated, cells: list[str], shown: tuple[bool, ...]) -> Iterator[str]:
        """The cells of the stages that are shown: in between nothing is said that was not so."""
        said = self.speech.gettext
        if not each.was_moved:
            cells[1] = said("Not moved")
        if not each.read_anew:
            cells[2] = said("None read anew") if each.was_moved else said("Not moved")
        return (cell for cell, wanted in zip(cells, shown, strict=True) if wanted)

    def in_short(self, activities: Sequence[Dated]) -> Table:
        """The same where there is less room: rungs alone, and kinds where these changed."""
        said = self.speech.gettext
        shown = self._shown(activities)
        heads = (self.dates[0], said("By later rules"), said("Read anew"), self.dates[1])
        head = [name for name, wanted in zip(heads, shown, strict=True) if wanted]
        rows = []
        for each in in_order(activities):
            rungs = self._rungs(each, shown)
            rows.append((self.names.name(each.latest), self.by(each), *rungs, self._kinds(each)))
        columns = (said("Activity"), said("What changed it"), *head, said("Kind"))
        return Table(columns, tuple(rows), "")

    def _kinds(self, each: Dated) -> str:
        """The kinds that it was of, one after the other; nothing where that never changed."""
        kinds = [self.names.kinds()[stage.kind] for stage in each.stages if stage]
        changed = [kind for kind, _same in groupby(kinds)]
        return " → ".join(changed) if len(changed) > 1 else ""

    def by(self, each: Dated) -> str:
        """What changed an activity, in words."""
        return self.causes()[each.causes]

    def what_changed_them(self, activities: Sequence[Dated]) -> Table:
        """How many activities were changed by what; each counts once."""
        said, words = self.speech.gettext, self.causes()
        head = said("What changed them"), said("How many")
        rows = tuple((words[by], str(count)) for by, count in causes(activities).items())
        return Table(head, rows, "")

    def causes(self) -> dict[tuple[str, ...], str]:
        """What is said of an activity that was changed by one thing, by several or by none."""
        said = self.speech.gettext
        return {
            (RULES,): said("The rules alone"),
            (READING,): said("Answers read anew when moved, alone"),
            (PRACTICE,): said("Practice alone"),
            (RULES, READING): said("The rules, and answers read anew when moved"),
            (RULES, PRACTICE): said("The rules and practice"),
            (READING, PRACTICE): said("Answers read anew when moved, and practice"),
            (RULES, READING, PRACTICE): said(
                "The rules, answers read anew when moved, and practice"
            ),
            (): said("Nothing"),
        }

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
            BY_READING: said("Answers read anew when it was moved changed it"),
            BY_BOTH: said("The rules and answers read anew changed it"),
            SAME: said("As it was"),
        }


def _there(stage: Iterable[Listed | None]) -> list[Listed]:
    return [each for each in stage if each]
