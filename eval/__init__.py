"""The benchmark harness: cases, a system, scores."""
