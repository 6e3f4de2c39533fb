"""What a question wants measured, and what the words beside a number say of it."""

import pytest

from agent.measures import (
    classes,
    counts_heads,
    counts_things,
    dimensions_wanted,
    heads,
    is_part,
    is_person,
    is_vague,
    measured,
    people_asked,
    states,
    states_asked,
)
from agent.quantities import Quantity, find_quantities
from retrieval.folding import words

INFLATION = pytest.mark.xfail(strict=True, reason="the rate of inflation is not known to be a share")
ACTOR = pytest.mark.xfail(strict=True, reason="who arrested them stands beside the number too")


def quantity(text: str, number: str) -> Quantity:
    """Find the quantity of a sentence whose words begin with `number`."""
    return next(one for one in find_quantities(text) if one.span.of(text).startswith(number))


@pytest.mark.parametrize(
    ("english", "arabic", "dimensions"),
    [
        ("How deep is the well?", "ما عمق البئر؟", "length"),
        ("How wide is the river at Darwan?", "كم يبلغ عرض النهر عند دروان؟", "length"),
        ("How much rain fell in Darwan?", "كم بلغت كمية الأمطار في دروان؟", "length"),
        ("How much snow fell?", "ما كمية الثلوج التي هطلت؟", "length"),
        ("What is the area of the orchard?", "ما مساحة البستان؟", "area"),
        ("How heavy is the bell?", "كم وزن الجرس؟", "mass"),
        ("How fast did the train go?", "ما سرعة القطار؟", "speed"),
        ("How old is the mosque?", "كم عمر المسجد؟", "duration"),
        ("How hot was it in Darwan?", "كم بلغت درجة الحرارة في دروان؟", "temperature"),
        ("What percentage of voters took part?", "ما نسبة المشاركة في الاقتراع؟", "points share"),
        ("By how much was the interest rate cut?", "بكم خُفّض سعر الفائدة؟", "points share"),
        ("What was the trade volume of the two countries?", "ما حجم التبادل التجاري بين البلدين؟", "mass money volume"),
        ("How many people died?", "كم شخصاً مات؟", ""),
        ("How many ferries were built?", "كم عبّارة بُنيت؟", ""),
    ],
)
def test_a_question_wants_the_same_dimensions_in_either_language(english: str, arabic: str, dimensions: str) -> None:
    assert dimensions_wanted(english) == dimensions_wanted(arabic) == frozenset(dimensions.split())


@pytest.mark.parametrize(
    "question", [pytest.param("What is the inflation rate?", marks=INFLATION), "ما معدل التضخم؟", "كم نسبة التضخم؟"]
)
def test_inflation_is_a_share(question: str) -> None:
    assert "share" in dimensions_wanted(question)


def test_a_length_is_wanted_where_others_stand_beside_it() -> None:
    for text, number in (
        ("The well is 40 metres deep and took 3 years and 90 men.", "40"),
        ("البئر عمقها 40 متراً، واستغرق حفرها 3 سنوات و90 رجلاً.", "40"),
    ):
        (one,) = measured(find_quantities(text), frozenset({"length"}))
        assert one.span.of(text).startswith(number)


@pytest.mark.parametrize("text", ["One ferry and 12 boats sailed 30 miles.", "أبحرت عبّارة واحدة و12 مركباً 30 ميلاً."])
def test_counts_alone_are_wanted_where_nothing_else_is_and_one_is_none(text: str) -> None:
    assert [one.number.low for one in measured(find_quantities(text), frozenset())] == [12]


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Twelve people died, including four children.", "Twelve", "four"),
        ("Twelve people died, among them four soldiers.", "Twelve", "four"),
        pytest.param("Twelve people died, four of them children.", "Twelve", "four"),
        pytest.param("24 people were injured, six children among them.", "24", "six"),
        ("قُتل اثنا عشر شخصاً بينهم أربعة أطفال.", "اثنا", "أربعة"),
        ("قُتل 12 شخصاً، من بينهم 4 جنود.", "12", "4"),
        ("أُصيب 24 شخصاً، منهم ستة أطفال.", "24", "ستة"),
        pytest.param("قُتل 12 شخصاً، أربعة منهم أطفال.", "12", "أربعة"),
    ],
)
def test_a_part_is_told_from_its_whole(text: str, whole: str, part: str) -> None:
    assert not is_part(text, quantity(text, whole).span)
    assert is_part(text, quantity(text, part).span)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nine workers were killed and three injured.", "three"),
        ("The town between them has 4,000 people.", "4,000"),
        ("قُتل تسعة عمال وأُصيب ثلاثة.", "ثلاثة"),
        ("خرج من المدينة 4000 شخص.", "4000"),
    ],
)
def test_another_number_of_the_sentence_is_no_part(text: str, number: str) -> None:
    assert not is_part(text, quantity(text, number).span)


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("300 inmates fled.", "هرب 300 سجين."),
        ("14 passengers slept.", "نام 14 راكباً."),
        ("Six children sang.", "غنّى ستة أطفال."),
        ("30 firefighters came.", "حضر 30 إطفائياً."),
        ("Nine soldiers marched.", "سار تسعة جنود."),
    ],
)
def test_people_of_one_kind_are_one_kind_in_both_languages(english: str, arabic: str) -> None:
    (one,), (other,) = find_quantities(english), find_quantities(arabic)
    assert classes(one) == classes(other) != set()
    assert is_person(one)
    assert is_person(other)
    assert not counts_heads(one)
    assert not counts_heads(other)


@pytest.mark.parametrize("text", ["Forty people came.", "حضر 40 شخصاً.", "قُتل أحد عشر مواطناً."])
def test_people_in_general_are_of_no_kind(text: str) -> None:
    (one,) = find_quantities(text)
    assert counts_heads(one)
    assert not classes(one)


@pytest.mark.parametrize("text", ["Forty olive trees burned.", "احترقت 40 شجرة زيتون."])
def test_trees_are_nobody(text: str) -> None:
    (one,) = find_quantities(text)
    assert not is_person(one)
    assert heads(one, set()) == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Police arrested 40 protesters.", marks=ACTOR),
        pytest.param("اعتقلت الشرطة 40 متظاهراً.", marks=ACTOR),
    ],
)
def test_those_who_count_are_not_those_who_are_counted(text: str) -> None:
    (one,) = find_quantities(text)
    assert classes(one) == people_asked(words("protesters"))


@pytest.mark.parametrize(
    ("question", "asked_for", "general", "others"),
    [
        ("How many passengers were hurt?", "14 passengers fell.", "14 people fell.", "14 soldiers fell."),
        ("كم راكباً أُصيب؟", "سقط 14 راكباً.", "سقط 14 شخصاً.", "سقط 14 جندياً."),
    ],
)
def test_the_people_asked_for_count_most_then_people_in_general(
    question: str, asked_for: str, general: str, others: str
) -> None:
    kinds = people_asked(words(question))
    best, middle, least = (heads(find_quantities(text)[0], kinds) for text in (asked_for, general, others))
    assert best > middle > least


@pytest.mark.parametrize(
    ("question", "same", "other"),
    [
        ("How many people were killed?", "17 people died.", "17 people were wounded."),
        ("How many were injured?", "17 people were wounded.", "17 people were arrested."),
        ("How many are missing?", "17 people are missing.", "17 people died."),
        ("كم شخصاً قُتل؟", "لقي 17 شخصاً حتفهم.", "جُرح 17 شخصاً وأصيبوا."),
        ("كم شخصاً قُتل؟", "فارق الحياة 17 شخصاً.", "جُرح 17 شخصاً وأصيبوا."),
        ("كم شخصاً أُصيب؟", "نُقل 17 جريحاً.", "اعتُقل 17 شخصاً وأوقفت سياراتهم."),
        ("كم عدد المفقودين؟", "ما زال 17 شخصاً مفقودين.", "قُتل 17 شخصاً."),
    ],
)
def test_the_killed_are_not_the_injured_nor_the_held(question: str, same: str, other: str) -> None:
    wanted = states_asked(words(question))
    assert wanted
    assert wanted & states(find_quantities(same)[0])
    assert not wanted & states(find_quantities(other)[0])


@pytest.mark.parametrize("text", ["Both sides released 134 detainees.", "أفرج الطرفان عن 134 محتجزاً."])
def test_who_people_are_does_not_say_what_became_of_them(text: str) -> None:
    (one,) = find_quantities(text)
    assert states(one) == states_asked(words("released"))


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("It owns two jetties.", True),
        ("It employs two people.", False),
        ("The toll rose to nine on Monday.", False),
        ("تملك الشركة 12 رصيفاً.", True),
        ("يعمل فيها 12 شخصاً.", False),
    ],
)
def test_a_number_right_before_a_thing_counts_things(text: str, things: bool) -> None:
    (one,) = find_quantities(text)
    assert counts_things(one) is things


@pytest.mark.parametrize(("text", "vague"), [("Dozens came.", True), ("Forty came.", False), ("حضر العشرات.", True)])
def test_dozens_are_vague(text: str, vague: bool) -> None:
    (one,) = find_quantities(text)
    assert is_vague(one) is vague
