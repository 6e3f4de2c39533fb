"""What one visitor asked and was told: the turns of a conversation, kept apart from everybody else's."""

from dataclasses import dataclass, field, replace

from agent.conversation import Conversation
from agent.events import Event, Step, Told
from agent.records import Answer, Citation
from retrieval.languages import language_of
from retrieval.phrases import Phrase
from retrieval.records import Language

MOST_TURNS = 30  # Shown; older ones are dropped from the page.


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and how far its answer is: the steps begun, the sentences told, then the answer or what went wrong."""

    question: str
    steps: tuple[Step, ...] = ()
    told: tuple[Told, ...] = ()
    answer: Answer | None = None
    error: Phrase | None = None
    stopped: bool = False
    next_questions: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still being answered."""
        return self.answer is None and self.error is None and not self.stopped

    @property
    def language(self) -> Language:
        """The language that it is answered in."""
        return self.answer.language if self.answer else language_of(self.question)

    def after(self, event: Event) -> "Turn":
        """Give the turn with one more thing told."""
        if isinstance(event, Answer):
            return replace(self, answer=event)
        if isinstance(event, Told):
            return replace(self, told=(*self.told, event))
        return replace(self, steps=(*self.steps, event))

    @property
    def cited(self) -> tuple[Citation, ...]:
        """What its marks stand for."""
        return self.answer.citations if self.answer else tuple(one for told in self.told for one in told.citations)


@dataclass(frozen=True, slots=True)
class Session:
    """The turns of one visitor, oldest first, and the conversation that follow-ups are understood from."""

    turns: tuple[Turn, ...] = ()
    said: Conversation = field(default_factory=Conversation)

    def asking(self, question: str) -> "Session":
        """Begin a turn; one that was left open is stopped."""
        return replace(self, turns=(*self.stopped().turns, Turn(question))[-MOST_TURNS:])

    def now(self, turn: Turn) -> "Session":
        """Give the session with its last turn as it stands now."""
        said = self.said.after(turn.answer) if turn.answer else self.said
        return Session((*self.turns[:-1], turn), said)

    def stopped(self) -> "Session":
        """Stop the turn that is open, if there is one."""
        if not self.turns or not self.turns[-1].is_open:
            return self
        return replace(self, turns=(*self.turns[:-1], replace(self.turns[-1], stopped=True)))

    def cited(self, turn: int) -> tuple[Citation, ...]:
        """Find what the marks of a turn stand for."""
        return self.turns[turn].cited if 0 <= turn < len(self.turns) else ()
