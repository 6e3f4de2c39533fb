"""Settings: the folder of the library comes from the environment, or lies in the user's own data folder."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from retrieval.settings import Parts, Settings


@pytest.mark.parametrize("name", ["news", "/srv/news", "مكتبة الأخبار"])
def test_the_library_is_where_the_environment_says(name):
    assert Settings.from_environment({"ISNAD_LIBRARY": name}).library == Path(name)


def test_the_environment_of_the_process_is_read_when_asked(monkeypatch):
    monkeypatch.setenv("ISNAD_LIBRARY", "أرشيف")
    assert Settings.from_environment().library == Path("أرشيف")


@pytest.mark.parametrize("environment", [{}, {"ISNAD_LIBRARY": ""}])
def test_without_a_word_the_library_lies_in_the_data_folder_of_the_user(environment, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    library = Settings.from_environment(environment).library
    assert library.is_relative_to(tmp_path)
    assert "isnad" in library.parts


def test_asking_for_the_folder_makes_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not Settings.from_environment({}).library.exists()
    assert not list(tmp_path.iterdir())


def test_the_larger_parts_are_read_from_the_environment_and_are_bundled_without():
    assert Settings.from_environment({"ISNAD_LIBRARY": "news"}).parts == Parts.from_environment({}) == Parts()
    environment = {
        "ISNAD_LIBRARY": "أخبار",
        "ISNAD_EMBEDDINGS": " openai:text-embedding-3-small ",
        "ISNAD_QUERY_PREFIX": "سؤال: ",
        "ISNAD_PASSAGE_PREFIX": "",
        "ISNAD_RERANKER": "sentence-transformers:BAAI/bge-reranker-v2-m3",
        "ISNAD_CHROMA_URL": "http://chroma:8000/",
        "OPENAI_BASE_URL": "http://localhost:8080/v1",
        "OPENAI_API_KEY": "sk-secret\n",
    }
    assert Settings.from_environment(environment).parts == Parts(
        embeddings="openai:text-embedding-3-small",
        query_prefix="سؤال: ",
        passage_prefix="",
        reranker="sentence-transformers:BAAI/bge-reranker-v2-m3",
        chroma_url="http://chroma:8000",
        openai_url="http://localhost:8080/v1",
        openai_key="sk-secret",
    )


def test_a_key_is_not_shown_with_the_settings():
    assert "secret" not in repr(Settings(Path("news"), parts=Parts(openai_key="sk-secret")))


def test_settings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Settings(Path("news")).wait_seconds = 1
