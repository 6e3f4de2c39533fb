"""The articles to measure with: those given, or made-up ones in any number."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from retrieval.errors import InputError
from retrieval.languages import language_of
from retrieval.reading import PathLike, read
from retrieval.records import LANGUAGES, Draft, Language, Span
from retrieval.sentences import split_sentences

SENTENCES = (6, 14)  # Of a made-up article, about as long as one from an agency.
STRANGE = 0.2  # Share of its words that are made up, so that the vocabulary grows with the articles as news does.
DIFFERENT_WORDS = 50_000
OUTLETS = 40
SYLLABLES: dict[Language, tuple[str, ...]] = {
    "ar": ("با", "تو", "ري", "سم", "لا", "قن", "مي", "دو", "فا", "حر", "جي", "كل", "نو", "شا", "عب", "زي"),
    "en": ("ba", "to", "ri", "sam", "la", "kun", "mi", "do", "fa", "har", "ji", "kel", "nu", "sha", "vo", "zi"),
}
TITLES: dict[Language, str] = {"ar": "خبر مصنوع رقم {number}: {words}", "en": "Made-up report {number}: {words}"}
SOURCES: dict[Language, str] = {"ar": "وكالة مصنوعة {number}", "en": "Made-up Agency {number}"}


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles in the order they are added in, and whether they were made up."""

    drafts: tuple[Draft, ...]
    made_up: bool


def read_articles(paths: Sequence[PathLike], seed: int) -> Articles:
    """Read the articles of files and folders, shuffled, so that the first thousand are like the rest.

    Raises:
        InputError: there are none.
    """
    drafts = [found for found in read(paths) if isinstance(found, Draft)]
    if not drafts:
        named = ", ".join(map(str, paths))
        raise InputError(f"There are no articles in {named}.", f"لا مقالات في {named}.")
    random.Random(seed).shuffle(drafts)
    return Articles(tuple(drafts), made_up=False)


def make_articles(patterns: Path, count: int, seed: int) -> Articles:
    """Make up articles, Arabic and English in turns, of the sentences of the articles in `patterns`."""
    sentences = _sentences(patterns)
    draw = random.Random(seed)
    turns = islice(cycle(LANGUAGES), count)
    drafts = (_made_up(number, language, sentences[language], draw) for number, language in enumerate(turns))
    return Articles(tuple(drafts), made_up=True)


def write_articles(drafts: Iterable[Draft], path: Path) -> Path:
    """Write articles as the JSONL that is read when they are added."""
    names = ("id", "text", "title", "source", "url", "published", "language")
    with path.open("w", encoding="utf-8") as file:
        for draft in drafts:
            fields = {name: value for name in names if (value := getattr(draft, name)) is not None}
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return path


def titles(drafts: Sequence[Draft], count: int, seed: int) -> list[str]:
    """Draw the titles of some articles, to ask for; the first line stands in where there is none."""
    drawn = random.Random(seed).sample(list(drafts), min(count, len(drafts)))
    return [draft.title or draft.text.strip().split("\n")[0][:200] for draft in drawn]


def _sentences(patterns: Path) -> dict[Language, list[str]]:
    found: dict[Language, list[str]] = {"ar": [], "en": []}
    for draft in read(patterns):
        if isinstance(draft, Draft):
            for line in filter(None, map(str.strip, draft.text.split("\n"))):
                for span in split_sentences(line, Span(0, len(line))):
                    found[language_of(line)].append(span.of(line))
    return found


def _made_up(number: int, language: Language, sentences: Sequence[str], draw: random.Random) -> Draft:
    body = [_varied(draw.choice(sentences), language, draw) for _ in range(draw.randint(*SENTENCES))]
    paragraphs = [" ".join(body[start : start + 2]) for start in range(0, len(body), 2)]
    return Draft(
        id=f"made-up-{number}",
        text="\n\n".join(paragraphs),
        title=TITLES[language].format(number=number, words=" ".join(body[0].split()[:8])),
        source=SOURCES[language].format(number=number % OUTLETS),
        published=(date(2025, 1, 1) + timedelta(days=draw.randrange(365))).isoformat(),
        language=language,
    )


def _varied(sentence: str, language: Language, draw: random.Random) -> str:
    """Put made-up words in the place of some, and other figures in the place of figures."""
    return " ".join(_words(sentence, language, draw))


def _words(sentence: str, language: Language, draw: random.Random) -> Iterator[str]:
    for word in sentence.split():
        if word.isdecimal():
            yield str(draw.randrange(1, 2000))
        elif draw.random() < STRANGE:
            yield _strange_word(language, draw)
        else:
            yield word


def _strange_word(language: Language, draw: random.Random) -> str:
    """Draw a word by Zipf's law: the rank is spread evenly on a logarithmic scale."""
    rank = int(DIFFERENT_WORDS ** draw.random())
    syllables = SYLLABLES[language]
    spelt = random.Random(rank)
    return "".join(spelt.choice(syllables) for _ in range(2 + rank % 3))
