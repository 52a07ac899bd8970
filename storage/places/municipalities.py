"""The municipalities of Saxony-Anhalt, because the place data lacks full names and 45 of them altogether.

Source: annex to § 1 of the Mietniveau-Einstufungsverordnung of 18 August 2021 (BGBl. I p. 3738), names and
keys as of 25 January 2021; an official work, free of copyright (§ 5 UrhG). Titles ("Stadt") are left away.
A municipality that is a union of villages has no place of its own in the data ("Muldestausee", "Südharz"),
but stands in every address there; it becomes a place made of its villages.
"""

VILLAGES: dict[str, tuple[str, ...]] = {
    "15084130": (
        "Bornitz",
        "Draschwitz",
        "Göbitz",
        "Könderitz",
        "Profen",
        "Rehmsdorf",
        "Reuden",
        "Spora",
        "Tröglitz",
    ),
    "15084282": ("Möllern", "Taugwitz"),
    "15084341": ("Abtlöbnitz", "Casekirchen", "Leislau", "Molau"),
    "15085110": (
        "Endorf",
        "Ermsleben",
        "Meisdorf",
        "Neuplatendorf",
        "Pansfelde",
        "Radisleben",
        "Reinstedt",
        "Wieserode",
    ),
    "15090008": ("Falkenberg", "Lichterfelde", "Neukirchen (Altmark)", "Wendemark"),
}
"""The villages of the five unions of which the data knows no municipality key at all (general knowledge)."""

DISPLAY_NAMES: dict[str, str] = {
    "15083/Seehausen": "Seehausen (Börde)",
}
"""Full names of places that are no municipality but share their name with one of the state."""

SPOKEN_NAMES: dict[str, tuple[str, ...]] = {
    "15086/Burg": ("Burg bei Magdeburg",),
}
"""Names in use beside the official one."""

NOT_THEIR_OWN_POPULATION = frozenset({"15085/Huy-Neinstedt"})
"""Villages for which the data gives the population of the whole municipality."""

_TABLE = """
15001000 Dessau-Roßlau
15002000 Halle (Saale)
15003000 Magdeburg
15081026 Apenburg-Winterfeld
15081030 Arendsee (Altmark)
15081045 Beetzendorf
15081095 Dähre
15081105 Diesdorf
15081135 Gardelegen
15081225 Jübar
15081240 Kalbe (Milde)
15081280 Klötze
15081290 Kuhfelde
15081440 Rohrberg
15081455 Salzwedel
15081545 Wallstawe
15082005 Aken (Elbe)
15082015 Bitterfeld-Wolfen
15082180 Köthen (Anhalt)
15082241 Muldestausee
15082256 Osternienburger Land
15082301 Raguhn-Jeßnitz
15082340 Sandersdorf-Brehna
15082377 Südliches Anhalt
15082430 Zerbst/Anhalt
15082440 Zörbig
15083020 Altenhausen
15083025 Am Großen Bruch
15083030 Angern
15083035 Ausleben
15083040 Barleben
15083060 Beendorf
15083115 Bülstringen
15083120 Burgstall
15083125 Calvörde
15083130 Colbitz
15083190 Eilsleben
15083205 Erxleben
15083230 Flechtingen
15083245 Gröningen
15083270 Haldensleben
15083275 Harbke
15083298 Hohe Börde
15083320 Hötensleben
15083323 Ingersleben
15083355 Kroppenstedt
15083361 Loitsche-Heinrichsberg
15083390 Niedere Börde
15083411 Oebisfelde-Weferlingen
15083415 Oschersleben (Bode)
15083440 Rogätz
15083485 Sommersdorf
15083490 Sülzetal
15083505 Ummendorf
15083515 Völpke
15083531 Wanzleben-Börde
15083535 Wefensleben
15083557 Westheide
15083565 Wolmirstedt
15083580 Zielitz
15084012 An der Poststraße
15084015 Bad Bibra
15084025 Balgstädt
15084115 Droyßig
15084125 Eckartsberga
15084130 Elsteraue
15084132 Finne
15084133 Finneland
15084135 Freyburg (Unstrut)
15084150 Gleina
15084170 Goseck
15084207 Gutenborn
15084235 Hohenmölsen
15084246 Kaiserpfalz
15084250 Karsdorf
15084275 Kretzschau
15084282 Lanitz-Hassel-Tal
15084285 Laucha an der Unstrut
15084315 Lützen
15084013 Meineweh
15084335 Mertendorf
15084341 Molauer Land
15084355 Naumburg (Saale)
15084360 Nebra (Unstrut)
15084375 Osterfeld
15084442 Schnaudertal
15084445 Schönburg
15084470 Stößen
15084490 Teuchern
15084550 Weißenfels
15084560 Wethau
15084565 Wetterzeube
15084590 Zeitz
15085040 Ballenstedt
15085055 Blankenburg (Harz)
15085090 Ditfurt
15085110 Falkenstein/Harz
15085125 Groß Quenstedt
15085135 Halberstadt
15085140 Harsleben
15085145 Harzgerode
15085160 Hedersleben
15085185 Huy
15085190 Ilsenburg (Harz)
15085227 Nordharz
15085228 Oberharz am Brocken
15085230 Osterwieck
15085235 Quedlinburg
15085285 Schwanebeck
15085287 Selke-Aue
15085330 Thale
15085365 Wegeleben
15085370 Wernigerode
15086005 Biederitz
15086015 Burg
15086035 Elbe-Parey
15086040 Genthin
15086055 Gommern
15086080 Jerichow
15086140 Möckern
15086145 Möser
15087010 Ahlsdorf
15087015 Allstedt
15087031 Arnstein
15087045 Benndorf
15087055 Berga
15087070 Blankenheim
15087075 Bornstedt
15087101 Brücken-Hackpfüffel
15087125 Edersleben
15087165 Gerbstedt
15087205 Helbra
15087210 Hergisdorf
15087220 Hettstedt
15087250 Kelbra (Kyffhäuser)
15087260 Klostermansfeld
15087130 Lutherstadt Eisleben
15087275 Mansfeld
15087370 Sangerhausen
15087386 Seegebiet Mansfelder Land
15087412 Südharz
15087440 Wallhausen
15087470 Wimmelburg
15088020 Bad Dürrenberg
15088025 Bad Lauchstädt
15088030 Barnstädt
15088065 Braunsbedra
15088100 Farnstädt
15088150 Kabelsketal
15088195 Landsberg
15088205 Leuna
15088220 Merseburg
15088235 Mücheln (Geiseltal)
15088250 Nemsdorf-Göhrendorf
15088265 Obhausen
15088295 Petersberg
15088305 Querfurt
15088319 Salzatal
15088330 Schkopau
15088340 Schraplau
15088355 Steigra
15088365 Teutschenthal
15088216 Wettin-Löbejün
15089005 Alsleben (Saale)
15089015 Aschersleben
15089026 Barby
15089030 Bernburg (Saale)
15089043 Börde-Hakel
15089041 Bördeaue
15089042 Bördeland
15089045 Borne
15089055 Calbe (Saale)
15089075 Egeln
15089130 Giersleben
15089165 Güsten
15089175 Hecklingen
15089185 Ilberstedt
15089195 Könnern
15089235 Nienburg (Saale)
15089245 Plötzkau
15089305 Schönebeck (Elbe)
15089307 Seeland
15089310 Staßfurt
15089365 Wolmirsleben
15090003 Aland
15090007 Altmärkische Höhe
15090008 Altmärkische Wische
15090010 Arneburg
15090070 Bismark (Altmark)
15090135 Eichstedt (Altmark)
15090180 Goldbeck
15090220 Hassel
15090225 Havelberg
15090245 Hohenberg-Krusemark
15090270 Iden
15090285 Kamern
15090310 Klietz
15090415 Osterburg (Altmark)
15090435 Rochau
15090445 Sandau (Elbe)
15090485 Schollene
15090500 Schönhausen (Elbe)
15090520 Seehausen (Altmark)
15090535 Stendal
15090546 Tangerhütte
15090550 Tangermünde
15090610 Werben (Elbe)
15090631 Wust-Fischbeck
15090635 Zehrental
15091010 Annaburg
15091020 Bad Schmiedeberg
15091060 Coswig (Anhalt)
15091110 Gräfenhainichen
15091145 Jessen (Elster)
15091160 Kemberg
15091375 Lutherstadt Wittenberg
15091241 Oranienbaum-Wörlitz
15091391 Zahna-Elster
"""


def official_names() -> dict[str, str]:
    """Give the full name of each of the 218 municipalities by its eight-digit key."""
    return {line[:8]: line[9:] for line in _TABLE.splitlines() if line}
