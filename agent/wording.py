"""What the quoting writer says in its own words, in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.dates import say_dates
from retrieval.records import Article, Language, Published

# Control characters (escape sequences among them), direction controls and tags.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The writer's phrases in one language; the fields in braces are filled in."""

    by_outlet_dated: str
    by_outlet: str
    by_article_dated: str
    by_article: str
    quoted: str
    inferred_date: str
    unknown_date: str
    one_article: str
    announced: str
    view: str
    view_of_article: str
    one_origin: str
    one_text: str
    two_articles: str
    few_articles: str
    many_articles: str
    citing: str
    citing_further: str
    same_text: str
    nobody: str
    an_article: str
    person: str
    unnamed: str
    body: str
    nothing_found: str
    nothing_about: str
    no_answer: Mapping[str, str]
    found_instead: str
    no_model: str


ENGLISH = Wording(
    by_outlet_dated="{outlet} ({date}): {quote}",
    by_outlet="{outlet} (undated): {quote}",
    by_article_dated="An article of {date}: {quote}",
    by_article="An undated article: {quote}",
    quoted="“{text}”",
    inferred_date="The article does not state its date; it is inferred.",
    unknown_date="The article does not say when it was published.",
    one_article="Quoted from a single article.",
    announced="Announced or planned; this sentence does not say that it happened.",
    view="A view, not a reported fact: {holder}.",
    view_of_article="A view of the article, not a reported fact.",
    one_origin="{articles}, one origin: {origin}.",
    one_text="{articles}, one origin: they carry the same text.",
    two_articles="2 articles",
    few_articles="{count} articles",
    many_articles="{count} articles",
    citing="{outlet}, citing {source}",
    citing_further="{source}, citing {further}",
    same_text="{outlet}, with the text of {source}",
    nobody="an article that names no source",
    an_article="an article of an unknown outlet",
    person="{name}, {role}",
    unnamed="an unnamed source ({name})",
    body="the {name}",
    nothing_found="No article in the library speaks of this.",
    nothing_about="The library does not answer this question; "
    "nothing found in it speaks closely enough of what was asked.",
    no_answer={
        "when": "The articles speak of this but do not say when.",
        "how_many": "The articles speak of this but give no number for it.",
        "how_much": "The articles speak of this but name no sum.",
        "who": "The articles speak of this but give no name.",
    },
    found_instead="The nearest that was found: {found}",
    no_model="The model {model} did not write this answer: {reason}. These are the words of the articles.",
)
ARABIC = Wording(
    by_outlet_dated="{outlet} ({date}): {quote}",
    by_outlet="{outlet} (بلا تاريخ): {quote}",
    by_article_dated="مقال بتاريخ {date}: {quote}",
    by_article="مقال بلا تاريخ: {quote}",
    quoted="«{text}»",
    inferred_date="لا يذكر المقال تاريخه، وهو مستنتَج.",
    unknown_date="لا يذكر المقال تاريخ نشره.",
    one_article="مقتبس من مقال واحد.",
    announced="مُعلَن أو مخطَّط له؛ لا تقول هذه الجملة إنه حدث.",
    view="رأي لا خبر: {holder}.",
    view_of_article="رأي المقال لا خبر.",
    one_origin="{articles}، والأصل واحد: {origin}.",
    one_text="{articles}، والأصل واحد: النص نفسه.",
    two_articles="مقالان",
    few_articles="{count} مقالات",
    many_articles="{count} مقالاً",
    citing="{outlet} نقلاً عن {source}",
    citing_further="{source} عن {further}",
    same_text="{outlet} بنصّ {source}",
    nobody="مقال لا يذكر مصدره",
    an_article="مقال لا يُعرف ناشره",
    person="{name}، {role}",
    unnamed="مصدر غير مسمّى ({name})",
    body="{name}",
    nothing_found="لا يتناول أي مقال في المكتبة هذا الموضوع.",
    nothing_about="لا تجيب المكتبة عن هذا السؤال؛ لم يُعثر فيها على ما يتناول المسؤول عنه بقدر كافٍ.",
    no_answer={
        "when": "تتناول المقالات هذا الأمر لكنها لا تذكر متى كان.",
        "how_many": "تتناول المقالات هذا الأمر لكنها لا تذكر عدداً له.",
        "how_much": "تتناول المقالات هذا الأمر لكنها لا تذكر مبلغاً.",
        "who": "تتناول المقالات هذا الأمر لكنها لا تذكر اسماً.",
    },
    found_instead="أقرب ما عُثر عليه: {found}",
    no_model="لم يكتب النموذج {model} هذا الجواب: {reason}. وهذا كلام المقالات نفسه.",
)
WORDING: Mapping[Language, Wording] = {"en": ENGLISH, "ar": ARABIC}


def framed(article: Article, text: str, language: Language) -> str:
    """Put words of an article into a sentence of `language` that says whose they are and of when."""
    wording = WORDING[language]
    quote = quoted(text, language)
    date = said(article.published, language)
    frames = {
        (True, True): wording.by_outlet_dated,
        (True, False): wording.by_outlet,
        (False, True): wording.by_article_dated,
        (False, False): wording.by_article,
    }
    return frames[bool(article.source), bool(date)].format(outlet=clean(article.source or ""), date=date, quote=quote)


def quoted(text: str, language: Language) -> str:
    """Put words of an article between the quotation marks of `language`, on one line."""
    return WORDING[language].quoted.format(text=_bare(clean(" ".join(text.split()))))


def say_articles(count: int, language: Language) -> str:
    """Count articles, two or more.

    >>> [say_articles(count, "ar") for count in (2, 3, 11)]
    ['مقالان', '3 مقالات', '11 مقالاً']
    """
    wording = WORDING[language]
    few = 3 <= count % 100 <= 10
    said = wording.two_articles if count == 2 else wording.few_articles if few else wording.many_articles
    return said.format(count=count)


def _bare(text: str) -> str:
    """Take off the quotation marks round a whole quotation; those inside it stay.

    >>> _bare("“It is over”"), _bare("“Salt” and “Stairs”")
    ('It is over', '“Salt” and “Stairs”')
    """
    inside = text[1:-1]
    whole = text[:1] + text[-1:] in ("“”", "«»", '""') and not set('“”«»"') & set(inside)
    return inside if whole else text


def clean(text: str) -> str:
    r"""Take out of an article's words whatever would steer a screen: control and direction characters, tags.

    >>> clean("a\x1b[31mb\u202ec")
    'a[31mbc'
    """
    return _UNSAFE.sub("", text)


def said(published: Published, language: Language) -> str:
    """Write a publication date as a reader says it; empty while unknown."""
    if published.first is None or published.last is None:
        return ""
    return say_dates(published.first, published.last, language)
