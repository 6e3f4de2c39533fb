"""Reports that differ and can both be true: an answer does not call them a conflict."""

import pytest

from retrieval.records import Draft, Language
from tests.agent.conftest import AskOver
from tests.agent.stories import LOOKALIKES, Report, Story, Way
from tests.agent.test_conflicts import Reasons, asked, cases

TOLD = "كم تمثالاً finds no number in a sentence that says 86 تمثالاً"
OPINION = "what critics think of a film is taken for whether it is so"
TOTAL = "'the number of people killed rose to nine' is not taken to count people"
PLANNED = "the plan is the whole answer"
FAILS: Reasons = {
    "sculptures": {"ar-ar-ar": TOLD, "ar-en-ar": TOLD},
    "film-opinions": {"ar-ar-ar": OPINION, "ar-en-ar": OPINION},
}
UPDATES_FAIL: Reasons = {
    "flood-toll": {"en-en-en": TOTAL},
}
PLANS_FAIL: Reasons = {"trees": {"en-ar-en": PLANNED}}
SHOWN_AS = {"update": {"update"}, "planned": {"plan"}, "opinion": {"views"}}


@pytest.mark.parametrize(("story", "way"), cases(LOOKALIKES, FAILS))
def test_what_only_looks_like_a_conflict_is_not_called_one(ask_over: AskOver, story: Story, way: Way) -> None:
    answer = asked(ask_over, story, way)
    assert answer.searched.articles == 2
    assert answer.status == "answered"
    assert {one.verdict for one in answer.conflicts} <= SHOWN_AS.get(story.kind, set())


UPDATES = [story for story in LOOKALIKES if story.kind == "update"]


@pytest.mark.parametrize(("story", "way"), cases(UPDATES, UPDATES_FAIL))
def test_a_later_count_is_shown_as_one_the_earlier_first(ask_over: AskOver, story: Story, way: Way) -> None:
    answer = asked(ask_over, story, way)
    (change,) = answer.conflicts
    assert (change.kind, change.verdict) == ("number", "update")
    earlier, later = ({"first"}, {"second"})
    articles = {cited.number: cited.article_id for cited in answer.citations}
    assert [{articles[number] for number in one.citations} for one in change.positions] == [earlier, later]
    says = {"ar": "تغيّر هذا مع الوقت: ", "en": "This changed with time: "}
    assert answer.statements[0].text.startswith(says[way[2]])


PLANS = [story for story in LOOKALIKES if story.kind == "planned"]


@pytest.mark.parametrize(("story", "way"), cases(PLANS, PLANS_FAIL))
def test_a_plan_alone_does_not_answer_where_an_article_says_what_happened(
    ask_over: AskOver, story: Story, way: Way
) -> None:
    answer = asked(ask_over, story, way)
    assert "second" in {cited.article_id for cited in answer.citations}


# Told a day later, or at another time of that day, the same two numbers cannot both be the last word.
FINAL = Story(
    "landslide",
    "number",
    "كم بيتاً دمّر الانزلاق في قرية الدرج؟",
    "How many houses did the landslide in the village of Daraj destroy?",
    (
        Report(
            "2025-02-18",
            "دمّر الانزلاق في قرية الدرج 13 بيتاً حتى الآن، وفق المختار.\n\nوالأرض ما زالت تتحرك.",
            "The landslide in the village of Daraj has destroyed 13 houses so far, the headman said.\n\n"
            "The ground is still moving.",
        ),
        Report(
            "2025-02-20",
            "دمّر الانزلاق في قرية الدرج 29 بيتاً، بحسب مهندس المحافظة.\n\nوتوقفت الحركة.",
            "The landslide in the village of Daraj destroyed 29 houses, the engineer of the province said.\n\n"
            "It has come to rest.",
        ),
    ),
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_count_so_far_gives_way_to_a_later_one_but_not_to_one_of_the_same_day(
    ask_over: AskOver, language: Language
) -> None:
    first, second = FINAL.drafts(language, language)
    later = ask_over([first, second], FINAL.question(language))
    assert [one.verdict for one in later.conflicts] == ["update"]
    same_day = Draft(second.id, second.text, source=second.source, published=first.published)
    at_once = ask_over([first, same_day], FINAL.question(language))
    assert [one.verdict for one in at_once.conflicts] == ["conflict"]


WIRE = {
    "en": "Firefighters in Darwan brought a blaze in a paint store under control after six hours, and {count} people "
    "were injured, the fire brigade said.\n\nThe flames could be seen from the harbour, and a column of black smoke "
    "stood over the old town. Schools in the quarter sent their pupils home.\n\nThe owner of the store said that it "
    "held four hundred drums of varnish, and that the sprinklers had been looked at in spring.\n\nThe brigade asked "
    "those who live nearby to keep their windows shut until the wind turns.",
    "ar": "سيطر رجال الإطفاء في دروان على حريق شبّ في مخزن دهانات بعد ست ساعات، وأُصيب في الحريق {count} شخصاً، وفق "
    "فوج الإطفاء.\n\nوشوهدت ألسنة اللهب من المرفأ، وارتفع عمود من الدخان الأسود فوق المدينة القديمة، وأعادت مدارس "
    "الحي تلاميذها إلى بيوتهم.\n\nوقال صاحب المخزن إن فيه أربعمئة برميل من الورنيش، وإن المرشّات فُحصت في الربيع.\n\n"
    "وطلب الفوج من سكان الجوار إبقاء نوافذهم مغلقة إلى أن يتغير اتجاه الريح.",
}
WIRE_QUESTIONS = {
    "en": "How many people were injured in the fire in the paint store in Darwan?",
    "ar": "كم شخصاً أُصيب في حريق مخزن الدهانات في دروان؟",
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_two_versions_of_one_agency_text_are_not_two_sides(ask_over: AskOver, language: Language) -> None:
    drafts = [
        Draft(f"copy-{count}", WIRE[language].format(count=count), source=f"Post {count}", published="2025-06-10")
        for count in (12, 15)
    ]
    answer = ask_over(drafts, WIRE_QUESTIONS[language])
    assert answer.status == "answered"
    assert not [one for one in answer.conflicts if one.verdict == "conflict"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_article_of_its_own_conflicts_with_a_text_that_two_outlets_carry(
    ask_over: AskOver, language: Language
) -> None:
    own = {
        "en": "The fire in the paint store in Darwan injured 31 people, the hospital on the quay said.",
        "ar": "أُصيب 31 شخصاً في حريق مخزن الدهانات في دروان، بحسب مشفى الرصيف.",
    }
    text = WIRE[language].format(count=12)
    drafts = [
        Draft("copy-1", text, source="Post 1", published="2025-06-10"),
        Draft("copy-2", f"{text}\n\n(Reuters)", source="Post 2", published="2025-06-10"),
        Draft("own", own[language], source="Darwan Radio", published="2025-06-10"),
    ]
    answer = ask_over(drafts, WIRE_QUESTIONS[language])
    assert [one.verdict for one in answer.conflicts] == ["conflict"]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "ماذا قيل عن سوق الجمعة في دروان؟",
            (
                "ينعقد سوق الجمعة في دروان عند سور المدينة، ويبيع فيه المزارعون الجبن.",
                "سوق الجمعة في دروان يجذب زواراً من القرى، ويعزف فيه عازف ناي.",
            ),
        ),
        (
            "What is said of the Friday market in Darwan?",
            (
                "The Friday market in Darwan is held by the city wall, and farmers sell cheese there.",
                "The Friday market in Darwan draws visitors from the villages, and a flute is played.",
            ),
        ),
    ],
)
def test_two_things_said_of_one_subject_are_no_conflict(
    ask_over: AskOver, question: str, texts: tuple[str, str]
) -> None:
    drafts = [Draft(str(at), text, source=f"Post {at}", published="2025-03-03") for at, text in enumerate(texts)]
    answer = ask_over(drafts, question)
    assert answer.status == "answered"
    assert not answer.conflicts


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Who sang the anthem at the Dawran Cup?",
            "Lina Karam was the first player to win the Dawran Cup with two clubs. She is forty.",
            "They beat the holder of the Dawran Cup, Samir Haddad, by two goals in the first round.",
        ),
        (
            "من غنّى النشيد في كأس دوران؟",
            "كانت لينا كرم أول لاعبة تفوز بكأس دوران مع ناديين. عمرها أربعون.",
            "ثم هزموا حامل كأس دوران سمير حداد بهدفين في الدور الأول.",
        ),
    ],
)
def test_names_in_articles_of_no_date_that_say_little_of_the_question_do_not_conflict(
    ask_over: AskOver, question: str, first: str, second: str
) -> None:
    drafts = [Draft("first", first, source="Atlas"), Draft("second", second, source="Almanac")]
    assert ask_over(drafts, question).conflicts == ()
