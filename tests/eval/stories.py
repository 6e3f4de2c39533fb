"""Invented stories for tests of runs: conflicts in both languages, an answer, and what nothing answers."""

from eval.cases import Benchmark, Case, Disagreement, Evidence, Story
from retrieval.records import Draft

FERRY = Story(
    "ferry",
    (
        Draft(
            "ferry/a1",
            "Forty-one passengers were injured on Tuesday evening when the ferry Nawras struck the quay of Saroufa.\n\n"
            "The quay was closed until Friday.",
            title="Ferry strikes quay of Saroufa",
            source="The Harbour Gazette",
            published="2025-03-11",
            language="en",
        ),
        Draft(
            "ferry/a2",
            "The ferry Nawras struck the quay of Saroufa on Tuesday evening and 27 passengers were injured, the health "
            "directorate said.",
            title="Ferry accident injures 27",
            source="Saroufa Post",
            published="2025-03-11",
            language="en",
        ),
    ),
    (
        Case(
            "ferry/q1",
            "ferry",
            "en",
            "How many passengers were injured on the ferry Nawras?",
            True,
            (
                Evidence("ferry/a1", "Forty-one passengers were injured"),
                Evidence("ferry/a2", "27 passengers were injured"),
            ),
            ("trap none", "conflict number"),
            Disagreement("number", (frozenset({"ferry/a1"}), frozenset({"ferry/a2"}))),
            ("41", "27"),
        ),
        Case("ferry/q2", "ferry", "en", "How much did the ferry Nawras cost its owners?", False, (), ("trap none",)),
    ),
)
MILL = Story(
    "طاحونة",
    (
        Draft(
            "طاحونة/a1",
            "أعلن الدفاع المدني أن طاحونة زمرين القديمة احترقت في 3 آذار 2025، وأن 12 عاملاً أُصيبوا في الحريق.",
            title="حريق في طاحونة زمرين",
            source="صحيفة الشاطئ",
            published="2025-03-04",
            language="ar",
        ),
        Draft(
            "طاحونة/a2",
            "قالت إدارة مستشفى زمرين إن 19 عاملاً أُصيبوا في حريق طاحونة زمرين القديمة.",
            title="مصابو حريق الطاحونة",
            source="جريدة الجبل",
            published="2025-03-04",
            language="ar",
        ),
    ),
    (
        Case(
            "طاحونة/q1",
            "طاحونة",
            "ar",
            "كم عاملاً أُصيب في حريق طاحونة زمرين؟",
            True,
            (Evidence("طاحونة/a1", "12 عاملاً أُصيبوا"), Evidence("طاحونة/a2", "19 عاملاً أُصيبوا")),
            ("trap none", "conflict number"),
            Disagreement("number", (frozenset({"طاحونة/a1"}), frozenset({"طاحونة/a2"}))),
            ("12", "19"),
        ),
        Case(
            "طاحونة/q2",
            "طاحونة",
            "ar",
            "متى احترقت طاحونة زمرين القديمة؟",
            True,
            (Evidence("طاحونة/a1", "احترقت في 3 آذار 2025"),),
            ("trap none", "conflict none"),
            None,
            ("3 آذار 2025",),
        ),
    ),
)
TOLD_TWICE = Benchmark("told", (FERRY, MILL))
