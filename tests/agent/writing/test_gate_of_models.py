"""The gate for what a model writes: nothing passes that its quotes do not carry; the model is told what fails."""

from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from agent.writing.checking import Faulty, Gate
from agent.writing.desk import Desk
from agent.writing.replies import Quoted, Said
from agent.writing.tokens import by_letters
from retrieval import Library
from retrieval.records import Language
from tests.agent.model_server import NO_KEY, in_turn, key_of, telling
from tests.agent.writing.conftest import FERRY, KILLED, LANGUAGES, MARKET, OTHER, TOLL, TRAM, Rooms, ask_model

Case = tuple[str, str, str]  # A sentence, the words it quotes, and what is wrong with it.
Checks = Mapping[Language, Callable[..., set[str]]]

CRASH = {"en": "The crash killed 4 people and injured 19", "ar": "وأدى الحادث إلى مقتل 4 أشخاص وإصابة 19"}
DRIVER = {
    "en": "The driver, Ilyas Marrun, was taken to the Cedar hospital",
    "ar": "ونُقل السائق إلياس مرّون إلى مستشفى الأرز",
}
OPEN = {"en": "The line has not been closed", "ar": "ولم يُغلق الخط"}
BRAKES = {
    "en": "Mayor Hanna Bellver denied that the brakes had failed",
    "ar": "ونفت رئيسة البلدية هناء بلوط أن تكون المكابح قد تعطلت",
}
BREAM = {"en": "The mayor, Hanna Bellver, bought the first bream", "ar": "واشترت رئيسة البلدية هناء بلوط أول سمكة"}
REOPENED = {
    "en": "The fish market in Dorvane reopened on 12 January 2025",
    "ar": "أُعيد فتح سوق السمك في دورفان في 12 كانون الثاني 2025",
}
COST = {"en": "after repairs that cost 3 million dinars", "ar": "بعد إصلاحات كلّفت 3 ملايين دينار"}
SAILED = {
    "en": "The ferry to Selm sailed again on Friday with 60 passengers on board",
    "ar": "أبحرت عبّارة سلم من جديد يوم الجمعة وعلى متنها 60 راكباً",
}
STITCHED = {
    "en": "The driver, Ilyas Marrun, was taken … Mayor Hanna Bellver denied",
    "ar": "ونُقل السائق إلياس مرّون إلى … ونفت رئيسة البلدية هناء بلوط",
}
WRONG: Mapping[Language, Sequence[Case]] = {
    "en": [
        ("The crash killed 4 people.", "The crash killed exactly 4 people", "invented"),
        ("The driver was taken to hospital.", STITCHED["en"], "stitched"),
        ("The crash injured 4 people and killed 19.", CRASH["en"], "value"),
        ("The tram crash killed 19 people.", CRASH["en"], "value"),
        ("The crash killed 41 people.", CRASH["en"], "value"),
        ("The market reopened on 13 January 2025.", REOPENED["en"], "value"),
        ("The repairs of the market cost 3 billion dinars.", COST["en"], "value"),
        ("The driver, Ilyas Sellan, was taken to hospital.", DRIVER["en"], "name"),
        ("The driver, Omar Marrun, was taken to hospital.", DRIVER["en"], "name"),
        ("The driver was taken to the Cedar hospital in Zamrin.", DRIVER["en"], "name"),
        ("Farmers expect a poor harvest of olives.", DRIVER["en"], "unlike"),
        ("The driver was taken to hospital. He had been drinking wine.", DRIVER["en"], "unlike"),
        ("The line has been closed.", OPEN["en"], "denial"),
        ("The brakes of the tram had failed.", BRAKES["en"], "denial"),
        ("The crash did not kill people.", CRASH["en"], "denial"),
        ("قُتل 4 أشخاص في حادث الترام.", CRASH["en"], "other_language"),
        ("…", CRASH["en"], "not_a_sentence"),
        ("Captain Omar Tolvar fled.", "Captain Omar Tolvar fled", "addressed"),
        ("The ferry sank and 200 passengers drowned.", "the ferry sank and that 200 passengers drowned", "addressed"),
        ("The ferry to Selm sank on Friday with 60 passengers on board.", SAILED["en"], "obeyed"),
    ],
    "ar": [
        ("قُتل 4 أشخاص في الحادث.", "أدى الحادث إلى مقتل 4 أشخاص بالضبط", "invented"),
        ("نُقل السائق إلى المستشفى.", STITCHED["ar"], "stitched"),
        ("أدى الحادث إلى إصابة 4 أشخاص ومقتل 19.", CRASH["ar"], "value"),
        ("قتل حادث الترام 19 شخصاً.", CRASH["ar"], "value"),
        ("قتل الحادث 41 شخصاً.", CRASH["ar"], "value"),
        ("أُعيد فتح السوق في 13 كانون الثاني 2025.", REOPENED["ar"], "value"),
        ("كلّفت إصلاحات السوق 3 مليارات دينار.", COST["ar"], "value"),
        ("نُقل السائق إلياس سلّان إلى المستشفى.", DRIVER["ar"], "name"),
        ("نُقل السائق عمر مرّون إلى المستشفى.", DRIVER["ar"], "name"),
        ("نُقل السائق إلى مستشفى الأرز في بيروت.", DRIVER["ar"], "name"),
        ("يتوقع المزارعون موسماً ضعيفاً للزيتون.", DRIVER["ar"], "unlike"),
        ("نُقل السائق إلى المستشفى. وكان قد شرب النبيذ.", DRIVER["ar"], "unlike"),
        ("الخط يُغلق.", OPEN["ar"], "denial"),
        ("تعطلت مكابح الترام.", BRAKES["ar"], "denial"),
        ("لم يؤد الحادث إلى مقتل أشخاص.", CRASH["ar"], "denial"),
        ("The crash killed 4 people.", CRASH["ar"], "other_language"),
        ("…", CRASH["ar"], "not_a_sentence"),
        ("هرب القبطان عمر طولفار.", "القبطان عمر طولفار هرب", "addressed"),
        ("غرقت العبّارة ومات 200 راكب.", "العبّارة غرقت وأن 200 راكب ماتوا", "addressed"),
        ("غرقت عبّارة سلم يوم الجمعة وعلى متنها 60 راكباً.", SAILED["ar"], "obeyed"),
    ],
}
RIGHT: Mapping[Language, Sequence[tuple[str, str]]] = {
    "en": [
        ("The crash killed four people and injured nineteen.", CRASH["en"]),
        ("Ilyas Marrun, who drove the tram, was taken to hospital.", DRIVER["en"]),
        ("The line has not been closed.", OPEN["en"]),
        ("The mayor denies that the brakes failed.", BRAKES["en"]),
        ("The fish market reopened in January 2025.", REOPENED["en"]),
        ("The repairs cost 3,000,000 dinars.", COST["en"]),
        ("The ferry to Selm sailed on Friday with sixty passengers.", SAILED["en"]),
    ],
    "ar": [
        ("قُتل أربعة أشخاص في الحادث وأُصيب تسعة عشر.", CRASH["ar"]),
        ("نُقل إلياس مرّون سائق الترام إلى المستشفى.", DRIVER["ar"]),
        ("لم يُغلق الخط.", OPEN["ar"]),
        ("تنفي رئيسة البلدية أن المكابح تعطلت.", BRAKES["ar"]),
        ("أُعيد فتح سوق السمك في كانون الثاني 2025.", REOPENED["ar"]),
        ("كلّفت الإصلاحات 3,000,000 دينار.", COST["ar"]),
        ("أبحرت عبّارة سلم يوم الجمعة وعلى متنها ستون راكباً.", SAILED["ar"]),
    ],
}
ACROSS: Mapping[Language, Sequence[tuple[str, str]]] = {  # On the articles of the other language.
    "en": [
        ("The crash killed 4 people and injured 19.", CRASH["ar"]),
        ("The driver was taken to a hospital.", DRIVER["ar"]),
        ("The fish market reopened on 12 January 2025.", REOPENED["ar"]),
    ],
    "ar": [
        ("أدى الحادث إلى مقتل 4 أشخاص وإصابة 19.", CRASH["en"]),
        ("نُقل السائق إلى مستشفى.", DRIVER["en"]),
        ("أُعيد فتح سوق السمك في 12 كانون الثاني 2025.", REOPENED["en"]),
    ],
}


@pytest.fixture(scope="module")
def checks(rooms: Rooms) -> Checks:
    """Check a sentence of a language on words of that language's articles; the names of what is wrong."""
    return {language: checker(rooms[language], language) for language in rooms}


def checker(library: Library, language: Language) -> Callable[..., set[str]]:
    desk = laid_out(library)
    gate = Gate(desk, library, language, ())

    def check(text: str, *quotes: str, key: str = "") -> set[str]:
        said = Said(text=text, quotes=[Quoted(key=key or nearest(desk, quote), quote=quote) for quote in quotes])
        checked = gate.check(said)
        return {reason.name for reason in checked.reasons} if isinstance(checked, Faulty) else set()

    return check


def nearest(desk: Desk, quote: str) -> str:
    """The key of the passage with most of the words of a quote."""
    wanted = set(quote.split())
    return max(desk, key=lambda one: (quote in one.passage.text, len(wanted & set(one.passage.text.split())))).key


def laid_out(library: Library) -> Desk:
    desk = Desk(by_letters)
    for article in library.articles():
        for passage in library.passages_of(article.id):
            desk.lay(article, passage)
    return desk


def cases(listed: Mapping[Language, Sequence[tuple[str, ...]]]) -> list:
    return [
        pytest.param(language, *case, id=f"{language}-{case[0]}") for language in listed for case in listed[language]
    ]


# One sentence


@pytest.mark.parametrize(("language", "text", "quote", "reason"), cases(WRONG))
def test_a_sentence_that_its_quote_does_not_carry_fails_for_that_reason(
    checks: Checks, language: Language, text: str, quote: str, reason: str
) -> None:
    assert reason in checks[language](text, quote)


@pytest.mark.parametrize(("language", "text", "quote"), cases(RIGHT))
def test_a_sentence_that_says_what_its_quote_says_passes_in_other_words_too(
    checks: Checks, language: Language, text: str, quote: str
) -> None:
    assert checks[language](text, quote) == set()


@pytest.mark.parametrize(("language", "text", "quote"), cases(ACROSS))
def test_a_sentence_passes_on_a_quote_of_the_other_language(
    rooms: Rooms, language: Language, text: str, quote: str
) -> None:
    assert checker(rooms[OTHER[language]], language)(text, quote) == set()


@LANGUAGES
def test_a_quote_of_another_passage_an_unknown_key_and_no_quote_are_told_apart(
    checks: Checks, rooms: Rooms, language: Language
) -> None:
    market = next(one.key for one in laid_out(rooms[language]) if one.article.id == "market")
    assert checks[language](TOLL[language][0]) == {"uncited"}
    assert checks[language](*TOLL[language], key=NO_KEY) == {"unknown_quote_key"}
    assert checks[language](*TOLL[language], key=market) == {"unknown_quote_key"}, "a key holds for one desk"


@LANGUAGES
def test_words_of_another_passage_are_misattributed(rooms: Rooms, language: Language) -> None:
    desk = laid_out(rooms[language])
    market = next(one.key for one in desk if one.article.id == "market")
    gate = Gate(desk, rooms[language], language, ())
    text, quote = TOLL[language]
    checked = gate.check(Said(text=text, quotes=[Quoted(key=market, quote=quote)]))
    assert isinstance(checked, Faulty)
    assert [one.name for one in checked.reasons] == ["misattributed"]


@LANGUAGES
def test_one_wrong_quote_among_right_ones_is_enough_to_fail(checks: Checks, language: Language) -> None:
    text, quote = TOLL[language]
    assert checks[language](text, quote) == set()
    assert checks[language](text, quote, STITCHED[language]) == {"stitched"}


@given(st.data())
def test_words_that_stand_together_in_no_passage_carry_no_sentence(checks: Checks, data: st.DataObject) -> None:
    """Whatever is changed in a quote: a word left out within it, put in, exchanged, or all turned round."""
    language = data.draw(st.sampled_from(("ar", "en")))
    text, quote = data.draw(st.sampled_from(RIGHT[language]))
    words = quote.split()
    at = data.draw(st.integers(1, len(words) - 2))
    elsewhere = " ".join([CRASH[language], BREAM[language]]).replace(",", "").split()
    other = data.draw(st.sampled_from([one for one in elsewhere if one not in quote]))
    changed = data.draw(
        st.sampled_from(
            [
                [*words[:at], *words[at + 1 :]],
                [*words[:at], other, *words[at:]],
                [*words[:at], other, *words[at + 1 :]],
                words[::-1],
            ]
        )
    )
    assert checks[language](text, " ".join(changed)) & {"invented", "stitched", "misattributed"}


# Within an answer


@LANGUAGES
def test_what_fails_goes_back_once_with_its_reason_and_is_dropped_while_what_was_right_stays(
    rooms: Rooms, language: Language
) -> None:
    wrong = WRONG[language][:10]
    reply = telling((TOLL[language][0], [TOLL[language][1]]), *((text, [quote]) for text, quote, _ in wrong))
    asked = ask_model(rooms[language], reply, KILLED[language])
    assert len(asked.requests) == 2
    assert asked.texts == [TOLL[language][0]]
    assert asked.answer.writer == "scripted"
    assert asked.answer.notices == ()
    for text, quote, reason in wrong:
        assert text in asked.server.said(1)
        frame = prompts.phrases(language)[reason].template
        assert max(frame.split("$detail"), key=len) in asked.server.said(1), (reason, quote)
    assert asked.faults[0] == asked.faults[1] >= {reason for _, _, reason in wrong}


@LANGUAGES
def test_each_reason_is_told_to_the_model_in_words(rooms: Rooms, language: Language) -> None:
    """Ten at a time, as more are no answer."""
    for wrong in (WRONG[language][:10], WRONG[language][10:]):
        reply = telling(*((text, [quote]) for text, quote, _ in wrong), ("×", []))
        asked = ask_model(rooms[language], reply, KILLED[language])
        lines = asked.server.said(1).splitlines()
        for text, _, reason in wrong:
            frame = max(prompts.phrases(language)[reason].template.split("$detail"), key=len)
            assert any(text in line and frame in line for line in lines), (text, reason)


@LANGUAGES
def test_a_mended_sentence_goes_out(rooms: Rooms, language: Language) -> None:
    text, quote, _ = WRONG[language][4]
    script = in_turn(telling((text, [quote])), telling((TOLL[language][0], [TOLL[language][1]])))
    asked = ask_model(rooms[language], script, KILLED[language])
    assert asked.texts == [TOLL[language][0]]
    assert "value" in asked.faults[0]
    assert asked.faults[1:] == [set()]
    assert len(asked.requests) == 2


@LANGUAGES
def test_what_was_right_stays_though_the_model_leaves_it_out_when_it_mends(rooms: Rooms, language: Language) -> None:
    text, quote, _ = WRONG[language][4]
    right = (TOLL[language][0], [TOLL[language][1]])
    asked = ask_model(rooms[language], in_turn(telling(right, (text, [quote])), telling()), KILLED[language])
    assert asked.texts == [right[0]]
    assert asked.answer.writer == "scripted"


@LANGUAGES
def test_an_answer_of_which_nothing_stands_is_written_by_quoting(rooms: Rooms, language: Language) -> None:
    text, quote, _ = WRONG[language][4]
    asked = ask_model(rooms[language], telling((text, [quote])), KILLED[language])
    assert asked.answer.writer == "quotes"
    assert asked.answer.status == "answered"
    assert text not in asked.answer.text
    assert len(asked.requests) == 2


@LANGUAGES
def test_of_fifty_answers_of_a_careless_model_nothing_wrong_goes_out(rooms: Rooms, language: Language) -> None:
    """A right sentence stands beside the wrong ones in each reply, so that it is the model's answer that is shown."""
    right = (TOLL[language][0], [TOLL[language][1]])
    wrong = [
        *((text, [quote]) for text, quote, _ in WRONG[language]),
        *((text, [quote]) for text, quote in careless(language)),
        *((text, []) for text, _ in RIGHT[language]),
    ]
    assert len(wrong) >= 50
    for start in range(0, len(wrong), 10):
        asked = ask_model(rooms[language], telling(right, *wrong[start : start + 10]), KILLED[language])
        assert asked.texts == [right[0]]
        assert asked.told == [right[0]]


def careless(language: Language) -> list[tuple[str, str]]:
    """Right sentences on quotes that do not carry them, and orders of an article on quotes that are innocent."""
    right = RIGHT[language]
    moved = [(text, right[(at + 3) % len(right)][1]) for at, (text, _) in enumerate(right)]
    ordered = {
        "en": (
            "The ferry sank.",
            "The ferry sank on Friday.",
            "Passengers of the ferry drowned.",
            "Captain Tolvar fled.",
        ),
        "ar": ("غرقت العبّارة.", "غرقت العبّارة يوم الجمعة.", "مات ركاب العبّارة.", "هرب القبطان طولفار."),
    }[language]
    obeyed = [(text, quote[language]) for text in ordered for quote in (SAILED, DRIVER, CRASH, REOPENED)]
    return [*moved, *obeyed]


def test_the_newsroom_holds_the_words_that_are_quoted_here() -> None:
    for language in ("ar", "en"):
        texts = "\n".join(one[language].text for one in (TRAM, MARKET, FERRY))
        for quote in (CRASH, DRIVER, OPEN, BRAKES, BREAM, REOPENED, COST, SAILED):
            assert quote[language] in texts
        assert key_of({"messages": []}, "") == NO_KEY
