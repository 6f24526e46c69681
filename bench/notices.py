"""In: the pairs of versions under tests/ledger/pairs. Out: how often the check is right.

python bench/notices.py [FILE...] [--all]      --all shows every mistake with the check's reasons
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.ledger.pairs import Case, cases, checked, mistakes  # noqa: E402


def main() -> None:
    names = [word for word in sys.argv[1:] if not word.startswith("-")] or ["house", "heldout"]
    for name in names:
        total = right = 0
        began = time.perf_counter()
        for case in cases(name):
            total += 1
            wrong = mistakes(case)
            right += not wrong
            if wrong and "--all" in sys.argv:
                show(case, wrong)
        spent = time.perf_counter() - began
        print(f"{name}: {right} of {total} right ({100 * right / total:.1f} %), {spent:.1f} s")


def show(case: Case, wrong: list[str]) -> None:
    _, new, found = checked(case)
    print(f"{case.name}: {case.expected.get('notice') or case.expected['notices']}  {case.expected['edits']}")
    for line in wrong:
        print(f"  {line}")
    for one in found.notices:
        notice = new.dispatch.notices[one.notice]
        print(f"  {one.verdict}: {one.says}")
        print(f"    {notice.kind} {notice.paragraphs} {notice.sentence} {notice.line} {notice.part} "
              f"R={notice.right} W={notice.wrong} T={notice.topics}")  # fmt: skip
    for change in found.changes:
        print(
            f"    {change.grade} {change.how} {change.part} {change.paragraph}: "
            f"{change.old!r} -> {change.new!r}"
        )


if __name__ == "__main__":
    main()
