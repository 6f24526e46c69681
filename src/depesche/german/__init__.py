"""In: a Dispatch in German. Out: its Reading; the layers that make it are loaded when first asked for.

What only needs a word of German (a search, a page to be checked) does not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche import __version__

if TYPE_CHECKING:
    from depesche.core.dispatch import Dispatch
    from depesche.core.reading import Reading

ENGINE = f"depesche {__version__}"


def read(dispatch: Dispatch) -> Reading:
    """The reading of a dispatch. A text in another language gets no German reading."""
    from depesche.german import layers

    return layers.read(dispatch)
