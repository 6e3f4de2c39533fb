"""What the command line says of its own: the same in both languages."""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest

from retrieval.records import CutReason
from ui.messages import MESSAGES, Messages, interface_language

ARABIC = re.compile("[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]{2}")


def phrases(messages: Messages) -> Iterator[tuple[str, str]]:
    for field in fields(messages):
        value = getattr(messages, field.name)
        if isinstance(value, Mapping):
            yield from ((f"{field.name} {key}", text) for key, text in value.items())
        else:
            yield field.name, value


def filled_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_each_phrase_has_its_twin_with_the_same_fields() -> None:
    english, arabic = (dict(phrases(MESSAGES[language])) for language in ("en", "ar"))
    assert english.keys() == arabic.keys()
    for name, text in english.items():
        assert filled_in(text) == filled_in(arabic[name]), name


def test_each_phrase_is_in_its_language() -> None:
    for name, text in phrases(MESSAGES["ar"]):
        assert ARABIC.search(text), name
    for name, text in phrases(MESSAGES["en"]):
        assert LATIN.search(text), name
        assert not ARABIC.search(text), name


def test_every_reason_for_a_cut_has_a_phrase() -> None:
    assert set(MESSAGES["en"].cut_reasons) == set(CutReason.__args__)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LC_ALL": "ar_SY", "LANG": "en_US.UTF-8"}, "ar"),
        ({"LC_ALL": "en_GB", "LANG": "ar_SY"}, "en"),
        ({"ISNAD_LANGUAGE": "AR", "LC_ALL": "en_GB"}, "ar"),
        ({"ISNAD_LANGUAGE": "", "LANG": "ar"}, "ar"),
        ({"ISNAD_LANGUAGE": "de", "LANG": "ar"}, "en"),
    ],
)
def test_the_language_is_the_one_chosen_or_else_the_locales(environment: dict[str, str], language: str) -> None:
    assert interface_language(environment) == language
