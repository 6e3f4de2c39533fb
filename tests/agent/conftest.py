"""A small invented newsroom to ask, and what was answered: to each question once a session."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from agent import Agent, Answer
from eval.cases import Case, Disagreement, Evidence
from retrieval import Library
from retrieval.records import Draft

SAMPLE_QUESTIONS = Path(__file__).parents[1] / "sample_questions.jsonl"
SHORE = "صحيفة الشاطئ الأخضر"
DESK = (
    Draft(
        "delegation",
        "A trade delegation from Valdria, led by Oskar Lindqvist, arrived in Zamrin on Sunday and was received by "
        "Governor Nadia al-Tufani.\n\nThe guests tasted olive oil at three presses and bought none.\n\n"
        "They will stay until the end of the month, the governor's office said.",
        title="Valdrian traders in Zamrin",
        source="Zamrin Herald",
        published="2025-11-17",
    ),
    Draft(
        "bakery",
        "أُعيد فتح مخبز الواحة في زمرين يوم الأحد، بعد إصلاح أفرانه.\n\nوقال صاحب المخبز رشيد القمحاوي إن الخبز سيُباع "
        "بسعره القديم.\n\nووقف العشرات في الطابور منذ الفجر.",
        title="مخبز الواحة يعود إلى العمل",
        source=SHORE,
        published="2025-11-17",
    ),
    Draft(
        "rope-bridge",
        "On 14 September 2025 the new rope bridge over the Rasmin gorge was opened, and 340 hikers walked over it.\n\n"
        "The mayor of Rasmin cut no ribbon.",
        title="Rope bridge opened",
        source="Tarbun Times",
        published="2025-09-15",
    ),
    Draft(
        "boat-race",
        "في 12 تشرين الأول 2025 انطلق سباق الزوارق في خليج السمك، وشارك فيه 57 زورقاً.\n\nوفاز بالسباق زورق من تربون.",
        title="سباق الزوارق في خليج السمك",
        source=SHORE,
        published="2025-10-13",
    ),
    Draft(
        "stadium",
        "The new stadium in Tarbun cost 90 million dinars, the sports ministry said.\n\n"
        "It seats 22,000 spectators, and its roof closes in four minutes.\n\n"
        "The architect Lamia Darwazeh said that the grass had come by sea.",
        title="Tarbun shows its new stadium",
        source="Tarbun Times",
        published="2025-06-03",
    ),
    Draft(
        "museum",
        "بلغت كلفة ترميم متحف البحر في تربون سبعة ملايين دينار، وفق وزارة الثقافة.\n\n"
        "وعُرضت في قاعاته 340 قطعة، أقدمها مرساة من البرونز.\n\nوأُغلق المتحف قبل عامين بسبب تسرّب المياه إلى سقفه.",
        title="متحف البحر في تربون يفتح أبوابه",
        source=SHORE,
        published="2025-09-01",
    ),
    Draft(
        "apple-fair",
        "The apple fair in Old Zamrin closed on 30 November 2025.\n\n"
        "Visitors praised the cider, and the organisers thanked the farmers.",
        title="Apple fair closes",
        source="Tarbun Times",
        published="2025-12-01",
    ),
    Draft(
        "date-fair",
        "اختُتم معرض التمور في واحة رسمين يوم 5 كانون الأول 2025.\n\nوأشاد زوّاره بالعسل، وشكر المنظّمون المزارعين.",
        title="ختام معرض التمور",
        source=SHORE,
        published="2025-12-06",
    ),
    Draft(
        "lighthouse",
        "The keeper of the Rasmin lighthouse, Yusuf Sahili, has painted his tower yellow so that fishermen see it in "
        "fog.\n\nThe coast guard said that it had not been asked.",
        title="A yellow lighthouse",
        source="Zamrin Post",
    ),
    Draft(
        "windmill",
        "أصلح النجّار كامل الغرابي طاحونة الهواء القديمة فوق تل الشيح.\n\nولم يتقاضَ النجّار أجراً.",
        title="طاحونة تل الشيح تدور من جديد",
    ),
    Draft(
        "talks",
        "Transport minister Selma Hadid met the ferry owner Oskar Lindqvist in Tamra on Sunday 9 November.\n\n"
        "They spoke about the harbour, which opened in 1986.",
        title="A meeting in Tamra",
        source="Zamrin Herald",
        published="2025-11-10",
    ),
    Draft(
        "talks-undated",
        "Tamra hosted talks today between transport minister Selma Hadid and the ferry owner Oskar Lindqvist.",
        title="Tamra hosts Hadid",
        source="Zamrin Post",
    ),
)
DESK_QUESTIONS = (
    "When did the Valdrian trade delegation arrive in Zamrin?",
    "متى وصل الوفد التجاري الفالدري إلى زمرين؟",
    "When did the Oasis bakery in Zamrin reopen?",
    "متى أُعيد فتح مخبز الواحة؟",
    "How many hikers walked over the rope bridge?",
    "كم زورقاً شارك في سباق خليج السمك؟",
    "How much did the new stadium in Tarbun cost?",
    "ما كلفة ترميم متحف البحر؟",
    "Who painted the lighthouse yellow?",
    "من أصلح طاحونة الهواء فوق تل الشيح؟",
    "Who met in Tamra?",
    "من التقت سلمى حديد في تمرا؟",
    "How many visitors came to the apple fair?",
    "كم زائراً استقبل معرض التمور؟",
    "When was the lighthouse painted?",
    "متى أُصلحت طاحونة الهواء فوق تل الشيح؟",
    "What is the boiling point of tungsten?",
    "كيف تُطهى الملوخية بالأرانب؟",
)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of `DESK`, twelve short invented articles; only read it."""
    with Library.open(tmp_path_factory.mktemp("desk")) as opened:
        opened.add_drafts(DESK)
        yield opened


@pytest.fixture(scope="session")
def ask(desk: Library) -> Callable[..., Answer]:
    """Ask the newsroom a question."""
    return Agent(desk).ask


AskOver = Callable[[Sequence[Draft], str], Answer]


@pytest.fixture
def ask_over(tmp_path_factory: pytest.TempPathFactory) -> AskOver:
    """Ask one question of a library of these articles, and of these alone."""

    def ask(drafts: Sequence[Draft], question: str) -> Answer:
        with Library.open(tmp_path_factory.mktemp("small")) as library:
            library.add_drafts(drafts)
            return Agent(library).ask(question)

    return ask


@pytest.fixture(scope="session")
def sample_cases() -> list[Case]:
    """The questions over the sample, with what is known of their answers."""
    return [_case(json.loads(line)) for line in SAMPLE_QUESTIONS.read_text("utf-8").splitlines()]


@pytest.fixture(scope="session")
def sample_answers(sample: Library, sample_cases: list[Case]) -> dict[str, Answer]:
    """What the sample answers, by the id of the question."""
    agent = Agent(sample)
    return {case.id: agent.ask(case.question) for case in sample_cases}


@pytest.fixture(scope="session")
def answers(
    desk: Library, ask: Callable[..., Answer], sample: Library, sample_answers: dict[str, Answer]
) -> list[tuple[Library, Answer]]:
    """Every answer of the session with the library it came from: what a law must hold for."""
    return [*((sample, one) for one in sample_answers.values()), *((desk, ask(one)) for one in DESK_QUESTIONS)]


def _case(row: dict) -> Case:
    evidence = tuple(Evidence(one["article"], one["quote"]) for one in row["evidence"])
    told = row["conflict"]
    positions = tuple(frozenset(one["articles"]) for one in told["positions"]) if told else ()
    conflict = Disagreement(told["kind"], positions) if told else None
    return Case(row["id"], row["id"], row["lang"], row["question"], row["answerable"], evidence, conflict=conflict)
