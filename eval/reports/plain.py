"""A report as JSON, for programs."""

import json

from eval.reports.content import Report
from eval.summaries import to_rows
from retrieval.records import Language


def to_json(report: Report, language: Language) -> str:
    """Write the figures, the settings and the failed cases; reasons in `language`."""
    failed = [
        {
            "id": one.case.id,
            "language": one.case.language,
            "tags": list(one.case.tags),
            "question": one.case.question,
            "answers": list(one.case.answers),
            "evidence": [{"article_id": each.article_id, "quote": each.quote} for each in one.case.evidence],
            "answer": dict(one.answer),
            "scores": {
                name: {"gained": score.gained, "out_of": score.out_of, "reason": score.reason.said(language)}
                for name, score in one.scores.items()
            },
        }
        for one in report.failed
    ]
    whole = {
        "settings": dict(report.run.settings),
        "seconds": dict(report.seconds),
        "groups": to_rows(report.rows),
        "parity": to_rows(report.parities),
        "failed": failed,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
