"""In: a seed. Out: an invented wire of any length, as digitalwires items, the same every time.

Stories begin all the time and run for a day or two: a report, updates of the same item, a correction
now and then, a second agency's own report. Persons, firms and numbers are drawn; places are real.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

TOWNS = (
    "Kiel Lübeck Rostock Schwerin Hamburg Bremen Oldenburg Emden Hannover Göttingen Kassel Fulda Erfurt"
    " Jena Gera Leipzig Dresden Chemnitz Zwickau Cottbus Potsdam Magdeburg Halle Dessau Stendal Celle"
    " Osnabrück Münster Bielefeld Paderborn Dortmund Essen Duisburg Krefeld Köln Bonn Aachen Koblenz"
    " Trier Mainz Wiesbaden Darmstadt Mannheim Heidelberg Karlsruhe Stuttgart Ulm Augsburg München"
    " Passau Regensburg Nürnberg Würzburg Bamberg Bayreuth Hof Freiburg Konstanz Tübingen Saarbrücken"
    " Flensburg Husum Cuxhaven Stralsund Greifswald Wismar Görlitz Bautzen Plauen Suhl Marburg Gießen"
).split()
GIVEN = (
    "Anna Jonas Maria Karl Lena Peter Sophie Martin Clara Felix Ida Georg Nora Emil Greta Hannes Ruth"
    " Oskar Helene Anton Marie Julian Paula Theo Elsa Jakob Frieda Moritz Hanna Viktor"
).split()
HEADS = "Brem Hart Lind Stein Wald Kron Falk Roth Berg Hell Nord Sand Ost Grün Ohl Wies Tann Birk Reh Kehl".split()
TAILS = "mann er hoff ner feld berg bach ig ke lich wig sen hagen dorf au thal meier huber kamp".split()
AGENCIES = ("dpa", "AFP", "Reuters", "epd", "dpa-AFX")
EVENTS = (
    (
        "{n} Verletzte bei Brand in {firm}-Halle",
        "{town} ({agency}) - Bei einem Brand in einer Lagerhalle der Firma {firm} in {town} sind {n} Menschen"
        " verletzt worden. Das sagte ein Sprecher der Feuerwehr am {day}.",
    ),
    (
        "{firm} streicht {big} Stellen in {town}",
        "{town} ({agency}) - Der Maschinenbauer {firm} will in {town} rund {big} Stellen streichen. Das teilte"
        " das Unternehmen am {day} mit. Die Gewerkschaft warnte vor einem Ausverkauf des Standorts.",
    ),
    (
        "Gericht in {town} verurteilt {family} zu {n} Jahren Haft",
        "{town} ({agency}) - Das Landgericht {town} hat {person} zu {n} Jahren Haft verurteilt. Das sagte eine"
        " Gerichtssprecherin am {day}. Die Verteidigung kündigte Revision an.",
    ),
    (
        "{family} tritt als Oberbürgermeister von {town} zurück",
        "{town} ({agency}) - Der Oberbürgermeister von {town}, {person}, tritt zurück. Er ziehe damit die"
        " Konsequenzen aus einer Affäre um {big} Euro, sagte {family} am {day}.",
    ),
    (
        "{firm} steigert Gewinn auf {big} Millionen Euro",
        "{town} ({agency}) - Der Konzern {firm} hat seinen Gewinn im Quartal auf {big} Millionen Euro gesteigert."
        " Analysten hatten mit weniger gerechnet. Finanzchef {person} sprach am {day} von einem starken Auftakt.",
    ),
    (
        "Hochwasser in {town}: {big} Menschen verlassen ihre Häuser",
        "{town} ({agency}) - Wegen des Hochwassers haben in {town} etwa {big} Menschen ihre Häuser verlassen"
        " müssen. Der Pegel steige weiter, teilte der Krisenstab am {day} mit.",
    ),
    (
        "Polizei in {town} nimmt {n} Verdächtige fest",
        "{town} ({agency}) - Nach einem Überfall auf einen Juwelier hat die Polizei in {town} {n} Verdächtige"
        " festgenommen. Nach Angaben der Staatsanwaltschaft vom {day} fehlt von der Beute jede Spur.",
    ),
    (
        "Forscher aus {town} finden neue Art",
        "{town} ({agency}) - Forscher der Universität {town} haben nach eigenen Angaben eine bislang unbekannte"
        " Käferart entdeckt. Das Team um {person} habe {n} Jahre gesucht, hieß es am {day}.",
    ),
)
MORE = (
    "Der Schaden wird nach ersten Schätzungen auf {big} Euro beziffert.",
    "{person} sagte, man müsse nun die Ergebnisse abwarten.",
    "Augenzeugen zufolge dauerte der Einsatz bis in die Nacht.",
    "Das Ministerium wollte sich zu dem Vorgang zunächst nicht äußern.",
    "Nach Angaben der Stadt sind {n} Straßen gesperrt.",
    "Kritiker bezweifeln, dass der Zeitplan zu halten ist.",
    "Im vergangenen Jahr waren es {big} gewesen, wie aus einem Bericht hervorgeht.",
    "«Wir haben alles getan, was möglich war», sagte {person} in {town}.",
)
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
START = datetime(2024, 1, 1, 5, tzinfo=UTC)


def wire(count: int, *, seed: int = 1, sentences: int = 3) -> Iterator[tuple[str, bytes]]:
    """`count` dispatches in the order in which they went out: when (ISO, UTC), and the bytes."""
    chance = Random(seed)
    running: list[Story] = []
    for number in range(count):
        now = START + timedelta(seconds=90 * number)  # about a thousand a day
        running = [story for story in running if story.left and now < story.ends]
        if not running or chance.random() < 0.3:
            running.append(Story(chance, number, now, sentences))
        story = chance.choice(running[-60:])
        yield now.isoformat(), story.next(now)


class Story:
    """One event and what is sent of it."""

    def __init__(self, chance: Random, number: int, now: datetime, sentences: int) -> None:
        self.chance, self.number, self.ends = chance, number, now + timedelta(days=2)
        self.left = chance.randint(1, 6)
        self.sent: dict[str, int] = {}
        self.headline, self.lead = chance.choice(EVENTS)
        names = [f"{chance.choice(HEADS)}{chance.choice(TAILS)}" for _ in range(2)]
        self.facts = {
            "town": chance.choice(TOWNS),
            "firm": f"{chance.choice(HEADS)}{chance.choice(('werk', 'tec', 'bau', 'chem'))}",
            "person": f"{chance.choice(GIVEN)} {names[0]}",
            "family": names[0],
            "n": chance.randint(2, 60),
            "big": chance.randint(100, 9000),
        }
        self.body = chance.sample(MORE, min(sentences, len(MORE)))

    def next(self, now: datetime) -> bytes:
        """The next dispatch of it."""
        self.left -= 1
        agency = self.chance.choice(AGENCIES[:2] if self.sent else AGENCIES)
        version = self.sent[agency] = self.sent.get(agency, 0) + 1
        if version > 1:
            self.facts["n"] += self.chance.randint(0, 3)
            self.chance.shuffle(self.body)
        facts = self.facts | {"agency": agency, "day": DAYS[now.weekday()]}
        lead = self.lead.format(**facts)
        body = "".join(f"<p>{line.format(**facts)}</p>" for line in self.body)
        return json.dumps(
            {
                "urn": f"urn:newsml:{agency}.example:{now:%Y%m%d}:{self.number}-{agency}",
                "version": str(version),
                "version_created": now.isoformat(),
                "pubstatus": "usable",
                "signal": "sig:update" if version > 1 else None,
                "headline": self.headline.format(**facts),
                "article_html": f'<section class="main"><p>{lead}</p>{body}</section>',
            },
            ensure_ascii=False,
        ).encode()
