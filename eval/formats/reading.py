"""Read SQuAD's JSON (XQuAD, MLQA, TyDi QA, ARCD) as questions to be answered; each paragraph is a story of its own."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import Benchmark, Case, Evidence, Story
from eval.ranking.records import main_language
from retrieval.errors import InputError
from retrieval.records import Draft, Language


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its answers, each with where it stands in the paragraph."""

    id: str
    question: str
    answers: tuple[tuple[str, int], ...]
    impossible: bool


@dataclass(frozen=True, slots=True)
class _File:
    """What one file holds: the text of each paragraph by its id, and what is asked of it."""

    name: str
    paragraphs: Mapping[str, str]
    asked: Mapping[str, Sequence[_Asked]]
    languages: tuple[Language, Language]  # Of the paragraphs, and of the questions.

    def by_id(self) -> dict[str, _Asked]:
        return {one.id: one for asked in self.asked.values() for one in asked}


def load_reading(paths: Sequence[Path]) -> list[Benchmark]:
    """Read files; each is asked its own questions, and those of its twins in the other language.

    An answer is right in either language of a twin: the words of the paragraph, or those of the question's language.

    Raises:
        InputError: a file is not of this format, or asks nothing.
    """
    read = [_read(path) for path in paths]
    return [_benchmark(one, [other for other in read if _are_twins(one, other)]) for one in read]


def _read(path: Path) -> _File:
    try:
        rows = [row for entry in json.loads(path.read_text("utf-8-sig"))["data"] for row in entry["paragraphs"]]
        texts = dict.fromkeys(row["context"] for row in rows if row["context"].strip())
        ids = {text: f"{path.stem}-{number}" for number, text in enumerate(texts, start=1)}
        asked: dict[str, list[_Asked]] = {name: [] for name in ids.values()}
        for row in rows:
            asked.get(ids.get(row["context"], ""), []).extend(map(_asked, row["qas"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} is not SQuAD's JSON (data, paragraphs, context, qas with id and question): {error!r}",
            f"{path} ليس بصيغة SQuAD (وفيها data وparagraphs وcontext وqas، ولكل سؤال id وquestion): {error!r}",
        ) from error
    questions = [one.question for group in asked.values() for one in group if one.answers or one.impossible]
    if not questions:
        raise InputError(
            f"{path} holds no questions with answers. Measure how well they are found by `isnad eval search {path}`.",
            f"لا أسئلة لها أجوبة في {path}. قس العثور عليها بالأمر `isnad eval search {path}`.",
        )
    paragraphs = {name: text for text, name in ids.items()}
    return _File(path.stem, paragraphs, asked, (main_language(texts), main_language(questions)))


def _asked(row: Mapping[str, Any]) -> _Asked:
    """Read a question; an answer without text, as a version of TyDi QA has some, is none."""
    impossible = bool(row.get("is_impossible"))
    given = [] if impossible else row["answers"]
    answers = dict.fromkeys((one["text"].strip(), int(one["answer_start"])) for one in given if one["text"].strip())
    return _Asked(str(row["id"]), row["question"].strip(), tuple(answers), impossible)


def _are_twins(one: _File, other: _File) -> bool:
    """Whether two files ask the same questions, of paragraphs and in words of two languages."""
    apart = all(mine != its for mine, its in zip(one.languages, other.languages, strict=True))
    return apart and not one.by_id().keys().isdisjoint(other.by_id())


def _benchmark(one: _File, twins: Sequence[_File]) -> Benchmark:
    twin_asked = {twin.name: twin.by_id() for twin in twins}
    stories = []
    for name, text in one.paragraphs.items():
        asked = [
            (language, said, own)
            for own in one.asked[name]
            for language, said in _wordings(own, one, twins, twin_asked)
            if own.answers or own.impossible
        ]
        draft = Draft(name, text, language=one.languages[0])
        others = {own.id: _twin_answers(own.id, twin_asked) for _, _, own in asked}
        cases = _distinct(
            _case(name, language, one.languages[0], said, own, others[own.id]) for language, said, own in asked
        )
        stories.append(Story(name, (draft,), tuple(cases)))
    return Benchmark(one.name, tuple(stories))


def _wordings(
    own: _Asked, one: _File, twins: Sequence[_File], twin_asked: Mapping[str, Mapping[str, _Asked]]
) -> Iterator[tuple[Language, str]]:
    yield one.languages[1], own.question
    for twin in twins:
        if own.id in twin_asked[twin.name]:
            yield twin.languages[1], twin_asked[twin.name][own.id].question


def _twin_answers(case_id: str, twin_asked: Mapping[str, Mapping[str, _Asked]]) -> tuple[str, ...]:
    return tuple(text for asked in twin_asked.values() if case_id in asked for text, _ in asked[case_id].answers)


def _case(
    paragraph: str, language: Language, written_in: Language, question: str, own: _Asked, others: Sequence[str]
) -> Case:
    direction = f"{language}→{written_in}"
    return Case(
        id=f"{paragraph}/{own.id} {direction}",
        story=paragraph,
        language=language,
        question=question,
        answerable=bool(own.answers),
        evidence=tuple(Evidence(paragraph, text, start) for text, start in own.answers),
        tags=(f"direction {direction}",),
        answers=tuple(dict.fromkeys([*(text for text, _ in own.answers), *others])),
    )


def _distinct(cases: Iterator[Case]) -> Iterator[Case]:
    """Pass over what one paragraph is asked twice under one id, as by rows of TyDi QA."""
    return iter({case.id: case for case in cases}.values())
