"""`python -m depesche`: the same as the command `depesche`."""

from __future__ import annotations

import sys

from depesche.cli import main

sys.exit(main())
