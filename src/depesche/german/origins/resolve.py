"""In: the links of chains of sources, in the order of the text. Out: the origin of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec.structs import replace

from depesche.core.origin import Origin
from depesche.core.reading import Entity, Reading, Source, Statement
from depesche.german.names import first_name
from depesche.german.origins import facts
from depesche.german.origins.bodies import STATES, Bodies, chamber
from depesche.german.origins.firms import called, guesses, proper
from depesche.german.origins.made import firm, made
from depesche.german.origins.phrase import (
    GUESSED,
    Body,
    body,
    body_noun,
    speaks_for_himself,
)
from depesche.german.origins.scene import Scene, speaking_place
from depesche.german.origins.unnamed import (
    ARTICLES,
    Unnamed,
    named_person,
    nobody,
    person_noun,
)
from depesche.german.origins.wording import (
    ABBREVIATED,
    ACQUAINTED,
    ARTICLE,
    BELONGING,
    EMPLOYED,
    HIS_WORDS,
    INVERTED,
    JOINT,
    LAWYERED,
    LEARNT,
    NAMED_BY,
    NEAR,
    OF_AUTHORITY,
    OPENING_WORDS,
    OURS,
    OWN_WORDS,
    PHRASE,
    PRONOUNS,
    QUOTING,
    RELYING,
    SHORTENED,
    SILENT,
    SPEAKING,
    TOWN,
    anonymous,
    bare_phrase,
    begin,
    first_said,
    kin,
    kind,
    lawyer,
    officers,
    paper,
    placeless,
    speaks_only_for_himself,
)

LEADERS = frozenset("vorsitzender vorsitzende partner partnerin leiter leiterin chef chefin".split())
"""Roles that do not say of what somebody has them."""


class Resolver:
    """The origins of one reading's sources; what was spoken of is noted in a scene."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.scene = reading, Scene(reading)
        self.done: dict[tuple[object, ...], Origin] = {}
        self.unnamed = Unnamed(self.scene, self.speaker)
        self.bodies = Bodies(self.scene, self.speaker, self.turned_to)
        self.scene.guesser = self.guess
        self.named: dict[str, Entity] = {}
        for entity in reversed(reading.entities):
            if entity.kind == "person":
                self.named |= {entity.name: entity, entity.name.split()[-1]: entity}
        self.bodies_named = {one.name: one for one in reading.entities if one.kind == "organisation"}
        self.spoke: Origin | None = None
        self.spoke_at = -1
        self.guests: set[str] = set()
        self.by_entity: dict[str, Origin] = {}
        self.in_paper = False
        self.paper: Origin | None = None

    def all(self) -> tuple[Origin, ...]:
        """The origin of every statement, in the reading's order."""
        self.note_bodies()
        order = sorted(range(len(self.reading.statements)), key=lambda i: begin(self.reading.statements[i]))
        found = {i: self.statement(self.reading.statements[i]) for i in order}
        return tuple(found[i] for i in range(len(order)))

    def note_bodies(self) -> None:
        """Note all bodies that are named, speaking or not, so that others can refer back to them."""
        for match in SHORTENED.finditer(self.reading.text):
            whole = body(match["name"])
            joint = whole and whole.key.startswith("org:") and whole.cls in JOINT
            office = whole and whole.cls.endswith("office") and match["name"] not in self.bodies_named
            if whole and (joint or office):
                self.scene.aliases[match["short"]] = made(self.scene, whole, match.start())
        for at, name, _, sort in called(self.reading):
            bare = self.bodies.nominative(facts.company(name))
            found = body(bare)
            if found and found.cls == "known":
                self.scene.note(at, "company", made(self.scene, found))
            else:
                why = f"its words or a noun before it say what “{bare}” is"
                self.scene.note(at, sort, firm(bare, why, sort=sort))
        for entity in self.reading.entities:
            if entity.kind == "organisation":
                origin, cls = self.bodies.organisation(entity)
                self.by_entity[entity.id] = origin
                for at, _ in () if chamber(entity.name) else entity.mentions:
                    self.scene.note(at, cls, origin)

    def guess(self) -> Origin | None:
        """The firm or club that the lead's names let guess, the likeliest."""
        for found in guesses(self.reading)[:1]:
            bare = self.bodies.nominative(facts.company(found.name))
            return firm(bare, f"the lead names “{bare}”", certain=False, sort=found.sort)
        return None

    def statement(self, statement: Statement) -> Origin:
        """The origin of a statement: that of its chain's last link, with the keys of the chain."""
        links: list[Origin] = []
        for source in statement.sources:
            self.in_paper = any(link.kind == "media" for link in links)
            links += self.links(source, statement)
        if all(link.kind == "author" or link.key.startswith("agency:") for link in links) and (
            circle := self.learnt(statement)
        ):
            links.append(self.unnamed.anonymous(circle))
        last = first_said(links) if links else self.author()
        return replace(last, via=tuple(dict.fromkeys(link.key for link in links)) or (last.key,))

    def learnt(self, statement: Statement) -> str:
        """The circle from which the agency has what it says it learnt; "" where it does not say so."""
        spans = (*statement.content, *statement.frame)
        text = self.reading.text[
            min((b for b, _ in spans), default=0) : max((e for _, e in spans), default=0)
        ]
        return next((found[1] for pattern in LEARNT if (found := pattern.search(text))), "")

    def links(self, source: Source, statement: Statement) -> list[Origin]:
        """A link's origins: two where its own words say whom it relies on."""
        if source.kind == "author":
            return [self.author()]
        text = " ".join(self.reading.text[b:e] for b, e in source.mentions[:1])
        if own := self.reading.dispatch.agency:
            text = text.removesuffix(f" der {own}").removesuffix(f" dem {own}")
        parts = RELYING.split(text, maxsplit=1)
        if len(parts) == 2 and source.kind == "named":
            near = self.link(source, parts[0], statement)
            self.in_paper = self.in_paper or near.kind == "media"
            self.spoke = self.words(parts[1], source.mentions[0][0], False)
            return [near, self.spoke]
        return [self.link(source, text, statement)]

    def author(self) -> Origin:
        """The agency that sent the dispatch."""
        name = self.reading.dispatch.agency or "unknown agency"
        key = f"agency:{facts.slug(name)}"
        why = "nobody else is named: it is the agency's own observation"
        return Origin(
            key, name, "author", because=why, within="world" if self.reading.dispatch.agency else "dispatch"
        )

    def link(self, source: Source, text: str, statement: Statement) -> Origin:
        """The origin of one link."""
        at = source.mentions[0][0] if source.mentions else begin(statement)
        if OWN_WORDS.search(text or source.name):
            return self.itself(statement, at)
        his = HIS_WORDS.match((text or source.name).strip())
        if his and self.spoke and his[1].lower() in facts.speakers("reports"):
            return self.spoke
        entity = self.scene.entities.get(source.entity or "")
        if entity and entity.kind == "organisation" and nobody(entity.name):
            return self.unnamed.anonymous("")
        if entity and entity.kind == "person" and kin(text):
            entity = None
        told = source.name or not source.mentions  # else a pronoun, which the scene may settle
        if (
            source.kind == "anonymous"
            and told
            and entity is None
            and not nobody(bare_phrase(text or source.name))
        ):
            return self.unnamed.anonymous(text or source.name)
        found = (
            self.of_entity(entity, text, at)
            if entity
            else self.words(text, at, len(source.name) > 0, source.name)
        )
        if found.kind == "media":
            self.paper = found
        if entity is None or entity.id not in self.guests:
            self.heard(at, found)
        self.spoke, self.spoke_at = found, at
        return found

    def heard(self, at: int, origin: Origin) -> None:
        """Note who spoke, so that "ein Sprecher" can be of it."""
        cls = {"org": "company"}.get(origin.key.partition(":")[0], origin.key.partition(":")[0])
        cls = "ministry" if origin.key.startswith("gov:") and "/" in origin.key else cls
        if origin.kind in ("government", "institution", "organisation") and cls != "council":
            self.scene.note(at, self.class_of(origin, cls), origin, spoke=True)

    def class_of(self, origin: Origin, default: str) -> str:
        """The class under which a body was noted before."""
        return next((one.cls for one in self.scene.noted if one.origin.key == origin.key), default)

    def itself(self, statement: Statement, at: int) -> Origin:
        """Whoever the statement is about: "nach eigenen Angaben". The body that its sentence begins with, else
        who is named in it."""
        if subject := self.subject_body(at):
            return subject
        first = min((b for b, _ in statement.content), default=at)
        last = max((e for _, e in statement.content), default=at)
        known = self.scene.mentions
        place = bisect_left(known, (min(first, max(at - NEAR, self.scene.opened(at))), ""))
        if place == len(known) or known[place][0] >= max(last, at + NEAR):
            about = self.scene.last(at, frozenset(("company",)))
            return about or self.subject(first) or self.unnamed.anonymous("eigene Angaben")
        entity = self.scene.entities[known[place][1]]
        return self.of_entity(entity, entity.name, known[place][0])

    def subject_body(self, at: int) -> Origin | None:
        """The body that is the subject of the sentence of an offset; None where it names none."""
        phrase, begin = self.beginning(self.scene.opened(at))
        found = self.acting(phrase, begin)
        return found if found is not None and found.kind in SPEAKING else None

    def subject(self, begin: int) -> Origin | None:
        """The name with which a statement begins, that nothing else is known of."""
        word = facts.WORD.match(self.reading.text, begin)
        if word is None or not proper(word[0], frozenset()):
            return None
        return firm(word[0], f"the sentence begins with “{word[0]}”", certain=False)

    def of_entity(self, entity: Entity, text: str, at: int) -> Origin:
        """The origin of a source that the reading knows."""
        if entity.kind == "place":
            return self.place(entity, text)
        if entity.kind == "organisation":
            return self.bodies.court_of(entity, at) or self.by_entity[entity.id]
        key = (entity.id,)
        if key not in self.done:
            self.done[key] = (
                self.client(entity, at) or self.employed(entity, text, at) or self.person(entity, at)
            )
            self.unnamed.heard(entity.name, self.done[key])
        return self.done[key]

    def speaker(self, entity: Entity) -> Origin:
        """The origin of somebody named, as he is named first."""
        return self.of_entity(entity, entity.name, entity.mentions[0][0])

    def place(self, entity: Entity, text: str) -> Origin:
        """A town, Land or state that speaks."""
        where = self.scene.entry(entity)
        if namesake := self.scene.namesake(entity.name):
            return namesake
        found = body(entity.name)
        if found is not None and found.key:
            return made(self.scene, found)
        town = bool(TOWN.search(text))
        if where is None:
            return Origin(
                f"town:{facts.slug(entity.name)}", entity.name, "government", because="a place speaks"
            )
        spoken = Body(cls="town?", kind="government", place=where, name=entity.name)
        why = "the town is named as such" if town else f"“{entity.name}” stands for who governs there"
        return made(self.scene, speaking_place(spoken, town)._replace(why=why))

    def employed(self, entity: Entity, text: str, at: int) -> Origin | None:
        """The house for which somebody speaks: "Analyst Uwe Vogel vom Bankhaus Hansa"."""
        tail = (
            EMPLOYED.search(text[text.find(entity.name) + len(entity.name) :])
            if entity.name in text
            else None
        )
        if tail is None or any(map(speaks_only_for_himself, entity.roles)):
            return None
        found = body(tail[1])
        settled = self.bodies.settled(found, at, tail[1]) if found and found.cls not in SILENT else None
        if settled is not None:
            self.guests.add(entity.id)
        why = f"{entity.name} is of it; {settled.because}" if settled else ""
        return settled and replace(settled, person=f"person:{facts.slug(entity.name)}", because=why)

    def client(self, entity: Entity, at: int) -> Origin | None:
        """For whom a lawyer named speaks: "Meiers Anwältin Ute Vogel", "sein Verteidiger Jan Vogel"."""
        if not any(map(lawyer, entity.roles)):
            return None
        first = entity.mentions[0][0]
        return self.represented(self.reading.text[max(0, first - NEAR) : first], first, entity)

    def represented(self, text: str, at: int, himself: Entity | None = None) -> Origin | None:
        """The client of whose lawyer a text speaks that ends at an offset or begins there; None where nobody
        known is named."""
        whose = LAWYERED.search(text)
        if whose is None or not lawyer(whose["noun"]):
            return None
        name = whose["name"]
        entity = (
            self.named.get(name) or self.named.get(name.rstrip("s’'"))
            if name
            else self.man_before(at, himself)
        )
        if entity is None or entity is himself:
            return None
        found = self.of_entity(entity, "", at)
        return replace(found, because=f"a lawyer speaks for {entity.name}; {found.because}")

    def man_before(self, at: int, himself: Entity | None) -> Entity | None:
        """The person mentioned last before an offset, somebody's self left out."""
        before = (self.scene.entities[id] for _, id in self.scene.before(at))
        return next((one for one in before if one.kind == "person" and one is not himself), None)

    def person(self, entity: Entity, at: int) -> Origin:
        """Somebody named: the body that a role makes him speak for, else he himself."""
        sorts = [one.rsplit(maxsplit=1)[-1] for one in entity.roles]
        given = " " in entity.name and first_name(entity.name.split()[0]) is not None
        if any(body_noun(one) and (" " not in entity.name or not given and kind(one)) for one in sorts):
            bare = facts.company(entity.name)
            return firm(bare, f"“{entity.roles[0]}” says that “{bare}” is a firm", sort="company")
        key = f"person:{facts.slug(entity.name)}"
        party = next((b.key for b in map(body, entity.roles) if b and b.key.startswith("party:")), None)
        for text in sorted(entity.roles, key=placeless):
            for_whom = None if speaks_only_for_himself(text) else self.body_of(text, at)
            if for_whom is not None and party and for_whom.key.startswith("opposition:"):
                for_whom = made(
                    self.scene,
                    Body(party, kind="organisation", name=facts.shown()[party], why="of that party"),
                )
            if for_whom is not None:
                why = f"{entity.name} speaks for it as “{text}”; {for_whom.because}"
                return replace(for_whom, person=key, because=why)
        known = facts.head_of(entity.name, self.scene.year)
        if known and not entity.roles:
            return replace(self.bodies.government(known, f"{entity.name} heads it"), person=key)
        if body_before := self.introduced(entity):
            why = f"{entity.name} is introduced by what is said of it before; {body_before.because}"
            return replace(body_before, person=key, certain=False, because=why)
        whole = " " in entity.name
        why = f"no role makes {entity.name} speak for a body"
        return Origin(
            key,
            entity.name,
            "person",
            of=party,
            person=key,
            because=why,
            within="world" if whole else "story",
        )

    def introduced(self, entity: Entity) -> Origin | None:
        """The body that a text turns to right before it first names somebody without saying who he is, or only
        that he leads: "Das Museum war nicht versichert. «...», sagte Ute Vogel"."""
        first = entity.mentions[0][0]
        if any(one.rsplit(maxsplit=1)[-1].lower() not in LEADERS for one in entity.roles):
            return None
        if found := self.turned_to(first):
            return found
        before = self.scene.openings(first)[:1]
        spoke = self.spoke is not None and self.spoke.kind in SPEAKING and self.spoke.person is None
        return self.spoke if spoke and before and self.spoke_at >= before[0] else None

    def body_of(self, role_text: str, at: int) -> Origin | None:
        """The body that a role speaks for; None for a bare party, which only says where he belongs."""
        found = body(role_text)
        if found is None:
            return None
        if found.cls == "town?":
            return self.scene.namesake(found.name)
        if found.key.startswith("party:") and len(role_text.split()) == 1 and "-" not in role_text:
            return None
        if found.cls in STATES and found.place is None and (where := self.scene.abroad(at)):
            found = found._replace(place=where)
        elif found.scope != "town" and found.cls not in STATES:
            found = found._replace(at_home=True)
        return self.bodies.settled(found, at, role_text) or self.bodies.left_open(role_text)

    def acting(self, phrase: str, at: int) -> Origin | None:
        """The body that a phrase names which begins a sentence; None for a place, a medium, a party."""
        for b, id in self.scene.mentions[bisect_left(self.scene.mentions, (at, "")) :][:1]:
            if b < at + NAMED_BY and self.scene.entities[id].kind == "person":
                spoke = self.scene.entities[id].name.rsplit(maxsplit=1)[-1] in self.unnamed.people
                known = self.of_entity(self.scene.entities[id], "", b)
                return known if spoke or known.kind != "person" else None
        found = body(phrase.removeprefix("Auch ")) if ARTICLE.match(phrase) else None
        if found is None and (short := ABBREVIATED.match(phrase)):
            return self.scene.namesake(short[1]) or firm(
                short[1], f"“{short[1]}” is an abbreviation, as bodies have"
            )
        if found is None or found.cls in SILENT or found.noun == GUESSED:
            return None
        return self.bodies.settled(found, at, phrase)

    def turned_to(self, at: int) -> Origin | None:
        """The body with which a sentence before an offset begins, in its paragraph and since somebody spoke:
        "Die Reederei nannte die Zahl falsch. Es seien zwölf, sagte ein Sprecher"."""
        for opening in self.turns(at):
            if opening <= self.spoke_at:
                return None
            phrase, begin = self.beginning(opening)
            found = self.acting(phrase, begin) or self.bodies.left_open(phrase)
            if found is not None and found.kind in SPEAKING:
                return found
        return None

    def turns(self, at: int) -> Iterator[int]:
        """Where the sentences begin in which a text may turn to whom it quotes at an offset: the one itself if
        it leads to a quotation ("Der Verein bestätigte das: «...», sagte ..."), then those before."""
        here = self.scene.opened(at)
        if QUOTING.search(self.reading.text, here, at):
            yield here
        yield from self.scene.openings(at)

    def beginning(self, opening: int) -> tuple[str, int]:
        """The words with which the subject of a sentence begins, and where: behind its verb where an adverbial
        stands first: "Nach dem Brand hat der Verein ..."."""
        inverted = INVERTED.match(self.reading.text, opening)
        begin = inverted.start("subject") if inverted else opening
        return " ".join(self.reading.text[begin : begin + PHRASE].split()[:OPENING_WORDS]), begin

    def words(self, text: str, at: int, named: bool, name: str = "") -> Origin:
        """The origin of a phrase that speaks of nobody named; `name` is what it takes up."""
        if person := named_person(ARTICLES.sub("", name.strip())):
            return self.newcomer(*person, at)
        if clear := self.by_itself(text, name):
            return clear
        for phrase in filter(None, dict.fromkeys((text, name))):
            if anonymous(phrase):
                return self.unnamed.anonymous(phrase)
            if settled := self.meant(phrase, at):
                return settled
        return self.unknown(name or text, text, at)

    def meant(self, phrase: str, at: int) -> Origin | None:
        """The body that a phrase speaks of, what it leaves open taken from the scene. Of officers whom a paper
        has it from nobody knows whose they are."""
        found = body(phrase)
        if found is None and officers(phrase):
            if whose := OF_AUTHORITY.search(phrase):
                return self.meant(whose[1], at)
            return self.unnamed.anonymous(phrase) if self.in_paper else self.bodies.officers(at)
        if found is None or found.noun == GUESSED:
            return None
        if found.cls == "town?":
            namesake = self.scene.namesake(found.name)
            if namesake:
                return namesake
            found = speaking_place(found, bool(TOWN.search(phrase)))
        elif found.cls in STATES and not found.place and not found.key:
            found = found._replace(place=self.scene.said_in(at))
        return self.bodies.settled(found, at, phrase)

    def by_itself(self, text: str, name: str) -> Origin | None:
        """What tells by itself who it is: a paper, or what somebody found out and nobody is named for."""
        if nobody(bare_phrase(name or text)):
            return self.unnamed.anonymous("")
        own = self.reading.dispatch.agency
        first = bare_phrase(text).partition(" ")[0].lower()
        reports = own and first in facts.speakers("reports") and text.endswith((own, f"{own}s", f"{own}es"))
        if reports or OURS.search(text):
            return replace(self.author(), because=f"“{text}” are the agency's own")
        return paper(text) or paper(name) or self.that_paper(name or text)

    def that_paper(self, phrase: str) -> Origin | None:
        """The paper that was named last, for "das Blatt" and "in dem Bericht"."""
        words = bare_phrase(phrase).lower().split()
        if self.paper is None or len(words) != 1 or words[0] not in facts.speakers("papers"):
            return None
        return replace(self.paper, because=f"“{phrase}” is that of {self.paper.name}, named before")

    def unknown(self, name: str, text: str, at: int) -> Origin:
        """Who is named by words that no data knows."""
        own = self.reading.dispatch.agency
        if own and (own in text or any(word.removesuffix("es").rstrip("s") == own for word in text.split())):
            return replace(self.author(), because=f"“{text}” is the agency's own people")
        if name.strip().lower() in PRONOUNS:
            taken_up = self.turned_to(at) or self.spoke or self.mentioned(at)
            if taken_up:
                return taken_up
        bare = ARTICLES.sub("", name.strip()).lower() in facts.speakers("reports")
        if bare and ACQUAINTED.search(self.reading.text[at : at + NEAR * 2]):
            return self.unnamed.anonymous("Insider")
        if known := self.represented(text, at) or self.unnamed.known(name, text, at):
            return known
        if whose := self.belonging(text, at) or self.apposition(text, at):
            return whose
        if entity := self.named.get(name.strip()) or self.bodies_named.get(name.strip()):
            return self.of_entity(entity, name, entity.mentions[0][0])
        return self.bodies.left_open(text) or self.unnamed.somebody(name, text)

    def mentioned(self, at: int) -> Origin | None:
        """The person mentioned last before an offset: whom "sie" takes up."""
        for _, id in self.scene.before(at):
            if self.scene.entities[id].kind == "person":
                return self.of_entity(self.scene.entities[id], "", at)
        return None

    def newcomer(self, role_text: str, name: str, at: int) -> Origin:
        """A person whom only the words for the source name."""
        entity = self.named.get(name)
        if entity is not None and entity.name == name:
            return self.of_entity(entity, name, entity.mentions[0][0])
        key = f"person:{facts.slug(name)}"
        for_whom = None if speaks_only_for_himself(role_text) else self.body_of(role_text, at)
        if for_whom is not None:
            why = f"{name} speaks for it as “{role_text}”; {for_whom.because}"
            found = replace(for_whom, person=key, because=why)
        else:
            why = f"no role makes {name} speak for a body"
            found = Origin(key, name, "person", person=key, because=why)
        self.unnamed.heard(name, found)
        return found

    def belonging(self, text: str, at: int) -> Origin | None:
        """The body of somebody who speaks by his trade: "ein Meteorologe des Wetterdienstes"."""
        head, belongs, tail = next(iter(BELONGING.findall(text)), ("", "", ""))
        if not belongs or not person_noun(head) or speaks_for_himself(head):
            return None
        found = body(f"{belongs} {tail}")
        settled = (
            self.bodies.settled(found, at, tail) if found and found.cls not in ("any", "town?") else None
        )
        return settled and replace(settled, because=f"“{text}” speaks for it; {settled.because}")

    def apposition(self, text: str, at: int) -> Origin | None:
        """The body that stands behind a comma: "der Eigentümer, die Nordwerk GmbH"."""
        for part in text.split(", ")[1:3]:
            found = body(part)
            if found is not None and (found.key or found.place):
                return self.bodies.settled(found, at, part)
        return None
