"""What a brief says in its own words, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.records import Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language; the fields in braces are filled in."""

    asked: Mapping[str, str]
    single: str
    disputed: str
    agreeing: str
    took_place: str
    not_reported: str
    reported: str


ENGLISH = Phrases(
    asked={"who": "Who?", "when": "When?", "where": "Where?", "how_many": "How many?", "why": "Why?"},
    single="One article.",
    disputed="Disputed: other sources say otherwise.",
    agreeing="{articles}, independent origins: {count}.",
    took_place="Did what was announced take place?",
    not_reported="Nothing was found that says it took place.",
    reported="Compare what was reported afterwards.",
)
ARABIC = Phrases(
    asked={"who": "من؟", "when": "متى؟", "where": "أين؟", "how_many": "كم؟", "why": "لماذا؟"},
    single="مقال واحد.",
    disputed="مختلَف فيه: تقول مصادر أخرى غير ذلك.",
    agreeing="{articles}، الأصول المستقلة: {count}.",
    took_place="هل حدث ما أُعلن؟",
    not_reported="لم يُعثر على ما يقول إنه حدث.",
    reported="قارن بما ورد بعد ذلك.",
)
PHRASES: Mapping[Language, Phrases] = {"en": ENGLISH, "ar": ARABIC}
