"""A language model as judge, off unless asked for: its agreement with labelled cases comes before its scores."""

from pathlib import Path

LABELLED = Path(__file__).parent / "labelled.jsonl"
