"""Whether citations carry an answer, by ALCE's definitions (Gao et al. 2023, arXiv 2305.14627).

ALCE asks a model whether a passage entails a sentence. Here the gold evidence is known by its place, so that a citation
supports where it holds it: nobody need believe a model, and right words from elsewhere do not count.
"""

from collections.abc import Iterable, Mapping, Sequence

from eval.cases import Evidence
from eval.measures.scores import Answered, Score, share
from eval.replies import Cited
from retrieval.phrases import Phrase
from retrieval.records import Span

MOST = 0.5  # A citation holds evidence when it has more than this share of its characters.
NONE_CITED = Phrase("cites nothing", "لا يستشهد بشيء")


def evidence_cited(one: Answered) -> Score | None:
    """Say whether a citation holds gold evidence."""
    if not one.case.evidence:
        return None
    held = sum(holds([cited], evidence, one.texts) for evidence in one.case.evidence for cited in one.reply.citations)
    count = sum(holds(one.reply.citations, evidence, one.texts) for evidence in one.case.evidence)
    total = len(one.case.evidence)
    return share(
        held > 0, Phrase(f"cites {count} of {total} evidence quotes", f"يستشهد بـ {count} من {total} من شواهد الجواب")
    )


def citation_recall(one: Answered) -> Score | None:
    """Give the share of an answer's sentences whose citations, taken together, hold gold evidence; 0 without any."""
    if not one.case.evidence:
        return None
    said = one.reply.statements
    if not one.reply.answered or not said:
        return Score(0.0, 1.0, NONE_CITED)
    count = sum(supports(sentence.citations, one) for sentence in said)
    reason = Phrase(
        f"{count} of {len(said)} sentences stand on the evidence", f"{count} من {len(said)} من الجمل تستند إلى الدليل"
    )
    return Score(count / len(said), 1.0, reason)


def citation_precision(one: Answered) -> Score | None:
    """Give the share of citations that hold gold evidence, or without which their sentence would not; 0 without any."""
    if not one.case.evidence:
        return None
    cited = [
        (index, sentence.citations) for sentence in one.reply.statements for index in range(len(sentence.citations))
    ]
    if not one.reply.answered or not cited:
        return Score(0.0, 1.0, NONE_CITED)
    count = sum(_is_needed(index, citations, one) for index, citations in cited)
    reason = Phrase(
        f"{count} of {len(cited)} citations hold evidence", f"{count} من {len(cited)} من الاستشهادات فيها الدليل"
    )
    return Score(count / len(cited), 1.0, reason)


def verbatim(one: Answered) -> Score | None:
    """Give the share of citations whose words stand where they are said to, character by character."""
    cited = one.reply.citations
    if not cited:
        return None
    exact = [one.texts.get(each.article_id, "")[each.start : each.end] == each.quote for each in cited]
    stray = [each.article_id for each, is_exact in zip(cited, exact, strict=True) if not is_exact]
    if not stray:
        return Score(len(cited), len(cited), Phrase("all stand in their articles", "كلها في مقالاتها"))
    names = ", ".join(dict.fromkeys(stray))
    return Score(sum(exact), len(cited), Phrase(f"not so in {names}", f"ليس كذلك في {names}"))


def supports(citations: Sequence[Cited], one: Answered) -> bool:
    """Whether citations, taken together, hold a piece of gold evidence."""
    return any(holds(citations, evidence, one.texts) for evidence in one.case.evidence)


def holds(citations: Iterable[Cited], evidence: Evidence, texts: Mapping[str, str]) -> bool:
    """Whether citations together have most of the characters of a piece of evidence, wherever its words stand."""
    spans = [Span(each.start, each.end) for each in citations if each.article_id == evidence.article_id]
    return any(_covered(place, spans) > MOST * len(place) for place in places(evidence, texts)) if spans else False


def places(evidence: Evidence, texts: Mapping[str, str]) -> list[Span]:
    """Find where the words of a piece of evidence stand."""
    if evidence.start is not None:
        return [Span(evidence.start, evidence.start + len(evidence.quote))]
    text, at, found = texts.get(evidence.article_id, ""), -1, []
    while (at := text.find(evidence.quote, at + 1)) >= 0:
        found.append(Span(at, at + len(evidence.quote)))
    return found


def _covered(place: Span, spans: Iterable[Span]) -> int:
    """Count the characters of a place that lie in any of the spans."""
    return len({at for span in spans for at in range(max(place.start, span.start), min(place.end, span.end))})


def _is_needed(index: int, citations: Sequence[Cited], one: Answered) -> bool:
    """Whether a citation supports by itself, or the others of its sentence would not support without it."""
    if supports([citations[index]], one):
        return True
    return supports(citations, one) and not supports([*citations[:index], *citations[index + 1 :]], one)
