"""The judge: asked in the language of the question, compared with people first, and not believed below a bound."""

from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

import pytest

from agent.writing.settings import ModelSettings
from eval.judging import LABELLED
from eval.judging.judge import Judge, Labelled, agreement, load_labelled
from prompts import template
from retrieval.errors import InputError
from tests.agent.model_server import Answers, serving
from tests.eval.conftest import isnad_eval

CASES = load_labelled(LABELLED)


def honest(request: Mapping[str, Any]) -> Answers:
    """Judge as people did, by the answer that the prompt shows."""
    prompt = request["messages"][-1]["content"]
    return Answers(next(("Right." if one.right else "wrong") for one in CASES if f"\n{one.answer}\n" in prompt))


def test_the_labelled_cases_are_balanced_in_both_languages_and_either_way() -> None:
    counts = {(language, right): 0 for language in ("ar", "en") for right in (True, False)}
    for one in CASES:
        counts[one.language, one.right] += 1
    assert len(set(counts.values())) == 1


@pytest.mark.parametrize(
    ("labels", "verdicts", "accuracy", "kappa"),
    [
        ([True, False] * 5, [True, False] * 5, 1, 1),
        ([True, False] * 5, [False, True] * 5, 0, -1),
        ([True, False] * 5, [True] * 10, 0.5, 0),
        ([True, True, False, False], [True, True, True, False], 0.75, 0.5),
        ([True, False], [None, None], 0, 0),
        ([True, True], [True, True], 1, 0),
    ],
)
def test_kappa_is_agreement_beyond_chance(
    labels: list[bool], verdicts: list[bool | None], accuracy: float, kappa: float
) -> None:
    found = agreement(labels, verdicts)
    assert (found.accuracy, found.kappa) == (accuracy, pytest.approx(kappa))
    assert found.unread == verdicts.count(None)


def test_an_honest_judge_agrees_with_people_and_one_that_always_says_right_is_not_believed() -> None:
    with serving(honest) as server:
        good = Judge(ModelSettings("scripted", server.url)).agreement(CASES)
    with serving(lambda _: Answers("right")) as server:
        flatterer = Judge(ModelSettings("scripted", server.url)).agreement(CASES)
    assert (good.accuracy, good.kappa, good.is_believed) == (1, 1, True)
    assert (flatterer.accuracy, flatterer.kappa, flatterer.is_believed) == (0.5, 0, False)


@pytest.mark.parametrize("said", ["It depends.", "", "صحيح"])
def test_a_reply_that_is_neither_right_nor_wrong_is_no_verdict(said: str) -> None:
    with serving(lambda _: Answers(said)) as server:
        judge = Judge(ModelSettings("scripted", server.url))
        assert judge.verdict("en", "When?", ("1950",), "In 1950.") is None


def test_the_judge_is_asked_in_the_language_of_the_question_with_all_that_is_known() -> None:
    with serving(lambda _: Answers("wrong")) as server:
        judge = Judge(ModelSettings("scripted", server.url))
        assert judge.verdict("ar", "متى؟", ("1950", "خمسينيات"), "عام 1940") is False
        for words in ("متى؟", "- 1950\n- خمسينيات", "عام 1940", "أجب بكلمة واحدة"):
            assert words in server.said()


@pytest.mark.parametrize("name", ["judge", "stuffed"])
def test_the_prompts_have_the_same_fields_in_both_languages(name: str) -> None:
    fields: list[set[str]] = [set(Template.get_identifiers(template(name, language))) for language in ("ar", "en")]
    assert (
        fields[0] == fields[1] == {"judge": {"question", "gold", "answer"}, "stuffed": {"question", "passages"}}[name]
    )


def test_labels_that_cannot_tell_a_judge_apart_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    for text in ('{"language": "en"}', '{"language":"en","question":"q","gold":[],"answer":"a","right":true}'):
        path.write_text(text, "utf-8")
        with pytest.raises(InputError):
            load_labelled(path)
    assert Labelled("en", "q", (), "a", True) != Labelled("en", "q", (), "a", False)


STORY = (
    '{"id": "s", "articles": [{"id": "a", "text": "The comet Berglund will be seen on 4 April 2026."}], "questions": '
    '[{"id": "q", "lang": "en", "question": "When will the comet Berglund be seen?", "answerable": true, "answers": '
    '["4 April 2026"], "evidence": [{"article": "a", "quote": "on 4 April 2026"}]}]}'
)


@pytest.mark.parametrize(("language", "told"), [("en", "Judged right by scripted"), ("ar", "عدّه scripted صحيحاً")])
def test_the_command_tells_the_agreement_before_the_scores_and_no_scores_of_a_judge_that_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    (tmp_path / "s.jsonl").write_text(STORY, "utf-8")
    monkeypatch.delenv("ISNAD_MODEL", raising=False)

    def judge(request: Mapping[str, Any]) -> Answers:
        return Answers("right") if "Berglund" in request["messages"][-1]["content"] else honest(request)

    with serving(judge) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        believed = isnad_eval("run", tmp_path / "s.jsonl", "--judge", "scripted", language=language)
    with serving(lambda _: Answers("right")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        doubted = isnad_eval("run", tmp_path / "s.jsonl", "--judge", "scripted", language=language)
    assert "1.000" in believed.stderr.split(told)[0]
    assert f"{told}: 1.000." in believed.stderr
    assert doubted.exit_code == 0
    assert told not in doubted.stderr
    assert "0.500" in doubted.stderr
