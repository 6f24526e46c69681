"""`depesche export`. In: a store. Out: all that it knows, for other programs."""

from __future__ import annotations

import argparse
import sys

from depesche.cli.exporting import FILES, sink
from depesche.cli.meter import Meter
from depesche.cli.status import OK
from depesche.cli.stores import moment_given, store
from depesche.core.errors import UsageError
from depesche.exports import Asked, exported

TAGS = {str(kind.__struct_config__.tag): kind for kind in FILES}


def run(found: argparse.Namespace) -> int:
    """Export; 0."""
    since = None if found.since is None else moment_given(found.since, "--since")
    asked = Asked(moment_given(found.as_of, "--as-of"), since, found.embargoed, not found.no_text)
    wanted = tuple(TAGS[name] for name in found.only) or tuple(TAGS.values())
    if found.output is not None and found.format != "jsonl" and found.output == "-":
        raise UsageError("Several files do not go to standard output.", where="--output")
    quiet = found.output is None and sys.stdout.isatty()
    with store(found, writable=False) as database, Meter("" if quiet else "exporting") as meter:
        count = 0
        with sink(found.format, found.output) as out, database.reading() as connection:
            for one in exported(connection, asked):
                if isinstance(one, wanted):
                    out.write(one)
                    count += 1
                    meter.says(f"{count:,} objects")
    return OK
