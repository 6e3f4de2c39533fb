"""What the program says to people, in both languages at once."""

from dataclasses import dataclass

from retrieval.records import Language


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message, or words of one, whose two languages say the same.

    >>> phrase = Phrase("The question is empty.", "السؤال فارغ.")
    >>> print(phrase, phrase.said("ar"))
    The question is empty. السؤال فارغ.
    """

    english: str
    arabic: str

    def __str__(self) -> str:
        return self.english

    def said(self, language: Language) -> str:
        """Give the words of `language`."""
        return self.arabic if language == "ar" else self.english
