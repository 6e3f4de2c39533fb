"""The writer that is a language model: it orders searches, reads, and writes; nothing of it goes out unchecked."""
