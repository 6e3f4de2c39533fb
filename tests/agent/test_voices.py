"""Who says what in a sentence: every usual form of attribution, in both languages, and what only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.bodies import Body
from agent.countries import country_codes
from agent.person_names import person_key
from agent.speakers import speaker_of
from agent.voices import Voice, find_voices, speaker_before
from retrieval.agencies import AGENCIES

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
WORDS = (
    "قال أعلن وفق نقلاً عن وزارة الصحة رويترز لـ « » ، : إن أن المتحدث باسم الجسر said told according to the ministry"
    " Reuters Dr. Hala Bukhari quoting , “ ” ( ) that . 12 denied"
)
NEWS = st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join)


def only(text: str) -> Voice:
    (voice,) = find_voices(text)
    return voice


def name_of(text: str) -> str | None:
    voice = only(text)
    return voice.name.of(text) if voice.name else None


# Laws


@settings(max_examples=50, deadline=None)
@given(NEWS)
def test_every_name_stands_in_the_sentence_inside_its_attribution_or_beside_it(text: str) -> None:
    for voice in find_voices(text):
        assert 0 <= voice.span.start < voice.span.end <= len(text)
        assert voice.name is None or voice.name.of(text).strip()


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.english)
def test_an_agency_has_one_key_in_both_languages(agency) -> None:
    arabic, english = speaker_of(f"وكالة {agency.arabic}"), speaker_of(f"the {agency.english} news agency")
    assert arabic
    assert english
    assert arabic.key == english.key == agency.key
    assert (arabic.label("en"), english.label("ar")) == (agency.english, agency.arabic)


# "القمرية" and "المالية" mean lunar and financial before Comorian and Malian; both Congos have one adjective.
@pytest.mark.parametrize("code", sorted(country_codes() - {"cg", "km", "ml"}))
def test_a_ministry_of_any_country_has_one_key_in_both_languages(code: str) -> None:
    body = Body("health", code)
    arabic, english = speaker_of(body.name("ar")), speaker_of(f"the {body.name('en')}")
    assert arabic
    assert english
    assert arabic.key == english.key == f"official:health:{code}"


# Forms


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("قالت وزارة النقل إن الجسر سليم.", "official", "وزارة النقل"),
        ("The transport ministry said the bridge was safe.", "official", "The transport ministry"),
        ("أعلن المدير العام للميناء سامي الخطيب أن الرصيف مغلق.", "person", "سامي الخطيب"),
        ("Port director Sami Khatib announced that the quay was closed.", "person", "Sami Khatib"),
        ("وأفادت مصادر محلية بأن الطريق مقطوع.", "unnamed", "مصادر محلية"),
        ("Local sources reported that the road was cut.", "unnamed", "Local sources"),
        ("أُغلق الميناء، وفق ما أعلنته هيئة المرافئ.", "organisation", "هيئة المرافئ"),
        ("The port was closed, according to the harbour authority.", "organisation", "the harbour authority"),
        ("وبحسب رويترز، أُغلق الميناء.", "agency", "رويترز"),
        ("According to Reuters, the port was closed.", "agency", "Reuters"),
        ("أُغلق الميناء، كما أورد موقع المرفأ.", "outlet", "موقع المرفأ"),
        ("The port was closed, the newspaper Al-Marfa reported.", "outlet", "the newspaper Al-Marfa"),
        ("طبقاً لمنظمة الصحة العالمية، انتهى الوباء.", "organisation", "لمنظمة الصحة العالمية"),
        ("According to the World Health Organization, the epidemic is over.", "organisation", None),
        ("المدير، ليلى حداد، قالت إن المصنع سيُفتح.", "person", "ليلى حداد"),
        ("The director, Layla Haddad, said the plant would open.", "person", "Layla Haddad"),
        ("نقلاً عن مسؤول في وزارة المالية، تأجل الدفع.", "unnamed", "مسؤول في وزارة المالية"),
        ("The payment was late, quoting an official at the finance ministry.", "unnamed", None),
        ("«لن نغادر»، قال رئيس البلدية عمر النجار.", "official", "عمر النجار"),
        ("“We will not leave,” said the mayor, Omar Najjar.", "official", "Omar Najjar"),
        ("وجاء في بيان للرئاسة أن الزيارة تأجلت.", "official", None),
        ("A statement by the presidency said the visit was put off.", "official", None),
        ("الشرطة: القبض على لصين في السوق القديم", "official", "الشرطة"),
        ("Police: two thieves held in the old market", "official", "Police"),
    ],
)
def test_who_is_named_as_the_speaker_and_what_sort_he_is(text: str, kind: str, name: str | None) -> None:
    assert only(text).kind == kind
    assert name is None or name_of(text) == name


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("نفت وزارة الداخلية وقوع الحادث.", "denial"),
        ("The interior ministry denied the accident.", "denial"),
        ("رأى الخبير نزار سعد أن القرار خاطئ.", "opinion"),
        ("Economist Nizar Saad considers the decision wrong.", "opinion"),
        ("وانتقد النائب جورج خوري الاتفاق.", "opinion"),
        ("Lawmaker George Khoury criticised the deal.", "opinion"),
        ("وقالت سانا إن الوفد وصل.", "citing"),
        ("SANA said the delegation had arrived.", "citing"),
        ("وأكد الوزير رامي عيسى أن الوفد وصل.", "report"),
        ("Minister Rami Issa confirmed that the delegation had arrived.", "report"),
    ],
)
def test_in_what_manner_it_is_said(text: str, manner: str) -> None:
    assert only(text).manner == manner


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("قال مصدر أمني لرويترز إن الطريق آمن.", "agency:reuters"),
        ("A security source told Reuters that the road was safe.", "agency:reuters"),
        ("أُغلق المعبر، بحسب مصادر حكومية للجزيرة.", "outlet:al-jazeera"),
        ("The crossing was closed, government sources told Al Jazeera.", "outlet:al-jazeera"),
    ],
)
def test_whom_it_was_told_to(text: str, medium: str) -> None:
    to = only(text).to
    assert only(text).kind == "unnamed"
    assert to is not None
    assert to.key == medium


@pytest.mark.parametrize(
    "text",
    [
        "بين بيروت ودمشق مئة كيلومتر.",
        "ويُذكر أن الجسر بُني قبل خمسين عاماً.",
        "وسيكون السعر بحسب الموسم.",
        "وُصفت الزيارة بأنها ناجحة.",
        "The visit was called a success.",
        "Prices will be set according to the season.",
        "The bridge was reported safe.",
        "The fire claimed the lives of four people.",
    ],
)
def test_what_only_looks_like_an_attribution_is_none(text: str) -> None:
    assert find_voices(text) == []


# Keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزارة الدفاع السورية", "Syria's Ministry of Defense"),
        ("وزارة الدفاع السورية", "the Syrian defence ministry"),
        ("الخارجية الروسية", "Russia's foreign ministry"),
        ("الجيش اللبناني", "the Lebanese army"),
        ("البنتاغون", "the Pentagon"),
        ("الكرملين", "the Kremlin"),
        ("المرصد السوري لحقوق الإنسان", "the Syrian Observatory for Human Rights"),
        ("قناة الجزيرة", "Al Jazeera"),
        ("الوزير هاكان فيدان", "Hakan Fidan"),
        ("وكالة الأنباء السورية (سانا)", "the state-run SANA news agency"),
    ],
)
def test_one_speaker_has_one_key_in_both_languages(one: str, other: str) -> None:
    here, there = speaker_of(one), speaker_of(other)
    assert here
    assert there
    assert here.key == there.key != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزارة الدفاع السورية", "وزارة الدفاع الروسية"),
        ("the Syrian defence ministry", "the Syrian interior ministry"),
        ("بلدية حمص", "بلدية حماة"),
        ("Reuters", "SANA"),
        ("Sami Khatib", "Sami Haddad"),
    ],
)
def test_two_speakers_have_two_keys(one: str, other: str) -> None:
    here, there = speaker_of(one), speaker_of(other)
    assert here
    assert there
    assert here.key != there.key


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("أكد المتحدث باسم الكرملين، دميتري بيسكوف، أن الزيارة قائمة.", "official:presidency:ru"),
        ("The Kremlin's spokesman, Dmitry Peskov, said the visit would go ahead.", "official:presidency:ru"),
        ("قال وزير الصحة الأردني فراس الهواري إن اللقاح آمن.", "official:health:jo"),
        ("Jordanian health minister Firas Hawari said the vaccine was safe.", "official:health:jo"),
    ],
)
def test_a_spokesman_and_a_minister_speak_for_their_body(text: str, body: str) -> None:
    speaker = only(text).speaker
    assert speaker.kind == "official"
    assert speaker.key == person_key(speaker.name)
    assert speaker.body is not None
    assert speaker.body.key == body


@LANGUAGES
def test_the_ministry_alone_has_no_key(language: str) -> None:
    speaker = speaker_of({"ar": "الوزارة", "en": "the ministry"}[language])
    assert speaker is not None
    assert speaker.key == ""


@pytest.mark.parametrize(
    ("sentences", "name"),
    [
        (["قالت الباحثة سلمى قاسم إن البحر دافئ.", "والماء مالح.", "وأضافت أن الشتاء قريب."], "سلمى قاسم"),
        (
            ["Researcher Salma Kassem said the sea was warm.", "It is salty.", "She added that winter was near."],
            "Salma Kassem",
        ),
    ],
)
def test_a_pronoun_is_the_last_speaker_named_before(sentences: list[str], name: str) -> None:
    assert only(sentences[2]).name is None
    speaker = speaker_before(sentences, 2)
    assert speaker is not None
    assert speaker.name == name


def test_nobody_spoke_before_the_first_sentence() -> None:
    assert speaker_before(["She said so.", "It rained."], 0) is None
    assert speaker_before(["It rained.", "She said so."], 1) is None
