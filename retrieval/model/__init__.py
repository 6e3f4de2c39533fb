"""The bundled bilingual model: words and texts in Arabic and English as vectors of one space."""

from retrieval.model.table import FOLDER, BilingualTable, unit_rows

__all__ = ["FOLDER", "BilingualTable", "unit_rows"]
