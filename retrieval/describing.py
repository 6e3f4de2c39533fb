"""Describe an article: what its text and the facts beside it say of its title, outlet, language and date."""

import hashlib
import json
from dataclasses import fields

from retrieval.cleaning import clean
from retrieval.languages import language_of
from retrieval.publication import stated_publication
from retrieval.records import Article, Draft, Language

RULES = 3  # Raise it when cleaning or describing changes, so that adding the same files again describes them anew.


def describe(draft: Draft) -> Article:
    """Make an article of a draft; its date is the stated one or unknown, until a twin dates it.

    Raises:
        BadRow: the publication date beside the text is no date.
    """
    published, dateline = stated_publication(draft.text, draft.published)
    cleaned = clean(draft.text, draft.title, stated_outlet=draft.source, url=draft.url, dateline=dateline)
    return Article(
        id=draft.id,
        text=draft.text,
        title=cleaned.title,
        title_how=cleaned.title_how,
        language=_language(draft),
        source=cleaned.outlet,
        credited=cleaned.credited,
        url=draft.url,
        path=draft.path,
        published=published,
        paragraphs=cleaned.paragraphs,
        cuts=cleaned.cuts,
        content_hash=hash_of(draft),
    )


def hash_of(draft: Draft) -> str:
    """Hash everything that was handed in, but not where it lay, and the version of the rules it is read by."""
    handed_in = {field.name: getattr(draft, field.name) for field in fields(draft)} | {"path": None, "rules": RULES}
    return hashlib.sha256(json.dumps(handed_in, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _language(draft: Draft) -> Language:
    if draft.language in ("ar", "en"):
        return "ar" if draft.language == "ar" else "en"
    return language_of(draft.text)
