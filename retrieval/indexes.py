"""Everything derived from the catalogue, kept together: words, meaning and vocabulary of one library."""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from retrieval.catalogue import Catalogue, Filters
from retrieval.errors import IndexDamaged, OtherModel
from retrieval.folding import words
from retrieval.meaning_index import MeaningIndex, Server
from retrieval.model import BilingualTable
from retrieval.models import Models
from retrieval.phrases import Phrase
from retrieval.records import LANGUAGES, LEGS, FoundBy, Hit, Language
from retrieval.reranking import Reranker
from retrieval.searching import Search
from retrieval.terms import Terms, terms_of
from retrieval.vocabulary import Vocabulary
from retrieval.words_index import WordsEntry, WordsIndex

MODEL_FACT = "embedding model"
SERVER_FACT = "name on a Chroma server"
WORDS = Phrase("index of words", "فهرس الكلمات")
MEANING: dict[Language, Phrase] = {
    "ar": Phrase("index of meaning (ar)", "فهرس المعاني (العربية)"),
    "en": Phrase("index of meaning (en)", "فهرس المعاني (الإنجليزية)"),
}
PROBED = 50  # Passages whose own vector `problems` searches for; a lost graph finds none of them.


class Indexes:
    """The derived parts of a library, each opened when first used."""

    def __init__(self, folder: Path, catalogue: Catalogue, models: Models, chroma_url: str = "") -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._models = models
        self._chroma_url = chroma_url
        self._version = catalogue.version()
        self._whole_at: tuple[int, int] | None = None  # The state of the catalogue for which all parts were whole.

    def delete(self) -> None:
        """Delete all derived parts, here and on a Chroma server, and forget which model made the vectors.

        Raises:
            ServerError: the server does not answer, or refuses; then nothing is deleted.
        """
        self.close()
        MeaningIndex.delete(self._folder, self._server)
        WordsIndex.delete(self._folder)
        Vocabulary.delete(self._folder)
        self._catalogue.forget_fact(MODEL_FACT)
        self._catalogue.forget_fact(SERVER_FACT)

    def close(self) -> None:
        """Let go of all files."""
        if "_meaning" in self.__dict__:
            self._meaning.close()
        for part in ("_words", "_meaning", "_vocabulary", "_search"):
            self.__dict__.pop(part, None)

    @property
    def table(self) -> BilingualTable:
        """The bundled model, which the words leg always uses."""
        return self._models.table

    def write(self, ids: Sequence[int], known: Mapping[int, Terms]) -> None:
        """Bring the indexes in step with the catalogue for these passages, new, changed or gone.

        The terms that are `known` spare reading again what was just written. Writing the same ids again changes
        nothing, so a write that was cut short is simply repeated.

        Raises:
            IndexDamaged: an index cannot be written, or was made with another model.
        """
        self.require_model()
        languages = self._catalogue.languages(ids)
        found = {number: known[number] for number in languages if number in known}
        found |= self._read_terms([number for number in languages if number not in found])
        self._vocabulary.learn(chain.from_iterable(one.words.split() for one in found.values()))
        entries = [
            WordsEntry(number, own, found[number].words, found[number].stems) for number, own in languages.items()
        ]
        self._words.write(ids, entries)
        self._write_meaning(ids, languages, found)

    def refresh(self) -> None:
        """Open the files anew if another process has written since: Chroma does not see what others write."""
        version = self._catalogue.version()
        if version != self._version:
            self.close()
            self._version = version

    def is_whole(self) -> bool:
        """Whether every part can be read and holds as many passages as the catalogue; nobody else must be writing.

        What was found whole is counted again when something has been written since, or an index could not be read.
        """
        state = self._catalogue.version(), self._catalogue.written()
        try:
            if self._whole_at != state or not self._are_there():
                self._whole_at = state if self._counts_agree() else None
            return self._whole_at is not None and (
                self._vocabulary.is_whole() or not any(self._catalogue.passage_counts().values())
            )
        except (IndexDamaged, OSError):
            return False

    def _are_there(self) -> bool:
        return all(part.is_there(self._folder) for part in self._parts_on_disk)

    def _counts_agree(self) -> bool:
        expected = self._catalogue.passage_counts()
        if not any(expected.values()):
            return True
        held = {language: self._meaning.count(language) for language in LANGUAGES} if self._are_there() else {}
        return held == expected and self._words.count() == sum(expected.values())

    def search(
        self, query: str, limit: int, filters: Filters, legs: Sequence[FoundBy] = LEGS, reranker: Reranker | None = None
    ) -> list[Hit]:
        """Search with both legs or one; see `Search.search`.

        Raises:
            IndexDamaged: a part is broken, or is being made anew by another process at this moment.
        """
        try:
            return self._search.search(query, limit, filters, legs, reranker)
        except IndexDamaged:
            self._whole_at = None
            raise
        except (OSError, ValueError) as error:  # A file gone, or two that no longer agree.
            self._whole_at = None
            raise IndexDamaged(
                f"The indexes in {self._folder} cannot be read: {error}. `isnad library rebuild` makes them anew.",
                f"تعذّرت قراءة الفهارس في {self._folder}: {error}. يعيد بناءها الأمر `isnad library rebuild`.",
            ) from error

    def problems(self) -> list[Phrase]:
        """Compare both indexes with the catalogue; return what is wrong, a sentence each."""
        found = self._catalogue.problems()
        try:
            self.require_model()
            return found or [*self._unindexed()] or [*self._missing_or_spare(), *self._lost_vectors()]
        except (IndexDamaged, OtherModel) as error:
            return [error.phrase]

    @cached_property
    def _words(self) -> WordsIndex:
        return WordsIndex(self._folder)

    @property
    def _parts_on_disk(self) -> tuple[type[WordsIndex | MeaningIndex | Vocabulary], ...]:
        return (WordsIndex, Vocabulary) if self._chroma_url else (WordsIndex, Vocabulary, MeaningIndex)

    @property
    def _server(self) -> Server | None:
        """The Chroma server, if one is set, with a name that is new whenever the indexes are made anew.

        So a copy of a library parts from the first one's collections, and those left on a server are never mistaken
        for current ones.
        """
        if not self._chroma_url:
            return None
        if self._catalogue.fact(SERVER_FACT) is None:
            self._catalogue.set_fact(SERVER_FACT, uuid4().hex)
        return Server(self._chroma_url, str(self._catalogue.fact(SERVER_FACT)))

    @cached_property
    def _meaning(self) -> MeaningIndex:
        return MeaningIndex(self._folder, self._server)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._folder, self.table)

    @cached_property
    def _search(self) -> Search:
        self.require_model()
        embedder = self._models.embedder
        return Search(self._catalogue, self._words, self._meaning, self._vocabulary, self.table, embedder)

    def require_model(self) -> None:
        """Refuse vectors of another model; the first to write claims the library for its own.

        The bundled table counts too when another model makes the vectors: the vocabulary holds its own.

        Raises:
            OtherModel: the vectors in the library are not comparable with those of this process.
        """
        made_with = self._catalogue.fact(MODEL_FACT)
        model = " + ".join(dict.fromkeys([self._models.embedder.name, self.table.name]))
        if made_with is None:
            self._catalogue.set_fact(MODEL_FACT, model)
        elif made_with != model:
            raise OtherModel(
                f"The library was made with the model {made_with}, not with {model}. `isnad library rebuild` makes its "
                "indexes anew with the model that is set now; ISNAD_EMBEDDINGS sets another one.",
                f"بُنيت المكتبة بالنموذج {made_with} لا بالنموذج {model}. يعيد الأمر `isnad library rebuild` بناء "
                "فهارسها بالنموذج المختار الآن، ويُختار غيره في ISNAD_EMBEDDINGS.",
            )

    def _read_terms(self, ids: Sequence[int]) -> dict[int, Terms]:
        texts = self._texts(ids)
        return dict(zip(texts, terms_of([words(text) for text in texts.values()], self.table), strict=True))

    def _texts(self, ids: Sequence[int]) -> dict[int, str]:
        """Read passages as they are indexed, each under the title of its article."""
        passages = self._catalogue.passages(ids)
        titles = self._catalogue.titles([passage.article_id for passage in passages.values()])
        return {number: f"{titles[one.article_id]}\n{one.text}" for number, one in passages.items()}

    def _write_meaning(self, ids: Sequence[int], languages: Mapping[int, Language], found: Mapping[int, Terms]) -> None:
        gone = sorted(set(ids).difference(languages))
        for language in LANGUAGES:
            held = [number for number, own in languages.items() if own == language]
            self._meaning.write(gone, language, held, self._vectors(held, found))

    def _vectors(self, ids: Sequence[int], found: Mapping[int, Terms]) -> NDArray[np.float32]:
        """Embed passages; the vectors of the bundled table are among the terms that were `found`."""
        if self._models.embedder is self.table:
            rows = b"".join(found[number].vector for number in ids)
            return np.frombuffer(rows, np.float32).reshape(len(ids), self.table.width)
        texts = self._texts(ids)
        return self._models.embedder.encode_passages([texts[number] for number in ids])

    def _unindexed(self) -> Iterator[Phrase]:
        if count := self._catalogue.pending_count():
            yield Phrase(
                f"{count:,} passages are yet to be indexed; the next search or addition does it.",
                f"مقاطع لم تُفهرس بعد: {count:,}، ويفهرسها البحث التالي أو الإضافة التالية.",
            )

    def _missing_or_spare(self) -> Iterator[Phrase]:
        everything: set[int] = set()
        for language in LANGUAGES:
            wanted = set(self._catalogue.passage_ids(Filters(language=language)))
            everything |= wanted
            yield from _compared(MEANING[language], set(self._meaning.passage_ids(language)), wanted)
        yield from _compared(WORDS, set(self._words.passage_ids()), everything)

    def _lost_vectors(self) -> Iterator[Phrase]:
        """Search for the vectors of some passages: Chroma has lost its graph after a restart before (chroma#7090).

        No way leads to a few among many passages that are nearly the same: that is no damage, and the words find them.
        """
        for language in LANGUAGES:
            ids = self._catalogue.passage_ids(Filters(language=language))
            probes = self._meaning.vectors(language, ids[:: max(1, len(ids) // PROBED)])
            lost = sum(not self._finds_itself(vector, language) for vector in probes.values())
            if 2 * lost > len(probes):
                yield Phrase(
                    f"{lost} of {len(probes)} probes found nothing in the {MEANING[language]}.",
                    f"لم يُعثر في {MEANING[language].arabic} على {lost} من أصل {len(probes)} من المتجهات المجرَّبة.",
                )

    def _finds_itself(self, vector: NDArray[np.float32], language: Language) -> bool:
        found = self._meaning.search(vector, language, 1)
        return bool(found) and found[0][1] > 0.99


def _compared(index: Phrase, held: Set[int], wanted: Set[int]) -> Iterator[Phrase]:
    if missing := wanted - held:
        yield Phrase(
            f"The {index} lacks {len(missing):,} passages, the first being {min(missing)}.",
            f"مقاطع ناقصة من {index.arabic}: {len(missing):,}، أولها المقطع {min(missing)}.",
        )
    if spare := held - wanted:
        yield Phrase(
            f"The {index} holds {len(spare):,} passages that are no more.",
            f"مقاطع لم تعد موجودة وما زالت في {index.arabic}: {len(spare):,}.",
        )
