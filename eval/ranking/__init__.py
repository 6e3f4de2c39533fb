"""How well search finds: questions with the articles that answer them, systems that rank, measures with intervals."""
