"""The answer as it grows: statements on numbered citations, conflicts, and notes on how far each carries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.comparing import Comparison
from agent.differences import cited, explain, is_shown, lead, tell
from agent.events import Told
from agent.independence import independent
from agent.origins import Origin
from agent.quotation import Quotation
from agent.quoting import Written, citation, notes_on, origin_notes, view_note
from agent.records import Citation, ClaimKind, Conflict, Position, Statement
from agent.tracing import Trace
from agent.wording import clean
from agent.writing.checking import Located, Sound
from retrieval.records import Language, Span

LONGEST_VALUE = 12  # Words of a quote that stand for a side which gives no value of its own.


@dataclass(frozen=True, slots=True)
class Apart:
    """Sources that cannot both be right, as a model told it and the gate passed it: each side's value and its words."""

    kind: ClaimKind
    sides: tuple[tuple[str, Located], ...]


class Sheet:
    """Collects what passed the gate, in the order in which it was told."""

    def __init__(self, trace: Trace, language: Language, about: str) -> None:
        self._trace = trace
        self._language = language
        self._about = about
        self._quotations: list[Quotation] = []
        self._origins: list[Origin] = []
        self._differing: set[frozenset[tuple[str, Span]]] = set()
        self._leads: list[Statement] = []
        self._rows: list[tuple[str, tuple[int, ...]]] = []
        self._conflicts: list[Conflict] = []

    @property
    def is_bare(self) -> bool:
        """Whether the model has told nothing yet."""
        return not self._rows

    def add(self, sound: Sound) -> Told:
        """Take a sentence up, and give it as it is told meanwhile."""
        before = len(self._quotations)
        numbers = self._numbers(sound.quotes)
        self._rows.append((clean(sound.text), numbers))
        statement = Statement(clean(sound.text), numbers, self._notes(numbers, single=False))
        return Told(statement, tuple(self._citations(before)))

    def add_difference(self, comparison: Comparison | None) -> Told | None:
        """Tell, before all else, where the rules found that sources differ in what a reader must know."""
        if comparison is None or not is_shown(comparison):
            return None
        sides = cited(comparison)
        places = frozenset(one.at for one in sides)
        if places in self._differing:
            return None
        self._differing.add(places)
        before = len(self._quotations)
        self._leads.append(Statement(lead(comparison, self._language), self._numbers(sides)))
        numbers = {one.at: self._number(one) for one in sides}
        self._conflicts.append(tell(comparison, self._about, numbers, self._by_number(), self._language))
        return Told(self._leads[-1], tuple(self._citations(before)))

    def add_apart(self, apart: Apart) -> None:
        """Take up a conflict that a model found and the gate passed, unless it is told already."""
        positions = [Position(value, (self._number(one),)) for value, one in apart.sides]
        held = {number for position in positions for number in position.citations}
        if any(held <= {number for one in known.positions for number in one.citations} for known in self._conflicts):
            return
        published = [one.article.published for _, one in apart.sides]
        said = explain("conflict", positions, published, self._by_number(), self._language)
        self._conflicts.append(Conflict(apart.kind, "conflict", self._about, tuple(positions), said))

    def written(self) -> Written:
        """Give the whole, each statement with its notes; a sentence of the model on all sides tells the difference."""
        leads = [one for one in self._leads if not any(set(one.citations) <= set(told) for _, told in self._rows)]
        groups = independent(self._origins)
        single = len({one.article.id for one in self._quotations}) == 1
        statements = [Statement(text, numbers, self._notes(numbers, single)) for text, numbers in self._rows]
        return Written(
            (*leads, *statements),
            tuple(self._citations(0)),
            origins=len(groups),
            conflicts=tuple(self._conflicts),
        )

    def _numbers(self, quotes: Sequence[Quotation]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._number(one) for one in quotes))

    def _number(self, quotation: Quotation) -> int:
        """Number words of an article; those within others that have a number share it."""
        for number, one in enumerate(self._quotations, start=1):
            if one.article.id == quotation.article.id and _holds(one.span, quotation.span):
                return number
        self._quotations.append(quotation)
        self._origins.append(self._trace(quotation))
        return len(self._quotations)

    def _citations(self, first: int) -> list[Citation]:
        rows = list(zip(self._quotations, self._origins, strict=True))[first:]
        return [citation(number, *row) for number, row in enumerate(rows, start=first + 1)]

    def _by_number(self) -> Mapping[int, Origin]:
        return dict(enumerate(self._origins, start=1))

    def _notes(self, numbers: Sequence[int], single: bool) -> tuple[str, ...]:
        """Note how far a statement carries: what holds of all its quotes, and every view with its holder."""
        rows = [(self._quotations[number - 1], self._origins[number - 1]) for number in numbers]
        each = [notes_on(*row, self._language, single) for row in rows]
        views = [view_note(origin, one.text, self._language) for one, origin in rows]
        noted = [note for notes in each for note in notes if note in views or all(note in others for others in each)]
        groups = independent([origin for _, origin in rows])
        shared = [note for group in groups for note in origin_notes(group, self._language)]
        return tuple(dict.fromkeys([*noted, *shared]))


def _holds(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end
