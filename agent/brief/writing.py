"""The quoting writer of briefs: gathered material in, a brief out, every sentence on the words of an article."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from agent.brief.gathering import Answered, Material
from agent.brief.phrases import PHRASES
from agent.brief.points import Point, choose_points, find_points, goes_on, opens
from agent.brief.records import Brief, Event, Fact, Gap, Saying
from agent.brief.timeline import Happening, Plan, find_happenings, find_plans
from agent.chains import say_speaker
from agent.comparing import Comparison
from agent.differences import cited, lead, tell
from agent.evidence import Evidence
from agent.independence import Group, independent
from agent.names import find_persons
from agent.origins import Origin
from agent.quoting import NEAR_CONTEXT, citation, origin_notes, refusal
from agent.records import Citation, Conflict, Searched, Statement
from agent.stages import is_judgement
from agent.survey.telling import say_about
from agent.wording import framed, quoted, say_articles
from retrieval.folding import words
from retrieval.languages import language_of
from retrieval.model import BilingualTable
from retrieval.records import Language, Span

MOST_BOTTOM, MOST_FACTS = 2, 8
LEAST_ADDED = 1.0  # What a fact must add to those before it.
NEAR_BEST = 3.0  # How much less than the best a second one of the bottom line may be worth.
MOST_HOLDERS, MOST_SAYINGS = 6, 2
EXCERPT = 38  # Words of a sentence quoted in the timeline.

Place = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class _Outline:
    """Which sentences go where, before they have numbers."""

    bottom: tuple[Point, ...]
    facts: tuple[Point, ...]
    happenings: tuple[Happening, ...]
    sayings: tuple[tuple[str, tuple[Evidence, ...]], ...]
    comparisons: tuple[Comparison, ...]
    plans: tuple[Plan, ...]
    gaps: tuple[tuple[Answered, Evidence], ...]

    def sentences(self) -> Iterator[Evidence]:
        """Yield every sentence that is to be cited."""
        yield from (one for point in (*self.bottom, *self.facts) for one in point.sentences)
        yield from (one for event in self.happenings for one in (event.evidence, *event.others))
        yield from (one for _, said in self.sayings for one in said)
        yield from (one for comparison in self.comparisons for one in cited(comparison))
        yield from (one for plan in self.plans for one in (plan.evidence, plan.reported) if one)
        yield from (one for _, one in self.gaps)


def write(material: Material, table: BilingualTable) -> Brief:
    """Write a brief in quotations, framed in the language in which its topic is to be told."""
    topic = material.topic
    if not material.articles:
        return Brief(topic.text, topic.language, "refused", refusal(topic, material.evidence))
    outline = _outline(material, table)
    citations = _cite(outline, material)
    return _Writer(material, citations).brief(outline)


# What goes where


def _outline(material: Material, table: BilingualTable) -> _Outline:
    points = find_points(material, table)
    chosen = choose_points(points, MOST_BOTTOM + MOST_FACTS, LEAST_ADDED, table)
    bottom = _bottom(chosen, _disputed(material))
    taken = {one.at for point in chosen for one in point.sentences}
    sentences = [one for point in points for one in point.sentences]
    return _Outline(
        tuple(bottom),
        tuple(one for one in chosen if one not in bottom),
        tuple(find_happenings(points, table)),
        tuple(_sayings([one for one in sentences if one.at not in taken], material, table)),
        material.comparisons,
        tuple(find_plans(sentences, material, table)),
        tuple(_gaps(material)),
    )


def _bottom(chosen: Sequence[Point], disputed: Set[tuple[str, str]]) -> list[Point]:
    """Take for the bottom line what opens an article and nobody disputes, the newest first.

    Where all that opens one is disputed, that sources conflict is the bottom line.
    """
    able = [one for one in chosen if not goes_on(one.best) and not _is_among(one, disputed)]
    leading = [one for one in able if any(map(opens, one.sentences))]
    leading = leading or ([] if disputed else able or list(chosen))
    best = [one for one in leading[:MOST_BOTTOM] if one.worth >= leading[0].worth - NEAR_BEST]
    return sorted(best, key=lambda one: str(one.best.article.published), reverse=True)


def _disputed(material: Material) -> set[tuple[str, str]]:
    """List the values on which sources conflict, each with the article that gives it."""
    claims = [
        claim
        for one in material.comparisons
        if one.verdict == "conflict"
        for position in one.positions
        for claim in position.claims
    ]
    return {(claim.evidence.article.id, " ".join(words(claim.span.of(claim.evidence.text)))) for claim in claims}


def _is_among(point: Point, disputed: Iterable[tuple[str, str]]) -> bool:
    """Whether a sentence of a point gives such a value."""
    told = [(one.article.id, f" {' '.join(words(one.text))} ") for one in point.sentences]
    return any(article == where and f" {value} " in text for article, text in told for where, value in disputed)


def _sayings(
    sentences: Iterable[Evidence], material: Material, table: BilingualTable
) -> list[tuple[str, tuple[Evidence, ...]]]:
    """Sort reported speech and views by whose they are, the most telling first."""
    told = [one for one in sentences if _is_told_by_another(material.origins[one.at], table)]
    groups = independent([material.origins[one.at] for one in told])
    sayings = []
    for group in groups[:MOST_HOLDERS]:
        said = [one for one in told if material.origins[one.at] in group.origins]
        sayings.append((_holder(group, material.topic.language), tuple(said[:MOST_SAYINGS])))
    return [one for one in sayings if one[0]]


def _is_told_by_another(origin: Origin, table: BilingualTable) -> bool:
    """Whether somebody says it: named in the sentence, or before it if nobody else is; or the article itself judges."""
    if origin.how == "own":
        return is_judgement(origin.text)
    if origin.how != "stated" or origin.speaker.kind in ("agency", "outlet"):
        return False
    name = words(origin.speaker.name)
    named = bool(name) and name[-1] in words(origin.text)
    return named or not any(person.sure for person in find_persons(origin.text, table))


def _holder(group: Group, language: Language) -> str:
    """Name who holds what a group says: a person before the body that he speaks for, and that with its country."""
    speakers = [one.speaker for one in group.origins]
    named = [one for one in speakers if len(one.name) > 1]  # "I" is nobody's name.
    ranked = sorted(
        named,
        key=lambda one: (language_of(one.name) != language, not one.key.startswith("person:"), -len(one.name)),
    )
    return next((name for one in ranked if (name := say_speaker(one, language))), "")


def _gaps(material: Material) -> Iterator[tuple[Answered, Evidence]]:
    """Yield what the topic asks itself and no article answers, with the nearest sentence."""
    for one in material.answered:
        near = next((near for near in one.evidence if near.features.context >= NEAR_CONTEXT), None)
        if one.subquestion.own and not one.chosen and near:
            yield one, near


# Numbers


def _cite(outline: _Outline, material: Material) -> dict[Place, Citation]:
    """Number the sentences cited, article by article in the order in which they come up, each as it reads."""
    sentences = {one.at: one for one in outline.sentences()}
    articles = {article: rank for rank, article in enumerate(dict.fromkeys(at[0] for at in sentences))}
    ordered = sorted(sentences.values(), key=lambda one: (articles[one.article.id], one.span))
    return {one.at: citation(number, one, material.origins[one.at]) for number, one in enumerate(ordered, start=1)}


# Sentences


class _Writer:
    """Writes the parts of one brief."""

    def __init__(self, material: Material, citations: Mapping[Place, Citation]) -> None:
        self._material = material
        self._disputed = _disputed(material)
        self._citations = citations
        self._language: Language = material.topic.language
        self._phrases = PHRASES[self._language]

    def brief(self, outline: _Outline) -> Brief:
        """Write all parts."""
        citations = tuple(self._citations.values())
        return Brief(
            self._material.topic.text,
            self._language,
            "answered",
            bottom_line=(*self._lead(outline), *(self._fact(point).statement for point in outline.bottom)),
            facts=tuple(self._fact(point) for point in outline.facts),
            timeline=tuple(self._event(one) for one in outline.happenings),
            sayings=tuple(Saying(holder, tuple(self._quote(one) for one in said)) for holder, said in outline.sayings),
            differences=tuple(self._difference(one) for one in outline.comparisons),
            planned=tuple(self._plan(one) for one in outline.plans),
            unknown=tuple(self._gaps(outline)),
            citations=citations,
            searched=Searched(
                len(self._material.articles), self._material.passages, len(independent(self._origins(citations)))
            ),
        )

    def _lead(self, outline: _Outline) -> list[Statement]:
        """Say first that sources conflict."""
        conflicts = [one for one in outline.comparisons if one.verdict == "conflict"]
        return [Statement(lead(one, self._language), self._numbers(cited(one))) for one in conflicts[:1]]

    def _fact(self, point: Point) -> Fact:
        """Write a claim in the words of one article, in the brief's language if there is one, and count the others."""
        own = [one for one in point.sentences if one.article.language == self._language]
        first = (own or point.sentences)[0]
        origins = [self._material.origins[one.at] for one in point.sentences]
        groups = independent(origins)
        articles = {one.article.id for one in point.sentences}
        notes = (origin_notes(groups[0], self._language) or (self._phrases.single,)) if len(groups) == 1 else ()
        if len(groups) > 1:
            counted = say_articles(len(articles), self._language)
            notes = (self._phrases.agreeing.format(articles=counted, count=len(groups)),)
        if _is_among(point, self._disputed):
            notes = (*notes, self._phrases.disputed)
        statement = self._quote(first, tuple(one for one in point.sentences if one is not first), notes)
        return Fact(statement, len(articles), len(groups))

    def _event(self, one: Happening) -> Event:
        text = quoted(_excerpt(one.evidence.text, one.at), self._language)
        statement = Statement(text, self._numbers((one.evidence, *one.others)))
        return Event(*one.days, one.how, one.planned, statement)

    def _plan(self, one: Plan) -> Statement:
        clause = one.clause.of(one.evidence.text)
        notes = {"reported": (self._phrases.reported,), "passed": (self._phrases.not_reported,), "ahead": ()}
        text = framed(one.evidence.article, clause, self._language)
        return Statement(text, self._numbers(filter(None, (one.evidence, one.reported))), notes[one.state])

    def _gaps(self, outline: _Outline) -> Iterator[Gap]:
        """Say what nobody answers, and which plans nobody followed up."""
        yield from (Gap(one.subquestion.asked, self._quote(near)) for one, near in outline.gaps)
        open_plans = (one for one in outline.plans if one.state == "passed")
        yield from (Gap(self._phrases.took_place, self._plan(one)) for one in open_plans)

    def _difference(self, one: Comparison) -> Conflict:
        sides = {evidence.at: self._citations[evidence.at].number for evidence in cited(one)}
        origins = {number: self._material.origins[at] for at, number in sides.items()}
        about = say_about([claim for position in one.positions for claim in position.claims], self._language)
        return tell(one, about, sides, origins, self._language)

    def _quote(self, one: Evidence, others: Sequence[Evidence] = (), notes: tuple[str, ...] = ()) -> Statement:
        return Statement(framed(one.article, one.text, self._language), self._numbers((one, *others)), notes)

    def _numbers(self, sentences: Iterable[Evidence]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._citations[one.at].number for one in sentences))

    def _origins(self, citations: Sequence[Citation]) -> list[Origin]:
        return [one.origin for one in citations if one.origin]


def _excerpt(text: str, at: Span | None) -> str:
    """Shorten a sentence to the words round its date, or to its first; what is left out shows."""
    found = text.split()
    if len(found) <= EXCERPT:
        return " ".join(found)
    before = len(text[: at.start].split()) if at else 0
    start = max(0, min(before - EXCERPT // 2, len(found) - EXCERPT)) if before > EXCERPT - 5 else 0
    shown = " ".join(found[start : start + EXCERPT])
    return f"{'… ' if start else ''}{shown}{' …' if start + EXCERPT < len(found) else ''}"
