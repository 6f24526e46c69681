"""In: paths of files, folders and archives. Out: the transmissions in them, as bytes, in order.

    units       all of it, one after another: Unit or Refusal
    archives    .zip, .tar, .gz, recognised by content; tricks and bombs refused
    lines       JSON Lines, a unit a line

Nothing is ever written where an archive says, so a path in it leads nowhere; those that try are
refused all the same, since what carries them was not made in good faith.
"""

from depesche.intake.files import Found, stream_units, survey, units
from depesche.intake.unit import LARGEST, Refusal, Unit

__all__ = ["LARGEST", "Found", "Refusal", "Unit", "stream_units", "survey", "units"]
