from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from depesche.cli import html
from depesche.core.reading import Reading
from depesche.views.page import page

SAMPLE = Path(__file__).parent.parent / "views" / "sample_reading.json"
EVIL = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>\u202e"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return msgspec.json.decode(SAMPLE.read_bytes(), type=Reading)


def document(*readings: Reading) -> str:
    articles = (html.article(page(one), number) for number, one in enumerate(readings, 1))
    return html.head() + "".join(articles) + html.foot()


def test_text_in_every_field_is_escaped(reading: Reading) -> None:
    poisoned = msgspec.convert(_poisoned(json.loads(msgspec.json.encode(reading))), Reading)
    body = document(poisoned).split("<main>")[1].split("</main>")[0]
    assert "&lt;script&gt;" in body
    assert "<script" not in body
    assert "<img" not in body
    assert "\u202e" not in body
    assert not [name for name in _attributes(body) if name.startswith("on") or name == "style"]


def _attributes(markup: str) -> list[str]:
    names: list[str] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: names.extend(name for name, _ in attrs)  # type: ignore[method-assign]
    reader.feed(markup)
    return names


def _poisoned(built: dict[str, Any]) -> dict[str, Any]:
    built["id"] = built["engine"] = EVIL
    built["text"] = EVIL + built["text"][len(EVIL) :]
    built["dispatch"] |= {
        "agency": EVIL, "headline": EVIL, "prefixes": [EVIL], "signoff": [EVIL],
        "bylines": [EVIL], "guesses": [EVIL],
        "dateline": [{"text": EVIL, "country": EVIL}],
    }  # fmt: skip
    built["dispatch"]["notices"][0] |= {"text": EVIL, "right": EVIL, "because": EVIL, "part": EVIL}
    built["statements"][0]["sources"][0]["name"] = EVIL
    built["statements"][0]["evidence"] = [{"rule": EVIL, "span": [0, 60], "says": EVIL}]
    built["entities"][0] |= {"name": EVIL, "roles": [EVIL]}
    built["amounts"][0] |= {"unit": EVIL, "of": EVIL}
    built["findings"][0] |= {"kind": EVIL, "says": EVIL, "because": EVIL}
    return built


def test_the_policy_names_the_script_and_the_style(reading: Reading) -> None:
    made = document(reading)
    for tag in ("style", "script"):
        (source,) = re.findall(f"<{tag}>(.*?)</{tag}>", made, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in made


def test_it_loads_nothing(reading: Reading) -> None:
    made = document(reading)
    assert not re.search(r"(?:https?:)?//\w|@import|url\(|<link|<iframe", made)


def test_anchors_of_two_dispatches_do_not_meet(reading: Reading) -> None:
    anchors = re.findall(r'\sid="([^"]+)"', document(reading, reading))
    assert len(anchors) == len(set(anchors))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium")
    if not chromium:
        assert not os.environ.get("CI"), "CI must have Chromium"
        pytest.skip("needs Chromium: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = driver.chromium.launch(executable_path=chromium, args=options)
        yield started
        started.close()


@pytest.fixture
def tab(browser: Any, reading: Reading, tmp_path: Path) -> Iterator[Any]:
    path = tmp_path / "page.html"
    path.write_text(document(reading), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(path.as_uri())
    yield opened
    opened.close()
    assert said == []


def test_pointing_at_words_shows_the_chain_and_the_reasons(tab: Any) -> None:
    tab.hover("text=der Käufer habe offenbar vor")
    card = tab.locator("#card")
    assert "Lettische Medien" in card.inner_text()
    assert "hedge.offenbar" in card.inner_text()
    assert tab.locator(".cue-on").first.inner_text() == "berichtet"
    assert tab.locator(".voice-on").count() >= 2


def test_the_keyboard_reaches_every_statement_and_leaves_it(tab: Any) -> None:
    tab.keyboard.press("Tab")
    assert "Reederei Ostkap" in tab.locator("#card").inner_text()
    tab.keyboard.press("Escape")
    assert tab.locator("#card").is_hidden()


def test_it_fits_a_telephone(tab: Any) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.click(".n >> nth=2")
    box = tab.locator("#card").bounding_box()
    assert box["width"] == 390
    assert round(box["y"] + box["height"]) == 800


def test_a_script_in_a_dispatch_does_not_run(browser: Any, reading: Reading, tmp_path: Path) -> None:
    poisoned = msgspec.convert(_poisoned(json.loads(msgspec.json.encode(reading))), Reading)
    path = tmp_path / "evil.html"
    path.write_text(document(poisoned), encoding="utf-8")
    opened = browser.new_page()
    dialogs: list[object] = []
    opened.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    opened.goto(path.as_uri())
    assert dialogs == []
    assert opened.locator("article script, article img").count() == 0
    opened.close()
