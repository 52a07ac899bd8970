"""Projects, groups, organisations, topics and languages in all notations."""

from __future__ import annotations

import pytest

from tests.nlu.directory import linked, places_in

PROJECTS = """
[Fachkraft im Fokus]
[fachkraft im fokus=Fachkraft im Fokus]
[Fachkraft-im-Fokus=Fachkraft im Fokus]
[Fachkraftimfokus=Fachkraft im Fokus]
[Fachkräfte im Fokus=Fachkraft im Fokus]
[fachkraft in fokus=Fachkraft im Fokus]
[FiF=Fachkraft im Fokus]
[fif=Fachkraft im Fokus]?
[FIF=Fachkraft im Fokus]-Projekt
[IQ=IQ Netzwerk]
jemand vom [iq=IQ Netzwerk]
[IQ-Netzwerk=IQ Netzwerk]
[IQ Netzwerks=IQ Netzwerk]
[IQ Netwerk=IQ Netzwerk]
[iqnetzwerk=IQ Netzwerk]
[IQ=IQ Netzwerk]-Beratung
[JB=Jobbrücke Plus]
[JB+=Jobbrücke Plus]
[jb+=Jobbrücke Plus]
das [JB+=Jobbrücke Plus]-Team
[JB=Jobbrücke Plus] plus
[JBs=Jobbrücke Plus] Büro
[Jobbrücke=Jobbrücke Plus]
[Jobbrücke+=Jobbrücke Plus]
[jobbruecke=Jobbrücke Plus]
[Jobbrucke=Jobbrücke Plus]
[Jobbrücke-Plus=Jobbrücke Plus]
[JobbrückePlus=Jobbrücke Plus]
[Job-Brücke=Jobbrücke Plus]
[Job Brücke Plus=Jobbrücke Plus]
[jobbrüke=Jobbrücke Plus]
[jobbrükce plus=Jobbrücke Plus]
[Jobbrücken=Jobbrücke Plus]
[JOBBRÜCKE=Jobbrücke Plus]
🌉[Jobbrücke=Jobbrücke Plus]🌉
[DigiLab=DigiLab NPO]
[Digilab NPO=DigiLab NPO]
[digi lab=DigiLab NPO]
[digilabs=DigiLab NPO]
[PRIME=PRIME.].
[ProDigA]
[prodiga=ProDigA]
[SO-SERVE]
[so serve=SO-SERVE]
[SOSERVE=SO-SERVE]
[toab=TOAB]
[VISITS]
[InWiGe]
[inwiege=InWiGe]
"""

GROUPS = """
[Fokusgruppe 2]
[fokusgruppe 2=Fokusgruppe 2]
[Fokusgruppe2=Fokusgruppe 2]
[Fokus-Gruppe 2=Fokusgruppe 2]
[Fokus Gruppe 2=Fokusgruppe 2]
[fokusgrupe 2=Fokusgruppe 2]
[Fokusgruppen 2=Fokusgruppe 2]
[FOKUSGRUPPE 2=Fokusgruppe 2]
in der [Fokusgruppe=Fokusgruppe 2]
[FG2=Fokusgruppe 2]
[fg2=Fokusgruppe 2]
[FG 2=Fokusgruppe 2]
[fg-2=Fokusgruppe 2]
📣[FG2=Fokusgruppe 2]📣
[Entwicklungsforum]
des [Entwicklungsforums=Entwicklungsforum]
[entwicklungsforum=Entwicklungsforum]
[entwicklungs forum=Entwicklungsforum]
[Entwicklungs-Forum=Entwicklungsforum]
[Entwiklungsforum=Entwicklungsforum]
[ENTWICKLUNGSFORUM=Entwicklungsforum]
[Regionalgruppe Nord]
[regionalgruppe-nord=Regionalgruppe Nord]
[Regionalgruppe_Nord=Regionalgruppe Nord]
[regionalgrupe nord=Regionalgruppe Nord]
[Regionalgruppenord=Regionalgruppe Nord]
[AG Pflege]
[AG-Pflege=AG Pflege]
[ag pflege=AG Pflege]
"[AG Pflege]"
@[AG Pflege]
"""

TOPICS = """
[Anerkennung]
[anerkennung=Anerkennung]?
[Anerkennungsberatung=Anerkennung]
[Anerkenung=Anerkennung]
[anerkenungsberatung=Anerkennung]
[Annerkennung=Anerkennung]
[Anerkennungsfragen=Anerkennung]
[Sprachkurs]
[Sprachkurse=Sprachkurs]
[Sprachkursen=Sprachkurs]
[Sprach-Kurs=Sprachkurs]
[sprach kurs=Sprachkurs]
[Deutschkurse=Sprachkurs]
[Deutschkurs=Sprachkurs]?
[Integrationskurs=Sprachkurs]
[Arbeitserlaubnis]
[arbeitserlaubniss=Arbeitserlaubnis]
[work permit=Arbeitserlaubnis]
[work permits=Arbeitserlaubnis]
[Ausbildung]
[Ausbildungsplatz=Ausbildung]
[Azubis=Ausbildung]
[Arbeitsrecht]
[Arbeitsrechts=Arbeitsrecht]
[arbeits recht=Arbeitsrecht]
Thema [Wohnen]
[Wohnungssuche=Wohnen]
[Kita=Kinderbetreuung]
[Kitaplatz=Kinderbetreuung]
[Kitaplätze=Kinderbetreuung]
[Kinder Betreuung=Kinderbetreuung]
[Kinderbetreung=Kinderbetreuung]
[Beratung für Betriebe]
[beratung fuer betriebe=Beratung für Betriebe]
[Fördermittel]
[foerdermittel=Fördermittel]
[Fordermittel=Fördermittel]
[Fördermitteln=Fördermittel]
[Digitalisierung]
[digitalisirung=Digitalisierung]
[Gesundheit am Arbeitsplatz]
[gesundheit am arbeitsplaz=Gesundheit am Arbeitsplatz]
in der [Pflege]
[PFLEGE=Pflege]
💶[Fördermittel]💶
"""

LANGUAGES = """
[Arabisch]
[arabisch=Arabisch]?
auf [arabisch=Arabisch]
[arabische=Arabisch] Klientin
[arabischer=Arabisch] Klient
[arabischsprachig=Arabisch]
[arabischsprachige=Arabisch] Kollegin
[arabischsprechende=Arabisch] Kollegin
[Arabischkenntnisse=Arabisch]
[Arabisch]-Dolmetscher
[arabsich=Arabisch]
[Arabic=Arabisch]
[arabic=Arabisch] speaking
[ARABISCH=Arabisch]
[عربي=Arabisch]
[арабский=Arabisch]
[Russisch]
[russich=Russisch]
[russischen=Russisch]
[Ukrainisch]
[ukrainischer=Ukrainisch] Klient
[Ukrainian=Ukrainisch]
[Türkisch]
[tuerkisch=Türkisch]
[turkisch=Türkisch]
[Turkish=Türkisch]
[Französisch]
[franzoesisch=Französisch]
[franzosisch=Französisch]
[franzößisch=Französisch]
[Farsi=Persisch]
[Tigrinya]
[tigrinja=Tigrinya]
[tigrinia=Tigrinya]
spricht wer [Dari]
[Kurdisch]
[kurmanci=Kurmandschi]
[Vietnamesisch]
[vietnamesich=Vietnamesisch]
[polnische=Polnisch] Kollegin
[Gebärdensprache]
[gebaerdensprache=Gebärdensprache]
[arabisch=Arabisch]- und [kurdischsprachig=Kurdisch]
[Pashto=Paschtu]
🗣️[Somali]🗣️
"""

ORGANISATIONS = """
[Caritas=Caritas Magdeburg]
[Caritas Magdeburg]
[caritas magdeburg=Caritas Magdeburg]
[VHS Stendal=Volkshochschule Stendal]
[VHS-Stendal=Volkshochschule Stendal]
[Volkshochschule Stendal]
[Volkshochschule Stendals=Volkshochschule Stendal]
[Werkhof=Werkhof e. V.]
"""

TABLES = {
    "project": PROJECTS,
    "group": GROUPS,
    "topic": TOPICS,
    "language": LANGUAGES,
    "organisation": ORGANISATIONS,
}
ROWS = [(kind, line) for kind, table in TABLES.items() for line in table.strip().split("\n")]


@pytest.mark.parametrize(("kind", "line"), ROWS)
def test_notation(kind: str, line: str) -> None:
    """The name is found with its canonical value, nothing else, and the span is right."""
    found, wanted = places_in(line, kind)
    assert found == wanted


@pytest.mark.parametrize("kind", ["project", "group", "topic", "language"])
def test_there_are_enough(kind: str) -> None:
    """The tables are not cut short by accident."""
    assert len(TABLES[kind].strip().split("\n")) >= 30


NOT_MEANT = """
ich komme aus dem Netzwerk
wer im Netzwerk macht das
Klient aus Somalia
sie kommt aus Serbien
aus Bulgarien und Rumänien
darin steht nichts
das ist kritisch
ganz romantisch
ein Wolf im Wald
Bohnen kochen
die Abbildung fehlt
es kann sich lohnen
wo wohnt er
das ist mein Ernst
"""


@pytest.mark.parametrize("text", NOT_MEANT.strip().split("\n"))
def test_everyday_words_are_not_corrected_into_names(text: str) -> None:
    """Countries are no languages, and what merely looks alike is no name."""
    assert linked(text) == ()
