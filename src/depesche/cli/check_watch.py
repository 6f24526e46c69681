"""`depesche check --watch`. In: texts of one's own, a store that goes on. Out: what becomes stale in them.

What was reported is remembered in a file, so that it is reported once, whatever comes in between.
"""

from __future__ import annotations

import json
import os
import threading
import tomllib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from depesche.core.errors import UsageError
from depesche.core.ids import content_id
from depesche.core.own import Passage
from depesche.store import journal
from depesche.store.database import Database

ADVICE = 'Write texts = ["page.html", "folder"].'
MOST = 100_000
"""Reports that are remembered, the newest."""


class Reported:
    """What was reported already, in a file that is replaced as a whole."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.known: dict[str, None] = {}
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            self.known = dict.fromkeys(str(one) for one in found["reported"])
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError) as error:
            advice = "Move it away, or give another with --state."
            raise UsageError("It is no record of what was reported.", where=path, advice=advice) from error

    def fresh(self, passages: Iterable[Passage]) -> list[Passage]:
        """The stale passages that were not reported yet; they count as reported from now on."""
        found = [one for one in passages if one.stale and name(one) not in self.known]
        self.known.update(dict.fromkeys(map(name, found)))
        return found

    def keep(self) -> None:
        """Write it. Raises UsageError where it cannot be written."""
        half = self.path.with_name(f".{self.path.name}.half")
        try:
            half.write_text(json.dumps({"reported": list(self.known)[-MOST:]}), encoding="utf-8")
            os.replace(half, self.path)
        except OSError as error:
            with suppress(OSError):
                half.unlink()
            what = f"What was reported cannot be remembered: {error.strerror}."
            raise UsageError(what, where=str(self.path), advice="Give another file with --state.") from error


def beside(paths: Sequence[str], listed: str | None) -> str:
    """Where reports are remembered if nobody says it: next to the list, or in the first folder."""
    if listed:
        return f"{listed}.reported"
    first = paths[0]
    return os.path.join(first if os.path.isdir(first) else os.path.dirname(first), ".depesche-check.reported")


def texts_of(listed: str) -> list[str]:
    """The paths in a TOML file `texts = [...]`, taken from where the file lies.

    Raises UsageError where it is none.
    """
    try:
        found = tomllib.loads(Path(listed).read_text(encoding="utf-8")).get("texts")
    except OSError as error:
        raise UsageError(f"{error.strerror or error}.", where=listed, advice="Check the path.") from error
    except ValueError as error:
        raise UsageError(f"It is no TOML: {error}.", where=listed, advice=ADVICE) from error
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise UsageError("It lists no texts.", where=listed, advice=ADVICE)
    return [os.path.join(os.path.dirname(listed), one) for one in found]


def name(one: Passage) -> str:
    """What makes a report: the text, the passage, what is to be cited."""
    faults = (part for each in one.faults for part in (each.because, each.cite.id))
    return content_id("report", [one.page, one.passage, *faults])


def watch(
    database: Database,
    again: Callable[[], None],
    stamps: Callable[[], object],
    halt: threading.Event,
    *,
    pause: float,
) -> None:
    """Call `again` at once, and whenever the store or the texts have changed, until `halt` is set."""
    seen: object = None
    while not halt.is_set():
        with database.reading() as connection:
            at = (journal.last_seq(connection), stamps())
        if at != seen:
            again()
            seen = at
        halt.wait(pause)
