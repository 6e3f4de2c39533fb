"""Where sources conflict, a model tells no side as fact: the rules' conflicts are told first, its own are checked."""

from collections.abc import Iterator, Mapping

import pytest

from agent.events import Told
from retrieval import Library
from retrieval.records import Draft, Language
from tests.agent.model_server import in_turn, telling
from tests.agent.writing.conftest import LANGUAGES, Asked, ask_model

INJURED = {
    "en": "How many passengers were injured in the ferry accident?",
    "ar": "كم راكباً أُصيب في حادث عبّارة النورس؟",
}
AS_27, AS_41 = "أُصيب 27 راكباً بجروح", "Forty-one passengers were injured on Tuesday evening"
FLAT = {"en": ("41 passengers were injured.", AS_41), "ar": ("أُصيب 27 راكباً.", AS_27)}
BOTH = {
    "en": ("Sources conflict: one speaks of 27 injured passengers, the other of 41.", [AS_27, AS_41]),
    "ar": ("تتعارض المصادر: أحدها يتحدث عن إصابة 27 راكباً والآخر عن 41.", [AS_27, AS_41]),
}
BESIDE = {
    "en": ("Sailings to the island are suspended.", "Sailings to the island are suspended until further notice"),
    "ar": (
        "علّقت سلطة الميناء الرحلات إلى الجزيرة.",
        "وعلّقت سلطة الميناء الرحلات إلى الجزيرة حتى إشعار آخر",
    ),
}
CAUSES: Mapping[Language, tuple[Draft, Draft]] = {
    "en": (
        Draft(
            "brewery-post",
            "The brewery of Tolvan burned down on Friday night. A spark from a welder's torch set the roof alight, the "
            "fire chief of Tolvan said.\n\nThe 12 vats were lost.",
            title="Brewery of Tolvan burns down",
            source="Tolvan Post",
            published="2025-05-03",
        ),
        Draft(
            "brewery-herald",
            "Fire destroyed the brewery of Tolvan on Friday night. Rats had gnawed a cable beside the boiler, the "
            "owner of the brewery said.\n\nThe brewery made 30 barrels a day.",
            title="Fire destroys brewery",
            source="Selm Herald",
            published="2025-05-03",
        ),
    ),
    "ar": (
        Draft(
            "brewery-post",
            "احترق مصنع الصابون في طولفان ليلة الجمعة. وأشعلت شرارة من لحّام سقف المصنع، وفق قائد الإطفاء في طولفان.\n\n"
            "وفُقد 12 مرجلاً.",
            title="احتراق مصنع الصابون في طولفان",
            source="بريد طولفان",
            published="2025-05-03",
        ),
        Draft(
            "brewery-herald",
            "دمّر حريق مصنع الصابون في طولفان ليلة الجمعة. وكانت الجرذان قد قضمت سلكاً بجوار الفرن، بحسب صاحب المصنع."
            "\n\nوكان المصنع يصنع 30 صندوقاً في اليوم.",
            title="حريق يدمّر مصنع الصابون",
            source="صحيفة سلم",
            published="2025-05-03",
        ),
    ),
}
WHY = {"en": "What happened to the brewery of Tolvan?", "ar": "ماذا حدث لمصنع الصابون في طولفان؟"}
BURNED = {
    "en": ("The brewery of Tolvan burned down.", "The brewery of Tolvan burned down on Friday night"),
    "ar": ("احترق مصنع الصابون في طولفان.", "احترق مصنع الصابون في طولفان ليلة الجمعة"),
}
SIDES = {
    "en": (
        ("a welder's torch", "A spark from a welder's torch set the roof alight"),
        ("rats", "Rats had gnawed a cable beside the boiler"),
    ),
    "ar": (("شرارة من لحّام", "وأشعلت شرارة من لحّام سقف المصنع"), ("الجرذان", "وكانت الجرذان قد قضمت سلكاً بجوار الفرن")),
}
COUNTS = {
    "en": (("12", "The 12 vats were lost"), ("30", "The brewery made 30 barrels a day")),
    "ar": (("12", "وفُقد 12 مرجلاً"), ("30", "وكان المصنع يصنع 30 صندوقاً في اليوم")),
}


@pytest.fixture(scope="module")
def tolvan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[Language, Library]]:
    """Two articles in each language that give one fire two causes."""
    with Library.open(tmp_path_factory.mktemp("en")) as english, Library.open(tmp_path_factory.mktemp("ar")) as arabic:
        english.add_drafts(CAUSES["en"])
        arabic.add_drafts(CAUSES["ar"])
        yield {"en": english, "ar": arabic}


def assert_told_first(asked: Asked) -> None:
    """One conflict, 27 against 41, told before all else with an article of each side."""
    (conflict,) = asked.answer.conflicts
    assert (conflict.kind, conflict.verdict) == ("number", "conflict")
    articles = {cited.number: cited.article_id for cited in asked.answer.citations}
    sides = [{articles[number] for number in position.citations} for position in conflict.positions]
    assert sorted(map(sorted, sides)) == [["ferry-gazette"], ["ferry-marfa"]]
    assert {articles[number] for number in asked.answer.statements[0].citations} == {"ferry-gazette", "ferry-marfa"}
    for value in ("27", "41"):
        assert value in asked.texts[0]
    first = next(event for event in asked.events if isinstance(event, Told))
    assert len(first.citations) == 2


# What the rules find


@LANGUAGES
def test_a_conflict_that_the_model_is_silent_on_is_told_first(sample: Library, language: Language) -> None:
    asked = ask_model(sample, telling((BESIDE[language][0], [BESIDE[language][1]])), INJURED[language])
    assert_told_first(asked)
    assert asked.texts[1:] == [BESIDE[language][0]]
    assert asked.answer.writer == "scripted"
    assert len(asked.requests) == 1


@LANGUAGES
def test_one_side_stated_flat_is_sent_back_and_dropped(sample: Library, language: Language) -> None:
    beside = (BESIDE[language][0], [BESIDE[language][1]])
    asked = ask_model(sample, telling((FLAT[language][0], [FLAT[language][1]]), beside), INJURED[language])
    assert_told_first(asked)
    assert asked.faults == [{"one_sided"}, {"one_sided"}]
    assert FLAT[language][0] not in asked.texts
    assert {"en": "gives one side only", "ar": "تذكر طرفاً واحداً"}[language] in asked.server.said(1)
    assert len(asked.requests) == 2


@LANGUAGES
def test_one_side_mended_to_both_goes_out(sample: Library, language: Language) -> None:
    script = in_turn(telling((FLAT[language][0], [FLAT[language][1]])), telling(BOTH[language]))
    asked = ask_model(sample, script, INJURED[language])
    assert_told_first(asked)
    assert BOTH[language][0] in asked.texts


@LANGUAGES
def test_a_model_that_gives_nothing_though_the_rules_find_a_conflict_is_not_heard(
    sample: Library, language: Language
) -> None:
    asked = ask_model(sample, telling(), INJURED[language])
    assert_told_first(asked)
    assert asked.answer.writer == "quotes"
    assert {"en": "though the articles differ", "ar": "مع أن المقالات تختلف"}[language] in asked.answer.notices[0]


@LANGUAGES
def test_the_model_is_shown_what_the_rules_found(sample: Library, language: Language) -> None:
    asked = ask_model(sample, telling(BOTH[language]), INJURED[language])
    said = asked.server.said(0)
    tail = said[said.rindex("</passage-") :]
    for value in ("27", "41", "conflict"):
        assert value in tail


@LANGUAGES
def test_a_number_conflict_that_the_rules_found_is_told_once_though_the_model_reports_it(
    sample: Library, language: Language
) -> None:
    reply = telling(BOTH[language], sides=(("27", AS_27), ("41", AS_41)))
    asked = ask_model(sample, reply, INJURED[language])
    assert_told_first(asked)
    assert len(asked.texts) == len(set(asked.texts))


# What the model reports


@LANGUAGES
@pytest.mark.parametrize("kind", ["cause", "person", "place"])
def test_a_conflict_that_the_model_reports_is_taken_up_if_both_quotes_stand(
    tolvan: Mapping[Language, Library], language: Language, kind: str
) -> None:
    burned = (BURNED[language][0], [BURNED[language][1]])
    asked = ask_model(tolvan[language], telling(burned, sides=SIDES[language], kind=kind), WHY[language])
    (conflict,) = asked.answer.conflicts
    assert (conflict.kind, conflict.verdict) == (kind, "conflict")
    assert [position.value for position in conflict.positions] == [value for value, _ in SIDES[language]]
    cited = {one.number: one for one in asked.answer.citations}
    for position, (_, quote) in zip(conflict.positions, SIDES[language], strict=True):
        assert [cited[number].quote for number in position.citations] == [quote]
        assert position.value in conflict.explanation


@LANGUAGES
def test_a_value_that_is_no_word_of_its_quote_is_replaced_by_the_quote(
    tolvan: Mapping[Language, Library], language: Language
) -> None:
    (_, first), (_, second) = SIDES[language]
    sides = (("arson حريق متعمد", first), ("a storm عاصفة", second))
    burned = (BURNED[language][0], [BURNED[language][1]])
    asked = ask_model(tolvan[language], telling(burned, sides=sides, kind="cause"), WHY[language])
    (conflict,) = asked.answer.conflicts
    assert [position.value for position in conflict.positions] == [first, second]


@LANGUAGES
def test_a_conflict_of_numbers_that_the_rules_do_not_see_is_not_taken_up(
    tolvan: Mapping[Language, Library], language: Language
) -> None:
    burned = (BURNED[language][0], [BURNED[language][1]])
    asked = ask_model(tolvan[language], telling(burned, sides=COUNTS[language], kind="number"), WHY[language])
    assert asked.answer.conflicts == ()
    assert asked.texts == [BURNED[language][0]]


@LANGUAGES
def test_a_conflict_with_an_invented_side_or_of_one_article_is_not_taken_up(
    tolvan: Mapping[Language, Library], language: Language
) -> None:
    burned = (BURNED[language][0], [BURNED[language][1]])
    real = SIDES[language][0]
    invented = {"en": ("lightning", "Lightning struck the roof"), "ar": ("صاعقة", "ضربت صاعقة السقف")}[language]
    for other in (invented, BURNED[language], real):
        asked = ask_model(tolvan[language], telling(burned, sides=(real, other), kind="cause"), WHY[language])
        assert asked.answer.conflicts == ()
        assert asked.answer.writer == "scripted"
