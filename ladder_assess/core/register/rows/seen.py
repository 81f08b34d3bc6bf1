"""What is met in the rows of a register while they are planned, to be said to whoever sent it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from ladder_assess.core.register.columns import fold
from ladder_assess.core.register.days.periods import FINANCIAL, PART, WINTER, YEAR
from ladder_assess.core.register.days.serials import BY_NUMBER, BY_SECONDS
from ladder_assess.core.register.flaws import Flaw
from ladder_assess.core.register.importing import NEW, SAME, PlannedRow
from ladder_assess.core.register.notes import Notes
from ladder_assess.core.register.rows.reader import UNREAD, RowReader

# Of what is noted, so many examples are kept.
SOME = 5
# Of dates that are not kept, more, as somebody may want to say them elsewhere.
SOME_ROWS = 20


@dataclass
class RowsSeen:
    """What was met in the rows so far, to be noted."""

    mendable: int = 0
    waiting: int = 0
    nameless: int = 0
    unnumbered: int = 0
    uncalled: int = 0
    overfull: int = 0
    told_again: int = 0
    earlier_rows: int = 0
    cut: int = 0
    cut_at: list[str] = field(default_factory=list)
    by_name: int = 0
    far: list[tuple[str, str]] = field(default_factory=list)
    ranges: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    backwards: list[tuple[str, str]] = field(default_factory=list)
    rest: int = 0
    rest_at: list[tuple[str, str]] = field(default_factory=list)
    named_alike: int = 0
    names: list[str] = field(default_factory=list)
    alike: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)
    doubles: int = 0
    doubled: list[str] = field(default_factory=list)
    repeats: int = 0
    earlier: int = 0
    bare: int = 0
    bare_texts: list[str] = field(default_factory=list)
    sections: int = 0
    section_texts: list[str] = field(default_factory=list)
    ends: int = 0
    end_texts: list[str] = field(default_factory=list)
    strange_rules: dict[str, None] = field(default_factory=dict)

    def note(self, row: PlannedRow, identity: str, names: frozenset[str]) -> None:
        """Note what a new row has to be known of, and whether one answers earlier questions."""
        self.earlier += bool(row.answered_by) and row.kind != SAME
        if row.kind != NEW:
            return
        name = row.after.name
        self.nameless += not name
        if name and fold(name) in names:
            self.named_alike += 1
            self.names.append(name)
        if row.alike:
            self.alike += 1
            self.pairs.append((identity, row.alike))
        del self.names[SOME:], self.pairs[SOME:]

    def refuse(
        self,
        flaws: Sequence[Flaw],
        *,
        named: bool,
        waits: bool = False,
        told_again: bool = False,
    ) -> None:
        """Note whether a row is wrong for dates and numbers alone that cannot be read, as it has a
        name and no id or no name, as something stands beneath no heading, or as another has its id
        and, where it is `told_again`, its name; or waits for what its words mean.
        """
        self.waiting += waits
        self.told_again += told_again and [flaw.id for flaw in flaws] == ["id_twice"]
        self.uncalled += [flaw.id for flaw in flaws] == ["no_name"]
        self.overfull += all(flaw.id == "beyond" for flaw in flaws)
        self.unnumbered += named and [flaw.id for flaw in flaws] == ["required"]
        self.mendable += all(flaw.id in UNREAD for flaw in flaws)

    def leave_empty(self, row: str, reader: RowReader) -> None:
        """Note the dates and numbers of a row that are not kept, whether it ends before it starts,
        and whether it was taken without what stands beneath no heading.
        """
        self.backwards += [(row, reader.backwards)] if reader.backwards else []
        self.far += [(row, text) for text in reader.far]
        self.ranges += [(row, text) for text in reader.ranges]
        if reader.rest:
            self.rest += 1
            self.rest_at.append((row, "; ".join(reader.rest)))
            del self.rest_at[SOME:]
        if reader.has_rest:
            self.cut += 1
            _add_some(self.cut_at, row)

    def leave_unread(self, row: str, identity: str, reader: RowReader) -> None:
        """Note the dates and numbers of a row that could not be read and are left empty."""
        self.unread += [
            (row, f"{identity}: {text}" if identity else text) for text in reader.unread
        ]

    def pass_over(self, text: str) -> None:
        """Note a row that has this in one cell alone, and is no activity."""
        self.bare += 1
        _add_some(self.bare_texts, text)

    def title(self, text: str) -> None:
        """Note a row that is the title of those below it."""
        self.sections += 1
        _add_some(self.section_texts, text)

    def end(self, text: str) -> None:
        """Note a row that a list ends with."""
        self.ends += 1
        _add_some(self.end_texts, text)

    def double(self, name: str) -> None:
        """Note a name that stands in a row above."""
        self.doubles += 1
        _add_some(self.doubled, name)

    def notes(self, reader: RowReader) -> Notes:
        """What someone should know of the rows that were planned, with what their reader met."""
        return replace(
            self._counted(reader),
            unread=len(self.unread),
            unread_at=tuple(self.unread[:SOME_ROWS]),
            cut_at=tuple(self.cut_at),
            backwards=len(self.backwards),
            backwards_at=tuple(self.backwards[:SOME_ROWS]),
            far=len(self.far),
            far_at=tuple(self.far[:SOME_ROWS]),
            rest_at=tuple(self.rest_at),
            ranges=len(self.ranges),
            ranges_at=tuple(self.ranges[:SOME_ROWS]),
            names=tuple(self.names),
            pairs=tuple(self.pairs),
            doubled=tuple(self.doubled),
            bare_texts=tuple(self.bare_texts),
            strange_rules=tuple(islice(self.strange_rules, SOME)),
            section_texts=tuple(self.section_texts),
            end_texts=tuple(self.end_texts),
        )

    def _counted(self, reader: RowReader) -> Notes:
        """How many rows there were of each kind."""
        return replace(
            _of_cells(reader),
            mendable=self.mendable,
            waiting=self.waiting,
            unnumbered=self.unnumbered,
            uncalled=self.uncalled,
            overfull=self.overfull,
            told_again=self.told_again,
            earlier_rows=self.earlier_rows,
            cut=self.cut,
            by_name=self.by_name,
            rest=self.rest,
            nameless=self.nameless,
            named_alike=self.named_alike,
            alike=self.alike,
            doubles=self.doubles,
            repeats=self.repeats,
            earlier=self.earlier,
            bare=self.bare,
            sections=self.sections,
            ends=self.ends,
        )


def _of_cells(reader: RowReader) -> Notes:
    """What a reader met in the cells of all rows."""
    met, answers = reader.met, reader.answers
    return Notes(
        nulls=tuple(met.nulls.most_common(SOME_ROWS)),
        months=met.months,
        spans=met.spans,
        both=met.both,
        rough=met.rough,
        about=met.about,
        merged_down=met.merged_down,
        called=met.called,
        not_owed=met.not_owed,
        left_open=met.left_open,
        statuses=tuple(met.statuses.most_common(SOME_ROWS)),
        years=met.periods[YEAR],
        parts=met.periods[PART],
        winters=met.periods[WINTER],
        financial=met.periods[FINANCIAL],
        by_number=met.periods[BY_NUMBER],
        by_seconds=met.periods[BY_SECONDS],
        long_names=met.long_names,
        long_texts=met.long_texts,
        marked_up=met.marked_up,
        strange=answers.strange_words(),
        strangers=len(answers.strange),
        meant=answers.meant_words(),
    )


def _add_some(texts: list[str], text: str) -> None:
    if text not in texts and len(texts) < SOME:
        texts.append(text)
