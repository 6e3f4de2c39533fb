"""Why a language model did not write the answer, in words for the reader."""

from retrieval.phrases import Phrase
from retrieval.records import Language


class ModelFailed(Exception):
    """The model gave no answer that can be used; `reason` says why, its `fields` filled in without a key among them.

    >>> str(ModelFailed(ENDLESS, calls=6)), ModelFailed(ENDLESS, calls=6).said("ar")
    ('it gave no answer in 6 turns', 'لم يعطِ جواباً في 6 أدوار')
    """

    def __init__(self, reason: Phrase, **fields: object) -> None:
        super().__init__(reason, fields)
        self._reason = reason
        self._fields = fields

    def __str__(self) -> str:
        return self.said("en")

    def said(self, language: Language) -> str:
        """Say why in `language`."""
        return self._reason.said(language).format(**self._fields)


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
