"""vCards as telephones and programs write them: they add and change people, and nobody leaves."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from storage.session import Store
from tests.storage.exchange.directories import changes, exported, labels, left_on, load, person, rows_of
from tests.storage.exchange.workbooks import plan_of, take

OUTLOOK = """\
BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252:Groß;Jürgen
FN;CHARSET=Windows-1252:Jürgen Groß
ORG;CHARSET=Windows-1252:Bildungsträger Süd;Abteilung Ä
TITLE:Berater
TEL;WORK;VOICE:030 / 23125-101
TEL;CELL;VOICE:+49 (30) 23125 102
TEL;WORK;FAX:030 23125199
ADR;WORK;PREF:;;Straße 1;Magdeburg;;39104;Deutschland
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
EMAIL;PREF;INTERNET:Juergen.Gross@example.org
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8U
 HRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/=

REV:20260214T081500Z
END:VCARD
""".replace("\n", "\r\n").encode("cp1252")

ANDROID = b"""\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96zt=C3=BCrk;Ay=C5=9Fe;;;
FN;CHARSET=UTF-8;ENCODING=quoted-printable:=41=79=C5=9F=65=20=C3=96=7A=74=
=C3=BC=72=6B
TEL;CELL;PREF:+493023125103
TEL;X-B=C3=BCro:03023125104
EMAIL;HOME:ayse@example.org
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zeile 1=0D=0A=
Zeile 2=

PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
/2wBDAAgGBgcGBQgHBwcJCQ

END:VCARD
"""

IOS = b"""\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 18.1//EN
N:van der Berg;Anna;Lena;Dr.;
FN:Dr. Anna Lena van der Berg
ORG:Beratung\\, Bildung & Co;
TITLE:Leiterin
item1.EMAIL;type=INTERNET;type=pref:anna@example.org
item1.X-ABLabel:_$!<Work>!$_
EMAIL;type=INTERNET;type=HOME:anna.privat@example.org
TEL;type=CELL;type=VOICE;type=pref:030 23125105
item2.TEL:+49 30 23125106
item2.X-ABLabel:Zentrale
NOTE:Sehr lang\\, mit Komma\\; und Zeile\\n
  und Fortsetzung
X-ABUID:5AD380FD-B2DE-4261-BA99-DE1D1DB52FBE\\:ABPerson
UID:5AD380FD-B2DE-4261-BA99-DE1D1DB52FBE
END:VCARD
"""

NEXTCLOUD = """\
BEGIN:VCARD
VERSION:4.0
PRODID:-//Sabre//Sabre VObject 4.5.4//EN
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
FN:Ірина Ковальчук
N:Ковальчук;Ірина;;;
TEL;TYPE="cell,voice";PREF=1;VALUE=uri:tel:+49-30-23125107
TEL;TYPE=work:030 23125108
EMAIL;TYPE=work:iryna@example.org
ORG:Netzwerk;Team
LANG;PREF=1:uk
LANG;PREF=2:de-DE
REV;VALUE=DATE-AND-OR-TIME:20260301T120000Z
END:VCARD
""".encode()

BOM = b"\xef\xbb\xbf"


def card(*lines: str, name: str = "Lindner;Mara") -> bytes:
    """A card 3.0 with these lines."""
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", f"N:{name}", *lines, "END:VCARD", ""]).encode()


def people(store: Store) -> list[dict[str, str]]:
    """The people, without what is empty."""
    return [{name: text for name, text in row.items() if text} for row in rows_of(exported(store))]


EXPECTED: dict[str, tuple[bytes, dict[str, str]]] = {
    "Outlook": (OUTLOOK, {"Vorname": "Jürgen", "Nachname": "Groß", "Organisation": "Bildungsträger Süd",
        "Funktion": "Berater", "Telefon": "'+49 30 23125101", "Mobil": "'+49 30 23125102",
        "E-Mail": "juergen.gross@example.org"}),
    "Android": (ANDROID, {"Vorname": "Ayşe", "Nachname": "Öztürk", "Mobil": "'+49 30 23125103",
        "Telefon": "'+49 30 23125104", "E-Mail": "ayse@example.org"}),
    "iOS": (IOS, {"Vorname": "Anna Lena", "Nachname": "van der Berg", "Funktion": "Leiterin",
        "Organisation": "Beratung, Bildung & Co", "Mobil": "'+49 30 23125105", "Telefon": "'+49 30 23125106",
        "E-Mail": "anna@example.org|anna.privat@example.org"}),
    "Nextcloud": (NEXTCLOUD, {"Vorname": "Ірина", "Nachname": "Ковальчук", "Organisation": "Netzwerk",
        "Mobil": "'+49 30 23125107", "Telefon": "'+49 30 23125108", "E-Mail": "iryna@example.org",
        "Sprachen": "Ukrainisch, Deutsch"}),
}  # fmt: skip


@pytest.mark.parametrize("program", EXPECTED)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("before", [b"", BOM])
def test_whoever_wrote_it(program: str, ends: bytes, before: bytes) -> None:
    """What a card says is found, whatever program wrote it and whatever its line ends are."""
    from storage.exchange.card_reading import read_cards
    from storage.exchange.cards import _sheet
    from storage.exchange.people_file import read_people

    data, cells = EXPECTED[program]
    if before and program == "Outlook":
        data = data.decode("cp1252").encode()
    sheet = _sheet(read_cards(before + data.replace(b"\r\n", b"\n").replace(b"\n", ends)), "DE")
    (draft,) = read_people(sheet, "DE")
    assert sheet.problems == []
    assert (draft.cells.given_name, draft.cells.family_name) == (cells["Vorname"], cells["Nachname"])
    assert draft.cells.organisation == cells.get("Organisation")


def test_all_of_them_at_once(store: Store) -> None:
    """A file with cards of four programs adds four people, each with all that the card says."""
    load(store, [person("Jan", "Voß", Kennung="jan")])
    data = OUTLOOK.decode("cp1252").encode() + ANDROID + b"\n\n" + IOS + NEXTCLOUD
    plan = take(store, data, ".vcf")
    assert plan.removed == ()
    found = {row["Nachname"]: row for row in people(store)}
    for _, cells in EXPECTED.values():
        row = found[cells["Nachname"]]
        assert {name: row.get(name) for name in cells} == cells
    assert plan_of(store, data, ".vcf").is_empty
    assert left_on(store)["jan"] is None


def names_after(store: Store, data: bytes) -> Sequence[str]:
    """The identifiers of all people once the cards are imported."""
    take(store, data, ".vcf")
    return [row["Kennung"] for row in people(store)]


MARA = person(Kennung="ml", **{"E-Mail": "m@example.org"}, Telefon="030 23125101", Mobil="030 23125102",
              Organisation="BAM", Funktion="Beraterin", Projekt="IQ", Sprachen="Deutsch")  # fmt: skip
JAN = person("Jan", "Voß", Kennung="jv", Telefon="030 23125101", Organisation="BAM")


@pytest.mark.parametrize(
    "data",
    [
        card("UID:kitt:ml", name="Neu;Ganz"),
        card("EMAIL:M@example.org", name="Lindner-Voß;Mara"),
        card("TEL:030 23125101"),
        card("TEL;TYPE=CELL:030 23125102", name="Lindner-Voß;Mara"),
        card(),
        card("ORG:bam;Team"),
        b"BEGIN:VCARD\nVERSION:4.0\nFN:Mara Lindner\nEND:VCARD\n",
    ],
)
def test_whom_a_card_means(data: bytes, store: Store) -> None:
    """UID, then mail, then telephone, then the name."""
    load(store, [MARA, JAN])
    assert sorted(names_after(store, data)) == ["jv", "ml"]


@pytest.mark.parametrize(
    "data",
    [
        card("TEL:030 23125101", name="Beck;Ida"),
        card("UID:kitt:new"),
        card("UID:4711", name="Beck;Mara"),
        card("TEL:030 23125101", name="Beck;Mara"),
    ],
)
def test_whom_a_card_does_not_mean(data: bytes, store: Store) -> None:
    """A colleague with the same number of the office, another key, or only half of the name: somebody new."""
    load(store, [MARA, JAN])
    assert len(names_after(store, data)) == 3


def test_what_a_card_does_not_say_stays(store: Store) -> None:
    """Ways and languages are added; responsibilities, visibilities and the rest are as before."""
    load(store, [MARA | {"Telefon sichtbar": "Koordination", "Koordiniert": "", "Gruppen": "G"}])
    before = people(store)[0]
    said = ("EMAIL:m@example.org", "EMAIL:m2@example.org", "TEL:030 23125102", "TEL;CELL:030 23125103",
            "TITLE:Leiterin", "LANG:ar")  # fmt: skip
    plan = take(store, card(*said), ".vcf")
    assert changes(plan) == {
        "Mara Lindner": [
            ("Funktion", "Beraterin", "Leiterin"),
            ("Sprachen", "Deutsch", "Deutsch, Arabisch"),
            ("Mobil", "+49 30 23125102", "+49 30 23125102|+49 30 23125103"),
            ("Mobil sichtbar", "Netzwerk", "Netzwerk|Netzwerk"),
            ("E-Mail", "m@example.org", "m@example.org|m2@example.org"),
            ("E-Mail sichtbar", "Netzwerk", "Netzwerk|Netzwerk"),
        ]
    }
    after = people(store)[0]
    kept = (
        "Telefon",
        "Telefon sichtbar",
        "Gruppen",
        "Projekt",
        "Organisation",
        "Kennung",
        "Rolle im Netzwerk",
    )
    assert [after[name] for name in kept] == [before[name] for name in kept]


def test_a_new_number_is_as_hidden_as_the_others(store: Store) -> None:
    """Whoever shows numbers to coordinators only does not show the next one to all."""
    load(store, [MARA | {"Telefon sichtbar": "Koordination"}])
    take(store, card("TEL:030 23125109"), ".vcf")
    assert people(store)[0]["Telefon sichtbar"] == "Koordination|Koordination"


def test_a_number_named_twice_counts_once(store: Store) -> None:
    """The mobile that is on a card with and without its type is a mobile."""
    take(store, card("TEL;TYPE=CELL:030 23125109", "TEL;TYPE=HOME:030/23125109"), ".vcf")
    assert [("Telefon" in row, row["Mobil"]) for row in people(store)] == [(False, "'+49 30 23125109")]


def test_nobody_leaves(store: Store) -> None:
    """A file of cards is not the whole directory; somebody who left and is in it comes back."""
    load(store, [MARA, JAN])
    load(store, [MARA])
    plan = take(store, card(name="Voß;Jan"), ".vcf")
    assert labels(plan) == (set(), {"Jan Voß"}, set())
    assert set(left_on(store).values()) == {None}
