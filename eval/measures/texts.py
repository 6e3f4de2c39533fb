"""Whether an answer says what is right: found in it, equal to it, or sharing words with it."""

import re
from collections import Counter
from collections.abc import Sequence

from agent.quantities import Quantity, find_quantities
from agent.same_value import same_value
from eval.cases import Case
from eval.measures.normal import normal_words
from eval.measures.scores import Answered, Score, share
from eval.replies import Reply
from retrieval.dates import DateMention, find_dates
from retrieval.phrases import Phrase

NO_ANSWER = Phrase("there is no answer", "لا جواب")
_POINT = re.compile(r"(?<=\d)[.٫](?=\d)")  # Of a decimal, which SQuAD's script drops: 1.2 km is not found in 12 km.
VALUE_MARK = " — "  # Stands between a value and the quote that it is from.


def found(one: Answered) -> Score | None:
    """Say whether a gold answer stands in the answer, word for word, or as a number or date by its value."""
    if not one.case.answers:
        return None
    if not one.reply.answered:
        return share(False, NO_ANSWER)
    said = next((gold for gold in one.case.answers if stands_in(gold, one.reply.text)), None)
    if said is None:
        return share(False, Phrase("no gold answer stands in it", "لا يرد فيه أي جواب معتمد"))
    return share(True, Phrase(f"says {said}", f"يذكر {said}"))


def all_found(one: Answered) -> Score | None:
    """Say whether an answer has all that is right, and nothing known to be wrong, as RAMDocs asks."""
    if not one.case.senses:
        return None
    missed = [group[0] for group in one.case.senses if not any(stands_in(gold, one.reply.text) for gold in group)]
    told = [wrong for wrong in one.case.wrong if stands_in(wrong, one.reply.text)]
    if not one.reply.answered:
        return share(False, NO_ANSWER)
    if missed:
        return share(False, Phrase(f"lacks {'; '.join(missed)}", f"ينقصه {'؛ '.join(missed)}"))
    if told:
        return share(False, Phrase(f"says {'; '.join(told)}, which is wrong", f"يذكر {'؛ '.join(told)} وهو خطأ"))
    return share(True, Phrase("says all that is right", "يذكر كل ما هو صحيح"))


def wrong_said(one: Answered) -> Score | None:
    """Say whether an answer that does not call it disputed has what is known to be wrong."""
    if not one.case.wrong:
        return None
    told = [wrong for wrong in one.case.wrong if one.reply.answered and stands_in(wrong, one.reply.text)]
    if told and not one.reply.flags:
        return share(True, Phrase(f"says {'; '.join(told)}", f"يذكر {'؛ '.join(told)}"))
    return share(False, Phrase("says nothing wrong undisputed", "لا يذكر خطأ بلا تنبيه"))


def exact_match(one: Answered) -> Score | None:
    """Say whether the short answer is a gold answer, once both are normal (SQuAD's EM); a conflict has no such one."""
    if not one.case.answers or one.case.conflict:
        return None
    short = short_answer(one.reply)
    equal = any(normal_words(short) == normal_words(gold) for gold in one.case.answers) if short else False
    return share(equal, _beside(short, one.case))


def token_f1(one: Answered) -> Score | None:
    """Give the best F1 of the words of the short answer against a gold answer (SQuAD's F1), as EM does."""
    if not one.case.answers or one.case.conflict:
        return None
    short = short_answer(one.reply)
    best = max(overlap_f1(normal_words(short), normal_words(gold)) for gold in one.case.answers)
    return Score(best, 1.0, _beside(short, one.case))


def answer_words(one: Answered) -> Score | None:
    """Count the words of an answer: who says everything finds everything."""
    count = len(one.reply.text.split())
    return Score(count, 1.0, Phrase(f"{count} words", f"{count} كلمة")) if one.reply.answered else None


def short_answer(reply: Reply) -> str:
    """Take what an answer gives as its answer: the value it begins with, else its first quote, else its first words.

    >>> from eval.replies import Said
    >>> short_answer(Reply(True, "", (Said("1950 — The Post (2025): “It opened in 1950.”", ()),)))
    '1950'
    """
    if not reply.answered or not reply.statements:
        return ""
    first = reply.statements[0]
    value, mark, _ = first.text.partition(VALUE_MARK)
    if mark:
        return value
    return first.citations[0].quote if first.citations and first.citations[0].quote in first.text else first.text


def overlap_f1(said: Sequence[str], gold: Sequence[str]) -> float:
    """Give the harmonic mean of the shares of words that two answers have in common; 1 if both are empty.

    >>> round(overlap_f1(["in", "may", "1950"], ["1950"]), 2), overlap_f1([], ["1950"])
    (0.5, 0.0)
    """
    if not said or not gold:
        return float(said == gold)
    common = (Counter(said) & Counter(gold)).total()
    return 2 * common / (len(said) + len(gold))


def stands_in(gold: str, text: str) -> bool:
    """Whether a gold answer stands in a text: its words side by side, or its number or date by value.

    >>> stands_in("45", "Forty-five people were hurt."), stands_in("45", "It opened in 1945.")
    (True, False)
    >>> stands_in("9 نوفمبر 2025", "وذلك في ٩ تشرين الثاني 2025")
    True
    """
    wanted, words = (normal_words(_POINT.sub("point", one)) for one in (gold, text))
    if wanted and any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)):
        return True
    if dates := find_dates(gold):
        return any(_same_date(dates[0], mention) for mention in find_dates(text))
    if numbers := find_quantities(gold):
        return any(_is_value(numbers[0], quantity) for quantity in find_quantities(text))
    return False


def _is_value(gold: Quantity, said: Quantity) -> bool:
    """Whether two quantities are equal; a gold answer may leave out the unit that the question names."""
    bare = gold.unit is None and (gold.number.low, gold.number.high) == (said.number.low, said.number.high)
    return same_value(gold, said) == "same" or (bare and gold.number.kind == said.number.kind)


def _same_date(gold: DateMention, said: DateMention) -> bool:
    """Whether a date says what the gold one says; beside a day or month, the year may go without saying."""
    mine, its = gold.said, said.said
    if mine.hijri != its.hijri:
        return False
    if mine.day or mine.month:
        years = {mine.year, its.year} - {None}
        return (
            len(years) < 2 and mine.month == its.month and mine.day in (None, its.day) and mine.last_day == its.last_day
        )
    if mine.year:
        return mine.year == its.year
    return (mine.weekday, mine.unit, mine.shift) == (its.weekday, its.unit, its.shift)


def _beside(short: str, case: Case) -> Phrase:
    if not short:
        return NO_ANSWER
    golds = " / ".join(case.answers)
    return Phrase(f"“{short}” against “{golds}”", f"«{short}» مقابل «{golds}»")
