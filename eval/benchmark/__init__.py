"""The project's own benchmark: invented news in Arabic and English, where sources differ or only seem to."""

from pathlib import Path

STORIES = Path(__file__).parent / "stories.jsonl"
