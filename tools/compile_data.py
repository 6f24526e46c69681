"""In: the TOML files of the package. Out: their compiled forms beside them, written or compared.

python tools/compile_data.py          writes them
python tools/compile_data.py --check  exits 1 and names those that are stale
"""

from __future__ import annotations

import sys
from pathlib import Path

from depesche.core.toml import compiled, compiled_path

PACKAGE = Path(__file__).parent.parent / "src" / "depesche"


def stale() -> list[Path]:
    """The TOML files whose compiled form is missing or another."""
    return [path for path in sorted(PACKAGE.rglob("*.toml")) if not is_current(path)]


def is_current(path: Path) -> bool:
    """Whether a file's compiled form is what would be made of it now."""
    made = compiled_path(path)
    return made.is_file() and made.read_bytes() == compiled(path.read_bytes())


def main() -> int:
    """Write what is stale, or only name it."""
    for path in (found := stale()):
        print(path.relative_to(PACKAGE))
        if "--check" not in sys.argv:
            compiled_path(path).write_bytes(compiled(path.read_bytes()))
    return 1 if found and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
