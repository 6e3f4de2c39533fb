"""Show where words come from: a line for each source of an answer, and the article that a citation opens."""

from collections.abc import Sequence

from agent.chains import say_chain
from agent.records import Citation
from agent.wording import quoted, said
from retrieval.records import Article, Language, Published, Span
from ui.messages import MESSAGES
from ui.page.isolating import isolated
from ui.page.marking import Mark, body, round_about
from ui.page.markup import NOTHING, Html, is_web, join, link, tag
from ui.page.served import Served
from ui.page.words import WORDS


def mark(turn: int, citation: Citation, language: Language) -> Html:
    """Make the mark of a citation, a button that opens its source."""
    label = WORDS[language].mark.format(number=citation.number, title=citation.title)
    return tag(
        "button",
        str(citation.number),
        type="button",
        class_="cite",
        data_do="cite",
        data_turn=turn,
        data_number=citation.number,
        aria_label=label,
    )


def sign(citation: Citation, language: Language) -> Html:
    """Name the outlet and the date of a citation, with how the date is known where it is not stated."""
    return join(
        [
            tag("bdi", citation.source or WORDS[language].no_outlet, class_="outlet"),
            tag("span", " · ", aria_hidden="true"),
            dated(citation.published, language),
        ]
    )


def dated(published: Published, language: Language) -> Html:
    """Say when an article came out, and how that is known where its date is not stated."""
    words, date = WORDS[language], said(published, language)
    how = None if published.how == "stated" else tag("em", words.how_dated[published.how], class_=published.how)
    return tag("span", tag("bdi", date) if date else None, " " if date and how else None, how, class_="date")


def quotation(citation: Citation) -> Html:
    """Show the words quoted, in their own direction."""
    shown = quoted(citation.quote, citation.language)
    return tag("blockquote", shown, lang=citation.language, dir="auto")


def source_line(turn: int, citation: Citation, language: Language) -> Html:
    """Show one source of an answer: its mark, title, outlet, date, and from whom it has its words."""
    return tag(
        "li",
        mark(turn, citation, language),
        tag(
            "div",
            tag("bdi", citation.title, class_="title"),
            tag("div", sign(citation, language)),
            chain_shown(citation, language),
        ),
    )


def chain_shown(citation: Citation, language: Language) -> Html | None:
    """Say from whom an article has the words of a citation; nothing where they are the outlet's own."""
    origin = citation.origin
    if origin is None or origin.how == "own":
        return None
    chain = isolated(say_chain(origin, language), language)
    return tag("p", f"{WORDS[language].chain}: ", chain, class_="chain")


def opened_panel(served: Served, number: int, cited: Sequence[Citation], language: Language) -> Html:
    """Show what a mark on the page stands for; nothing where it stands for nothing any more."""
    citation = next((one for one in cited if one.number == number), None)
    return source_panel(citation, served.article(citation.article_id), language) if citation else NOTHING


def source_panel(citation: Citation, article: Article | None, language: Language) -> Html:
    """Show a citation inside its article, its words highlighted where they stand."""
    words = WORDS[language]
    return tag(
        "section",
        tag(
            "header",
            tag("span", words.opened_source.format(number=citation.number), class_="kicker"),
            tag("button", words.close, type="button", class_="plain", data_close="source"),
        ),
        tag("h2", tag("bdi", citation.title), tabindex=-1),
        tag("p", sign(citation, language), class_="sign"),
        _how(citation, language),
        chain_shown(citation, language),
        tag("p", link(citation.url, words.read_at)) if is_web(citation.url) else None,
        _article(citation, article, language),
        class_="source",
        aria_label=words.opened_source.format(number=citation.number),
    )


def _how(citation: Citation, language: Language) -> Html:
    how = MESSAGES[language].date_how[citation.published.how]
    reason = citation.published.reason
    return tag(
        "p", f"{MESSAGES[language].published}: {how}", " — " if reason else None, tag("bdi", reason), class_="how"
    )


def _article(citation: Citation, article: Article | None, language: Language) -> Html:
    span = Span(citation.start, citation.end)
    if article is None or span.of(article.text) != citation.quote:  # Removed, or replaced by a later version.
        return join([tag("p", WORDS[language].gone, class_="note"), quotation(citation)])
    shown = round_about(span, article.text)
    note = tag("p", WORDS[language].shortened, class_="note") if len(shown) < len(article.text) else None
    return join([note, body(article, [Mark(span, "mark")], shown)])
