"""German and English words: how names are bent, and what everyday words beside them say.

The functions give, for a folded word, the stems that it may be a form of, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterator

from nlu.interface import KnownName

# Endings of nouns and adjectives: "Jobbrücken", "arabischer".
_ENDINGS = frozenset("s es n en e er em ns ers ern".split())
# Languages bend as adjectives only: "arabischer", but "darin" is no Dari.
_ADJECTIVE_ENDINGS = frozenset("e en em er es s".split())
# Endings of places, and of people of a place: "Harzes", "Magdeburger". Towns know no plural.
_PLACE_ENDINGS = frozenset("s es er ers ern".split())
_PEOPLE = frozenset(
    "er ers ern erin erinnen erinn eri aner anern anerin anerinnen nser nsern nserin nserinnen enser "
    "ensern enserin enserinnen sch sche schen scher sches schem isch ische ischen ischer isches ischem "
    "ner ners nern nerin nerinnen ler lers lern lerin lerinnen".split()
)
_SPEAKING = frozenset(
    "sprachig sprachige sprachigen sprachiger sprachiges sprachigem sprechend sprechende sprechenden "
    "sprechender kenntnis kenntnisse kenntnissen kundig kundige kundigen speaking speaker speakers "
    "muttersprachler muttersprachlerin muttersprachlerinnen dolmetscher dolmetscherin dolmetscherinnen "
    "dolmetschen uebersetzer uebersetzerin kurs kurse kursen lehrer lehrerin".split()
)
_SECONDS = frozenset(
    "region regionen kreis kreises raum gebiet gegend team teams gruppe gruppen kontakt kontakte "
    "kontakten kolleg kollegin kollege kollegen kolleginnen leute leuten seite stelle stellen beratung "
    "berater beraterin beraterinnen projekt ansprechpartner ansprechpartnerin ansprechperson fragen frage "
    "thema themen sache sachen verfahren angebot angebote platz plaetze suche vermittlung kreisen mensch "
    "menschen bereich anerkennung rand vorland kraft kraefte kraeften personal".split()
)
_FIRSTS = ("nord", "sued", "ost", "west", "ober", "unter", "gross", "mittel", "hoch", "raum")
_LONGEST = max(map(len, _SPEAKING | _SECONDS))
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def _before(word: str, endings: frozenset[str], least: int) -> Iterator[tuple[str, str]]:
    """Each (stem, ending) that the word can be cut into, the longest stem first."""
    for length in range(1, min(len(word) - least, _LONGEST) + 1):
        ending = word[-length:]
        if ending in endings:
            yield word[:-length], ending


LEGAL_FORMS = ("e.v.", "e. v.", "ev", "ggmbh", "gmbh", "gag", "ag", "mbh", "gug", "ug")
"""What may stand behind the name of an organisation, and is left away in speech."""


def shortened(name: KnownName) -> Iterator[str]:
    """What a name may be shortened to where nothing else is called so."""
    if name.entity == "person":
        for form in name.forms:
            if "-" in form and " " not in form:
                yield from (part for part in form.split("-") if len(part) >= 3)
    elif name.entity == "place":
        if name.value.startswith("Bad "):
            yield name.value.removeprefix("Bad ")
    else:
        for form in (name.value, *name.forms):
            low = form.lower()
            for ending in LEGAL_FORMS:
                if low.endswith(f" {ending}"):
                    yield form[: -len(ending)]


def inflected(word: str) -> Iterator[str]:
    """Stems of a noun or name with an ending: "harzes" → "harz", "lindners" → "lindner"."""
    for stem, ending in _before(word, _ENDINGS, 2):
        # A short form takes an s at most: "MDs", "die JBs".
        if len(stem) >= 4 or ending == "s" or len(stem) == 3 and ending == "es":
            yield stem


def possessive(word: str) -> Iterator[str]:
    """Stems of the name of a person: "lindners" → "lindner"; no other ending, for Groß is not "großer"."""
    if word.endswith("s") and len(word) >= 4:
        yield word[:-1]


def inflected_place(word: str) -> Iterator[str]:
    """Stems of the name of a place with an ending: "koethens" → "koethen", "stendaler" → "stendal"."""
    for stem, ending in _before(word, _PLACE_ENDINGS, 2):
        if len(stem) >= 4 or ending == "s":
            yield stem


def inflected_language(word: str) -> Iterator[str]:
    """Stems of the name of a language with an ending: "arabischer" → "arabisch"."""
    for stem, _ in _before(word, _ADJECTIVE_ENDINGS, 4):
        yield stem


def derived(word: str) -> Iterator[str]:
    """Places that an adjective or a name for people is derived from: "altmaerker" → "altmark"."""
    for stem, ending in _before(word, _PEOPLE, 3):
        for end in _ends(ending):
            yield stem + end
        for umlaut, plain in _UMLAUTS:
            place = stem.rfind(umlaut)
            if place >= 0:
                bare = stem[:place] + plain + stem[place + 2 :]
                yield bare
                yield bare + "e"
                yield bare + "en"


def _ends(ending: str) -> tuple[str, ...]:
    """What a place may have lost before an ending: "Bremer", "Münchner", "Salzwedler", "Jenenser"."""
    if ending.startswith("ner"):
        return "", "en", "e"
    if ending.startswith("ler"):
        return "", "el", "e", "en"
    return ("", "e", "en", "a") if ending.startswith("enser") else ("", "e", "en")


def speaking(word: str) -> Iterator[str]:
    """Languages in "arabischsprachig", "Russischkenntnisse"."""
    for stem, _ in _before(word, _SPEAKING, 4):
        yield stem


def compounds(word: str) -> Iterator[str]:
    """First parts of a compound with an everyday second one: "harzregion" → "harz"."""
    for first, _ in _before(word, _SECONDS, 2):
        yield first
        if first.endswith("s") and len(first) >= 5:
            yield first[:-1]


def parts_of(word: str) -> Iterator[str]:
    """What a region is called where only a part of it is meant: "ostharz" → "harz"."""
    for first in _FIRSTS:
        if word.startswith(first) and len(word) - len(first) >= 4:
            yield word[len(first) :]


# What everyday words say about names beside them.
EVERYDAY = frozenset(
    "loehne halte halbe halben holt holte harte schauen bergen loben "
    "weil werden wer wo lage lagen wald see berg "
    "tal hof feld felde rose linde horn au aue auen brand stein wasser bach ruhe ende zelle kalt warm alt "
    "neu gross klein sie es er ich du wir ihr man frei hier dort da ab an zu so nun nur schon sehr viel "
    "mehr haben hat sein war waren will wollen kann muss soll ja nein ok okay danke bitte hallo hi hey "
    "moin kontakt name mail nummer termin treffen frage antwort gruppe projekt region team kurs arbeit "
    "heute morgen gestern montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar "
    "maerz april mai juni juli august september oktober november dezember rom singen husten essen baden "
    "lachen wissen leben wohnen haus hausen heim schule kirche markt bahnhof platz tier tiere hund pferd "
    "rot blau gruen weiss schwarz bunt lauf laufen gehen stehen liegen suchen finden rufen hilfe help "
    "here is the and or not who what where news all any am my me we us no yes new now can to be do go on "
    "of at it in if up by out one two list lists das dies norden sueden osten westen mark anger born "
    "grund rain rath recht reich rein sand senden siegen spanien polen wanne wenden winden worms zell "
    "kamen kommen kauf lohne lohn leer bar bad elend sorge roth sonne stolzen regen wind wetter halt "
    "stadt dorf land kreis ort amt plan post rast rest rat rettung rinne schaden der die dem den des ein "
    "eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen meinem meiner dein "
    "deine deinen deinem deiner seine seinen seinem seiner ihre ihren ihrem ihrer unser unsere unseren "
    "unserem unserer euer eure euren eurem eurer diese dieser dieses diesem diesen jede jeder jedes jedem "
    "jeden alle allen aller allem im vom zum zur beim ins ans mit von bei nach aus auf fuer ueber unter "
    "vor hinter hinten vorn vorne oben unten innen aussen darin worin daran ohne muessen sollen koennen "
    "duerfen moechten werben erlangen ringen luegen buch buches buecher boden langen lange grenzen grenze "
    "erleben karten karte worten worte sorgen problemen probleme bruecke bruecken staedten staedte reisen "
    "reise sender sieger gaesten gaeste zellen wolf tueren kritisch schmerz schmerzen helden spieler "
    "spielern zinsen wahlen wahl inseln insel kueste spenden spende staates staat marken marke zeitungen "
    "zeitung abbildung leiden lippen lippe linken linke stadtteil welten welt linien linie werken werke "
    "ausgeben scheiben scheibe monster wueste schwert mittelfeld werten werte grab soehne sohn proben "
    "probe konzern raeder rad hilfen normen norm suende boerse erster erste ersten russen loewen loewe "
    "kassen kasse spielzeug tierheim panzer gelder geld ausueben messungen sendungen sendung laeden laden "
    "klicken lohnen offenbar baende stadtwerke kurven kurve romane halter feldern messen messe bauten "
    "bauen faehre boeden schwein kerzen leitungen leitung koenige darm kanten schiene scherz mitten "
    "kugeln baeren socken schwere schwer klagen beratungen weissen golden grossstadt siegel kursen kurse "
    "ketten kette schaetzungen pinsel moralisch gelingen riesen angeln weizen frech grinsen buehnen "
    "buehne harmonisch neustart leinen weinen tierisch segeln laengen stande kessel sitten aula paerchen "
    "bohnen wetten muetze sinnen linsen blauen schauplatz radius kammern schoener gattin retter wohnten "
    "ziegen beeren klaren bindungen bester achsen rinder narben freuden freude romantisch warenkorb "
    "wilden belangen stiessen wetters denker springen romanen brueste kuechen kueche drucken drucker "
    "wachen schlaegen muscheln schleifen moebeln moebel prise schalen schleuse schiessen auslesen essenz "
    "blinde duenen pflegte loechern wendungen kreisklasse moehren auslegen sendern kreisstadt loesen "
    "loesung ehrungen radios karren locken gaengen klingen buendel hemden schafen hafenstadt wachsen "
    "kranz wertungen huegeln kapsel lungen scherben aufleben reinigen eigenheim gattungen haltungen "
    "haltung herz herzen hart hard harm hall kalle halde falle faelle haelfte huelle holle halli "
    "hallu hallihallo altmarkt hals stadthalle italien serbien bosnien albanien georgien somalia nepal "
    "bulgarien indonesien russland rumaenien kroatien armenien ungarn mazedonien tschetschenien vietnam "
    "thailand indien lettland litauen estland slowakei tschechien tanne tannen winkel wellen welle ernst "
    "speicher lehre marsch train march stade may june july monday friday sunday dark green crime ending "
    "proven minded rocket pride tail burden fourth forest marked prize hassle ditch busted singer kitten "
    "ranges greed dare loop bias harbor sitz sitzen zahl zahlen ferne meer fest feste ferien zeit zeiten "
    "pause punkt seite seiten ecke ecken runde weg wege spass lust mut angst eile stau mond ampel lager "
    "hotel garten park strand ufer hafen turm tor tore saal raum kammer keller dach wand tuer fenster "
    "tisch stuhl bank banken miete steuer koch baecker maler schlosser krone kreuz stern sterne engel "
    "himmel hoelle paradies erde feuer luft licht nacht tag tage abend mittag herbst winter sommer "
    "fruehling schnee eis gras heu holz kohle gold silber eisen stahl wunsch stossen groben giessen dolle "
    "lehrte ausleben rocken gonna further losses borders bundes bundesgebiet staats foerster speck "
    "bretter brettern bergstrasse heide berge burschen gunsten hallen trab russia georgia finnland".split()
)
"""Words that are or look like names, but nearly always mean something else."""

NEVER_PLACES = frozenset(
    "bad sachsen bayern anhalt st sankt alt neu gross klein ober unter saechsisch hessisch rosa linda "
    "werner moritz barbara springer achim march".split()
)
"""States, parts of names and given names: never a place that somebody is responsible for."""

ARTICLES = frozenset(
    "der die das dem den des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine "
    "meinen meinem meiner dein deine deinen deinem deiner sein seine seinen seinem seiner ihr ihre ihren "
    "ihrem ihrer unser unsere unseren unserem unserer euer eure euren eurem eurer diese dieser dieses "
    "diesem diesen jede jeder jedes jedem jeden viele alle allen aller im am zum zur beim vom ins ans "
    "aufs fuers ausm the a an my your his her our their this that".split()
)
"""Towns have none before them, things do."""

TOWARDS = frozenset(
    "in aus nach bei um von fuer fur fuern ab bis richtung rund nahe naehe raum ort stadt gemeinde dorf "
    "region kreis landkreis lk zwischen ueber ausm im am vom auf wohnt lebt kommt arbeitet wohnhaft "
    "gegend umkreis from at near to around for between lives works living working und oder and or wohnort "
    "arbeitsort wohnung wohnen wohn arbeiten job stelle betrieb firma pendelt zuhause umland heimat "
    "ausbildung praktikum montage einsatz arbeit daheim в из".split()
)
"""Words before places."""

ABOUT = frozenset(
    "thema themen zu zum zur fuer fur wegen bei um beim ueber mit bereich im in about for with on topic "
    "regarding frage fragen sachen".split()
)
"""Words before topics."""

LANGUAGE_AFTER = frozenset(
    "auf spricht sprechen sprech spreche sprache sprachen kann koennen in nur kein keine mit fuer lieber "
    "statt und oder bzw versteht speaks speak speaking only or and mother to".split()
)
"""Words before languages."""

DEGREES = frozenset("dr prof med".split())

POLITE = frozenset("frau herr herrn hr fr hrn mr mrs ms".split())
"""Words before the name of a person that one may not know."""

TITLES = POLITE | DEGREES | {"kollegin", "kollege"}
"""Words before the name of a person."""

PARTICLES = frozenset("von van vom zu zur de der den del della di da dos al el abu bin ben ibn la le".split())
"""Small words inside of family names."""

REACHING = frozenset(
    "nummer telefonnummer handynummer durchwahl telefon handy mail mailadresse email kontakt "
    "number phone".split()
)
"""What one asks for of a person."""

PERSONAL = REACHING | frozenset(
    "von vom fuer an mit bei und oder wer ist war heisst fragt fragen frag sagt hat wo was macht vertritt "
    "erreich erreiche erreicht statt sondern nicht liebe lieber hallo hi to with of for is and or who "
    "about call ask".split()
)
"""Words before people."""
