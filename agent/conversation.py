"""A conversation: what was asked and answered, kept in the library's folder, and what a follow-up leans on."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agent.matching import ASKING, terms_of
from agent.names import find_persons, names_in
from agent.questions import understand
from agent.records import Answer
from retrieval.dates import find_dates
from retrieval.errors import InputError
from retrieval.files import write_atomically
from retrieval.folding import fold, words, words_with_spans
from retrieval.model import BilingualTable

FOLDER_NAME = "conversations"
MOST_TURNS = 20  # Older ones are forgotten.
MOST_CONVERSATIONS = 200  # The same.
LONGEST_ANSWER = 1_000  # Characters of an answer that are kept for what follows.
LONGEST_TOPIC = 12  # Words.
LONGEST_FOLLOW_UP = 4  # Words that carry a question which leans on what was said before.
BARE = 2  # Such words of a question that leans on it even without saying "it".

_NAME = re.compile(r"[\w-]{1,64}")
# Words that stand for what was said before; over folded text.
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|hers|there|then|these|those|the same)\b"
    r"|\b(?:was|is|were|did|about|of|after|before|with|by|for|from) (?:that|this)\b|\b(?:that|this)\W*$"
    r"|^\W*(?:and|but|so|what about|how about)\b"
    r"|\b[وف]?(?:ذلك|ذاك|تلك|هذا|هذه|هؤلاء|اولئك|هناك|حينها|وقتها|عندها|هو|هي|هم|هما)\b"
    r"|\b[وف]?(?:في|عن|من|ب|ل|الي|علي|مع|بين|عند|حول|بعد|قبل|ضد|لدي|منذ)(?:ه|ها|هم|هما|ي?ه|ي?ها|ي?هم)\b"
    r"|^\W*و(?:من|متي|اين|كم|كيف|لماذا|ماذا|ما|هل|اي)\b|^\W*(?:ماذا|و?ما) عن\b"
)
_ASKS_THE_SAME = re.compile(r"^\W*(?:and )?(?:what|how) about\b|^\W*(?:و?ماذا|و?ما) عن\b")
_CLITIC = re.compile(r"\b\w{3,}(?:ها|هم|هما|ته|تها)\b|\b(?:قاد|راس|تراس|قتل|وصف|اعلن|استقبل|حضر|نفي|اكد|وقع)ه\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was put, the words that say what it is about, and its answer; none where it was refused."""

    question: str
    topic: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that leans on nothing, and the words that say what it is about."""

    text: str
    topic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one conversation, oldest first."""

    turns: tuple[Turn, ...] = ()

    def resolve(self, question: str, table: BilingualTable) -> Resolved:
        """Add to a follow-up the words that it leans on; any other question stays as it is.

        What is talked about stays what the last question was about that leaned on nothing, and the names told since.

        >>> from retrieval.model import BilingualTable
        >>> said = Conversation((Turn("When did the Corran mill burn?", ("Corran", "mill", "burn")),))
        >>> said.resolve("And who put it out?", BilingualTable.load()).text
        'And who put it out? (Corran mill burn)'
        """
        if not self.turns or not _leans(question, table):
            return Resolved(question, tuple(_telling(question, table)))
        last = self.turns[-1]
        named = [one.span.of(question) for one in names_in(question, table)]
        same = _asked_again(question, last.question)
        past = set(words(last.question)) - set(words(same)) if same else set()
        kept = [word for word in last.topic if not set(words(word)) <= past]
        topic = tuple(dict.fromkeys([*kept, *_person_told(last, table), *named]))[-LONGEST_TOPIC:]
        asked = f"{question} {same}" if same else question
        own = set(words(asked))
        added = [word for word in topic if not set(words(word)) <= own]
        return Resolved(f"{asked} ({' '.join(added)})" if added else asked, topic)

    def after(self, answer: Answer) -> "Conversation":
        """Give the conversation with one more turn."""
        topic = next((note["topic"] for note in answer.trace if "topic" in note), ())
        said = answer.text[:LONGEST_ANSWER] if answer.status == "answered" else ""
        return Conversation((*self.turns, Turn(answer.question, tuple(topic), said))[-MOST_TURNS:])


class Conversations:
    """The conversations of one library, a file each."""

    def __init__(self, library_folder: Path) -> None:
        self._folder = library_folder / FOLDER_NAME

    def read(self, name: str) -> Conversation:
        """Read a conversation; one that nobody has begun is empty.

        Raises:
            InputError: the name is none, or the file cannot be read.
        """
        path = self._path(name)
        try:
            rows = json.loads(path.read_text("utf-8"))["turns"]
            return Conversation(tuple(_turn(row) for row in rows))
        except FileNotFoundError:
            return Conversation()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"The conversation in {path} cannot be read: {error}. Delete the file, or name another conversation.",
                f"تعذّرت قراءة المحادثة في {path}: {error}. احذف الملف أو سمِّ محادثة أخرى.",
            ) from error

    def write(self, name: str, conversation: Conversation) -> None:
        """Keep a conversation; of very many, the oldest go."""
        path = self._path(name)
        self._folder.mkdir(parents=True, exist_ok=True)
        turns = [asdict(turn) for turn in conversation.turns]
        write_atomically(path, json.dumps({"turns": turns}, ensure_ascii=False, indent=1).encode())
        for old in self._oldest_first()[:-MOST_CONVERSATIONS]:
            old.unlink(missing_ok=True)

    def _oldest_first(self) -> Sequence[Path]:
        return sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise InputError(
                f"{name!r} names no conversation: letters, digits, _ and - only, up to 64.",
                f"لا يصلح {name!r} اسماً لمحادثة: حروف وأرقام و_ و- فقط، حتى 64.",
            )
        return self._folder / f"{name}.json"


def _turn(row: dict[str, Any]) -> Turn:
    """Read a turn as it was written.

    Raises:
        KeyError: a part of it is missing.
        TypeError: a part of it is something else.
    """
    question, topic, answer = row["question"], row["topic"], row["answer"]
    if not isinstance(topic, list) or not all(isinstance(one, str) for one in (question, answer, *topic)):
        raise TypeError("a turn has a question, a topic in words and an answer")
    return Turn(question, tuple(topic), answer)


def _leans(question: str, table: BilingualTable) -> bool:
    """Whether a question leaves open what it is about: "it" with nothing before it that it could stand for."""
    folded, telling = fold(question), _telling(question, table)
    if not names_in(question, table) and len(telling) <= BARE:
        return True
    if len(telling) > LONGEST_FOLLOW_UP:
        return False
    leaning = [match.start() for pattern in (_LEANS, _CLITIC) for match in pattern.finditer(folded)]
    return any(len(_telling(question[:at], table)) < BARE for at in leaning)


def _asked_again(question: str, before: str) -> str:
    """Give the question before as it is to be asked of what "what about" names: of another time without its own."""
    asks = _ASKS_THE_SAME.search(fold(question))
    if not asks:
        return ""
    other = fold(question)[asks.end() :]
    if not any(find_dates(f"{within} {other}") for within in ("in", "في")):
        return before
    kept, end = "", 0
    for mention in find_dates(before):
        kept, end = kept + before[end : mention.span.start], mention.span.end
    return kept + before[end:]


def _person_told(turn: Turn, table: BilingualTable) -> list[str]:
    """Give the person that an answer named first, where one was asked for."""
    if not {"who", "name"} & set(understand(turn.question).kinds):
        return []
    return [one.span.of(turn.answer) for one in find_persons(turn.answer, table)[:1]]


def _telling(text: str, table: BilingualTable) -> list[str]:
    """List the words that carry a question, as it writes them."""
    if not words(text):
        return []
    carried = {word for word in terms_of(text, table).words if word.removeprefix("و") not in ASKING}
    return [span.of(text) for word, span in words_with_spans(text) if word in carried]
