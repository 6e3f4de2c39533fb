"""How fast and how large: adding and searching measured as ratios within one run, beside the stock way."""
