"""In: an error. Out: one line on standard error; the exit statuses that all commands share."""

from __future__ import annotations

import sys

from depesche.core.errors import DepescheError
from depesche.views.safe import shown_line

OK, SOME_UNREADABLE, USAGE = 0, 1, 2


def complain(error: DepescheError) -> None:
    """Say on standard error what went wrong, on one line: "depesche: WHERE: what. What to do"."""
    print(f"depesche: {shown_line(str(error))}", file=sys.stderr)
