"""The prompts: the same files, fields and functions in both languages, and examples that our own gate agrees with."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import prompts
from agent.claims import Claim
from agent.comparing import Comparison, Position
from agent.evidence import weigh
from agent.matching import Matcher, terms_of
from agent.quantities import find_quantities
from agent.questions import understand
from agent.writing.checking import Faulty, Gate, Located
from agent.writing.desk import Desk
from agent.writing.dialects import Calling, Plain
from agent.writing.replies import Quoted, Reply, Said, from_lines
from agent.writing.tokens import by_letters
from retrieval import Library
from retrieval.records import Draft, Language

FOLDER = Path(prompts.__file__).parent
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
FIELDS = {
    "brief": {"topic", "passages", "compared"},
    "calling": {"calls"},
    "compared": {"found"},
    "conversation": {"turns"},
    "faults": {"faults"},
    "judge": {"answer", "gold", "question"},
    "last": set(),
    "plain": {"calls"},
    "question": {"conversation", "question", "passages", "compared"},
    "rules": {"fence"},
    "stuffed": {"passages", "question"},
    "unread": {"reason"},
}
PHRASES = {
    "nothing_found": set(),
    "already_here": {"keys"},
    "asked_before": set(),
    "unknown_key": {"key"},
    "bad_call": {"reason"},
    "no_difference": set(),
    "difference": {"verdict", "kind"},
    "side": {"value", "outlet", "date", "key", "quote"},
    "turn": {"question", "answer"},
    "unanswered": set(),
    "fault": {"text", "reasons"},
    "uncited": set(),
    "unknown_quote_key": {"detail"},
    "invented": {"detail"},
    "stitched": {"detail"},
    "misattributed": {"detail"},
    "addressed": {"detail"},
    "obeyed": set(),
    "value": {"detail"},
    "name": {"detail"},
    "unlike": set(),
    "denial": set(),
    "one_sided": set(),
    "other_language": set(),
    "not_a_sentence": set(),
}
# What is wrong with the wrong examples, in order.
WRONG: Mapping[Language, tuple[str, ...]] = {
    "en": ("one_sided", "invented", "invented", "value", "uncited"),  # Two words are no piece to stitch.
    "ar": ("one_sided", "invented", "stitched", "value", "uncited"),
}
_PASSAGE = re.compile(r"^(?:Passage|المقطع) (\w+): [\"«](.+)[\"»]$", re.MULTILINE)
_QUOTE = re.compile(r'(\w{4}) "([^"]+)"')
_EXAMPLE = re.compile(r"^  [\"«](.+?)[\"»] — (.+)$", re.MULTILINE)


def names(language: Language, ending: str) -> set[str]:
    return {path.stem for path in (FOLDER / language).glob(f"*.{ending}")}


# Twins


def test_both_languages_have_the_same_files_and_no_others_than_are_pinned_here() -> None:
    assert {path.name for path in (FOLDER / "ar").iterdir()} == {path.name for path in (FOLDER / "en").iterdir()}
    assert names("ar", "md") == names("en", "md") == FIELDS.keys()


@LANGUAGES
@pytest.mark.parametrize("name", FIELDS)
def test_a_prompt_has_its_fields(language: Language, name: str) -> None:
    assert set(prompts.template(name, language).get_identifiers()) == FIELDS[name]
    filled = prompts.fill(name, language, **dict.fromkeys(FIELDS[name], "$x {y}"))
    assert filled
    assert "$fence" not in filled


@LANGUAGES
def test_each_phrase_has_its_fields(language: Language) -> None:
    found = {name: set(one.get_identifiers()) for name, one in prompts.phrases(language).items()}
    assert {name: fields for name, fields in found.items() if name != "no_more"} == PHRASES


def test_both_languages_have_the_same_phrases_in_their_own_words() -> None:
    arabic, english = prompts.phrases("ar"), prompts.phrases("en")
    assert arabic.keys() == english.keys()
    for name, fields in PHRASES.items():
        if name not in ("side", "fault"):  # They are made of their fields.
            assert re.search("[\u0621-\u064a]", arabic[name].template)
            assert not re.search("[\u0621-\u064a]", english[name].template)
        assert set(arabic[name].get_identifiers()) == set(english[name].get_identifiers()) == fields


def bare(schema: object) -> object:
    """A schema without what is said of its parts."""
    if isinstance(schema, dict):
        return {name: bare(one) for name, one in schema.items() if not (name == "description" and isinstance(one, str))}
    return [bare(one) for one in schema] if isinstance(schema, list) else schema


def described(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        for name, one in schema.items():
            yield from [one] if name == "description" and isinstance(one, str) else described(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from described(one)


def test_both_languages_describe_the_same_functions() -> None:
    arabic, english = list(prompts.tools("ar")), list(prompts.tools("en"))
    assert bare(arabic) == bare(english)
    assert [one["name"] for one in english] == ["search_articles", "read_article", "compare_claims", "answer"]
    assert len(list(described(arabic))) == len(list(described(english)))
    assert all(re.search("[\u0621-\u064a]", text) for text in described(arabic))
    assert not any(re.search("[\u0621-\u064a]", text) for text in described(english))


@LANGUAGES
def test_a_field_that_is_not_given_is_an_error_and_one_that_is_is_never_read_as_a_prompt(language: Language) -> None:
    with pytest.raises(KeyError):
        prompts.fill("question", language)
    said = prompts.fill("unread", language, reason="$reason ${turns} $$ %s {x}")
    assert "$reason ${turns} $$ %s {x}" in said


@LANGUAGES
@pytest.mark.parametrize("dialect", [Calling(), Plain()])
def test_each_way_to_speak_has_its_prompt_and_says_how_many_turns_there_are(
    language: Language, dialect: Calling | Plain
) -> None:
    assert "17" in prompts.fill(dialect.name, language, calls=17)
    assert list(dialect.tools(language)) == (list(prompts.tools(language)) if dialect.name == "calling" else [])


def test_the_prompts_are_files_that_people_can_read() -> None:
    for path in FOLDER.rglob("*.json"):
        assert "\\u0" not in path.read_text("utf-8"), "Arabic stands in it as it is"
        json.loads(path.read_text("utf-8"))
    for path in FOLDER.rglob("*.md"):
        assert path.read_bytes().endswith(b"\n")


# Examples


def examples(language: Language) -> tuple[dict[str, str], list[tuple[str, list[Quoted]]]]:
    """The passages of the rules' examples by key, and each sentence with its quotes; the first is right."""
    text = prompts.fill("rules", language, fence="f")
    told = [
        (said, [Quoted(key=key, quote=quote) for key, quote in _QUOTE.findall(rest.split(" differences")[0])])
        for said, rest in _EXAMPLE.findall(text)
    ]
    return dict(_PASSAGE.findall(text)), told


class _Known(Desk):
    """A desk whose keys are those of the examples."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__(by_letters)
        self._fixed = iter(keys)

    def _new_key(self) -> str:
        return next(self._fixed)


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The two passages of the examples, as articles."""
    passages, _ = examples("en")
    with Library.open(tmp_path_factory.mktemp("mill")) as library:
        library.add_drafts(
            Draft(key, text, title="", source=f"Post {key}", published="2025-05-03") for key, text in passages.items()
        )
        yield library


def gate_of(mill: Library, language: Language) -> Gate:
    passages, _ = examples(language)
    desk = _Known(passages)
    for key in passages:
        for passage in mill.passages_of(key):
            desk.lay(mill.article(key), passage)
    return Gate(desk, mill, language, (conflict_in(mill),))


def conflict_in(mill: Library) -> Comparison:
    """The conflict that the examples speak of: the two numbers, each in its sentence."""
    table = mill.table
    question = understand("How many workers were hurt at the Corran mill?")
    evidence = weigh(question, mill.search(question.text), mill, Matcher(terms_of(question.text, table), table))
    counts = [(one, quantity) for one in evidence for quantity in find_quantities(one.text)[:1]]
    assert {one.article.id for one, _ in counts} == set(examples("en")[0])
    return Comparison(
        "number",
        "conflict",
        tuple(Position((Claim(one, "number", quantity, quantity.span),)) for one, quantity in counts),
    )


def test_the_examples_are_of_the_same_passages_in_both_languages() -> None:
    (arabic, told), (english, also) = examples("ar"), examples("en")
    assert arabic == english
    assert len(told) == len(also) == 1 + len(WRONG["en"])


@LANGUAGES
def test_the_right_example_passes_our_own_gate(mill: Library, language: Language) -> None:
    _, ((text, quotes), *_) = examples(language)
    gate = gate_of(mill, language)
    assert len(quotes) == 2
    assert all(isinstance(gate.locate(one), Located) for one in quotes)
    checked = gate.check(Said(text=text, quotes=quotes))
    assert not isinstance(checked, Faulty), checked


@LANGUAGES
def test_each_wrong_example_fails_for_the_reason_given(mill: Library, language: Language) -> None:
    _, (_, *wrong) = examples(language)
    gate = gate_of(mill, language)
    for (text, quotes), reason in zip(wrong, WRONG[language], strict=True):
        checked = gate.check(Said(text=text, quotes=quotes))
        assert isinstance(checked, Faulty), text
        assert reason in {one.name for one in checked.reasons}, text


@LANGUAGES
def test_the_example_of_the_plain_form_is_read_as_it_is_meant(mill: Library, language: Language) -> None:
    reply = from_lines(prompts.fill("plain", language, calls=6).split("\n\n")[-1])
    assert isinstance(reply, Reply)
    (said,) = reply.statements
    (difference,) = reply.differences
    gate = gate_of(mill, language)
    assert all(isinstance(gate.locate(one), Located) for one in (*said.quotes, *difference.sides))
    assert not isinstance(gate.check(said), Faulty)
    assert difference.kind == "number"
