"""In: a seed. Out: an invented wire of any length, as digitalwires items, the same every time.

Stories begin all the time and run for a day or two: a report, updates of the same item, a second
agency's own report. A third of them are of a kind that comes every week (a fire, a verdict, a quarter's
figures), the rest are each of their own. Persons, firms and numbers are drawn; places are real.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
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
        (
            "Die Flammen griffen gegen {clock} Uhr von einem Gabelstapler auf die Paletten im Nordteil über.",
            "{small} Löschzüge aus {other} und den Nachbargemeinden rückten in die {street} aus.",
            "Dichter Rauch zog über den Stadtteil, Anwohner der {street} sollten die Fenster schließen.",
            "Messungen ergaben nach Angaben von Einsatzleiter {second} keine gefährlichen Werte.",
            "Zwei Beschäftigte kamen mit Rauchvergiftungen in eine Klinik nach {other}.",
            "Das Dach der {big} Quadratmeter großen Halle ist zum Teil eingestürzt.",
            "Die Kriminalpolizei nahm am Nachmittag die Ermittlungen zur Brandursache auf.",
            "{firm} beschäftigt an dem Standort nach eigenen Angaben {big} Menschen.",
            "«Wir sind erleichtert, dass niemand mehr vermisst wird», sagte Geschäftsführerin {third}.",
            "Die Produktion soll frühestens in {small} Wochen wieder anlaufen, teilte der Betrieb mit.",
        ),
    ),
    (
        "{firm} streicht {big} Stellen in {town}",
        "{town} ({agency}) - Der Maschinenbauer {firm} will in {town} rund {big} Stellen streichen. Das teilte"
        " das Unternehmen am {day} mit. Die Gewerkschaft warnte vor einem Ausverkauf des Standorts.",
        (
            "Betroffen sei vor allem die Fertigung von Getrieben, sagte Vorstandschef {second}.",
            "Betriebsbedingte Kündigungen schloss die Personalchefin bis Ende {year} aus.",
            "Betriebsratschef {third} sprach von einem Schlag ins Gesicht der Belegschaft.",
            "Der Auftragseingang war im vergangenen Quartal um {small} Prozent gesunken.",
            "Das Werk in {other} soll dagegen um {n} Arbeitsplätze wachsen.",
            "Die Verhandlungen über einen Sozialplan beginnen nach Angaben des Betriebsrats im Herbst.",
            "Oberbürgermeisterin {third} forderte ein Gespräch mit der Konzernspitze.",
            "Analysten der Privatbank {second} nannten den Schritt schmerzhaft, aber folgerichtig.",
            "Im Jahr {year} hatte der Konzern in {town} noch {big} Menschen beschäftigt.",
            "Vor dem Werkstor an der {street} versammelten sich am Mittag rund {n} Beschäftigte.",
        ),
    ),
    (
        "Gericht in {town} verurteilt {family} zu {small} Jahren Haft",
        "{town} ({agency}) - Das Landgericht {town} hat {person} zu {small} Jahren Haft verurteilt. Das sagte eine"
        " Gerichtssprecherin am {day}. Die Verteidigung kündigte Revision an.",
        (
            "Die Strafkammer sah es als erwiesen an, dass der Angeklagte {big} Euro veruntreut hat.",
            "Oberstaatsanwalt {second} hatte eine höhere Strafe beantragt.",
            "Verteidiger {third} forderte in seinem Plädoyer einen Freispruch.",
            "Der Prozess hatte im Jahr {year} begonnen und war zweimal unterbrochen worden.",
            "In dem Verfahren wurden {n} Zeugen und drei Gutachter gehört.",
            "Der Verurteilte nahm das Urteil ohne sichtbare Regung auf.",
            "Ein Mitangeklagter aus {other} kam mit einer Bewährungsstrafe davon.",
            "Die Nebenklage begrüßte nach den Worten ihres Anwalts das klare Wort des Gerichts.",
            "Der Haftbefehl bleibt wegen Fluchtgefahr in Kraft.",
            "Über die Schadenersatzklage der Stadt {other} wird gesondert verhandelt.",
        ),
    ),
    (
        "{family} tritt als Oberbürgermeister von {town} zurück",
        "{town} ({agency}) - Der Oberbürgermeister von {town}, {person}, tritt zurück. Er ziehe damit die"
        " Konsequenzen aus einer Affäre um {big} Euro, sagte {family} am {day}.",
        (
            "Die Amtsgeschäfte führt bis zur Neuwahl Bürgermeisterin {third}.",
            "Im Stadtrat hatte zuletzt nur noch eine Minderheit hinter dem Verwaltungschef gestanden.",
            "Fraktionschef {second} nannte den Schritt überfällig.",
            "Die Staatsanwaltschaft {other} prüft, ob sie ein Verfahren einleitet.",
            "{family} hatte die Wahl im Jahr {year} mit {small} Stimmen Vorsprung gewonnen.",
            "Eine Sonderprüfung hatte in der Kasse des Bauamts {n} unklare Buchungen ergeben.",
            "«Ich habe Fehler gemacht, aber mich nicht bereichert», sagte der Politiker im Rathaus.",
            "Der Kreisverband seiner Partei tagt in der kommenden Woche in {other}.",
            "Einen Termin für die Wahl legte der Gemeindewahlleiter noch nicht fest.",
            "Der Bund der Steuerzahler verlangte eine lückenlose Aufklärung.",
        ),
    ),
    (
        "{firm} steigert Gewinn auf {big} Millionen Euro",
        "{town} ({agency}) - Der Konzern {firm} hat seinen Gewinn im Quartal auf {big} Millionen Euro gesteigert."
        " Analysten hatten mit weniger gerechnet. Finanzchef {person} sprach am {day} von einem starken Auftakt.",
        (
            "Der Umsatz kletterte um {small} Prozent auf {big} Millionen Euro.",
            "Für das Gesamtjahr hob der Vorstand die Prognose leicht an.",
            "Die Aktie legte im frühen Handel um {small} Prozent zu.",
            "Vor allem das Geschäft mit Wärmepumpen in Nordamerika lief besser als erwartet.",
            "Die Sparte Antriebstechnik blieb mit {n} Millionen Euro in den roten Zahlen.",
            "Konzernchef {second} kündigte ein Sparprogramm für die Verwaltung in {other} an.",
            "Die Dividende soll um {n} Cent je Aktie steigen.",
            "Analystin {third} sprach von soliden Zahlen ohne Überraschungen.",
            "Im Vorjahr hatten Abschreibungen von {big} Millionen Euro das Ergebnis belastet.",
            "Die Hauptversammlung kommt Ende Mai in {other} zusammen.",
        ),
    ),
    (
        "Hochwasser in {town}: {big} Menschen verlassen ihre Häuser",
        "{town} ({agency}) - Wegen des Hochwassers haben in {town} etwa {big} Menschen ihre Häuser verlassen"
        " müssen. Der Pegel steige weiter, teilte der Krisenstab am {day} mit.",
        (
            "Der Scheitel wird nach der Vorhersage gegen {clock} Uhr in {other} erwartet.",
            "Helfer des Technischen Hilfswerks füllten seit dem Morgen {big} Sandsäcke.",
            "Die Bahnstrecke nach {other} ist wegen Unterspülungen unterbrochen.",
            "In der Turnhalle an der {street} wurden Feldbetten aufgestellt.",
            "Landrätin {third} rief den Katastrophenfall aus.",
            "Am Pegel wurden am Mittag {small} Meter gemessen, der höchste Wert seit {year}.",
            "Ein Deich im Süden der Stadt ist nach Einschätzung von Fachleuten durchweicht.",
            "Der Deutsche Wetterdienst rechnet bis zum Wochenende mit weiterem Regen.",
            "Schulen und Kitas bleiben bis auf Weiteres geschlossen.",
            "Der Strom ist nach Angaben des Versorgers in {n} Straßenzügen abgeschaltet.",
        ),
    ),
    (
        "Polizei in {town} nimmt {small} Verdächtige fest",
        "{town} ({agency}) - Nach einem Überfall auf einen Juwelier hat die Polizei in {town} {small} Verdächtige"
        " festgenommen. Nach Angaben der Staatsanwaltschaft vom {day} fehlt von der Beute jede Spur.",
        (
            "Die Maskierten hatten das Geschäft in der {street} kurz vor Ladenschluss betreten.",
            "Eine Verkäuferin löste gegen {clock} Uhr den stillen Alarm aus.",
            "Die Täter zertrümmerten {small} Vitrinen mit Vorschlaghämmern.",
            "Den Wert der Uhren bezifferte Inhaber {second} auf {big} Euro.",
            "Der Fluchtwagen mit Kennzeichen aus {other} wurde ausgebrannt gefunden.",
            "Bei Durchsuchungen stellten die Ermittler Handys und Sturmhauben sicher.",
            "Ein Haftrichter ordnete gegen einen 2{small} Jahre alten Mann Untersuchungshaft an.",
            "Die Ermittlungsgruppe prüft Verbindungen zu Taten in {other}.",
            "Hinweise nimmt das Kommissariat am Markt entgegen.",
            "Kunden befanden sich nach bisherigen Erkenntnissen nicht im Laden.",
        ),
    ),
    (
        "Forscher aus {town} finden neue Art",
        "{town} ({agency}) - Forscher der Universität {town} haben nach eigenen Angaben eine bislang unbekannte"
        " Käferart entdeckt. Das Team um {person} habe {n} Jahre gesucht, hieß es am {day}.",
        (
            "Das Tier ist nur {small} Millimeter lang und lebt im Totholz alter Buchen.",
            "Die ersten Exemplare gingen den Biologen in einem Waldstück bei {other} in die Falle.",
            "Erbgutanalysen bestätigten, dass es sich um eine eigene Art handelt.",
            "Benannt wurde der Fund nach der Naturforscherin {third}.",
            "Die Studie erschien in einer Fachzeitschrift für Insektenkunde.",
            "Käferexperte {second}, der an der Arbeit nicht beteiligt war, sprach von einem Glücksfall.",
            "In den Sammlungen des Museums in {other} lagern {big} verwandte Tiere.",
            "Der Bestand wird auf wenige Hundert Käfer geschätzt.",
            "Die Arbeit wurde mit {big} Euro aus einem Landesprogramm gefördert.",
            "Weitere Expeditionen sind für das Jahr {year} geplant.",
        ),
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
    "Das berichtete zuerst die «{other}er Zeitung».",
    "Eine Sprecherin der Landesregierung verwies auf die laufende Prüfung.",
    "Vertreter der Opposition verlangten Auskunft im zuständigen Ausschuss.",
    "Die Behörden in {other} sind nach Angaben von {second} eingebunden.",
)
ACTORS = (
    "der Landkreis|die Stadtverwaltung|die Bezirksregierung|das Umweltamt|der Betriebsrat|"
    "die Handelskammer|der Bauernverband|die Bürgerinitiative|das Gesundheitsamt|der Rechnungshof|"
    "die Hochschule|das Verkehrsministerium|der Netzbetreiber|die Werksleitung|das Landesamt|"
    "der Sportverein|die Kirchengemeinde|das Hauptzollamt|der Mieterbund|die Sparkasse|"
    "der Insolvenzverwalter|die Klinikleitung|das Forstamt|der Elternbeirat|die Reederei|"
    "das Stadtmuseum|der Zweckverband|die Krankenkasse|das Oberlandesgericht|der Naturschutzbund|"
    "die Tarifkommission|das Hafenamt"
).split("|")
MATTERS = (
    "Deich Hafen Schul Brücken Speicher Wasser Strom Gas Holz Fisch Markt Turm Zoll Klinik Rad Bahn Tunnel"
    " Wald Moor Wein Apfel Bier Glas Stahl Chip Daten Funk Museums Theater Orgel Glocken Friedhofs Sport"
    " Ski Eis Zelt Camping Fähr Werft Flug Drohnen Satelliten Impf Pflege Renten Steuer Kredit Börsen Wohn"
    " Miet Dach Heiz Solar Wind Deponie Müll Abwasser Bienen Wolfs Hunde Pferde Milch Getreide Zucker Salz"
    " Torf Kies Asbest Nitrat Laser Röntgen Labor Zahn Brillen Möbel Teppich Seiden Leder Schuh Puppen"
    " Spiel Lotterie Rennbahn Kegel Schach Chor Ballett Film Radio Presse Brief Paket Fracht Kran Bagger"
    " Ziegel Beton Granit Marmor Keller Balkon Aufzug Treppen Garten Rosen Palmen Kakteen"
).split()
THINGS = (
    "den|plan den|bericht den|vertrag den|antrag den|ausbau den|verkauf den|streit den|etat den|preis"
    " die|prüfung die|sanierung die|gebühr die|messe die|ordnung die|förderung die|sperrung die|räumung"
    " die|reform die|auktion das|gutachten das|konzept das|verfahren das|gesetz das|angebot das|projekt"
    " das|lager das|netz das|register das|verbot"
).split()
BODIES = (
    "der|verband der|rat der|ausschuss der|betrieb der|konzern der|beirat der|händler die|gesellschaft"
    " die|behörde die|aufsicht die|kommission die|gruppe die|stiftung die|initiative die|genossenschaft"
    " das|amt das|institut das|büro das|komitee das|zentrum"
).split()
ADVERBS = (
    "nach kurzer Beratung|schon vor Wochen|gegen den Rat der Fachleute|mit knapper Mehrheit|"
    "ohne Angabe von Gründen|auf Drängen der Nachbarn|im zweiten Anlauf|unter Auflagen|"
    "wie im Vorjahr|nach langem Streit|überraschend|am Rande einer Tagung|"
    "in nichtöffentlicher Sitzung|aus Kostengründen|wegen der Fristen|zum dritten Mal|"
    "in aller Stille|nach einer Ortsbegehung|trotz der Einwände|auf eigene Rechnung|"
    "mit Blick auf den Winter|vor laufenden Kameras|schriftlich|bis zum Jahresende|"
    "zunächst nur mündlich|per Eilverfahren|im Beisein der Presse|nach Rücksprache mit den Prüfern"
).split("|")
DONE = (
    "geprüft|abgelehnt|gebilligt|verschoben|angekündigt|kritisiert|verteidigt|überarbeitet|"
    "gestoppt|vorgestellt|bestätigt|beanstandet|veröffentlicht|beantragt|zurückgezogen|begrüßt|"
    "freigegeben|bezahlt|verlangt|zugesagt|offengelegt|dokumentiert"
).split("|")
FRAMES = (
    "{Actor} hat {thing} {adverb} {done}.",
    "Nach Angaben von {second} hat {actor} {thing} {adverb} {done}.",
    "{third} sagte, {actor} habe {thing} {adverb} {done}.",
    "Zuvor hatte {actor} {thing} {done}, {adverb} und für {big} Euro.",
    "Ob {actor} {thing} {adverb} {done} hat, blieb offen.",
    "«Dass {actor} {thing} {done} hat, ist {adverb} nicht nötig», sagte {person}.",
    "{Actor} habe {thing} {adverb} {done}, teilte {second} mit.",
    "In {other} wurde bekannt, dass {actor} {thing} {adverb} {done} hat.",
)
HEADLINES = (
    "{town}: Streit um {thing}",
    "{firm} und {family}: {Thing} {done}",
    "{Thing} in {town} {done}",
    "{family} äußert sich über {thing}",
    "{second}: {Thing} wird {done}",
)
LEADS = (
    "{Actor} hat in {town} {thing} {adverb} {done}. Das sagte {person} am {day}. Betroffen ist auch {firm}.",
    "{Thing} in {town}: {Actor} hat am {day} {adverb} entschieden. {person} sprach von {big} Euro.",
    "Im Streit um {thing} zwischen {firm} und {second} ist am {day} {adverb} eine Einigung gescheitert.",
    "{person} hat am {day} in {town} {thing} {done}, wie {actor} {adverb} mitteilte.",
)
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ALIKE = 0.3
"""How many of the stories are of a kind that comes every week; the rest are like no other."""
START = datetime(2024, 1, 1, 5, tzinfo=UTC)


def wire(count: int, *, seed: int = 1, sentences: int = 12) -> Iterator[tuple[str, bytes]]:
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


def _filled(frame: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        frame = frame.replace(f"{{{name}}}", part)
    return frame


class Story:
    """One event and what is sent of it."""

    def __init__(self, chance: Random, number: int, now: datetime, sentences: int) -> None:
        self.chance, self.number, self.ends = chance, number, now + timedelta(days=2)
        self.left = chance.randint(1, 6)
        self.sent: dict[str, int] = {}
        self.matters = chance.sample(MATTERS, 3)
        self.headline, self.lead, own = chance.choice(EVENTS) if chance.random() < ALIKE else self._new()
        names = [f"{chance.choice(HEADS)}{chance.choice(TAILS)}" for _ in range(4)]
        self.facts = {
            "town": chance.choice(TOWNS),
            "firm": f"{chance.choice(HEADS)}{chance.choice(('werk', 'tec', 'bau', 'chem'))}",
            "person": f"{chance.choice(GIVEN)} {names[0]}",
            "family": names[0],
            "n": chance.randint(12, 60),
            "other": chance.choice(TOWNS),
            "second": f"{chance.choice(GIVEN)} {names[1]}",
            "third": f"{chance.choice(GIVEN)} {names[2]}",
            "street": f"{names[3]}{chance.choice(('straße', 'allee', 'gasse', 'weg'))}",
            "year": chance.randint(1990, 2023),
        }
        few = sentences // 4
        self.body = [*chance.sample(own, min(few, len(own))), *chance.sample(MORE, few // 2)]
        self.body += [self._composed() for _ in range(sentences - len(self.body))]
        chance.shuffle(self.body)
        self.given = [self._drawn(number) for number in range(len(self.body) + 1)]

    def _new(self) -> tuple[str, str, tuple[str, ...]]:
        """The headline and lead of an event that hardly any other is like, and no sentences of its own."""
        parts = self._parts()
        headline, lead = (
            _filled(frame, parts) for frame in (self.chance.choice(HEADLINES), self.chance.choice(LEADS))
        )
        return headline, f"{{town}} ({{agency}}) - {lead}", ()

    def _composed(self) -> str:
        """A sentence that hardly any other story has: put together of parts, with the story's names to fill in."""
        return _filled(self.chance.choice(FRAMES), self._parts())

    def _parts(self) -> dict[str, str]:
        adverb, done = (self.chance.choice(some) for some in (ADVERBS, DONE))
        article, noun = self._compound(THINGS)
        actor = (
            self.chance.choice(ACTORS) if self.chance.random() < ALIKE else " ".join(self._compound(BODIES))
        )
        return {
            "actor": actor,
            "Actor": actor[0].upper() + actor[1:],
            "thing": f"{article} {noun}",
            "Thing": noun,
            "adverb": adverb,
            "done": done,
        }

    def _compound(self, heads: Sequence[str]) -> tuple[str, str]:
        article, head = self.chance.choice(heads).split("|")
        return article, f"{self.chance.choice(self.matters)}{head}"

    def _drawn(self, number: int) -> dict[str, object]:
        """The figures of one sentence: each has its own, which stay the same."""
        chance = self.chance
        return {"big": chance.randint(100, 9000), "small": chance.randint(2, 9),
                "clock": f"{chance.randint(1, 23)}.{chance.randint(10, 59)}"}  # fmt: skip

    def next(self, now: datetime) -> bytes:
        """The next dispatch of it."""
        self.left -= 1
        agency = self.chance.choice(AGENCIES[:2] if self.sent else AGENCIES)
        version = self.sent[agency] = self.sent.get(agency, 0) + 1
        if version > 1:
            self.facts["n"] += self.chance.randint(0, 3)
            both = list(zip(self.body, self.given[1:], strict=True))
            self.chance.shuffle(both)
            self.body, self.given[1:] = [line for line, _ in both], [drawn for _, drawn in both]
        facts = self.facts | {"agency": agency, "day": DAYS[now.weekday()]}
        head = facts | self.given[0]
        lead = self.lead.format(**head)
        told = zip(self.body, self.given[1:], strict=True)
        body = "".join(f"<p>{line.format(**(facts | drawn))}</p>" for line, drawn in told)
        return json.dumps(
            {
                "urn": f"urn:newsml:{agency}.example:{now:%Y%m%d}:{self.number}-{agency}",
                "version": str(version),
                "version_created": now.isoformat(),
                "pubstatus": "usable",
                "signal": "sig:update" if version > 1 else None,
                "headline": self.headline.format(**head),
                "article_html": f'<section class="main"><p>{lead}</p>{body}</section>',
            },
            ensure_ascii=False,
        ).encode()
