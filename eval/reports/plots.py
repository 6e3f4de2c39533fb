"""Pictures as SVG text: small, without scripts, readable in print."""

from collections.abc import Sequence
from html import escape

import numpy as np

from eval.ranking.bootstrap import Estimate

COLOURS = ("#1f3a5f", "#b5532a", "#3f7d4e")
LEFT, WIDTH, RIGHT = 110, 520, 60
LINE, PER_SERIES = 14, 11
FRACTIONS = (0, 0.25, 0.5, 0.75, 1)


def intervals(rows: Sequence[tuple[str, Sequence[Estimate | None]]], names: Sequence[str]) -> str:
    """Draw means between 0 and 1 with their intervals, a row for each measure, a colour for each series."""
    step = LINE + PER_SERIES * (len(names) - 1)
    height = 34 + step * len(rows) + 6 * len(rows) + 24
    parts = [_text(LEFT + _x(one), height - 8, f"{one:g}", "middle", "axis") for one in FRACTIONS]
    parts += [_line(LEFT + _x(one), 28, LEFT + _x(one), height - 22, "grid") for one in FRACTIONS]
    parts += [
        f'<circle cx="{LEFT + at * 150}" cy="12" r="4" fill="{colour}" class="series-{at}"/>'
        + _text(LEFT + at * 150 + 10, 16, name, "start", "")
        for at, (name, colour) in enumerate(zip(names, COLOURS, strict=False))
    ]
    for at, (label, estimates) in enumerate(rows):
        top = 40 + at * (step + 6)
        parts.append(_text(LEFT - 10, top + (step - LINE) / 2 + 4, label, "end", ""))
        for series, estimate in enumerate(estimates[: len(COLOURS)]):
            if estimate:
                parts.append(_interval(estimate, top + series * PER_SERIES, series))
    return _svg(LEFT + WIDTH + RIGHT, height, parts)


def histogram(values: Sequence[float], bins: int = 40) -> str:
    """Draw how often values between nought and the largest come, the median and 95th percentile marked."""
    counts, edges = np.histogram(values, bins=bins, range=(0, max(values) or 1.0))
    tall, base, wide = 90, 110, WIDTH / bins
    parts = [
        f'<rect x="{LEFT + at * wide:.1f}" y="{base - tall * count / max(counts):.1f}" width="{wide - 1:.1f}" '
        f'height="{tall * count / max(counts):.1f}" fill="{COLOURS[0]}" class="series-0"/>'
        for at, count in enumerate(counts)
    ]
    parts.append(_line(LEFT, base, LEFT + WIDTH, base, "axis-line"))
    for percentile in (50, 95):
        value = float(np.percentile(values, percentile))
        x = LEFT + WIDTH * value / float(edges[-1])
        parts.append(_line(x, 16, x, base, "mark"))
        parts.append(_text(x + 3, 14 + (percentile == 95) * 12, f"p{percentile} {value:.2f}", "start", ""))
    parts += [_text(LEFT + WIDTH * one, base + 16, f"{edges[-1] * one:.2f}", "middle", "axis") for one in (0, 0.5, 1)]
    return _svg(LEFT + WIDTH + RIGHT, base + 24, parts)


def _interval(estimate: Estimate, y: float, series: int) -> str:
    low, high, mean = (LEFT + _x(one) for one in (estimate.low, estimate.high, estimate.mean))
    colour, drawn = COLOURS[series], f'stroke-width="2" opacity="0.55" class="series-{series}"'
    return (
        f'<line x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}" stroke="{colour}" {drawn}/>'
        f'<circle cx="{mean:.1f}" cy="{y}" r="3.5" fill="{colour}" class="series-{series}"/>'
    )


def _x(fraction: float) -> float:
    return WIDTH * min(1.0, max(0.0, fraction))


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escape(text)}</text>'


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
    return f'<svg {size} aria-hidden="true" direction="ltr">{"".join(parts)}</svg>'
