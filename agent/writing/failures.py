"""Why a language model did not write the answer, in words for the reader."""

from retrieval.phrases import Phrase


class ModelFailed(Exception):
    """The model gave no answer that can be used; `reason` says why, without a key in it."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Cancelled(Exception):
    """Nobody waits for the answer any more."""


class ToolsRefused(Exception):
    """The server takes no tools; what it can do goes through prompts."""


OUT_OF_TIME = Phrase("it did not answer within {seconds:g} seconds", "لم يُجب خلال {seconds:g} ثانية")
UNREADABLE = Phrase("its replies could not be read", "تعذّرت قراءة ردوده")
ENDLESS = Phrase("it gave no answer in {calls} turns", "لم يعطِ جواباً في {calls} أدوار")
UNSOUND = Phrase("nothing of what it wrote stands in its quotes", "لم يثبت في اقتباساته شيء مما كتبه")
MUTE = Phrase("it gave no answer, though the articles differ on this", "لم يعطِ جواباً مع أن المقالات تختلف في هذا")
SILENT = Phrase("the server {url} does not answer: {said}", "لا يجيب الخادم {url}: {said}")
BUSY = Phrase("the server {url} is too busy ({status})", "الخادم {url} مشغول جداً ({status})")
BROKEN = Phrase("the server {url} failed ({status}): {said}", "تعطّل الخادم {url} ({status}): {said}")
REFUSED_KEY = Phrase("the server {url} refuses the key ({status})", "رفض الخادم {url} المفتاح ({status})")
NO_MODEL = Phrase("the server {url} has no model {name}: {said}", "لا يعرف الخادم {url} النموذج {name}: {said}")
REFUSED = Phrase("the server {url} refuses the request ({status}): {said}", "رفض الخادم {url} الطلب ({status}): {said}")


def because(reason: Phrase, **fields: object) -> ModelFailed:
    """Fill in why.

    >>> str(because(ENDLESS, calls=6))
    'it gave no answer in 6 turns'
    """
    return ModelFailed(Phrase(reason.english.format(**fields), reason.arabic.format(**fields)))
