"""Everything that can go wrong, named for what the caller should do.

IsnadError
├── InputError            change what you handed in
│   ├── UnreadableFile    this file cannot be read as an article
│   └── BadRow            this row of a JSONL file is not an article
├── SettingError          change a setting: it names a part that cannot be had
├── ServerError           look at the server that a setting names, then try again
├── LibraryError          look at the library folder
│   ├── EmptyLibrary      add articles first
│   ├── UnknownArticle    no article has this id
│   ├── UnknownSource     no outlet has this name
│   ├── LibraryBusy       another process is writing; try again
│   ├── OtherModel        run `isnad library rebuild`, or set the model that the library was made with
│   └── LibraryDamaged    put back a copy of the catalogue
│       └── IndexDamaged  nothing: an index is made anew from the catalogue as soon as no other process writes
├── QuestionError         ask in another way
└── NotInstalled          install the package that it names
"""

from retrieval.phrases import Phrase
from retrieval.records import Language


class IsnadError(Exception):
    """Base of all errors raised on purpose; says in both languages what was wrong and what to do.

    >>> error = QuestionError("The question is empty.", "السؤال فارغ.")
    >>> print(error, error.said("ar"))
    The question is empty. السؤال فارغ.
    """

    def __init__(self, english: str, arabic: str) -> None:
        super().__init__(english, arabic)
        self.phrase = Phrase(english, arabic)

    def __str__(self) -> str:
        return str(self.phrase)

    def said(self, language: Language) -> str:
        """Give the message in `language`."""
        return self.phrase.said(language)


class InputError(IsnadError):
    """What was handed in cannot be used."""


class UnreadableFile(InputError):
    """A file cannot be read as an article."""


class BadRow(InputError):
    """A row of a JSONL file is not an article."""


class SettingError(IsnadError):
    """A setting names a part that cannot be had, or does not name one."""


class ServerError(IsnadError):
    """A server that a setting names does not answer, or not as it should."""


class LibraryError(IsnadError):
    """The library folder cannot serve the call."""


class EmptyLibrary(LibraryError):
    """The library holds no articles yet."""


class UnknownArticle(LibraryError):
    """No article has this id."""


class UnknownSource(LibraryError):
    """No outlet has this name."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class OtherModel(LibraryError):
    """The indexes were made with another embedding model."""


class LibraryDamaged(LibraryError):
    """The library's files cannot be read."""


class IndexDamaged(LibraryDamaged):
    """An index, which is derived from the catalogue, is broken or gone."""


class QuestionError(IsnadError):
    """A question that cannot be asked as it stands."""


class NotInstalled(IsnadError):
    """An optional package is not there."""
