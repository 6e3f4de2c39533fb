"""Show the turns of a conversation: questions, the steps of work under way, answers, and where sources differ."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.records import QUOTES, Answer, Citation, Conflict, Position, Statement
from agent.survey import Found
from retrieval.phrases import Phrase
from retrieval.records import Language
from ui.messages import MESSAGES
from ui.page.exports import as_json, as_text
from ui.page.isolating import DIRECTIONS, isolated, paragraph
from ui.page.markup import Html, exact, join, tag
from ui.page.session import Turn
from ui.page.sources import chain_shown, mark, quotation, sign, source_line
from ui.page.words import WORDS, Words

_QUOTED = re.compile("[“«](.+)[”»]")  # In a refusal, the nearest that was found.
IN_TIME = ("update", "plan")  # Verdicts of positions that follow each other.


def turns(shown: Sequence[Turn], language: Language, first: int = 0) -> Html:
    """Show turns, oldest first; the first of them is number `first` of its session."""
    return join(turn_shown(turn, number, language) for number, turn in enumerate(shown, start=first))


def turn_shown(turn: Turn, number: int, language: Language) -> Html:
    """Show a question with what has come of it."""
    asked = tag("h2", tag("span", WORDS[language].you_asked, class_="kicker"), tag("bdi", turn.question))
    return tag("article", asked, *_parts(turn, number, language), class_="turn", data_turn=number)


def _parts(turn: Turn, number: int, language: Language) -> Iterable[Html | None]:
    if turn.answer:
        yield _Shown(number, language, turn.language, turn.answer.citations, turn.answer.statements).answer(turn.answer)
        yield suggestions(turn.next_questions, WORDS[language].next_questions)
        return
    cited = [citation for told in turn.told for citation in told.citations]
    yield _Shown(number, language, turn.language, cited).told([told.statement for told in turn.told])
    if turn.error:
        yield problem(turn.error, language)
    elif turn.stopped:
        yield tag("p", WORDS[language].stopped, class_="notice")
    else:
        yield _working(turn, language)


def found_shown(found: Found, number: int, language: Language) -> Html:
    """Show a conflict of the whole library; its marks bear the number that it has among them."""
    return difference_shown(found.conflict, found.citations, found.language, language, number)


def difference_shown(
    conflict: Conflict, citations: Sequence[Citation], spoken: Language, language: Language, number: int = 0
) -> Html:
    """Show where sources differ, said in the language `spoken`; its marks bear the number."""
    return _Shown(number, language, spoken, citations).difference(conflict)


def suggestions(questions: Sequence[str], heading: str) -> Html | None:
    """Offer questions, each of which is asked by a click."""
    if not questions:
        return None
    buttons = [
        tag("button", tag("bdi", one), type="button", class_="suggestion", data_do="suggest", data_question=one)
        for one in questions
    ]
    return tag("div", tag("p", heading, class_="kicker"), *buttons, class_="suggestions")


def welcome_shown(examples: Sequence[str], is_empty: bool, may_edit: bool, language: Language) -> Html:
    """Greet a visitor with questions to begin with; on an empty library, with the sample."""
    words = WORDS[language]
    if not is_empty:
        return tag("div", tag("h2", words.welcome), suggestions(examples, words.try_these), class_="welcome")
    hint = words.empty_hint if may_edit else words.empty_reader
    add = tag("button", words.add_sample, type="button", class_="primary", data_do="sample") if may_edit else None
    return tag("div", tag("h2", words.empty), tag("p", hint), add, class_="welcome")


def done_shown(told: str) -> Html:
    """Say that what was asked for is done."""
    return tag("p", told, class_="notice", role="status")


def problem(error: Phrase, language: Language) -> Html:
    """Say what went wrong and what to do."""
    return tag("p", error.said(language), class_="problem", role="alert", dir="auto")


def _working(turn: Turn, language: Language) -> Html:
    stages = MESSAGES[language].answering
    steps = [(stages[step.stage], step.about) for step in turn.steps] or [(stages["searching"], "")]
    rows = [
        tag("li", tag("bdi", stage), " " if about else None, tag("bdi", about), class_="done") for stage, about in steps
    ]
    return tag("ol", *rows, class_="steps", role="status")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What an answer is shown with: the number of its turn, the languages of page and answer, its citations."""

    number: int
    language: Language
    spoken: Language
    citations: Sequence[Citation]
    statements: Sequence[Statement] = ()

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    def answer(self, answer: Answer) -> Html:
        """Show what must be known of an answer, its statements, where sources differ, and the sources."""
        flat = [one for one in answer.statements if not _is_side(one, answer)]
        leading = 1 if answer.conflicts else len(flat)
        return tag(
            "div",
            join(paragraph(notice, self.spoken, class_="notice") for notice in answer.notices),
            self._refusal(answer) if answer.status == "refused" else None,
            self.told(flat[:leading]),
            join(self.difference(one) for one in answer.conflicts),
            self.told(flat[leading:]),
            self._sources() if answer.citations else None,
            self._made(answer),
            self._tools(answer),
            class_="answer",
        )

    def told(self, statements: Sequence[Statement]) -> Html | None:
        """Show statements, each with the marks of its citations and its notes."""
        rows = [
            tag(
                "div",
                tag("p", self._phrased(one.text), " ", self._marks(one.citations), **self._direction),
                self._notes(one),
                class_="statement",
            )
            for one in statements
        ]
        return tag("div", *rows, class_="statements") if rows else None

    def difference(self, conflict: Conflict) -> Html:
        """Show where sources differ: a conflict with its sides face to face, an update as a sequence in time."""
        in_time = conflict.verdict in IN_TIME
        positions = sorted(conflict.positions, key=self._day) if in_time else conflict.positions
        kind = MESSAGES[self.language].conflict_kinds[conflict.kind]
        return tag(
            "section",
            tag("h3", self.words.verdicts[conflict.verdict], " ", tag("span", kind, class_="kind")),
            tag("ol", *(self._side(one) for one in positions), class_="sequence" if in_time else "sides"),
            tag("p", self._phrased(conflict.explanation), class_="explanation", **self._direction),
            class_=f"difference {conflict.verdict}",
        )

    @property
    def _direction(self) -> dict[str, str]:
        return {"lang": self.spoken, "dir": DIRECTIONS[self.spoken]}

    def _phrased(self, text: str) -> Html:
        return isolated(text, self.spoken, (citation.quote for citation in self.citations))

    def _notes(self, statement: Statement) -> Html:
        return join(paragraph(note, self.spoken, class_="note") for note in statement.notes)

    def _cited(self, numbers: Iterable[int]) -> list[Citation]:
        by_number = {citation.number: citation for citation in self.citations}
        return [by_number[number] for number in numbers if number in by_number]

    def _marks(self, numbers: Iterable[int]) -> Html:
        return tag("span", *(mark(self.number, one, self.language) for one in self._cited(numbers)), class_="marks")

    def _day(self, position: Position) -> str:
        """Give the first day on which a position was published, to sort by; those without one come last."""
        days = [one.published.first.isoformat() for one in self._cited(position.citations) if one.published.first]
        return min(days, default="9999")

    def _side(self, position: Position) -> Html:
        voices = [self._voice(one) for one in self._cited(position.citations)]
        return tag("li", tag("p", tag("bdi", position.value), class_="value"), *voices, class_="side")

    def _voice(self, citation: Citation) -> Html:
        told = [one for one in self.statements if one.citations == (citation.number,)]
        return tag(
            "div",
            tag("p", sign(citation, self.language), " ", mark(self.number, citation, self.language), class_="sign"),
            quotation(citation),
            chain_shown(citation, self.language),
            *map(self._notes, told),
            class_="voice",
        )

    def _refusal(self, answer: Answer) -> Html:
        quotes = _QUOTED.findall(answer.reason or "")
        reason = paragraph(answer.reason or "", self.spoken, quotes)
        return tag("div", tag("strong", self.words.not_answered), reason, class_="refusal")

    def _sources(self) -> Html:
        lines = [source_line(self.number, citation, self.language) for citation in self.citations]
        return tag("section", tag("h3", self.words.sources), tag("ol", *lines), class_="sources")

    def _made(self, answer: Answer) -> Html:
        by = self.words.written_by[QUOTES if answer.writer == QUOTES else "model"].format(writer=answer.writer)
        looked = self.words.searched.format(
            articles=answer.searched.articles,
            passages=answer.searched.passages,
            origins=answer.searched.origins,
            seconds=sum(answer.seconds.values()),
        )
        return tag("p", tag("bdi", by), " · ", looked, class_="made")

    def _tools(self, answer: Answer) -> Html:
        words = self.words
        return tag(
            "div",
            tag("pre", exact(as_text(answer)), hidden=True, data_kept="text"),
            tag("pre", exact(as_json(answer)), hidden=True, data_kept="json"),
            _tool(words.copy, data_copy="text", data_done=words.copied),
            _tool(words.save_text, data_save="text", data_name="isnad.md"),
            _tool(words.save_json, data_save="json", data_name="isnad.json"),
            _tool(words.copy_address, data_copy="address", data_done=words.copied, data_question=answer.question),
            class_="tools",
        )


def _is_side(statement: Statement, answer: Answer) -> bool:
    """Whether a statement only quotes one side of a difference, which its card does already."""
    if answer.writer != QUOTES or len(statement.citations) != 1:
        return False
    return any(statement.citations[0] in one.citations for found in answer.conflicts for one in found.positions)


def _tool(label: str, **data: str) -> Html:
    return tag("button", label, type="button", class_="plain", **data)
