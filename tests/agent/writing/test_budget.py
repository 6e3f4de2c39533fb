"""What a model may cost: passages within the tokens given, tokens counted without a network, prices, and settings."""

import base64
import hashlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import tiktoken.load
import tiktoken.registry

from agent import Agent
from agent.writing import prices, tokens
from agent.writing.prices import price_of
from agent.writing.settings import OPENAI_URL, ModelSettings
from agent.writing.tokens import by_letters, counter
from retrieval import Library
from retrieval.errors import SettingError
from retrieval.records import Draft, Language
from tests.agent.model_server import Answers, in_turn, passages, serving, telling
from tests.agent.writing.conftest import KILLED, LANGUAGES, Rooms, ask_model

OWN = "http://127.0.0.1:9/v1"
TABLE = hashlib.sha1(b"https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken").hexdigest()
LONG = {
    "en": "The council of Dorvane spoke of the tram crash for an hour, and of much else besides. ",
    "ar": "تحدث مجلس دورفان ساعة عن حادث الترام، وعن أمور كثيرة غيره. ",
}


@pytest.fixture(autouse=True)
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What tiktoken tried to fetch: there is no network, and its cache is empty."""
    tried: list[str] = []

    def fetch(url: str) -> bytes:
        tried.append(url)
        raise OSError("no network")

    monkeypatch.setattr(tiktoken.load, "read_file", fetch)
    monkeypatch.setattr(tiktoken.registry, "ENCODINGS", {})
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "tables"))
    monkeypatch.delenv("ISNAD_PRICES", raising=False)
    tokens._by_table.cache_clear()
    prices._prices.cache_clear()
    yield tried
    tokens._by_table.cache_clear()
    prices._prices.cache_clear()


@pytest.fixture
def tiny_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table in tiktoken's cache in which each byte is a token."""
    monkeypatch.setattr(tiktoken.load, "check_hash", lambda *_: True)
    path = tmp_path / "tables" / TABLE
    path.parent.mkdir()
    path.write_text("".join(f"{base64.b64encode(bytes([n])).decode()} {n}\n" for n in range(256)), "ascii")
    return path


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Thirty articles of a page each on one subject, in both languages."""
    with Library.open(tmp_path_factory.mktemp("long")) as library:
        library.add_drafts(
            Draft(
                f"{language}-{at}",
                "\n\n".join(f"{line}{at} {part}." * 4 for part in range(4)),
                title=f"Dorvane دورفان {at}",
                source=f"Post {at}",
                published="2025-03-04",
            )
            for language, line in LONG.items()
            for at in range(15)
        )
        yield library


# Passages


@LANGUAGES
@pytest.mark.parametrize("budget", [700, 1_500, 6_000])
def test_the_passages_of_the_first_request_fit_the_tokens_given(long: Library, language: Language, budget: int) -> None:
    asked = ask_model(long, telling(), KILLED[language], passage_tokens=budget)
    shown = passages(asked.requests[0])
    assert shown
    counted = sum(by_letters(text) for text in shown.values())
    assert counted <= budget


@LANGUAGES
def test_a_search_brings_half_as_much_again_at_most_and_all_searches_no_end(long: Library, language: Language) -> None:
    count = iter(range(100))
    script = lambda _: Answers(calls=[("search_articles", {"query": f"Dorvane دورفان {next(count)}"})])  # noqa: E731
    asked = ask_model(long, script, KILLED[language], passage_tokens=1_000)
    sizes = [sum(map(by_letters, passages(request).values())) for request in asked.requests]
    assert sizes == sorted(sizes)
    for before, after in pairwise(sizes):
        assert after - before <= 500
    assert sizes[-1] <= 4 * 1_000


@LANGUAGES
def test_no_passage_is_shown_twice(long: Library, language: Language) -> None:
    search = Answers(calls=[("search_articles", {"query": LONG[language]})])
    asked = ask_model(long, in_turn(search, telling()), KILLED[language], passage_tokens=1_000)
    shown = list(passages(asked.requests[-1]).values())
    assert len(shown) == len(set(shown))


def test_a_single_passage_larger_than_the_budget_is_shown_all_the_same(rooms: Rooms) -> None:
    asked = ask_model(rooms["en"], telling(), KILLED["en"], passage_tokens=1)
    assert len(passages(asked.requests[0])) == 1


# Tokens


@pytest.mark.parametrize("model", ["llama3.1", "gpt-4o-mini", "qwen2.5:7b"])
def test_nothing_is_fetched_for_a_server_of_ones_own(fetched: list[str], model: str) -> None:
    count = counter(ModelSettings(model, url=OWN))
    assert fetched == []
    assert count is by_letters


def test_no_table_is_sought_in_a_cache_that_is_turned_off(
    fetched: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    (tmp_path / "data-gym-cache").mkdir()
    (tmp_path / "data-gym-cache" / TABLE).write_bytes(b"")
    monkeypatch.setattr(tokens.tempfile, "gettempdir", lambda: str(tmp_path))
    assert counter(ModelSettings("llama3.1", url=OWN)) is by_letters
    assert fetched == []


def test_letters_are_counted_where_openais_table_cannot_be_had(fetched: list[str]) -> None:
    assert counter(ModelSettings("gpt-4o-mini")) is by_letters
    assert len(fetched) == 1


@pytest.mark.parametrize(
    ("name", "url"), [("gpt-4o-mini", OPENAI_URL), ("llama3.1", OWN), ("a-model-to-come", OPENAI_URL)]
)
def test_a_table_in_the_cache_is_used(fetched: list[str], tiny_table: Path, name: str, url: str) -> None:
    count = counter(ModelSettings(name, url=url))
    assert count("news") == 4
    assert count("خبر") == 6
    assert count("<|endoftext|>") == 13, "an article's words are no order to the table either"
    assert fetched == []
    assert tiny_table.exists()


@LANGUAGES
def test_letters_count_rather_too_many_than_too_few(language: Language) -> None:
    """Of news prose the newest tables make a token of four to five English letters, of two to three Arabic ones."""
    assert len(LONG[language]) / (4.0 if language == "en" else 2.0) < by_letters(LONG[language]) <= len(LONG[language])
    assert by_letters("") == 0


# Prices


def test_a_known_model_of_openai_costs_what_the_table_says_and_the_longest_name_counts() -> None:
    assert price_of(ModelSettings("gpt-4o-mini")).cost(1_000_000, 0) == pytest.approx(0.15)
    assert price_of(ModelSettings("gpt-4o-mini-2024-07-18")).cost(0, 1_000_000) == pytest.approx(0.60)
    assert price_of(ModelSettings("gpt-4o-2024-11-20")).cost(1_000_000, 1_000_000) == pytest.approx(12.5)


@pytest.mark.parametrize(("name", "url"), [("a-model-to-come", OPENAI_URL), ("gpt-4o-mini", OWN), ("llama3.1", OWN)])
def test_a_model_that_is_not_listed_and_a_server_of_ones_own_cost_nothing(name: str, url: str) -> None:
    assert price_of(ModelSettings(name, url=url)).cost(10**6, 10**6) == 0


@LANGUAGES
def test_a_table_of_ones_own_sets_the_price_of_ones_own_server(
    rooms: Rooms, language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prices.toml").write_text('[models]\n"scripted" = [10, 100]\n', "utf-8")
    monkeypatch.setenv("ISNAD_PRICES", str(tmp_path / "prices.toml"))
    asked = ask_model(rooms[language], telling(), KILLED[language])
    assert asked.answer.usage.cost == pytest.approx((100 * 10 + 20 * 100) / 1_000_000)
    assert price_of(ModelSettings("gpt-4o-mini")).cost(10**6, 10**6) == 0, "the table takes the place of the other"


@pytest.mark.parametrize(
    "content",
    [None, "", "models = 3", "[models", "[models]\na = 1", '[models]\na = ["x", "y"]', "[models]\na = [1]", "\0"],
)
def test_a_broken_table_of_prices_is_named_before_anything_is_spent(
    rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    path = tmp_path / "prices.toml"
    if content is not None:
        path.write_text(content, "utf-8")
    monkeypatch.setenv("ISNAD_PRICES", str(path))
    with serving(telling()) as server, pytest.raises(SettingError) as caught:
        Agent(rooms["en"], ModelSettings("scripted", url=server.url)).ask(KILLED["en"])
    assert server.requests == []
    for language, words in (("en", "no table of prices"), ("ar", "ليس جدول أسعار")):
        assert str(path) in caught.value.said(language)
        assert words in caught.value.said(language)


# Settings


def test_a_model_needs_a_key_or_a_server() -> None:
    with pytest.raises(SettingError) as caught:
        ModelSettings.from_environment("gpt-4o-mini", {})
    assert "OPENAI_API_KEY" in caught.value.said("en")
    assert "OPENAI_API_KEY" in caught.value.said("ar")
    assert ModelSettings.from_environment("gpt-4o-mini", {"OPENAI_API_KEY": "k"}).url == OPENAI_URL
    assert ModelSettings.from_environment("llama3.1", {"OPENAI_BASE_URL": OWN}).key == ""


def test_openais_own_server_is_known_with_a_slash_at_its_end_too() -> None:
    environment = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": f"{OPENAI_URL}/"}
    assert ModelSettings.from_environment("gpt-4o-mini", environment).is_openai


@pytest.mark.parametrize("key", ["sk-secretمفتاح", "sk-secret\nX-Other: 1"])
def test_a_key_that_can_be_none_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(SettingError) as caught:
        ModelSettings.from_environment("gpt-4o-mini", {"OPENAI_API_KEY": key})
    for language in ("en", "ar"):
        assert "sk-secret" not in caught.value.said(language)
        assert "OPENAI_API_KEY" in caught.value.said(language)


@pytest.mark.parametrize("name", ["ISNAD_MODEL_SECONDS", "ISNAD_MODEL_TOKENS"])
@pytest.mark.parametrize("given", ["0", "-3", "many", "nan", "inf", "1e9", "٣ دقائق"])
def test_a_bound_that_is_no_number_above_nought_is_refused(name: str, given: str) -> None:
    with pytest.raises(SettingError) as caught:
        ModelSettings.from_environment("m", {"OPENAI_BASE_URL": OWN, name: given})
    for language in ("en", "ar"):
        assert name in caught.value.said(language)


def test_the_bounds_are_read_from_the_environment() -> None:
    environment = {"OPENAI_BASE_URL": OWN, "ISNAD_MODEL_SECONDS": "12.5", "ISNAD_MODEL_TOKENS": "900"}
    settings = ModelSettings.from_environment("m", environment)
    assert (settings.seconds, settings.passage_tokens, settings.plain) == (12.5, 900, False)
    assert [
        ModelSettings.from_environment("m", environment | {"ISNAD_MODEL_PLAIN": plain}).plain
        for plain in ("", "0", "1")
    ] == [False, False, True]
