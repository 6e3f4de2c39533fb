"""Planned, happened or denied: by the words that say so, and not by those that only look like them."""

import pytest

from agent.stages import denials_in, is_planned
from retrieval.records import Span

FRIEND = pytest.mark.xfail(strict=True, reason="a noun that begins like the Arabic future")
CAME_TRUE = pytest.mark.xfail(strict=True, reason="what came as planned has happened")
SET = pytest.mark.xfail(strict=True, reason="'was set' is taken for 'was set to'")
NAME = pytest.mark.xfail(strict=True, reason="Will is taken for the future")
TWICE = pytest.mark.xfail(strict=True, reason="to deny a denial is not to deny")
REFUSED = pytest.mark.xfail(strict=True, reason="who is denied entry denies nothing")


def planned(text: str) -> bool:
    """Tell it of the day that stands at the end of a sentence."""
    at = text.index("3 May") if "3 May" in text else text.index("3 أيار")
    return is_planned(text, Span(at, len(text) - 1))


@pytest.mark.parametrize(
    "text",
    [
        "The park will open on 3 May.",
        "The ferry is due to sail on 3 May.",
        "The summit is scheduled for 3 May.",
        "They intend to vote on 3 May.",
        "The launch was postponed until 3 May.",
        "سيُفتتح الجسر في 3 أيار.",
        "ستفتح المدرسة أبوابها في 3 أيار.",
        "سوف يصل الوفد في 3 أيار.",
        "من المقرر أن يصل الوفد في 3 أيار.",
        "تعتزم الشركة الإبحار في 3 أيار.",
        "يُتوقع وصول السفينة في 3 أيار.",
        "ويُنتظر أن تصل السفينة في 3 أيار.",
    ],
)
def test_what_is_still_to_come_is_planned(text: str) -> None:
    assert planned(text)


@pytest.mark.parametrize(
    "text",
    [
        "The park opened on 3 May.",
        "He left a will of 3 May.",
        "The ship caught fire on 3 May.",
        pytest.param("The ship was set on fire on 3 May.", marks=SET),
        "The goodwill visit ended on 3 May.",
        pytest.param("The park opened as planned on 3 May.", marks=CAME_TRUE),
        pytest.param("Will Hassan arrived on 3 May.", marks=NAME),
        "افتُتح الجسر في 3 أيار.",
        "وصل الوفد إلى مقر الوزارة في 3 أيار.",
        "سيارة الوزير وصلت في 3 أيار.",
        "سياسة جديدة بدأت في 3 أيار.",
        "ستة وزراء وصلوا في 3 أيار.",
        "سيدة الأعمال وصلت في 3 أيار.",
        "سينما الحمراء فُتحت في 3 أيار.",
        "سيطرت القوات على البلدة في 3 أيار.",
        "سنوات الحرب انتهت في 3 أيار.",
        pytest.param("ستائر المسرح رُفعت في 3 أيار.", marks=FRIEND),
        "سنابل القمح حُصدت في 3 أيار.",
        "سيناريو الفيلم نُشر في 3 أيار.",
        pytest.param("تسلّمت ستيلا الجائزة في 3 أيار.", marks=FRIEND),
    ],
)
def test_what_happened_is_not_planned(text: str) -> None:
    assert not planned(text)


@pytest.mark.parametrize(
    ("text", "by", "of_all"),
    [
        ("The ministry denied any deal.", "denied", True),
        ("She ruled out a deal.", "ruled out", True),
        ("No deal was signed.", "No", False),
        ("The envoys did not sign.", "not", False),
        ("نفت الوزارة توقيع اتفاق.", "نفت", True),
        ("استبعد الوزير توقيع اتفاق.", "استبعد", True),
        ("لا صحة للأنباء عن اتفاق.", "لا صحة", True),
        ("لم يُوقَّع أي اتفاق.", "لم", False),
        ("لن يوقّع الوفد.", "لن", False),
    ],
)
def test_words_that_deny_are_found_with_how_far_they_reach(text: str, by: str, of_all: bool) -> None:
    assert (by, of_all) in [(denial.span.of(text), denial.of_all) for denial in denials_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The envoys signed a deal.",
        "She dismissed the coach.",
        "The knot held.",
        pytest.param("The hotel denied entry to a guest.", marks=REFUSED),
        "وقّع الوفدان الاتفاق.",
        "أنفق الوزير ماله.",
        "نفد الوقود.",
        "أشاد بالجميع، ولا سيما الخبّاز.",
        "لم يقتصر الاتفاق على القمح.",
    ],
)
def test_words_that_only_look_like_a_denial_deny_nothing(text: str) -> None:
    assert not denials_in(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He did not deny the deal.", marks=TWICE),
        "لم ينفِ الوزير الاتفاق.",
        pytest.param("لم تكذّب الوزارة الخبر.", marks=TWICE),
    ],
)
def test_to_deny_nothing_is_no_denial(text: str) -> None:
    assert not [denial for denial in denials_in(text) if denial.of_all]
