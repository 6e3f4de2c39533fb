"""Show runs: a list of them, the report of one, and two of them side by side."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from agent.wording import clean
from eval.comparing import CHANCE, Change, Compared, Comparison, is_tested
from eval.folders import Run
from eval.measures.scores import Score
from eval.ranking.bootstrap import Difference, Estimate
from eval.reports.content import Report
from eval.reports.page import to_parts
from retrieval.languages import language_of
from retrieval.records import Language
from ui.messages import MESSAGES
from ui.page.isolating import isolated, paragraph
from ui.page.markup import Html, adopted, join, row, table, tag
from ui.page.runs import Kept
from ui.page.words import WORDS


def runs_shown(kept: Sequence[Kept], language: Language) -> Html:
    """List runs, each to be opened by its name."""
    words = WORDS[language]
    if not kept:
        return tag("p", words.no_runs, class_="hint")
    columns = (words.run, words.made_at, words.asked_count, words.share_right)
    return table(columns, [row(columns, _cells(one, language)) for one in kept])


def run_name(one: Kept) -> str:
    """Call a run by when it was made, of what, and how much of it was asked."""
    return f"{_when(one.at)} · {', '.join(one.benchmarks)} · {one.questions:,}"


def report_shown(report: Report, language: Language) -> Html:
    """Show the report of a run: figures with intervals, pictures, and every case that failed."""
    return tag(
        "section",
        tag("h2", ", ".join(report.run.settings["benchmarks"]), tabindex=-1),
        adopted(to_parts(report, language)),
        class_="evaluation",
    )


def comparison_shown(found: Comparison, language: Language) -> Html:
    """Show two runs side by side: each measure with its test, then each case that went otherwise."""
    words, messages = WORDS[language], MESSAGES[language].evaluation
    told = messages["shared"].format(
        cases=len(found.cases), unlike=found.unlike, worse=len(found.worse), better=len(found.better)
    )
    return tag(
        "section",
        tag("h2", words.compared, tabindex=-1),
        tag("p", f"{messages['before']}: ", tag("bdi", _described(found.before))),
        tag("p", f"{messages['after']}: ", tag("bdi", _described(found.after))),
        tag("p", told, class_="notice"),
        _measures(found.measures, language),
        tag("p", words.tested.format(chance=CHANCE), class_="note"),
        join(_changes(messages["worse"], found.worse, found, language)),
        join(_changes(messages["better"], found.better, found, language)),
        class_="evaluation",
    )


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _pooled(one: Kept, language: Language) -> str:
    return WORDS[language].pooled["together" if one.together else "apart"]


def _cells(one: Kept, language: Language) -> tuple[Html, ...]:
    words = WORDS[language]
    name = tag("bdi", ", ".join(one.benchmarks))
    opener = tag("button", name, type="button", class_="opener", data_do="open", data_run=one.name)
    right = words.broken_off if one.right is None else f"{one.right:.2f}"
    asked = f"{one.questions:,} · {_pooled(one, language)}"
    return opener, tag("bdi", _when(one.at), dir="ltr"), tag("span", asked), tag("span", right)


def _described(run: Run) -> str:
    at = datetime.fromisoformat(run.settings["made"]["at"])
    return f"{_when(at)} · {', '.join(run.settings['benchmarks'])} · {len(run.answers):,} · {run.name}"


def _measures(compared: Sequence[Compared], language: Language) -> Html:
    names = MESSAGES[language].evaluation
    columns = (names["measure"], names["before"], names["after"], names["difference"], "p", WORDS[language].outcome)
    return table(columns, [row(columns, _compared(one, language), _outcome(one)) for one in compared])


def _outcome(one: Compared) -> str:
    if one.is_worse:
        return "worse"
    return "better" if is_tested(one.measure) and one.p < CHANCE else "same"


def _compared(one: Compared, language: Language) -> tuple[Html, ...]:
    name = tag("span", tag("b", one.measure.name), " ", tag("small", one.measure.about.said(language)))
    p = f"{one.p:.4f}" if is_tested(one.measure) else "–"
    outcome = tag("span", WORDS[language].outcomes.get(_outcome(one), "–"))
    return name, _figures(one.before), _figures(one.after), _figures(one.difference, "+"), tag("bdi", p), outcome


def _figures(one: Estimate | Difference, sign: str = "") -> Html:
    interval = tag("small", f"[{one.low:{sign}.2f}, {one.high:{sign}.2f}]")
    return tag("bdi", f"{one.mean:{sign}.3f} ", interval, dir="ltr")


def _changes(heading: str, changes: Sequence[Change], found: Comparison, language: Language) -> Iterator[Html]:
    if changes:
        yield tag("h3", f"{heading} ({len(changes):,})")
    yield from (_change(one, found, language) for one in changes)


def _change(change: Change, found: Comparison, language: Language) -> Html:
    """Show a case that went otherwise: why by each measure, and both answers."""
    names, case = MESSAGES[language].evaluation, change.case
    about = tag("small", ", ".join(change.measures), " · ", tag("bdi", case.id))
    answers = [
        join([tag("h4", names[when]), *_answer(str(run.answers[case.id]["text"]))])
        for when, run in (("before", found.before), ("after", found.after))
    ]
    reasons = [tag("li", tag("b", name), ": ", _turn(*both, language)) for name, both in change.measures.items()]
    asked = tag("bdi", case.question, lang=case.language)
    return tag("details", tag("summary", asked, tag("br"), about), tag("ul", *reasons), *answers)


def _turn(before: Score, after: Score, language: Language) -> Html:
    told = (isolated(f"{one.gained:g} ({one.reason.said(language)})", language) for one in (before, after))
    return join(told, " ← " if language == "ar" else " → ")


def _answer(text: str) -> Iterator[Html]:
    for line in filter(None, clean(text).split("\n")):
        yield paragraph(line, language_of(line))
