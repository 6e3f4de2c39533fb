"""Check files of stories: `python -m eval.benchmark.validator FILE...`."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from eval.benchmark.counts import table
from eval.benchmark.shapes import ARTICLE, CONFLICT, EVIDENCE, KINDS, POSITION, QUESTION, STORY, TRAPS, misshapen
from eval.formats import load
from eval.formats.lines import numbered_lines
from retrieval.errors import InputError
from retrieval.phrases import Phrase
from retrieval.records import LANGUAGES, Language

Json = Mapping[str, Any]
Texts = Mapping[str, str]  # Of each article of a story, by its id.
Found = Iterator[tuple[str, Phrase]]  # The id of what is wrong, and what is wrong with it.


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, in which line, and with which story, `story/article` or `story/question`."""

    line: int
    id: str
    message: Phrase


def check(path: Path) -> list[Fault]:
    """Find every fault of a file of stories, in the order of its lines.

    Raises:
        InputError: the file cannot be read as text.
    """
    names: Counter[str] = Counter()
    faults, number = [], 0
    for number, line in numbered_lines(path):
        faults += [Fault(number, name, message) for name, message in _line(line, names)]
    if not number:
        faults.append(Fault(1, path.name, Phrase("holds no stories", "لا قصص فيه")))
    return faults


def _line(line: str, names: Counter[str]) -> Found:
    try:
        story = json.loads(line)
    except ValueError as error:
        yield "?", Phrase(f"is not JSON: {error}", f"ليس JSON: {error}")
        return
    name = _name(story)
    if faults := list(misshapen(story, STORY)):
        yield from ((name, fault) for fault in faults)
        return
    names[name] += 1
    if names[name] > 1:
        yield name, _twice(name)
    yield from _story(story)


def _story(story: Json) -> Found:
    name = story["id"]
    for field in ("articles", "questions"):
        if not story[field]:
            yield name, Phrase(f"has no {field}", f"قائمة {field} فيها فارغة")
        for one in _repeated(_name(one) for one in story[field]):
            yield f"{name}/{one}", _twice(one)
    texts = {}
    for article in story["articles"]:
        faults = list(misshapen(article, ARTICLE)) or list(_article(article))
        yield from ((f"{name}/{_name(article)}", fault) for fault in faults)
        if isinstance(article, dict):
            texts[_name(article)] = str(article.get("text"))
    for question in story["questions"]:
        faults = list(misshapen(question, QUESTION)) or list(_question(question, texts))
        yield from ((f"{name}/{_name(question)}", fault) for fault in faults)


def _article(article: Json) -> Iterator[Phrase]:
    yield from _not_in("lang", article["lang"], LANGUAGES)
    if article["published"] is not None and not _is_day(article["published"]):
        given = article["published"]
        yield Phrase(
            f"'published' is {given!r}, not a day such as 2025-02-07",
            f"قيمة 'published' هي {given!r} وليست يوماً مثل 2025-02-07",
        )


def _question(question: Json, texts: Texts) -> Iterator[Phrase]:
    yield from _not_in("lang", question["lang"], LANGUAGES)
    for field in ("answers", "evidence"):
        if bool(question[field]) != question["answerable"]:
            yield Phrase(f"'answerable' and {field!r} disagree", f"'answerable' و{field!r} لا يتفقان")
    for answer in question["answers"]:
        if not isinstance(answer, str) or not answer.strip():
            yield Phrase(f"the answer {answer!r} is no text", f"الجواب {answer!r} ليس نصاً")
    for evidence in question["evidence"]:
        yield from list(misshapen(evidence, EVIDENCE)) or _evidence(evidence, texts)
    if question["trap"] is not None:
        yield from _not_in("trap", question["trap"], TRAPS)
    if question["conflict"] is not None:
        yield from list(misshapen(question["conflict"], CONFLICT)) or _conflict(question, texts)


def _evidence(evidence: Json, texts: Texts) -> Iterator[Phrase]:
    article, quote = evidence["article"], evidence["quote"]
    if article not in texts:
        yield _no_article(article)
    elif quote not in texts[article]:
        yield Phrase(f"{article} does not say {quote!r}", f"لا يرد في {article} قوله {quote!r}")


def _conflict(question: Json, texts: Texts) -> Iterator[Phrase]:
    conflict, answers = question["conflict"], question["answers"]
    yield from _not_in("kind", conflict["kind"], KINDS)
    if question["trap"] is not None:
        yield Phrase("has both a trap and a conflict", "فيه trap وconflict معاً")
    faults = [fault for position in conflict["positions"] for fault in _position(position, texts)]
    yield from faults
    if not faults:
        yield from _positions(conflict["positions"], answers)


def _position(position: object, texts: Texts) -> Iterator[Phrase]:
    faults = list(misshapen(position, POSITION))
    yield from faults
    if faults or not isinstance(position, dict):
        return
    if not position["articles"]:
        yield Phrase(f"the position {position['value']!r} has no articles", f"لا مقالات للموقف {position['value']!r}")
    for article in position["articles"]:
        if not isinstance(article, str) or article not in texts:
            yield _no_article(article)


def _positions(positions: Sequence[Json], answers: Sequence[str]) -> Iterator[Phrase]:
    values, articles = {one["value"] for one in positions}, {name for one in positions for name in one["articles"]}
    if len(values) < 2 or len(articles) < 2:
        yield Phrase("the conflict needs two values and two articles", "يحتاج التعارض إلى قيمتين ومقالين")
    if len(answers) < len(positions):
        yield Phrase("a position has no entry in 'answers'", "ثمة موقف لا مقابل له في 'answers'")


def _not_in(field: str, value: str, known: Collection[str]) -> Iterator[Phrase]:
    if value not in known:
        names = ", ".join(known)
        yield Phrase(f"{field!r} is {value!r}, none of {names}", f"قيمة {field!r} هي {value!r} وليست من {names}")


def _no_article(name: object) -> Phrase:
    return Phrase(f"the story has no article {name!r}", f"لا مقال باسم {name!r} في القصة")


def _twice(name: str) -> Phrase:
    return Phrase(f"the id {name!r} is there twice", f"المعرّف {name!r} مكرر")


def _name(value: object) -> str:
    return str(value.get("id", "?")) if isinstance(value, dict) else "?"


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1 and name != "?"]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the faults of each file, and of one without faults how many questions of each sort it has."""
    parser = ArgumentParser(
        prog="python -m eval.benchmark.validator",
        description="Check files of stories. Exits with 1 where one has faults.",
        epilog="Example: python -m eval.benchmark.validator eval/benchmark/stories.jsonl",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="the language of the faults")
    chosen = parser.parse_args(arguments)
    faulty = [path for path in chosen.files if not _is_sound(path, chosen.language)]
    return 1 if faulty else 0


def _is_sound(path: Path, language: Language) -> bool:
    try:
        faults = check(path)
    except InputError as error:
        print(error.said(language), file=sys.stderr)
        return False
    for fault in faults:
        print(f"{path}:{fault.line}: {fault.id}: {fault.message.said(language)}")
    if not faults:
        print(f"{path}\n{table(load(path))}")
    return not faults


if __name__ == "__main__":
    sys.exit(main())
