"""Text as it may be shown: no character that steers a terminal or turns the writing direction.

Every replacement is one character for one, so offsets stay true.
"""

from __future__ import annotations

CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
CONTROLS |= {0x7F: 0x2421, 0x0D: 0x20, 0x09: 0x20}
CONTROLS |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
TURNS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
SHOWN = CONTROLS | TURNS | SURROGATES


def shown(text: str) -> str:
    """`text` with control characters as their pictures (␀, ␛), direction marks and lone
    surrogates as U+FFFD; tabs and carriage returns as blanks. Same length."""
    return text.translate(SHOWN)


def shown_line(text: str) -> str:
    """`text` as `shown`, with line feeds as blanks: one line. Same length."""
    return shown(text).replace("\n", " ")
