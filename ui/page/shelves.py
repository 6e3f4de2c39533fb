"""Show the library: what it holds, a list of it, what came of adding, one article, and where its articles conflict."""

from collections import Counter
from collections.abc import Sequence

from agent.survey import Found, Survey
from retrieval.intake import Outcome
from retrieval.library import AddReport, Progress
from retrieval.reading import Refusal
from retrieval.records import Article, Language, Listed
from ui.messages import MESSAGES
from ui.page.answers import found_shown, welcome_shown
from ui.page.marking import body, cuts
from ui.page.markup import NOTHING, Html, is_web, join, link, row, table, tag
from ui.page.served import Served
from ui.page.sources import dated
from ui.page.words import WORDS

MOST_TOLD = 200  # Outcomes and refusals of one report; of more, the first.


def holdings(served: Served, may_edit: bool, language: Language) -> Html:
    """Say what the library holds; of an empty one, how to fill it."""
    if served.is_empty:
        return welcome_shown((), True, may_edit, language)
    counts = served.library.counts()
    told = WORDS[language].holds.format(
        articles=f"{counts.articles:,}",
        sources=f"{counts.sources:,}",
        arabic=f"{counts.by_language['ar']:,}",
        english=f"{counts.by_language['en']:,}",
    )
    return tag("p", told, class_="holds")


def progress_shown(progress: Progress, language: Language) -> Html:
    """Show how far work is; where nobody knows, that it goes on."""
    stage = MESSAGES[language].stages[progress.stage]
    share = min(1.0, progress.done / progress.total) if progress.total else None
    told = stage if share is None else WORDS[language].progress.format(stage=stage, share=share)
    bar = tag("progress", max=1, value=None if share is None else f"{share:.3f}", aria_label=told)
    return tag("div", bar, tag("span", told), class_="progress", role="status")


def report_shown(report: AddReport, language: Language) -> Html:
    """Show what came of adding: what was understood of each article, and what was refused and why."""
    words, messages = WORDS[language], MESSAGES[language]
    counts = {what: report.count(what) for what in ("added", "replaced", "unchanged")}
    refused = [one for one in report.refusals if one.kind != "date"]
    summary = messages.added.format(**counts, refused=len(refused))
    return tag(
        "section",
        tag("p", summary, class_="notice", role="status"),
        _refusals(report.refusals, language) if report.refusals else None,
        tag("h3", words.understood) if report.outcomes else None,
        _outcomes(report.outcomes[:MOST_TOLD], language) if report.outcomes else None,
        class_="report",
    )


def _refusals(refusals: Sequence[Refusal], language: Language) -> Html:
    rows = [tag("li", one.said(language), dir="auto") for one in refusals[:MOST_TOLD]]
    return tag("div", tag("h3", WORDS[language].not_taken), tag("ul", *rows), class_="refusals")


def _outcomes(outcomes: Sequence[Outcome], language: Language) -> Html:
    words, messages = WORDS[language], MESSAGES[language]
    headers = (words.title, words.outlet, words.date, words.what)
    cells = [
        (
            tag("bdi", one.title),
            tag("bdi", one.source or words.no_outlet),
            join([dated(one.published, language), _reason(one.published.reason)]),
            messages.what[one.what],
        )
        for one in outcomes
    ]
    return table(headers, [row(headers, each) for each in cells])


def _reason(reason: str) -> Html:
    return tag("div", tag("bdi", reason), class_="how") if reason else NOTHING


def listing(listed: Sequence[Listed], start: int, total: int, per_page: int, language: Language) -> Html:
    """Show a page of articles, each to be opened, and the way to the pages beside it."""
    words, messages = WORDS[language], MESSAGES[language]
    if not listed:
        return tag("p", words.no_articles, class_="note")
    headers = (words.title, words.outlet, words.date, words.language)
    cells = [
        (
            _opener(one),
            tag("bdi", one.source or words.no_outlet),
            dated(one.published, language),
            messages.languages[one.language],
        )
        for one in listed
    ]
    shown = words.page.format(first=f"{start + 1:,}", last=f"{start + len(listed):,}", total=f"{total:,}")
    beside = [
        _turn(words.earlier, start - per_page, start > 0),
        tag("span", shown),
        _turn(words.later, start + per_page, start + per_page < total),
    ]
    return join([table(headers, [row(headers, each) for each in cells]), tag("div", *beside, class_="pages")])


def _opener(one: Listed) -> Html:
    return tag(
        "button", tag("bdi", one.title or one.id), type="button", class_="opener", data_do="open", data_article=one.id
    )


def _turn(label: str, start: int, is_there: bool) -> Html:
    return tag(
        "button", label, type="button", class_="plain", data_do="turnpage", data_start=start, disabled=not is_there
    )


def article_shown(article: Article, language: Language) -> Html:
    """Show an article as it came, what cleaning left out greyed, each cut with its reason."""
    words, messages = WORDS[language], MESSAGES[language]
    facts = [
        (messages.outlet, tag("bdi", article.source or words.no_outlet)),
        (messages.published, join([dated(article.published, language), _reason(article.published.reason)])),
        (messages.language, messages.languages[article.language]),
        ("id", tag("bdi", article.id)),
    ]
    copies = messages.copies.format(ids=", ".join(article.copies)) if article.copies else ""
    return tag(
        "section",
        tag(
            "header",
            tag("span", words.article, class_="kicker"),
            tag("button", words.close, type="button", class_="plain", data_close=True),
        ),
        tag("h2", tag("bdi", article.title), tabindex=-1),
        tag("dl", *(join([tag("dt", name), tag("dd", value)]) for name, value in facts)),
        tag("p", link(article.url, words.read_at)) if is_web(article.url) else None,
        tag("p", copies, class_="how") if copies else None,
        tag("p", words.cut, class_="how") if article.cuts else None,
        body(article, cuts(article, language)),
        class_="source",
        aria_label=words.article,
    )


def survey_shown(survey: Survey, language: Language) -> Html:
    """Show the conflicts of a library: how many of each kind, then each with its sides."""
    messages = MESSAGES[language]
    frame = messages.conflict_count if survey.found else messages.no_conflicts
    told = tag("p", frame.format(count=len(survey.found), articles=survey.articles), class_="notice", role="status")
    return tag(
        "section",
        told,
        _picture(survey.found, language) if survey.found else None,
        *(_found(one, number, language) for number, one in enumerate(survey.found)),
        class_="survey",
    )


def _picture(found: Sequence[Found], language: Language) -> Html:
    """Draw how many conflicts there are of each kind."""
    kinds, counts = MESSAGES[language].conflict_kinds, Counter(one.conflict.kind for one in found)
    most = max(counts.values())
    bars = [
        tag(
            "tr",
            tag("th", kinds[kind], scope="row"),
            tag("td", tag("meter", max=most, value=count, aria_label=kinds[kind]), tag("span", f"{count:,}")),
        )
        for kind, count in counts.most_common()
    ]
    return tag("table", tag("tbody", *bars), class_="bars")


def _found(found: Found, number: int, language: Language) -> Html:
    about = tag("h3", f"{number + 1}. ", tag("bdi", found.conflict.about), class_="about")
    return join([about, found_shown(found, number, language)])
