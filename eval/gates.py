"""Gates: how good a measure must be for a run to pass."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.measures import Measure, named
from eval.summaries import Row
from retrieval.errors import InputError
from retrieval.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Gate:
    """A measure and the worst value of all cases that still passes."""

    measure: Measure
    value: float

    @classmethod
    def parse(cls, text: str) -> "Gate":
        """Read `Right=0.6`.

        >>> gate = Gate.parse("falsealarm=0.05")
        >>> gate.measure.name, gate.value
        ('FalseAlarm', 0.05)

        Raises:
            InputError: it is not written so, or no measure is called that.
        """
        name, _, value = text.partition("=")
        try:
            return cls(named(name), float(value))
        except ValueError as error:
            raise InputError(
                f"{text!r} names no measure and value, such as Right=0.6.", f"«{text}» ليس مقياساً وقيمة، مثل Right=0.6."
            ) from error

    def failure(self, rows: Sequence[Row]) -> Phrase | None:
        """Say how all cases miss the value; what cannot be measured misses it too."""
        estimate = next((row.measures.get(self.measure.name) for row in rows if row.group == "all"), None)
        name = self.measure.name
        if estimate is None:
            return Phrase(f"{name} cannot be measured on these cases.", f"لا يُقاس {name} في هذه الحالات.")
        missed = estimate.mean > self.value if self.measure.better == "less" else estimate.mean < self.value
        if not missed:
            return None
        return Phrase(
            f"{name} is {estimate.mean:.3f}; the gate is {self.value:g}.",
            f"قيمة {name} هي {estimate.mean:.3f} والحد {self.value:g}.",
        )


def failures(rows: Sequence[Row], gates: Sequence[Gate]) -> list[Phrase]:
    """Say which gates a run does not pass."""
    return [failure for gate in gates if (failure := gate.failure(rows))]
