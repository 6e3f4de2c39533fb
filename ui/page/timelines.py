"""Draw the timeline of a brief: what happened above a line of days, and when the articles that tell of it came out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agent.brief import Brief, Event
from agent.records import Citation
from retrieval.dates import say_dates
from retrieval.languages import language_of
from retrieval.records import Language
from ui.briefs.labels import LABELS
from ui.page.isolating import DIRECTIONS
from ui.page.markup import Html, join, tag
from ui.page.sources import mark, sign
from ui.page.words import WORDS

MARGIN = 5.0  # Per cent of the width, at both ends.
LEAST_WIDE = 7.5  # Per cent of the width that a dot takes: on the smallest phone, the size of a finger.
MOST_MONTHS = 24  # With a stroke for each; over a longer time, each year has one.
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Something on the line: its days, what it looks like, what it is called, and what is shown of it."""

    days: Days
    looks: str
    called: str
    card: Html


def timeline_shown(brief: Brief, language: Language) -> Html:
    """Draw the events of a brief and its articles; pointing at one, or the focus on it, shows its words."""
    words = WORDS[brief.language]
    events = [_event(one, brief, language) for one in brief.timeline]
    articles = list(_articles(brief, language))
    axis = _Axis(events, articles)
    spots = [*axis.placed(events, above=True), *axis.placed(articles, above=False)]
    return tag(
        "figure",
        axis.shown(brief.language),
        tag("ol", *spots),
        tag("figcaption", *(_key(looks, told) for looks, told in words.timeline_key.items()), words.timeline_hint),
        class_="timeline",
        style=f"--rows:{axis.rows}",
        aria_label=LABELS[brief.language].timeline,
    )


def _event(event: Event, brief: Brief, language: Language) -> _Spot:
    labels, spoken = LABELS[brief.language], brief.language
    when = say_dates(event.first, event.last, spoken)
    cited = [one for one in brief.citations if one.number in event.statement.citations]
    quoted_in = language_of(event.statement.text)
    planned = f"{labels.is_planned} " if event.planned else ""
    card = join(
        [
            tag("p", planned, tag("strong", when), f" · {labels.how[event.how]}", class_="when"),
            tag("p", event.statement.text, class_="told", lang=quoted_in, dir=DIRECTIONS[quoted_in]),
            tag("p", *(_signed(one, language, spoken) for one in cited), class_="sign"),
        ]
    )
    return _Spot((event.first, event.last), "planned" if event.planned else "happened", f"{planned}{when}", card)


def _articles(brief: Brief, language: Language) -> Iterator[_Spot]:
    """Yield each article that is cited and whose day is known, in the order of the days."""
    first = {one.article_id: one for one in reversed(brief.citations)}
    dated = [(one.published.first, one.published.last, one) for one in first.values()]
    known = sorted(((start, end, one) for start, end, one in dated if start and end), key=lambda one: one[:2])
    for start, end, cited in known:
        name = f"{cited.source or WORDS[brief.language].no_outlet}: {cited.title}"
        title = tag("p", tag("bdi", cited.title, dir="auto"), class_="told")
        card = join([title, tag("p", _signed(cited, language, brief.language), class_="sign")])
        yield _Spot((start, end), "article", name, card)


def _signed(cited: Citation, language: Language, spoken: Language) -> Html:
    return tag("span", sign(cited, spoken), " ", mark(0, cited, language), " ")


def _key(looks: str, told: str) -> Html:
    return tag("span", tag("i", class_=looks, aria_hidden="true"), told)


class _Axis:
    """A line of days on which everything has its place: events in rows above it, articles in rows below."""

    def __init__(self, events: Sequence[_Spot], articles: Sequence[_Spot]) -> None:
        days = [spot.days for spot in (*events, *articles)]
        self._first, self._last = min(first for first, _ in days), max(last for _, last in days)
        self._above = 1 + max(self._lanes(events), default=0)
        self.rows = self._above + 2 + max(self._lanes(articles), default=0)

    def placed(self, spots: Sequence[_Spot], *, above: bool) -> Iterator[Html]:
        """Yield the spots, each where its days are and in a row in which it covers no other."""
        for number, (spot, lane) in enumerate(zip(spots, self._lanes(spots), strict=True)):
            row = self._above - 1 - lane if above else self._above + 1 + lane
            start, end = self._place(spot.days)
            place = f"--at:{start:.2f}%;--wide:{end - start:.2f}%;--row:{row}"
            card = f"{'event' if above else 'source'}-{number}"
            dot = tag(
                "button",
                type="button",
                class_=f"spot {spot.looks}",
                style=place,
                aria_label=spot.called,
                aria_describedby=card,
            )
            yield tag("li", dot, tag("div", spot.card, class_="card", id=card))

    def shown(self, language: Language) -> Html:
        """Draw the line with its first and last day, and a stroke where each month or year begins."""
        ends = [self._first] if self._first == self._last else [self._first, self._last]
        strokes = [tag("i", style=f"--at:{self._place((day, day))[0]:.2f}%") for day in self._strokes()]
        labels = [tag("span", say_dates(day, day, language)) for day in ends]
        return tag("div", *strokes, *labels, class_="axis", style=f"--row:{self._above}", aria_hidden="true")

    def _place(self, days: Days) -> tuple[float, float]:
        span = (self._last - self._first).days
        if not span:
            return 50.0, 50.0
        first, last = (MARGIN + (100 - 2 * MARGIN) * (day - self._first).days / span for day in days)
        return first, last

    def _lanes(self, spots: Iterable[_Spot]) -> list[int]:
        """Give each spot the lowest row that is free where it stands."""
        taken: list[list[tuple[float, float]]] = []
        lanes = []
        for spot in spots:
            start, last = self._place(spot.days)
            end = max(last, start + LEAST_WIDE)
            lane = next((at for at, row in enumerate(taken) if all(e <= start or end <= s for s, e in row)), len(taken))
            taken += [[]] if lane == len(taken) else []
            taken[lane].append((start, end))
            lanes.append(lane)
        return lanes

    def _strokes(self) -> Iterator[date]:
        """Yield the first day of each month, of each year where there are many."""
        months = 12 * (self._last.year - self._first.year) + self._last.month - self._first.month
        for month in range(1, months + 1):
            years, at = divmod(self._first.month - 1 + month, 12)
            if months <= MOST_MONTHS or at == 0:
                yield date(self._first.year + years, at + 1, 1)
