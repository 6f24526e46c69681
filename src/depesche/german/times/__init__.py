"""In: a Sheet with text and tokens. Out: its TIMEX3 expressions, resolved as far as the date allows.

Extents, types and values follow the KRAUTS corpus (Strötgen et al., LREC 2018) and its guidelines.
"""

from __future__ import annotations

from depesche.german.times.annotate import layer
from depesche.german.times.findings import weekday_conflicts

__all__ = ["layer", "weekday_conflicts"]
