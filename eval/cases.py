"""What is asked and what is known of its answer: cases, in stories with their articles."""

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.records import Draft, Language


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article that state the answer; `start` where they stand, None for wherever they do."""

    article_id: str
    quote: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """That articles conflict on the answer: the kind, if it is known, and the ids of the articles of each position."""

    kind: str | None
    positions: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what is known of its answer; `story` names the articles that it is asked of.

    Each of `answers` is right by itself; `senses` are groups of spellings that a whole answer has one of each of, and
    `wrong` are answers known to be wrong. `tags` name the groups that the case is counted in.
    """

    id: str
    story: str
    language: Language
    question: str
    answerable: bool
    evidence: tuple[Evidence, ...] = ()
    tags: tuple[str, ...] = ()
    conflict: Disagreement | None = None
    answers: tuple[str, ...] = ()
    senses: tuple[tuple[str, ...], ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that belong together, and what is asked of them."""

    id: str
    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The stories of one file."""

    name: str
    stories: tuple[Story, ...]

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The articles of all stories."""
        return tuple(draft for story in self.stories for draft in story.drafts)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of all stories."""
        return tuple(case for story in self.stories for case in story.cases)


def groups_of(case: Case) -> Iterator[str]:
    """Name the groups that a case is counted in: all, its language, and its tags."""
    yield "all"
    yield f"language {case.language}"
    yield from case.tags
