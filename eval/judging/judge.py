"""Have a model say whether an answer is right, and say how far it is to be believed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.writing.once import reply_to
from agent.writing.settings import ModelSettings
from eval.folders import Run
from eval.formats.lines import numbered_lines
from prompts import fill
from retrieval.errors import InputError
from retrieval.phrases import Phrase
from retrieval.records import LANGUAGES, Language

LEAST_KAPPA = 0.6  # Landis & Koch 1977: "substantial" agreement begins here; below it no score is given.
_WORDS = {"right": True, "wrong": False}


@dataclass(frozen=True, slots=True)
class Labelled:
    """An answer of which people have said whether it is right. No `gold`: nothing answers the question."""

    language: Language
    question: str
    gold: tuple[str, ...]
    answer: str
    right: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often a judge says what people said, and by Cohen's kappa how much oftener than by chance.

    A reply that is neither right nor wrong counts as disagreement, and is counted in `unread`.
    """

    cases: int
    accuracy: float
    kappa: float
    unread: int

    @property
    def is_believed(self) -> bool:
        """Whether the judge's scores are worth anything."""
        return self.kappa >= LEAST_KAPPA

    def said(self) -> Phrase:
        """Tell it."""
        return Phrase(
            f"The judge agrees with {self.accuracy:.3f} of {self.cases} labelled cases (kappa {self.kappa:.3f}, "
            f"{self.unread} unreadable); {'its scores follow' if self.is_believed else 'too little to believe it'}.",
            f"يوافق الحَكَم {self.accuracy:.3f} من {self.cases} حالة موسومة (كابا كوهين {self.kappa:.3f}، وتعذّرت قراءة "
            f"{self.unread})؛ {'وتلي درجاته' if self.is_believed else 'وهذا أقل من أن يُعتدّ به'}.",
        )


@dataclass(frozen=True, slots=True)
class Judge:
    """A model that is shown question, right answers and answer, in the language of the question."""

    model: ModelSettings

    def verdict(self, language: Language, question: str, gold: Sequence[str], answer: str) -> bool | None:
        """Say whether an answer is right; None where the model says neither.

        Raises:
            ModelFailed: there is no reply, and why.
        """
        known = "\n".join(f"- {one}" for one in gold) or "–"
        prompt = fill("judge", language, question=question, gold=known, answer=answer or "–")
        words = reply_to(self.model, prompt).text.lower().strip(" .*`\"'\n").split()
        return _WORDS.get(words[0].strip(".,:*")) if words else None

    def agreement(self, labelled: Sequence[Labelled]) -> Agreement:
        """Judge labelled cases, and compare."""
        given = [self.verdict(one.language, one.question, one.gold, one.answer) for one in labelled]
        return agreement([one.right for one in labelled], given)

    def judge(self, run: Run) -> dict[str, bool | None]:
        """Judge every answer of a run, by case."""
        return {
            case.id: self.verdict(case.language, case.question, case.answers, str(run.answers[case.id]["text"]))
            for case in run.cases
            if case.id in run.answers and (case.answers or not case.answerable)
        }


def agreement(labels: Sequence[bool], verdicts: Sequence[bool | None]) -> Agreement:
    """Compare labels with verdicts (Cohen 1960).

    >>> agreement([True, True, False, False], [True, True, False, False]).kappa
    1.0
    >>> agreement([True, True, False, False], [True, True, True, True]).kappa
    0.0
    """
    count = len(labels)
    agreed = sum(label is verdict for label, verdict in zip(labels, verdicts, strict=True)) / count
    shares = (
        (sum(one is side for one in labels) / count, sum(one is side for one in verdicts) / count)
        for side in (True, False)
    )
    chance = sum(mine * its for mine, its in shares)
    kappa = (agreed - chance) / (1 - chance) if chance < 1 else 0.0
    return Agreement(count, agreed, kappa, sum(verdict is None for verdict in verdicts))


def share_right(verdicts: Iterable[bool | None]) -> float:
    """Give the share of answers judged right, of all that were judged."""
    given = list(verdicts)
    return sum(one is True for one in given) / len(given) if given else 0.0


def load_labelled(path: Path) -> list[Labelled]:
    """Read labelled answers: `language`, `question`, `gold`, `answer` and `right` a line.

    Raises:
        InputError: a line is not so, or there are no right or no wrong answers.
    """
    labelled = [_labelled(path, number, line) for number, line in numbered_lines(path)]
    if {one.right for one in labelled} != {True, False}:
        raise InputError(
            f"{path} needs answers that are right and answers that are wrong.",
            f"يحتاج {path} إلى أجوبة صحيحة وأجوبة خاطئة.",
        )
    return labelled


def _labelled(path: Path, number: int, line: str) -> Labelled:
    try:
        row = json.loads(line)
        if row["language"] not in LANGUAGES or not isinstance(row["right"], bool):
            raise ValueError("language is not ar or en, or right is not true or false")
        return Labelled(row["language"], row["question"], tuple(row["gold"]), row["answer"], row["right"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}, line {number}, is no labelled answer (language, question, gold, answer, right): {error!r}",
            f"السطر {number} من {path} ليس جواباً موسوماً (language وquestion وgold وanswer وright): {error!r}",
        ) from error
