"""The configuration of feeds and queues: what is understood, what is refused, where secrets are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from depesche.core.errors import UsageError
from depesche.transports.config import Source, sources

ENVIRONMENT = {
    "TOKEN": "geheim",
    "ME": "desk",
    "PW": "äöü:x",
    "SECRET_URL": "https://q.example/s3cr3t/e.json",
}


def read(tmp_path: Path, text: str, *names: str) -> list[Source]:
    path = tmp_path / "transports.toml"
    path.write_text(text, encoding="utf-8")
    return sources(path, ENVIRONMENT, names)


def test_secrets_come_from_the_environment_and_are_not_shown(tmp_path: Path) -> None:
    text = """
        [feeds.a]
        url = "https://a.example/feed?key=1"
        bearer = "TOKEN"
        [feeds.b]
        url = "https://b.example/"
        basic = ["ME", "PW"]
        every = 60
        [feeds.c]
        url_from = "SECRET_URL"
        kind = "queue"
        headers = { X-Client = "depesche" }
        secret_headers = { X-Key = "TOKEN" }
    """
    a, b, c = read(tmp_path, text)
    assert a.headers == {"Authorization": "Bearer geheim"}
    assert (a.every, b.every, c.every) == (300, 60, 30)
    assert b.headers == {"Authorization": "Basic ZGVzazrDpMO2w7w6eA=="}
    assert c.headers == {"X-Client": "depesche", "X-Key": "geheim"}
    assert [one.shown for one in (a, b, c)] == [
        "https://a.example/feed", "https://b.example/", "https://q.example/...",
    ]  # fmt: skip
    assert read(tmp_path, text, "c") == [c]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("feeds", "no configuration"),
        ("[feeds.a]\nurl = 'https://a.example'\nevry = 3", "no configuration.*evry"),
        ("[feeds.a]\nurl = 'https://a.example'\nevery = 0", "no configuration.*every"),
        ("[feeds.a]\nurl = 'https://a.example'\nkind = 'push'", "no configuration.*push"),
        ("[feeds.a]\n", "either url or url_from"),
        ("[feeds.a]\nurl = 'https://a.example'\nurl_from = 'X'", "either url or url_from"),
        ("[feeds.a]\nurl_from = 'X'", "variable X is not set"),
        ("[feeds.a]\nurl = 'https://a.example'\nbearer = 'X'", "variable X is not set"),
        ("[feeds.a]\nurl = 'file:///etc/passwd'", "none that can be asked"),
        ("[feeds.a]\nurl = 'https://['", "none that can be asked"),
        ("[feeds.a]\nurl = 'https://a.example:99999/'", "none that can be asked"),
        ("[feeds.a]\nurl = 'https://a.example/a b'", "none that can be asked"),
        ("[feeds.a]\nurl = 'https://me:pw@a.example/'", "password does not belong"),
        ("[feeds.a]\nurl = 'http://a.example/'\nbearer = 'TOKEN'", "for everybody to read"),
        ("[feeds.a]\nurl = 'https://a.example'\nheaders = {'X\\u000d' = '1'}", "no header|no configuration"),
        ("[feeds.a]\nurl = 'https://a.example'\nheaders = {X = \"1\\n2\"}", "no header"),
        ("[feeds.a]\nurl = 'https://a.example'\nacknowledge = 'x'", "where the {receipt} goes"),
        ("[feeds.a]\nurl = 'https://a.example'\nevery = nan", "no configuration"),
        ("[feeds.a]\nurl = 'https://a.example'\nevery = inf", "no configuration"),
        ("[feeds.a]\nurl = 'https://a.example'\ndate = 'gestern'", "is no date"),
    ],
)
def test_what_is_not_understood_is_refused_with_the_place(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=re.compile(complaint, re.DOTALL)) as refusal:
        read(tmp_path, text)
    assert "transports.toml" in refusal.value.where
    assert "geheim" not in str(refusal.value)


def test_a_name_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no feed 'b'.*There are: a") as refusal:
        read(tmp_path, "[feeds.a]\nurl = 'https://a.example'", "b")
    assert refusal
    with pytest.raises(UsageError, match=r"No such file.*docs/transports\.md"):
        sources(tmp_path / "none.toml", {})


def test_plain_http_with_a_secret_only_where_it_is_meant(tmp_path: Path) -> None:
    text = "[feeds.a]\nurl = 'http://wire.intern/'\nbearer = 'TOKEN'\nplain_http = true"
    assert len(read(tmp_path, text)) == 1
    assert len(read(tmp_path, "[feeds.a]\nurl = 'http://127.0.0.1:8000/'\nbearer = 'TOKEN'")) == 1


def test_the_sample_in_the_documentation_is_understood(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "transports.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    names = set(re.findall(r'"([A-Z][A-Z_]+)"', sample))
    path = tmp_path / "transports.toml"
    path.write_text(sample, encoding="utf-8")
    assert len(sources(path, dict.fromkeys(names, "https://q.example/geheim/entries.json"))) == 3
