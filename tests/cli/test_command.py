from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from depesche.cli import main

COPY = "KIEL (dpa) - Die Werft wird verkauft, teilte der Eigner mit.\n"
COMMAND = [sys.executable, "-m", "depesche"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "kiel.txt"
    path.write_text(COPY, encoding="utf-8")
    return str(path)


def test_json_is_one_line_a_dispatch(file: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", file, file, "--json"]) == 0
    lines = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["text"] for line in lines] == [COPY, COPY]


def test_json_lines_come_out_in_order_and_the_broken_one_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wire.jsonl"
    good = [json.dumps({"id": str(i), "text": COPY}) for i in range(3)]
    path.write_text("\n".join([good[0], "{broken", *good[1:]]))
    assert main(["read", str(path), "--json"]) == 1
    out, err = capfd.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["0", "1", "2"]
    assert err.startswith(f"depesche: {path}, line 2: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["read", "no-such-file"], 1, "depesche: no-such-file: No such file or directory. Check"),
        (["read", "."], 1, "depesche: .: Is a directory. Name the files in it."),
        (["read", "--date", "soon"], 2, "depesche: --date: 'soon' is no date. Write 2023-09-11"),
        (["read", "-o", "no/where.html", "--html"], 2, "depesche: no/where.html: No such file"),
    ],
)
def test_complaints_have_one_shape(
    words: list[str], status: int, says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == status
    assert capfd.readouterr().err.startswith(says)


@pytest.mark.parametrize("words", [[], ["read", "--nonsense"], ["read", "--width", "7"], ["eat"]])
def test_wrong_usage_is_status_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2


def test_the_rest_is_read_after_a_file_that_cannot_be(file: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "no-such-file", file]) == 1
    assert "Die Werft" in capfd.readouterr().out


@pytest.mark.parametrize("name", ["evil\x1b[31m.txt", "lone\udcff.txt"])
def test_file_names_cannot_steer_the_terminal(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read", name]) == 1
    assert "\x1b" not in capfd.readouterr().err


def test_the_page_is_plain_in_a_pipe_and_coloured_when_asked(
    file: str, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["read", file])
    assert "\x1b" not in capfd.readouterr().out
    main(["read", file, "--color"])
    assert "\x1b[" in capfd.readouterr().out


@pytest.mark.parametrize("width", [40, 80, 160])
def test_no_line_of_the_page_is_wider_than_asked(
    width: int, file: str, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["read", file, "--width", str(width)])
    assert max(map(len, capfd.readouterr().out.splitlines())) <= width


def test_output_replaces_the_file_as_a_whole(file: str, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    assert main(["read", file, "--json", "-o", str(target)]) == 0
    assert json.loads(target.read_text())["text"] == COPY
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kiel.txt", "out.json"]


def test_explain_names_rules(file: str, capfd: pytest.CaptureFixture[str]) -> None:
    main(["read", file, "--explain"])
    assert "statement 1: " in capfd.readouterr().out


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(i), "text": COPY}) + "\n" for i in range(300)))
    with subprocess.Popen(
        [*COMMAND, "read", "--json", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        assert json.loads(process.stdout.readline())["id"] == "0"
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


def test_ctrl_c_is_answered_in_a_word() -> None:
    with subprocess.Popen(
        [*COMMAND, "read", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # whoever runs the tests in the background has them ignore it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - there are no threads
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(json.dumps({"id": "1", "text": COPY}).encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b"\ndepesche: stopped.\n"


def test_importing_depesche_loads_nothing_heavy() -> None:
    code = "import sys, depesche; print(sorted({'rich', 'HanTa', 'msgspec'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
