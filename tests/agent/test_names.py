"""Finding the names of persons, places and organisations, and telling which spellings are of one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.names import Person, find_organisations, find_persons, find_places, names_in, same_person, same_place
from agent.names.gazetteer import known
from agent.names.spelling import SURELY, alike
from retrieval.folding import words
from retrieval.model import BilingualTable

# text, name, title or role that is said of it
PERSONS = (
    ("Deputy Trade Minister Oskar Lindqvist arrived late.", "Oskar Lindqvist", "Deputy Trade Minister"),
    ("Nadia al-Tufani, the governor of Zamrin, cut the ribbon.", "Nadia al-Tufani", "the governor of Zamrin"),
    ("Dr. Lamia Darwazeh examined the roof.", "Lamia Darwazeh", "Dr"),
    ("The roof was examined by J. K. Holmgren.", "J. K. Holmgren", None),
    ("The bridge was drawn by Tomas van der Velde.", "Tomas van der Velde", None),
    ("Nothing was stolen, Holmgren said.", "Holmgren", None),
    ("وصل نائب وزير التجارة أوسكار ليندكفيست متأخراً.", "أوسكار ليندكفيست", "نائب وزير التجارة"),
    ("وصل أوسكار ليندكفيست، وزير التجارة الفنلندي، متأخراً.", "أوسكار ليندكفيست", "وزير التجارة الفنلندي"),
    ("افتتح المعرض العميد المهندس جابر أبو صالحة، في ساحة البلدة.", "جابر أبو صالحة", "العميد المهندس"),
    ("وقال محمد الأمين ولد خيار إن الطريق مغلق.", "محمد الأمين ولد خيار", None),
    ("التقى راشد بن مطر آل درويش الوفد.", "راشد بن مطر آل درويش", None),
    ("وأوضح الخطاطبة أن الطريق مغلق.", "الخطاطبة", None),
)
# text, name, kind, code of a country that it may lie in
PLACES = (
    ("The ferry left the port of Jeddah.", "port of Jeddah", "port", "SA"),
    ("A bridge over the Rasmin river fell.", "Rasmin river", "river", None),
    ("They met near Tarbun on Sunday.", "Tarbun", "unknown", None),
    ("Senegalese cinema is the guest of honour.", "Senegalese", "adjective", "SN"),
    ("The convoy came from Saudi Arabia.", "Saudi Arabia", "country", "SA"),
    ("غادرت العبّارة ميناء جدة.", "ميناء جدة", "ميناء", "SA"),
    ("جرى التبادل عند مخفر الوادي القديم.", "مخفر الوادي القديم", "مخفر", None),
    ("هبطت الطائرة في مطار رأس الغزلان.", "مطار رأس الغزلان", "مطار", None),
    ("التقوا عند طاحونة الرمان.", "طاحونة الرمان", "طاحونه", None),
    ("انهار جسر وادي الشيح.", "جسر وادي الشيح", "جسر", None),
    ("غمرت المياه قرية رسمين.", "قرية رسمين", "قريه", None),
    ("ستكون السينما السنغالية ضيفة المهرجان.", "السنغالية", "adjective", "SN"),
    ("جاءت القافلة من الأراضي السعودية.", "السعودية", "country", "SA"),
    ("التقيا في عَمّان.", "عَمّان", "country", "JO"),
)
ORGANISATIONS = (
    ("The Ministry of Public Works closed it.", "Ministry of Public Works"),
    ("The harbour was sold to Green Shore Holding.", "Green Shore Holding"),
    ("It was closed by the transport ministry.", "transport ministry"),
    ("أغلقته وزارة الأشغال العامة أمس.", "وزارة الأشغال العامة"),
    ("بيع المرفأ إلى شركة الشاطئ الأخضر.", "شركة الشاطئ الأخضر"),
    ("درست في جامعة الملك عبد العزيز.", "جامعة الملك عبد العزيز"),
)
SAME = (
    ("Yusuf Sahili", "يوسف الساحلي"),
    ("Zhanat Tulegenov", "جانات توليغينوف"),
    ("Janat Tolegenov", "Zhanat Tulegenov"),
    ("محمد لمين ولد أحمدسالم", "محمد الأمين ولد أحمد سالم"),
    ("Lindqvist", "Oskar Lindqvist"),
    ("القمحاوي", "رشيد القمحاوي"),
    ("Dr Hala Bukhari", "هالة بخاري"),
    ("O. Lindqvist", "Oskar Lindqvist"),
)
DIFFERENT = (
    ("Yusuf Sahili", "Yusuf Haddad"),
    ("محمد القمحاوي", "محمد الغرابي"),
    ("Selma Hadid", "Oskar Hadid"),
    ("سلمى حديد", "كامل حديد"),
    ("Ahmed", "Ahmed Sahili"),
    ("كامل", "كامل الغرابي"),
    ("Lamia Darwazeh", "رشيد القمحاوي"),
)
SPELLINGS = (
    ("yevkurov", "evkurov"),
    ("yevkurov", "يفكيروف"),
    ("zhanibek", "جانيبيك"),
    ("hala", "هاله"),
    ("لمين", "الامين"),
)
OTHER_NAMES = (
    ("kamel", "سالم"),
    ("damascus", "موسكو"),
    ("tarbun", "زمرين"),
    ("lindqvist", "hallgren"),
    ("يوسف", "يونس"),
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from([w for row in PERSONS for w in row[0].split()])).map(" ".join)
)


def said_of(person: Person, text: str) -> list[str]:
    return [span.of(text) for span in (person.title, person.role) if span]


# Laws


@given(TEXTS)
def test_every_name_is_cut_out_of_the_text_word_for_word(table: BilingualTable, text: str) -> None:
    for name in names_in(text, table):
        assert name.words
        assert all(word in words(text) for word in name.words)
        assert 0 <= name.span.start < name.span.end <= len(text)


@given(st.sampled_from([word for pair in (*SPELLINGS, *OTHER_NAMES) for word in pair]), st.data())
def test_likeness_is_the_same_both_ways(one: str, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from([word for pair in (*SPELLINGS, *OTHER_NAMES) for word in pair]))
    assert alike(one, other) == pytest.approx(alike(other, one))
    assert alike(one, one) == 1


# Persons


@pytest.mark.parametrize(("text", "name", "said"), PERSONS)
def test_a_person_is_found_with_what_is_said_of_them(
    text: str, name: str, said: str | None, table: BilingualTable
) -> None:
    found = {person.span.of(text): said_of(person, text) for person in find_persons(text, table)}
    assert name in found
    assert said is None or said in found[name]


@pytest.mark.parametrize(
    "text",
    [
        "Floods closed the road near Tarbun on Sunday.",
        "The defence ministry closed the road.",
        "أغلقت السيول الطريق قرب تربون يوم الأحد.",
        "أغلقت وزارة الدفاع الطريق.",
    ],
)
def test_no_person_is_found_where_none_is_named(text: str, table: BilingualTable) -> None:
    assert not [person for person in find_persons(text, table) if person.sure]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_one_person(one: str, other: str) -> None:
    assert same_person(words(one), words(other))
    assert same_person(words(other), words(one))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_people_who_share_a_name_are_told_apart(one: str, other: str) -> None:
    assert not same_person(words(one), words(other))
    assert not same_person(words(other), words(one))


# Places and organisations


@pytest.mark.parametrize(("text", "name", "kind", "country"), PLACES)
def test_a_place_is_found_with_its_kind_and_country(
    text: str, name: str, kind: str, country: str | None, table: BilingualTable
) -> None:
    found = {place.span.of(text): place for place in find_places(text, table)}
    assert name in found
    assert found[name].kind == kind
    assert country is None or country in found[name].countries


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("in Senegal", "السينما السنغالية", True),
        ("في سوريا", "Syrian cinema", True),
        ("near Aleppo", "قرب حلب", True),
        ("in Tarbun", "في تربون", True),
        ("in Peru", "في سوريا", False),
        ("in Tarbun", "في زمرين", False),
    ],
)
def test_a_place_is_one_across_scripts(one: str, other: str, same: bool, table: BilingualTable) -> None:
    assert same_place(find_places(one, table)[0], find_places(other, table)[0], table) is same


@pytest.mark.parametrize(("text", "name"), ORGANISATIONS)
def test_an_organisation_is_found_with_its_complement(text: str, name: str, table: BilingualTable) -> None:
    assert name in [body.span.of(text) for body in find_organisations(text, table)]


@pytest.mark.parametrize(
    "words_of", ["saudi", "saudi arabia", "السعودية", "والسعودية", "السعوديين", "riyadh", "بالرياض"]
)
def test_every_form_of_a_country_has_its_code(words_of: str) -> None:
    listed = known(words(words_of))
    assert listed is not None
    assert listed.countries == {"SA"}


# Spellings


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_word_are_alike(one: str, other: str) -> None:
    assert alike(one, other) >= SURELY


@pytest.mark.parametrize(("one", "other"), OTHER_NAMES)
def test_other_words_are_not_alike(one: str, other: str) -> None:
    assert alike(one, other) < SURELY


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("كم راكباً أُصيب في اصطدام العبّارة سلوى؟", "سلوى"),
        ("متى غرقت السفينة نورة؟", "نورة"),
        ("When did the ferry Salwa sink?", "Salwa"),
        ("غرقت العبّارة مساء الجمعة قرب الساحل.", None),
        ("كانت السفينة تحمل قمحاً.", None),
    ],
)
def test_what_a_vessel_is_called_is_a_name_though_it_be_a_common_word(
    table: BilingualTable, text: str, name: str | None
) -> None:
    assert [one.span.of(text) for one in names_in(text, table)] == ([name] if name else [])
