"""Rules of what stands around a time: edges, zones, greetings, numbers that are no times."""

from __future__ import annotations

from nlu.dates.grammar import rule
from nlu.dates.values import AllDay, Edge, Filler, Wrong, Zone

ZONES = {
    "utc": "UTC", "gmt": "UTC", "mez": "MEZ", "cet": "MEZ", "mesz": "MESZ", "cest": "MESZ", "bst": "BST",
    "london": "Europe/London", "berlin": "Europe/Berlin", "paris": "Europe/Paris", "york": "America/New_York",
    "istanbul": "Europe/Istanbul", "kyiv": "Europe/Kyiv", "kiew": "Europe/Kyiv", "wien": "Europe/Vienna",
    "vienna": "Europe/Vienna", "zuerich": "Europe/Zurich", "moskau": "Europe/Moscow",
}  # fmt: skip
"""What is said for a zone; the abbreviations of fixed distances are kept as they are said."""

_EDGES = {
    "from": (
        "ab/von/vom/from/starting/fruehestens/beginnend | ab dem/der/um | from DET | starting from/on/at",
        "fruehestens um/am/ab | as of | beginnend am/mit | nicht vor | not before | von um | von dem",
        "earliest",
        "ab ca . | ab etwa/circa | jetzt ab | erstmals | erstmalig",
        "erstmals/erstmalig am/ab",
        "first on | start am | starting | beginning | beginning on/from | first time on | los am | los ab",
    ),
    "until": (
        "bis/until/till/til | bis zum/zur/spaetestens/einschliesslich/inkl/inklusive | bis spaetestens zum",
        "spaetestens bis | spaetestens | by | not/no later than | bis hin zu | spaetestens um/am",
        "bis spaetestens um | bis spaetestens am | spaetestens bis zum | by DET | bis um | bis am",
        "bis in die",
        "until DET | up to | up to and including | bis einschliesslich zum | bis und mit",
    ),
    "since": ("seit | since | seit dem | since DET",),
    "to": ("- | ~ | to | through | thru",),
    "and": ("und | and | & | +",),
    "onto": ("onto",),
    "or": ("oder | or | bzw | bzw . | / | alternativ",),
    "between": ("BETWEEN",),
    "before": ("BEFORE | bevor | noch vor",),
    "after": ("AFTER | after DET | nach dem",),
}


def _register_edges() -> None:
    for kind, patterns in _EDGES.items():

        def edge(*_values: object, kind: str = kind) -> Edge:
            return Edge(kind)

        rule("edge", *patterns)(edge)


_register_edges()


@rule("firsttime", "zum ersten mal am? | zum ersten mal ab | first on | first time on")
def _first_time(*_values: object) -> Edge:
    """ "Jeden Montag, zum ersten Mal am 4. Januar"."""
    return Edge("from")


def _register_zones() -> None:
    for word, name in ZONES.items():

        def zone(*_values: object, name: str = name) -> Zone:
            return Zone(name)

        if "/" not in name:
            rule("zone", word, f"( {word} )")(zone)
        else:
            first = "new york" if word == "york" else word
            rule(
                "zone",
                f"{first} time | {first}er zeit | in {first} time | ( {first} time ) | zeit in {first}",
            )(zone)


_register_zones()


@rule(
    "zone",
    "deutscher/deutsche/berliner zeit | german time | mitteleuropaeischer zeit | ortszeit"
    " | local time | berlin time",
)
def _german_time() -> Zone:
    return Zone("Europe/Berlin")


@rule(
    "allday",
    "ganztaegig | ganztags | den ganzen tag | all day | the whole day | all - day | ganzer tag"
    " | ganzen tag | all day long | whole day",
)
def _all_day(*_values: object) -> AllDay:
    return AllDay()


@rule(
    "filler",
    "guten/gute/good/schoenen/schoene/schoenes/schoen MORGEN"
    " | guten/gute/good/schoenen/schoene/schoenes/nice PART | guten/schoenen/nice/good tag/day"
    " | schoenen/guten feierabend | schoenes/nice/good/great WEEKEND | schoenes/schoen wochenende"
    " | have a nice/great/good day/evening/weekend | schoenen tag noch | MORGEN zusammen"
    " | zum/beim/das ORD mal | for/the ORD time | for the ORD time | zum NUM . mal"
    " | <title> WEEKDAY | <title> SEASON | <title> MONTH | <title> PART | <title> MORGEN"
    " | frohe/froehliche/schoene weihnachten/ostern/pfingsten | happy easter/christmas"
    " | merry christmas/xmas | happy new year | frohes neues jahr | mahlzeit | moin , | moin moin"
    " | moin zusammen | von anfang an | am ende | zu ende | am anfang | in the end | right now"
    " | in the first place | to begin with | zum beispiel | mal wieder | wie viel uhr"
    " | um wieviel uhr | um wie viel uhr | what time | wieviel uhr | welchen tag | welcher tag"
    " | welchem tag | welche woche | guten rutsch | for the first time"
    " | zum letzten mal | letztes mal | naechstes mal | beim naechsten mal | next time"
    " | last time | this time | diesmal | dieses mal | das letzte mal | zum zweiten mal"
    " | das naechste mal | beim letzten mal | letztens",
)
def _filler(*_values: object) -> Filler:
    return Filler()


_MONEY = (
    "€/euro/euros/eur/cent/dollar/dollars/$/usd/pfund/chf/%/prozent/percent/km/kg/meter/cm/kilometer/"
    "gb/mb/grad/°/m²/qm/mio/millionen/tsd/tausend/mg/ml/liter/kwh/mm/gramm"
)


@rule(
    "filler",
    f"NUM +. NUM {_MONEY} | NUM , NUM {_MONEY} | NUM , - {_MONEY} | NUM {_MONEY} | €/$ NUM .? NUM?"
    f" | NUM +. +D3 | NUM +. +D3 +. +D3 | NUM +. +D3 , NUM | CARD {_MONEY}"
    f" | NUM bis/-/to NUM {_MONEY} | NUM - NUM {_MONEY} | NUM +. +D3 {_MONEY}"
    " | NUM +. +NUM +. +NUM +. +NUM",
)
def _amount(*_values: object) -> Filler:
    return Filler()


_PEOPLE = (
    "leute/personen/menschen/teilnehmer/teilnehmende/teilnehmerinnen/plaetze/people/persons/participants/seats/guests/gaeste/kinder/kolleginnen/kollegen/frauen/maenner/stueck/seiten/pages/raeume/rooms/"
    "punkte/points/gruppen/groups/mitglieder/members/stimmen/votes/fragen/questions/themen/topics/projekte/projects/organisationen/tische/stuehle/exemplare/anmeldungen/zusagen/absagen/familien/faelle/"
    "klebepunkte/kaffee/pizzen/pizza/euro/karten/tickets/copies/kopien/schritte/steps/personen/klienten/klientinnen/teams/standorte/orte/regionen/wohnungen/zimmer/betriebe/firmen/jobs/stellen/autos/"
    "buses/haeuser/buecher/studenten/students/freunde/friends/beratungen/fallbeispiele/antworten/answers/emails/mails/nachrichten/messages/dateien/files/stimmen/flaschen/brote/kuchen/tn/pax/ma"
)


@rule(
    "filler",
    f"NUM {_PEOPLE} | CARD {_PEOPLE} | NUM bis/-/to NUM {_PEOPLE} | NUM oder/or NUM {_PEOPLE}"
    f" | AT? NUM {_PEOPLE} | ab/bis/mit/von/for/fuer/with NUM {_PEOPLE} | FROM CARD {_PEOPLE}"
    f" | zu CARD/NUM {_PEOPLE} | bis zu NUM {_PEOPLE} | up to NUM {_PEOPLE}"
    f" | bis zu CARD {_PEOPLE}",
)
def _people(*_values: object) -> Filler:
    return Filler()


_PLACES = (
    "fokusgruppe/gruppe/raum/zimmer/platz/haus/nummer/nr/seite/version/etage/stock/gleis/linie/bus/"
    "tram/strassenbahn/room/page/group/number/no/floor/line/paragraph/§/artikel/kapitel/top/teil/modul/"
    "part/chapter/stufe/level/klasse/block/saal/halle/tor/hausnummer/iq/windows/iphone/plan/phase/"
    "bereich/level/team/arbeitsgruppe/ag/unterpunkt/folie/slide/abschnitt/anlage/formular/absatz/sgb/"
    "section/building/gebaeude/fach/station/position/pos/aufgang/kurs/covid/ikea/tel/telefon/handy/fon/"
    "plz/tisch/konto/option/variante/vorschlag/tagesordnungspunkt"
)


@rule(
    "filler",
    f"{_PLACES} .? <plain> | {_PLACES} : <plain> | § <plain> | {_PLACES} .? NUM +. +NUM"
    f" | {_PLACES} .? NUM und/and/oder/&/-/bis/to NUM | {_PLACES} CARD",
)
def _numbered(*_values: object) -> Filler:
    return Filler()


@rule("plain", "NUM | LONG | NUM +. NUM")
def _plain(*_values: object) -> str:
    return "plain"


@rule(
    "filler",
    "LONG | + D2 NUM? NUM? NUM? | D4 / LONG | D4 - LONG | D4 LONG | D3 / LONG | LONG NUM"
    " | D4 / NUM NUM? NUM? NUM? | D4 D2 D2 D2 | D4 D2 D2 D2 D2 | 0 D3 NUM NUM? | D4 D3 D2 D2"
    " | D4 D3 D4 | D4 D3 D3 | LONG NUM NUM? | D4 - NUM NUM | LONG - NUM"
    " | LONG / NUM NUM? NUM? NUM? | 24 / 7 | D4 NUM / NUM | LONG NUM NUM NUM?",
)
def _phone(*_values: object) -> Filler:
    return Filler()


@rule(
    "filler",
    "so/such ART OTHER | ein fuer alle mal | so ein | on the one hand | one of OTHER | one by one"
    " | no one | one another | for one | second to none | a second | one moment | einen moment"
    " | noch ein | noch eine | noch einen | die eine | der eine | zu zweit/dritt/viert/fuenft"
    " | erstens | zweitens | zu zweien | half of | the other half | die haelfte | halb so"
    " | halbwegs | zur haelfte | jeder von uns | jede von uns | each of | each other | every one"
    " | everyone | jeder kann | jede und jeder | jeder der | das letzte | der letzte"
    " | das naechste treffen | naechstes treffen | next meeting | das letzte treffen"
    " | the last meeting | the next meeting | letztes treffen | naechste sitzung"
    " | die naechste sitzung | das naechste forum | alle OTHER | vor ort | vor allem | nach hause"
    " | bis dann | bis bald | bis spaeter | vor und zurueck | nach oben | and so on | at all"
    " | at least | at home | from home | for now"
    " | kein/keine problem/ding/thema/stress/sorge/frage/ahnung/zeit/lust | no problem/worries/rush | no , "
    " | nicht vergessen | nicht nur | not only | nicht wahr | why not | warum nicht | oder nicht | or not"
    " | don ' t forget | do not forget | nicht zu spaet | nicht mehr | noch nicht | nicht verpassen"
    " | nicht so spaet",
)
def _phrase(*_values: object) -> Filler:
    return Filler()


@rule(
    "wrong",
    "irgendwann/sometime/someday/irgendwann | demnaechst | bald | in zukunft | in kuerze"
    " | anytime | jederzeit | immer mal | soon | eventually",
)
def _vague(*_values: object) -> Filler:
    return Filler()


@rule(
    "wrong",
    "NOT <day> | NOT am/on <day> | NOT at/um <clock> | NOT <clock> | NOT <part> | NOT <morning>"
    " | NOT bis/until/before/after/nach <clock> | kein/keinen WEEKDAY | NOT <clockspan>"
    " | NOT zwischen <clock> | NOT so? <part> | NOT <every> | anything but <day>"
    " | alles ausser <day> | anytime/jederzeit/immer but/except/ausser am/on? <day>"
    " | any day/time but/except/ausser <day>"
    " | any day/time but/except on <day>",
)
def _negated(*_values: object) -> Wrong:
    return Wrong()


@rule(
    "filler",
    "zu/unter/bei/top/siehe punkt NUM | in NUM +. +NUM | zu frage NUM | frage NUM | antwort NUM"
    " | auf NUM : | zu NUM :",
)
def _referred(*_values: object) -> Filler:
    return Filler()


@rule("title", "herr/frau/herrn/familie/mr/mrs/ms/miss/dr/prof .?")
def _title() -> str:
    return "title"


@rule(
    "filler",
    "NOT am/on? <day> ,? sondern/but | NOT um/at? <clock> ,? sondern/but | statt/anstatt <day>"
    " | statt/anstatt <clock> lieber? | instead of <day> | instead of <monthday> | instead of <clock>"
    " | von/vom DET? <base> auf | von/vom DET? <base> ,? <clock> auf "
    ""
    " | statt am <day> | statt um <clock> | von <clock> auf"
    " | vom <ordinal> auf | from <weekday> auf",
)
def _moved_from(*values: object) -> Filler | None:
    """What a change leaves behind: "von Dienstag auf Mittwoch"."""
    return Filler() if values else None


@rule(
    "filler",
    "ART OTHER PART | ART OTHER tag/day/woche/week | ART OTHER WEEKEND | gutes/schoenes neues jahr",
)
def _some_evening(*_values: object) -> Filler:
    """ "Ein schöner Abend" is no particular one."""
    return Filler()


@rule("wrong", "in the new year | im neuen jahr | im alten jahr | the new year | das neue jahr")
def _some_year(*_values: object) -> Wrong:
    return Wrong()


@rule("wrong", "neulich/kuerzlich/juengst/recently/letzthin")
def _lately() -> Wrong:
    return Wrong()
