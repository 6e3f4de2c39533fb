"""Questions to begin with, over the articles of the shipped sample."""

from collections.abc import Mapping

from retrieval.errors import IsnadError
from retrieval.library import Library
from retrieval.records import Language

# The article that each question is about, without which it is not offered.
EXAMPLES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "ferry-gazette": "How many passengers were injured on the ferry Nawras?",
        "bridge-opening": "When was the Maysoun bridge opened to traffic?",
        "mosaic-marfa": "Who leads the team that found the mosaic at Tell al-Uqhuwan?",
    },
    "ar": {
        "ferry-marfa": "كم راكباً أُصيب في حادث عبّارة النورس؟",
        "bridge-plan": "كم بلغت كلفة جسر ميسون؟",
        "flood-courier": "كم عدد العائلات التي نزحت بسبب فيضان نهر ميسون؟",
    },
}


def examples(library: Library, language: Language) -> tuple[str, ...]:
    """List the questions of `language` whose articles are in the library."""
    return tuple(question for article_id, question in EXAMPLES[language].items() if _holds(library, article_id))


def _holds(library: Library, article_id: str) -> bool:
    try:
        library.article(article_id)
    except IsnadError:
        return False
    return True
