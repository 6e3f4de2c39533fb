"""Understanding a question: its language, what kind of answer each of its parts wants, and what it wants counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.questions import LONGEST_QUESTION, understand
from retrieval.errors import QuestionError
from retrieval.folding import words

KINDS = {
    "who": (
        "Who received the Turkish delegation?",
        "Whose signature stands on the contract?",
        "To whom was the prize given?",
        "By whom was the bridge built?",
        "من استقبل الوفد التركي؟",
        "من هي رئيسة بلدية ساروفة؟",
        "من الذي وقّع الاتفاق؟",
        "Which engineer drew the plans?",
        "Which company built the tunnel?",
        "أي مهندس رسم المخططات؟",
        "أي شركة بنت النفق؟",
        "لمن مُنحت الجائزة؟",
        "مَن قاد الفريق؟",
    ),
    "when": (
        "When did the ferry hit the quay?",
        "On what date was the agreement signed?",
        "In which year was the tunnel finished?",
        "Since when has the road been closed?",
        "متى ارتطمت العبّارة بالرصيف؟",
        "في أي يوم افتُتح المعرض؟",
        "ما تاريخ توقيع الاتفاق؟",
        "ما هو موعد الافتتاح؟",
        "منذ متى والطريق مغلق؟",
    ),
    "where": (
        "Where did the fire break out?",
        "In which city was the summit held?",
        "What village was flooded?",
        "At which airport did the plane land?",
        "في أي مطار هبطت الطائرة؟",
        "أين اندلع الحريق؟",
        "في أي مدينة عُقدت القمة؟",
        "من أين انطلقت القافلة؟",
        "إلى أين اتجهت السفينة؟",
    ),
    "how_many": (
        "How many people were injured?",
        "What is the length of the bridge?",
        "How long is the new bridge?",
        "What percentage of voters took part?",
        "What was the death toll?",
        "What temperature did the station record?",
        "أي درجة حرارة سجّلت المحطة؟",
        "كم يزن الرغيف؟",
        "How much rain fell on Sunday?",
        "How old is the president?",
        "كم عدد المصابين؟",
        "ما طول الجسر الجديد؟",
        "كم راكباً كان على متن العبّارة؟",
        "ما نسبة المشاركة في الانتخابات؟",
        "ما حصيلة الضحايا؟",
        "ما مساحة أرضية الفسيفساء؟",
        "كم يبلغ عمر الرئيس؟",
    ),
    "how_much": (
        "How much did the bridge cost?",
        "How much money was stolen?",
        "What is the price of bread?",
        "What was the cost of the repairs?",
        "ما سعر الخبز؟",
        "بكم بيعت اللوحة؟",
        "ما تكلفة الإصلاحات؟",
        "ما قيمة العقد؟",
    ),
    "why": (
        "Why was the minister dismissed?",
        "What caused the crash?",
        "For what reason did they strike?",
        "لماذا ارتطمت العبّارة بالرصيف؟",
        "ما سبب تأخر الافتتاح؟",
        "ما أسباب الإضراب؟",
        "لِمَ استقال الوزير؟",
    ),
    "views": (
        "What do the critics think of the film?",
        "What are the views on the new law?",
        "How do analysts see the offer?",
        "ما رأي النقاد في الفيلم؟",
        "ما الآراء في القانون الجديد؟",
        "كيف يقيّم المحللون العرض؟",
    ),
    "yes_no": (
        "Did the port authority sign the agreement?",
        "Is the bridge open?",
        "Were there any deaths?",
        "هل وقّعت سلطة الميناء الاتفاق؟",
        "هل افتُتح الجسر؟",
        "ألم يُفتتح الجسر بعد؟",
    ),
    "name": (
        "What is the name of the captain?",
        "What are the names of the victims?",
        "ما اسم قبطان العبّارة؟",
        "ما هي أسماء الفائزين؟",
    ),
    "open": (
        "What did the minister say about the strike?",
        "Tell me about the book fair",
        "How was the mosaic found?",
        "What is said about handing the terminal to a foreign operator?",
        "bridge opening Saroufa",
        "ماذا قال الوزير عن الإضراب؟",
        "كيف اكتُشفت الفسيفساء؟",
        "حدثني عن معرض الكتاب",
        "صف الأضرار",
        "افتتاح جسر ميسون",
    ),
}
TWO_PARTS = (
    ("Who received the delegation, and when?", "who", "when"),
    ("من استقبل الوفد ومتى؟", "who", "when"),
    ("When and where was the agreement signed?", "when", "where"),
    ("متى وأين وُقّع الاتفاق؟", "when", "where"),
    ("How many were injured and why?", "how_many", "why"),
    ("كم عدد المصابين ولماذا أُصيبوا؟", "how_many", "why"),
    ("Where did the fire break out; how many were hurt?", "where", "how_many"),
    ("أين اندلع الحريق؟ وكم عدد الجرحى؟", "where", "how_many"),
    ("When did the fair close and how many visitors came?", "when", "how_many"),
    ("متى اختُتم المعرض وكم بلغ عدد زواره؟", "when", "how_many"),
    ("Who built the road and who paid for it?", "who"),
    ("من بنى الطريق ومن هو صاحبه؟", "who"),
)
MISREAD = (
    ("كم كلّف بناء الجسر؟", "how_much"),
    ("كم تبلغ كلفة الجسر؟", "how_much"),
    ("كم ستبلغ كلفة السقف؟", "how_much"),
    ("وأين كان ذلك؟", "where"),
    ("ومتى كان ذلك؟", "when"),
    ("ما القرية التي غمرتها المياه؟", "where"),
    ("بحسب التقرير، من كان على متن السفينة؟", "who"),
)
COUNTED = (
    ("How many families left their homes?", {"families"}),
    ("How many wounded soldiers were there?", {"soldiers"}),
    ("The number of visitors?", {"visitors"}),
    ("كم جندياً قُتل؟", {"جنديا"}),
    ("كم عدد الأسر التي غادرت منازلها؟", {"الاسر"}),
    ("ما عدد الركاب؟", {"الركاب"}),
    ("How many people were there?", set()),
    ("كم عدد الأشخاص الذين حضروا؟", set()),
    ("كم بلغ طوله؟", set()),
    ("Who counted them?", set()),
)

questions = st.sampled_from([question for many in KINDS.values() for question in many])


# Laws


@given(questions, st.sampled_from(["ar", "en"]))
def test_the_language_asked_for_changes_the_frame_and_nothing_else(question: str, language: str) -> None:
    asked, told = understand(question), understand(question, language)
    assert told.language == language
    assert (told.text, told.kinds, told.counted, told.exact) == (asked.text, asked.kinds, asked.counted, asked.exact)


@given(questions, st.sampled_from(["{}", " {}", "{}\n", "{} ؟", "«{}»", "\u200f{}", "{}\u200e"]))
def test_what_stands_round_a_question_does_not_change_its_kind(question: str, surroundings: str) -> None:
    assert understand(surroundings.format(question)).kinds == understand(question).kinds


@given(st.text(max_size=60))
def test_any_text_with_a_word_is_understood_and_any_other_refused(text: str) -> None:
    if words(text):
        asked = understand(text)
        assert asked.kinds
        assert len(set(asked.kinds)) == len(asked.kinds)
    else:
        with pytest.raises(QuestionError):
            understand(text)


# Kinds


@pytest.mark.parametrize(("question", "kind"), [(q, kind) for kind, many in KINDS.items() for q in many])
def test_a_question_wants_one_kind_of_answer(question: str, kind: str) -> None:
    assert understand(question).kinds == (kind,)


@pytest.mark.parametrize(("question", "kinds"), [(question, kinds) for question, *kinds in TWO_PARTS])
def test_a_question_of_two_parts_wants_a_kind_for_each(question: str, kinds: list[str]) -> None:
    assert understand(question).kinds == tuple(kinds)


@pytest.mark.parametrize(("question", "kind"), MISREAD)
def test_a_question_is_read_in_all_its_forms(question: str, kind: str) -> None:
    assert understand(question).kinds == (kind,)


@pytest.mark.parametrize("question", ["هل وقّعوا الاتفاق، ومن الذي وقّعه؟", "ما كلفة الجسر ومن دفعها؟"])
def test_who_is_heard_as_the_second_part_in_arabic_as_in_english(question: str) -> None:
    assert understand("Did they sign, and who signed?").kinds == ("yes_no", "who")
    assert understand(question).kinds[1:] == ("who",)


@pytest.mark.parametrize("question", ["من بين الجرحى أطفال", "من أجل ماذا؟", "من المقرر أن يُفتتح الجسر"])
def test_the_arabic_preposition_does_not_ask_who(question: str) -> None:
    assert "who" not in understand(question).kinds


# Language, exactness, what is counted


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("من هو Tomas Hallgren؟", "ar"),
        ("متى وصلت سفينة Al-Nawras؟", "ar"),
        ("What does «إسناد» mean?", "en"),
        ("2025?", "en"),
    ],
)
def test_a_question_is_answered_in_the_language_of_most_of_its_words(question: str, language: str) -> None:
    assert understand(question).language == language


def test_a_name_in_the_other_script_does_not_change_the_language() -> None:
    assert understand("من هو Tomas Hallgren؟").language == "ar"
    assert understand("Who is ليلى العرجون?").language == "en"


@pytest.mark.parametrize(
    ("question", "exact"),
    [
        ("On what exact day was it signed?", True),
        ("متى وُقّع الاتفاق بالضبط؟", True),
        ("متى وُقّع الاتفاق تحديداً؟", True),
        ("When was it signed?", False),
        ("متى وُقّع الاتفاق؟", False),
    ],
)
def test_a_question_for_the_exact_day_is_heard_as_one(question: str, exact: bool) -> None:
    assert understand(question).exact is exact


@pytest.mark.parametrize(("question", "counted"), COUNTED)
def test_the_noun_to_be_counted_is_heard_unless_anybody_counts(question: str, counted: set[str]) -> None:
    assert set(understand(question).counted) == counted


def test_a_text_pasted_by_mistake_is_refused_with_both_lengths() -> None:
    for text in ("why " * LONGEST_QUESTION, "لماذا " * LONGEST_QUESTION):
        with pytest.raises(QuestionError) as error:
            understand(text)
        for language in ("ar", "en"):
            assert f"{len(text):,}" in error.value.said(language)
            assert f"{LONGEST_QUESTION:,}" in error.value.said(language)
