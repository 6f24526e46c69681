"""In: a dispatch of the annotated wire. Out: the bytes in which its agency delivers it, and a name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, NamedTuple

Table = Mapping[str, Any]
CREDIT = re.compile(r"^(?P<places>[^\n()]{2,60}) \((?P<agency>[^()\n]{2,30})\) - ")


class Parts(NamedTuple):
    """The copy taken apart: notices without their brackets, dateline and credit, paragraphs."""

    notices: tuple[str, ...]
    dateline: str
    credit: str
    paragraphs: tuple[str, ...]


def rendered(dispatch: Table) -> tuple[str, bytes]:
    """The name of the file and its bytes."""
    form = dispatch.get("format", "plain")
    ending, render = FORMATS[form]
    return f"{dispatch['id']}.{ending}", render(dispatch, parts(dispatch["text"])).encode()


def parts(text: str) -> Parts:
    """The parts of a text as it is annotated."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip())]
    notices = []
    while blocks and blocks[0].startswith("("):
        notices.append(blocks.pop(0).removeprefix("(").removesuffix(")"))
    found = CREDIT.match(blocks[0]) if blocks else None
    return Parts(
        tuple(notices),
        found[0] if found else "",
        found["agency"] if found else "",
        tuple(blocks),
    )


def plain(dispatch: Table, _: Parts) -> str:
    """House style: the moment, the headline, notices in brackets, the copy."""
    sent = dispatch["sent"]
    moment = f"{sent[8:10]}.{sent[5:7]}.{sent[:4]}, {sent[11:13]}.{sent[14:16]} Uhr"
    return f"{moment}\n{dispatch['headline']}\n\n{dispatch['text'].strip()}\n"


def ninjs(dispatch: Table, copy: Parts) -> str:
    """A ninjs 1.x object; notices are its note, the dateline stands in the copy."""
    found = {
        **_identity(dispatch, "uri"),
        "type": "text",
        "versioncreated": dispatch["sent"],
        "pubstatus": dispatch.get("status", "usable"),
        "language": "de",
        "headline": dispatch["headline"],
        "infosource": [{"name": copy.credit or dispatch["agency"]}],
        "body_xhtml": "".join(f"<p>{escape(one, quote=False)}</p>" for one in copy.paragraphs),
    }
    if copy.notices:
        found["ednote"] = " ".join(copy.notices)
    if "signal" in dispatch:
        found["signal"] = dispatch["signal"]
    return _json(found)


def digitalwires(dispatch: Table, copy: Parts) -> str:
    """A digitalwires object; the dateline is a field, what is new or corrected a note."""
    rest = copy.paragraphs[:1] and (copy.paragraphs[0].removeprefix(copy.dateline), *copy.paragraphs[1:])
    article = "".join(f"<p>{escape(one, quote=False)}</p>" for one in rest)
    return _json(
        {
            **_identity(dispatch, "urn"),
            "version_created": dispatch["sent"],
            "updated": dispatch["sent"],
            "pubstatus": dispatch.get("status", "usable"),
            "signal": dispatch.get("signal"),
            "urgency": 2 if dispatch["kind"] == "flash" else 4,
            "language": "de",
            "headline": dispatch["headline"],
            "dateline": copy.dateline,
            "article_html": f'<section class="main">{article}</section>',
            "ednotes": [{"role": _role(one), "ednote": one, "is_publishable": True} for one in copy.notices],
            "categories": [],
            "genre_names": ["Zusammenfassung" if any(map(_is_new, copy.notices)) else "Meldung"],
            "associations": [],
        }
    )


def _role(notice: str) -> str:
    return "dpaednoterole:genrenote" if _is_new(notice) else "dpaednoterole:correctionshort"


def _is_new(notice: str) -> bool:
    return notice.lower().startswith("neu:")


def newsml_g2(dispatch: Table, copy: Parts) -> str:
    """A newsItem of NewsML-G2 with the copy as XHTML."""
    found = _identity(dispatch, "urn")
    signal = f'<signal qcode="{escape(dispatch["signal"])}"/>' if "signal" in dispatch else ""
    notes = "".join(f'<edNote role="{_role(one)}">{escape(one)}</edNote>' for one in copy.notices)
    copies = "".join(f"<p>{escape(one)}</p>" for one in copy.paragraphs)
    credit, headline = escape(copy.credit or dispatch["agency"]), escape(dispatch["headline"])
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{escape(found["urn"])}"
 version="{found["version"]}" standard="NewsML-G2" standardversion="2.32" conformance="power" xml:lang="de">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:X"><name>{credit}</name></provider>
<versionCreated>{dispatch["sent"]}</versionCreated>
<pubStatus qcode="stat:{dispatch.get("status", "usable")}"/>{notes}{signal}</itemMeta>
<contentMeta><urgency>4</urgency><language tag="de"/><headline>{headline}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>{headline}</title></head>
<body><header><h1>{headline}</h1></header><section class="main">{copies}</section></body></html>
</inlineXML></contentSet>
</newsItem>
"""


def _identity(dispatch: Table, name: str) -> dict[str, str]:
    urn = dispatch.get("urn", f"urn:depesche-wire:{dispatch['id']}")
    return {name: urn, "version": str(dispatch.get("version", 1))}


def _json(found: Mapping[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, tuple[str, Callable[[Table, Parts], str]]] = {
    "plain": ("txt", plain),
    "ninjs": ("json", ninjs),
    "digitalwires": ("json", digitalwires),
    "newsml-g2": ("xml", newsml_g2),
}
