"""Items are cut out of what changes around them, and nothing that is sent trips us."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.core.dispatch import Dispatch
from depesche.core.errors import UnreadableInput
from depesche.formats import read_bytes
from depesche.intake import Unit
from depesche.transports.contents import LONGEST_HEAD, document_units, entries, feed_units
from depesche.transports.errors import TransportError
from depesche.transports.hosts import public_address
from tests.transports.server import feed

WIRE = Path(__file__).parents[1] / "formats" / "wire"
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
ITEMS = st.dictionaries(st.text(max_size=8), VALUES, max_size=5).filter(lambda item: "r" not in item)


@given(
    st.lists(st.tuples(ITEMS, st.text(min_size=1, max_size=9), st.text(min_size=1, max_size=9)), max_size=5)
)
def test_an_entry_has_the_same_bytes_whatever_its_receipt(
    given: list[tuple[dict[str, Any], str, str]],
) -> None:
    first, second = (
        entries(json.dumps([item | {"r": receipts[at]} for item, *receipts in given]).encode(), "e", "r", "")
        for at in (0, 1)
    )
    assert [one.data for one in first] == [one.data for one in second]
    assert [json.loads(one.data) for one in first] == [item for item, *_ in given]
    assert [one.receipt for one in first] == [receipt for _, receipt, _ in given]


@given(st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_nothing_that_a_queue_answers_trips_us(body: bytes) -> None:
    with suppress(TransportError):
        assert isinstance(entries(body, "entries", "r", ""), list)


def test_one_bad_entry_does_not_keep_the_others_back() -> None:
    items = [
        r'{"a\ud800": 1, "r": "1"}',
        r'{"b": "\ud800", "r": "2"}',
        '{"c": 1, "r": true}',
        '{"r": "4"}',
        "5",
    ]
    found = entries(b'{"entries": [%s, "\xff"]}' % ", ".join(items).encode(), "entries", "r", "")
    assert [one.receipt for one in found] == ["1", "2", None, "4", None, None]
    assert [one.data for one in found][1:5] == [rb'{"b": "\ud800"}', b'{"c": 1}', b"{}", b"5"]


def forms(data: bytes) -> list[Any]:
    return [
        (one.text, one.wire, one.notices, one.agency, one.published)
        if isinstance(one, Dispatch)
        else str(one)
        for one in read_bytes(data)
    ]


@pytest.mark.parametrize("path", sorted(WIRE.glob("*.json")), ids=lambda path: path.stem)
def test_a_wires_item_is_the_same_out_of_a_queue(path: Path) -> None:
    item = path.read_bytes()
    opened = item.rstrip().removesuffix(b"}")
    listed = [opened + b', "_wireq_receipt": "7"}', opened + b', "_wireq_receipt": "8"}']
    first, second = entries(b'{"entries": [' + b", ".join(listed) + b"]}", "entries", "_wireq_receipt", "")
    assert (first.receipt, second.receipt) == ("7", "8")
    assert first.data == second.data
    assert forms(first.data) == forms(item)


@pytest.mark.parametrize("path", sorted(WIRE.glob("*.xml")), ids=lambda path: path.stem)
def test_a_wires_document_is_the_same_item_by_item(path: Path) -> None:
    data = path.read_bytes()
    try:
        whole = forms(data)
    except UnreadableInput:
        assert [unit.data for unit in document_units(data, "x") if isinstance(unit, Unit)] == [data]
        return
    units = [unit for unit in document_units(data, "x") if isinstance(unit, Unit)]
    assert [one for unit in units for one in forms(unit.data)] == whole


TAGS = st.sampled_from(
    ["<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<feed>", "<entry/>", "<item/>",
     "<rdf:RDF xmlns:rdf='x'>", "<title>Ä", "</title>", "<!-- -->", "&amp;", "&x;", "text",
     "<item xmlns='y'/>"]
)  # fmt: skip


@given(st.lists(TAGS, max_size=20).map("".join))
def test_nothing_that_a_feed_answers_trips_us(body: str) -> None:
    for unit in document_units(body.encode(), "x"):
        assert isinstance(unit, Unit)


def test_a_feed_keeps_items_apart_with_their_namespaces() -> None:
    body = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b'<channel rdf:about="k"><title>K</title></channel><item rdf:about="1"><title>Eins</title></item>'
        b'<item rdf:about="2"><title>Zwei</title></item></rdf:RDF>'
    )
    units = list(feed_units(Unit(body, "k")))
    assert [b'rdf:about="1"' in unit.data for unit in units] == [True, False]
    assert all(b"<title>K</title>" in unit.data for unit in units)


def test_a_head_made_to_be_copied_often_is_not() -> None:
    long = feed(*((str(number), "x") for number in range(2000))).replace(b"stenblatt", b"x" * LONGEST_HEAD)
    assert [unit.data for unit in feed_units(Unit(long, "k"))] == [long]


def test_a_long_feed_takes_its_time_in_proportion() -> None:
    times = []
    for count in (2_000, 8_000):
        body = feed(*((str(number), "KIEL (dpa) - Ja.") for number in range(count)))
        began = time.perf_counter()
        assert len(list(feed_units(Unit(body, "k")))) == count
        times.append(time.perf_counter() - began)
    assert times[1] < 12 * times[0]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.0.0.1", False), ("127.0.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("::1", False), ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("0.0.0.0", False),
        ("224.0.1.1", False), ("fd00::1", False),
    ],
)  # fmt: skip
def test_whose_network_an_address_is_in(address: str, public: bool) -> None:
    if public:
        assert public_address("x.example", lambda host: [address]) == address
    else:
        with pytest.raises(TransportError, match="private network"):
            public_address("x.example", lambda host: ["93.184.216.34", address])
