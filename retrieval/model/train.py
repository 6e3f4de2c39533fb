"""Train the bundled model again: `python -m retrieval.model.train DATA_FOLDER`.

The two texts of a pair learn to be nearer to each other than to the other texts of their batch, in both directions:
contrast with in-batch negatives (Henderson et al. 2017, van den Oord et al. 2018). Only this module needs torch.
"""

import argparse
import hashlib
import math
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import EmbeddingBag, functional

from retrieval.model.background import Background
from retrieval.model.pairs import SOURCES, Kind, Pair, Source, read_pairs
from retrieval.model.segmenting import Segmenter, train_tokenizer
from retrieval.model.table import BACKGROUND, FOLDER, TOKENIZER, WEIGHTS, Rows, write_weights

FAMILY = "isnad-bilingual-1"  # Raise the number with the recipe or the data.
CARD = "README.md"
FIRST_SPREAD = 0.05  # Standard deviation of the untrained numbers.
COMMON = 1e-3  # A piece that is this share of news text loses half its weight (Arora et al. 2017: SIF).
STRETCH = 200  # English words of a background document: with single sentences even rare words count as rare as names.

Bags = tuple[Tensor, Tensor]  # Piece ids, and where each text begins among them, as `EmbeddingBag` takes them.


@dataclass(frozen=True, slots=True)
class Course:
    """How often an epoch visits each pair of a kind, and which share of the pieces is left out on each visit."""

    passes: float
    dropped: float


COURSES: Mapping[Kind, Course] = {"sentence": Course(2, 0.5), "entry": Course(1, 0), "title": Course(0.5, 0.3)}


@dataclass(frozen=True, slots=True)
class Recipe:
    """The choices of a training run."""

    vocabulary: int = 46_000
    width: int = 256
    epochs: int = 10
    batch: int = 1024
    rate: float = 0.005  # Of Adam; it falls to zero in a straight line.
    sharpness: float = 20.0  # What cosines are multiplied by: one over the temperature.
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as piece ids, one after the other: text i is `ids[starts[i] : starts[i] + counts[i]]`."""

    ids: NDArray[np.intp]
    starts: NDArray[np.intp]
    counts: NDArray[np.intp]

    @classmethod
    def cut(cls, texts: Sequence[Sequence[str]], segmenter: Segmenter) -> Self:
        """Cut texts of folded words, none of them empty, into pieces."""
        segments = segmenter.segment(list(chain.from_iterable(texts)))
        word_ends = np.cumsum(segments.counts, dtype=np.intp)
        ends = word_ends[np.cumsum([len(text) for text in texts]) - 1]
        counts = np.diff(ends, prepend=0)
        return cls(segments.ids, ends - counts, counts)

    def bags(self, chosen: NDArray[np.intp], dropped: float, rng: np.random.Generator) -> Bags:
        """Put the pieces of the chosen texts in a row, leaving out a random share of them."""
        counts = self.counts[chosen]
        begins = np.cumsum(counts) - counts
        where = np.repeat(self.starts[chosen] - begins, counts) + np.arange(counts.sum())
        kept = rng.random(len(where)) >= dropped
        return torch.from_numpy(self.ids[where[kept]]), torch.from_numpy(np.append(0, np.cumsum(kept))[begins])


@dataclass(frozen=True, slots=True)
class Lesson:
    """All pairs of one kind, and how to go through them."""

    english: Texts
    arabic: Texts
    course: Course

    @classmethod
    def of(cls, kind: Kind, pairs: Mapping[Source, Sequence[Pair]], segmenter: Segmenter) -> Self:
        """Gather the pairs of one kind."""
        chosen = [pair for source in SOURCES if source.kind == kind for pair in pairs[source]]
        english = Texts.cut([pair.english for pair in chosen], segmenter)
        return cls(english, Texts.cut([pair.arabic for pair in chosen], segmenter), COURSES[kind])

    def batches(self, size: int, rng: np.random.Generator) -> Iterator[tuple[Bags, Bags]]:
        """Deal an epoch's pairs in a new order, in whole batches."""
        number = len(self.english.counts)
        order = np.concatenate([rng.permutation(number) for _ in range(math.ceil(self.course.passes))])
        for start in range(0, int(number * self.course.passes) - size + 1, size):
            chosen = order[start : start + size]
            english, arabic = (side.bags(chosen, self.course.dropped, rng) for side in (self.english, self.arabic))
            yield english, arabic


class Learner:
    """A table in training."""

    def __init__(self, pieces: int, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        self._recipe = recipe
        self._rng = np.random.default_rng(recipe.seed)
        self._table = EmbeddingBag(pieces, recipe.width, mode="sum")
        torch.nn.init.normal_(self._table.weight, std=FIRST_SPREAD)
        self._optimizer = torch.optim.Adam(self._table.parameters(), lr=recipe.rate, fused=True)

    def vectors(self) -> NDArray[np.float32]:
        """Copy out what was learned, (pieces, width)."""
        return self._table.weight.detach().numpy().copy()

    def epoch(self, lessons: Sequence[Lesson], number: int) -> float:
        """Go through `lessons` once, their batches shuffled together; return the mean loss in nats."""
        batches = [batch for lesson in lessons for batch in lesson.batches(self._recipe.batch, self._rng)]
        losses = []
        for done, at in enumerate(self._rng.permutation(len(batches))):
            self._set_rate((number + done / len(batches)) / self._recipe.epochs)
            losses.append(self._step(*batches[at]))
        return float(np.mean(losses))

    def _set_rate(self, share_done: float) -> None:
        for group in self._optimizer.param_groups:
            group["lr"] = self._recipe.rate * (1 - share_done)

    def _step(self, english: Bags, arabic: Bags) -> float:
        left, right = (functional.normalize(self._table(*bags)) for bags in (english, arabic))
        scores = left @ right.T * self._recipe.sharpness
        diagonal = torch.arange(len(scores))
        loss = (functional.cross_entropy(scores, diagonal) + functional.cross_entropy(scores.T, diagonal)) / 2
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()
        return loss.item()


def train(data: Path, folder: Path, recipe: Recipe) -> None:
    """Train on the files in `data`; write weights, tokenizer and word counts into `folder` and renew its card."""
    pairs = {source: list(read_pairs(data / source.file)) for source in SOURCES}
    news = [pair for source in SOURCES if source.news for pair in pairs[source]]
    print(f"cutting {sum(map(len, pairs.values())):,} pairs into {recipe.vocabulary:,} kinds of pieces", flush=True)
    tokenizer = train_tokenizer(_sides(chain.from_iterable(pairs.values())), recipe.vocabulary)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    segmenter = Segmenter.load(folder / TOKENIZER)
    vectors = learn([Lesson.of(kind, pairs, segmenter) for kind in COURSES], segmenter, recipe)
    name = write_rows(folder / WEIGHTS, Rows.rounded(vectors * worth(segmenter, news)[:, None]))
    count_words(news).save(folder / BACKGROUND)
    renew_card(folder / CARD, name, recipe)


def learn(lessons: Sequence[Lesson], segmenter: Segmenter, recipe: Recipe) -> NDArray[np.float32]:
    """Learn one row a piece, (pieces, width), showing the loss of each epoch."""
    learner = Learner(len(segmenter), recipe)
    for number in range(recipe.epochs):
        began = time.monotonic()
        loss = learner.epoch(lessons, number)
        print(f"epoch {number + 1} of {recipe.epochs}: loss {loss:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return learner.vectors()


def worth(segmenter: Segmenter, news: Iterable[Pair]) -> NDArray[np.float32]:
    """Weigh pieces by their rarity in news text, (pieces,), near 1 for most.

    The bare word mark weighs nothing, or all words of unknown letters would mean the same.
    """
    ids = segmenter.segment(list(chain.from_iterable(_sides(news)))).ids
    shares = np.bincount(ids, minlength=len(segmenter)) / len(ids)
    weights = COMMON / (COMMON + shares)
    weights[segmenter.bare_mark] = 0
    return weights.astype(np.float32)


def count_words(news: Iterable[Pair]) -> Background:
    """Count words in stretches of news as long as a paragraph."""
    documents = list(_stretches(news))
    return Background.count(_sides(documents), len(documents))


def write_rows(path: Path, rows: Rows) -> str:
    """Write the weights under a name that changes with them, and return the name."""
    name = f"{FAMILY}-{hashlib.sha256(rows.codes.tobytes()).hexdigest()[:8]}"
    write_weights(path, name, rows)
    return name


def renew_card(path: Path, name: str, recipe: Recipe) -> None:
    """Write the name and the recipe into the card, between its two marks."""
    facts = f"<!-- train.py writes from here -->\n`{name}`: `{recipe}`\n<!-- to here -->"
    card = re.sub("<!-- train.py writes .*<!-- to here -->", lambda _: facts, path.read_text("utf-8"), flags=re.DOTALL)
    path.write_text(card, encoding="utf-8")


def _stretches(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Join neighbouring pairs until a stretch is long enough; what is left over at the end is dropped."""
    english: list[str] = []
    arabic: list[str] = []
    for pair in pairs:
        english += pair.english
        arabic += pair.arabic
        if len(english) >= STRETCH:
            yield Pair(english, arabic)
            english, arabic = [], []


def _sides(pairs: Iterable[Pair]) -> Iterator[list[str]]:
    for pair in pairs:
        yield pair.english
        yield pair.arabic


def main() -> None:
    """Train into the folder of this module."""
    parser = argparse.ArgumentParser("python -m retrieval.model.train", description="Train the bundled model again.")
    parser.add_argument("data", type=Path, help="the folder with the files of pairs that the model's card names")
    train(parser.parse_args().data, FOLDER, Recipe())


if __name__ == "__main__":
    main()
