"""In: the words of a command line. Out: readings on standard output, complaints on standard error.

Exit status: 0 all read; 1 some input could not be read, the rest is; 2 wrong usage; 3 the store
cannot do what is asked; 130 stopped by Ctrl-C; 141 the reader of our output went away.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

INTERRUPTED, BROKEN_PIPE = 130, 141
COLLECT_AFTER = 50_000  # new objects: a reading makes few cycles, and looking for them takes time


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` (None: the process's own) ask for; its exit status.

    Raises nothing but SystemExit (from the parsing of `words`).
    """
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    try:
        from depesche.cli import arguments, store_arguments

        found = arguments.parse(words)
        if found.command != "read":
            return store_arguments.run(found)
        from depesche.cli.read import run

        return run(arguments.request(found))
    except KeyboardInterrupt:
        print("\ndepesche: stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more at exit; into the void, not into another error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
