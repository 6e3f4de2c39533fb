"""A report as one page: no network, no script, readable in the dark and in print."""

import json
from collections.abc import Iterable, Sequence

from eval.folders import Json
from eval.measures import MEASURES
from eval.measures.scores import Score
from eval.ranking.bootstrap import Difference, Estimate
from eval.reports.content import FEW_STORIES, Report, Shown
from eval.reports.markup import DIRECTIONS, Html, element, figures, joined, said
from eval.reports.plots import histogram, intervals
from eval.reports.words import known, say
from eval.summaries import BY_ITSELF, Row, sorts_of
from eval.wording import SORTS, group_name, value_name
from retrieval.languages import language_of
from retrieval.records import Language

STYLE = """
:root { color-scheme: light dark; --ink: #1c2733; --pale: #7a8694; --line: #d9dee4; --back: #fdfdfb; --card: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --pale: #93a0ad; --line: #38424d; --back: #14191f; --card: #1b222a; }
}
body { font: 15px/1.55 system-ui, "Noto Sans", "Noto Naskh Arabic", "Segoe UI", Tahoma, sans-serif; color: var(--ink);
  background: var(--back); max-width: 72rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
p.note, .pale { color: var(--pale); }
.wide { overflow-x: auto; } svg { max-width: 100%; height: auto; } svg text { font-size: 12px; fill: var(--ink); }
svg .axis { fill: var(--pale); font-size: 11px; } svg .grid { stroke: var(--line); }
svg .axis-line { stroke: var(--pale); }
@media (prefers-color-scheme: dark) {
  svg :is(circle, rect).series-0 { fill: #93b4e8; } svg line.series-0 { stroke: #93b4e8; }
}
svg .mark { stroke: #b5532a; stroke-dasharray: 3 2; } .plot { direction: ltr; } [dir="rtl"] .plot { text-align: right; }
h2::first-letter { text-transform: uppercase; }
table { border-collapse: collapse; margin: .8rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .28rem .6rem; text-align: start; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; white-space: nowrap; } td.figure { white-space: nowrap; } td.figure small { color: var(--pale); }
td:first-child, td > bdi:only-child { white-space: nowrap; } .groups td.figure small { display: block; }
tr.few td { opacity: .55; }
details { background: var(--card); border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0;
  padding: .5rem .9rem; }
summary { cursor: pointer; font-weight: 600; } summary small { font-weight: 400; color: var(--pale); }
blockquote { margin: .3rem 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--line); }
h3 { font-size: .95rem; margin: .9rem 0 .2rem; }
pre { overflow-x: auto; font-size: 12px; }
"""


def to_page(report: Report, language: Language) -> str:
    """Write a whole page of HTML in `language`; every text of a case runs in its own direction."""
    title = say("title", language)
    head = element(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", title),
        Html(f"<style>{STYLE}</style>"),
    )
    body = element("body", element("h1", title), to_parts(report, language))
    return f"<!doctype html>\n{element('html', head, body, lang=language, dir=DIRECTIONS[language])}\n"


def to_parts(report: Report, language: Language) -> Html:
    """Write all that a page says of a run, to be set into another page too."""
    return joined(
        element("p", _asked(report, language), class_="note"),
        *_measures(report, language),
        *_sorts(report, language),
        *_time(report, language),
        *_failed(report, language),
        *_settings(report, language),
    )


def _asked(report: Report, language: Language) -> str:
    names = ", ".join(report.run.settings["benchmarks"])
    asked = say("asked", language, count=report.rows[0].cases, system=report.run.name)
    return f"{asked} · {names} · {report.run.settings['made']['at']}"


def _measures(report: Report, language: Language) -> Iterable[Html]:
    columns = [row for name in BY_ITSELF if (row := report.column(name))]
    names = [f"{group_name(row.group, language)} ({row.cases})" for row in columns]
    drawn = [name for name in report.measures if MEASURES[name].percentile is None and name not in UNBOUNDED]
    yield element("h2", say("measures", language))
    plot = intervals([(name, [row.measures.get(name) for row in columns]) for name in drawn], names)
    yield _picture(plot, say("measures", language))
    ahead = {one.measure: one.difference for one in report.parities}
    header = (say("measure", language), say("meaning", language), *names, say("ahead", language))
    lines = [
        (
            element("b", name),
            _meaning(name, language),
            *(_figure(row.measures.get(name)) for row in columns),
            _figure(ahead.get(name), "+"),
        )
        for name in report.measures
    ]
    yield _table(header, lines)
    yield element("p", say("interval", language, few=FEW_STORIES), class_="note")


UNBOUNDED = ("Words", "Tokens", "Cost")


def _meaning(name: str, language: Language) -> Html:
    measure = MEASURES[name]
    less = element("small", f" ({say('less', language)})", class_="pale") if measure.better == "less" else Html("")
    return joined(element("span", measure.about.said(language)), less)


def _sorts(report: Report, language: Language) -> Iterable[Html]:
    for sort, rows in sorts_of(report.rows).items():
        yield element("h2", SORTS[sort].said(language) if sort in SORTS else sort)
        shown = [name for name in BY_GROUP if any(name in row.measures for row in rows)]
        header = (say("group", language), say("cases", language), *shown)
        few = [row.cases < FEW_STORIES for row in rows]
        table = _table(header, [_line(row, shown, language) for row in rows], few)
        yield element("div", table, class_="groups")


BY_GROUP = (
    "Right",
    "Found",
    "AllFound",
    "WrongSaid",
    "F1",
    "Evidence",
    "CiteP",
    "CiteR",
    "ConflictR",
    "Kind",
    "Sides",
    "FalseAlarm",
    "Refused",
    "OverRefused",
)


def _line(row: Row, shown: Sequence[str], language: Language) -> tuple[str, ...]:
    name = group_name(row.group, language).partition(": ")[2] or row.group
    return (name, str(row.cases), *(_figure(row.measures.get(one)) for one in shown))


def _time(report: Report, language: Language) -> Iterable[Html]:
    values = [scores["Seconds@50"].gained for scores in report.run.scores.values()]
    yield element("h2", say("seconds", language))
    yield _picture(histogram(values), say("seconds", language))
    if report.seconds:
        lines = [(say(f"took_{name}", language), figures(f"{value:g}")) for name, value in report.seconds.items()]
        yield _table((say("time", language), ""), lines)


def _failed(report: Report, language: Language) -> Iterable[Html]:
    yield element("h2", say("failed", language, count=len(report.failed)))
    if not report.failed:
        yield element("p", say("all_right", language))
    yield from (_case(one, language) for one in report.failed)


def _case(one: Shown, language: Language) -> Html:
    case, answer = one.case, one.answer
    about = " · ".join([case.id, *(group_name(tag, language) for tag in case.tags)])
    refused = answer["status"] == "refused"
    return element(
        "details",
        element(
            "summary",
            said(case.question, case.language, "bdi"),
            Html("<br>"),
            said(f"{one.scores['Right'].reason.said(language)} · {about}", language, "small"),
        ),
        element("h3", say("gold", language)),
        said(known(case, language), language),
        *_quotes(say("evidence", language), [(each.article_id, each.quote) for each in case.evidence]),
        element("h3", say("refused" if refused else "answer", language)),
        *(said(line, answer["language"]) for line in str(answer["text"]).split("\n")),
        *_flags(answer["conflicts"], answer["language"], language),
        *_quotes(say("citations", language), [(_place(each), each["quote"]) for each in answer["citations"]]),
        element("h3", say("scores", language)),
        _table((), [_score(name, score, language) for name, score in one.scores.items() if name not in UNEXPLAINED]),
    )


UNEXPLAINED = ("Right", "Tokens", "Cost", "Seconds@95")  # Told elsewhere, or nothing that went wrong.


def _place(citation: Json) -> str:
    return f"[{citation['number']}] {citation['article_id']} {citation['start']}–{citation['end']}"


def _score(name: str, score: Score, language: Language) -> tuple[str, ...]:
    share = figures(f"{score.gained:.3g} / {score.out_of:g}")
    return element("b", name), share, said(score.reason.said(language), language, "span")


def _flags(conflicts: Sequence[Json], answered_in: Language, language: Language) -> Iterable[Html]:
    if conflicts:
        yield element("h3", say("flags", language))
    for one in conflicts:
        sides = " | ".join(f"{side['value']} {side['citations']}" for side in one["positions"])
        yield said(f"{value_name(one['verdict'], language)} ({value_name(one['kind'], language)})", language)
        yield said(sides, answered_in)


def _quotes(title: str, quotes: Sequence[tuple[str, str]]) -> Iterable[Html]:
    if quotes:
        yield element("h3", title)
    for name, quote in quotes:
        language = language_of(quote)
        place = element("small", figures(name), class_="pale")
        words = said(quote, language, "span")
        yield element("blockquote", words, Html(" "), place, dir=DIRECTIONS[language])


def _settings(report: Report, language: Language) -> Iterable[Html]:
    yield element("h2", say("settings", language))
    yield element("pre", json.dumps(dict(report.run.settings), ensure_ascii=False, indent=1), dir="ltr", tabindex="0")


def _picture(drawn: str, called: str) -> Html:
    """Show what is drawn under a name; where it is wider than the page, it scrolls, by the keyboard too."""
    return element("div", Html(drawn), class_="wide plot", tabindex="0", role="img", **{"aria-label": called})


def _table(header: Sequence[str], lines: Sequence[Sequence[str]], few: Sequence[bool] = ()) -> Html:
    head = element("tr", *(element("th", cell) for cell in header)) if header else Html("")
    body = [
        element("tr", *map(_cell, line), **({"class": "few"} if few and few[at] else {}))
        for at, line in enumerate(lines)
    ]
    return element("div", element("table", head, *body), class_="wide", tabindex="0")


def _cell(content: str) -> Html:
    return (
        element("td", content, class_="figure")
        if content[:1].isdecimal() or "<small>" in content
        else element("td", content)
    )


def _figure(one: Estimate | Difference | None, sign: str = "") -> Html:
    if one is None:
        return Html("–")
    interval = figures(f"[{one.low:{sign}.2f}, {one.high:{sign}.2f}]")
    return joined(figures(f"{one.mean:{sign}.3f}"), Html(" "), element("small", interval))
