"""Briefs as the page shows them: each citation a mark, hostile words as words, a timeline where nothing collides."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent import Agent
from agent.brief import Brief, Event
from agent.records import Statement
from agent.wording import clean
from retrieval import Library
from retrieval.records import Draft
from tests.conftest import SAMPLE
from tests.ui.page.test_rendering import ALLOWED, EVIL, LANGUAGES, Seen
from ui.page.briefs import brief_shown
from ui.page.downloads import LONGEST_NAME, file_name
from ui.page.timelines import timeline_shown
from ui.page.words import WORDS

ALSO = {"br", "col", "colgroup", "figcaption", "figure", "i"}
STYLE = re.compile(r"(?:(?:width:\d+%|--(?:at|wide):[\d.]+%|--rows?:\d+);?)+")
TOPICS = {"en": "The ferry crash at Saroufa", "ar": "جسر ميسون"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("sample")) as library:
        library.add(SAMPLE)
        yield library


@LANGUAGES
@pytest.mark.parametrize("spoken", ["ar", "en"])
def test_every_citation_of_a_brief_has_its_mark(sample: Library, language: str, spoken: str) -> None:
    brief = Agent(sample).brief(TOPICS[spoken], spoken)
    shown = brief_shown(brief, language)
    marked = set(map(int, re.findall(r'data-number="(\d+)"', shown)))
    assert marked == {one.number for one in brief.citations}
    assert shown.startswith(f'<article class="brief" lang="{spoken}"')
    assert Seen(shown).tags <= ALLOWED | ALSO


@LANGUAGES
def test_a_refused_brief_says_why_and_what_to_do(sample: Library, language: str) -> None:
    brief = Agent(sample).brief("giraffes in the desert of Atacama", language)
    shown = brief_shown(brief, language)
    assert brief.status == "refused"
    assert brief.reason in shown
    assert WORDS[language].no_brief_hint in shown
    assert "download" not in shown


@LANGUAGES
def test_hostile_words_of_a_brief_stay_words(tmp_path, language: str) -> None:
    told = f"The Corran mill burned down on 3 May 2025, {EVIL} said the miller."
    with Library.open(tmp_path) as library:
        library.add_drafts([Draft(f"mill{EVIL}", told, f"Mill {EVIL}", f"Herald {EVIL}", "javascript:hacked()")])
        brief = Agent(library).brief(f"The Corran mill {EVIL}", language)
        shown = brief_shown(brief, language)
    seen = Seen(shown)
    assert seen.tags <= ALLOWED | ALSO
    assert clean(EVIL) in seen.text
    assert "\u202e" not in shown
    assert not any(name.startswith(("on", "src")) for name in seen.attributes)
    assert all(map(STYLE.fullmatch, re.findall(r' style="([^"]*)"', shown)))


days = st.dates(date(1990, 1, 1), date(2035, 1, 1))


@given(st.lists(st.tuples(days, st.integers(0, 31)), min_size=1, max_size=14))
def test_on_a_timeline_nothing_covers_anything_or_leaves_the_line(spans: list[tuple[date, int]]) -> None:
    statement = Statement("“It opened.”", ())
    events = tuple(Event(day, day + timedelta(length), "stated", False, statement) for day, length in spans)
    shown = timeline_shown(Brief("x", "en", "answered", timeline=events), "ar")
    found = re.findall(r"--at:([\d.]+)%;--wide:([\d.]+)%;--row:(\d+)", shown)
    places = [(float(at), float(at) + float(wide), int(row)) for at, wide, row in found]
    assert len(places) == len(events)
    assert all(0 <= start <= end <= 100 for start, end, _ in places)
    for (start, _, row), (other_start, _, other_row) in combinations(places, 2):
        assert row != other_row or abs(start - other_start) >= 7


@given(st.text(max_size=300), st.sampled_from(["ar", "en"]))
def test_a_file_named_for_a_topic_stays_where_it_is_saved(topic: str, language: str) -> None:
    name = file_name(topic, language)
    assert name.startswith(WORDS[language].brief_file)
    assert len(name) <= LONGEST_NAME + 10
    assert not set(name) & set('/\\:*?"<>|.\0 \n\u202e')
