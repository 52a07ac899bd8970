"""What directory files speak of: their columns and the headers that these are known by."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a directory file can speak of."""

    PERSON = "person"
    REGION = "region"
    PROJECT = "project"
    TOPIC = "topic"
    ORGANISATION = "organisation"
    GROUP = "group"


class Column(StrEnum):
    """The columns, in the order of the export."""

    KEY = "key"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    ORGANISATION = "organisation"
    FUNCTION = "function"
    ROLE = "role"
    COORDINATES = "coordinates"
    HOME_REGION = "home_region"
    LANGUAGES = "languages"
    PHONE = "phone"
    PHONE_SEEN_BY = "phone_seen_by"
    MOBILE = "mobile"
    MOBILE_SEEN_BY = "mobile_seen_by"
    EMAIL = "email"
    EMAIL_SEEN_BY = "email_seen_by"
    OFFICE_HOURS = "office_hours"
    GROUPS = "groups"
    SINCE = "since"
    CONFIRMED_ON = "confirmed_on"
    AWAY_FROM = "away_from"
    AWAY_UNTIL = "away_until"
    AWAY_REASON = "away_reason"
    AWAY_DEPUTY = "away_deputy"
    PROJECT = "project"
    REGION = "region"
    PLACES = "places"
    TOPICS = "topics"
    IN_LANGUAGES = "in_languages"
    RANK = "rank"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    # The names file
    CATEGORY = "category"
    TITLE = "title"
    ALIASES = "aliases"
    COLOUR = "colour"
    DISTRICTS = "districts"
    MUNICIPALITIES = "municipalities"
    DESCRIPTION = "description"


PEOPLE_HEADERS: dict[Column, tuple[str, ...]] = {
    Column.KEY: ("Kennung", "Key", "ID", "Identifier", "Personenkennung", "Personal-ID"),
    Column.GIVEN_NAME: ("Vorname", "Given name", "First name", "Forename", "Vornamen", "Rufname"),
    Column.FAMILY_NAME: ("Nachname", "Family name", "Last name", "Surname", "Familienname", "Zuname"),
    Column.FULL_NAME: ("Name", "Full name", "Vor- und Nachname", "Person", "Ansprechperson"),
    Column.ORGANISATION: ("Organisation", "Organization", "Einrichtung", "Träger", "Arbeitgeber", "Employer"),
    Column.FUNCTION: ("Funktion", "Function", "Position", "Job title", "Stelle", "Aufgabe"),
    Column.ROLE: ("Rolle im Netzwerk", "Role in the network", "Rolle", "Role"),
    Column.COORDINATES: ("Koordiniert", "Coordinates", "Koordination von", "Coordinator of"),
    Column.HOME_REGION: ("Heimatregion", "Home region", "Stammregion"),
    Column.LANGUAGES: ("Sprachen", "Languages", "Spricht", "Languages spoken", "Sprache"),
    Column.PHONE: ("Telefon", "Phone", "Telephone", "Tel", "Tel.-Nr.", "Telefonnummer", "Festnetz"),
    Column.PHONE_SEEN_BY: ("Telefon sichtbar", "Phone visible to", "Phone visible", "Phone visibility",
                           "Telefon sichtbar für", "Sichtbarkeit Telefon"),
    Column.MOBILE: ("Mobil", "Mobile", "Handy", "Mobiltelefon", "Mobilnummer", "Cell phone"),
    Column.MOBILE_SEEN_BY: ("Mobil sichtbar", "Mobile visible to", "Mobile visible", "Mobile visibility",
                            "Handy sichtbar", "Mobil sichtbar für", "Sichtbarkeit Mobil"),
    Column.EMAIL: ("E-Mail", "Mail", "E-Mail-Adresse", "Mailadresse", "Email address", "Mail-Adresse"),
    Column.EMAIL_SEEN_BY: ("E-Mail sichtbar", "E-mail visible to", "E-mail visible", "E-mail visibility",
                           "Mail sichtbar", "E-Mail sichtbar für", "Sichtbarkeit E-Mail"),
    Column.OFFICE_HOURS: ("Sprechzeiten", "Office hours", "Sprechzeit", "Erreichbar", "Erreichbarkeit"),
    Column.GROUPS: ("Gruppen", "Groups", "Gruppe", "Group"),
    Column.SINCE: ("Dabei seit", "Since", "Joined", "Joined on", "Member since", "Mitglied seit", "Seit"),
    Column.CONFIRMED_ON: ("Bestätigt am", "Confirmed on", "Confirmed", "Bestätigt", "Geprüft am"),
    Column.AWAY_FROM: ("Abwesend von", "Absent from", "Away from", "Abwesend ab", "Abwesenheit von"),
    Column.AWAY_UNTIL: ("Abwesend bis", "Absent until", "Away until", "Absent to", "Abwesenheit bis"),
    Column.AWAY_REASON: ("Grund", "Reason", "Abwesenheitsgrund", "Reason for absence"),
    Column.AWAY_DEPUTY: ("Vertretung", "Deputy", "Stand-in", "Vertreter", "Vertreterin", "Vertreten durch",
                         "Vertretung durch", "Substitute"),
    Column.PROJECT: ("Projekt", "Project"),
    Column.REGION: ("Region", "Region", "Zuständig in Region", "Responsible in region"),
    Column.PLACES: ("Orte", "Places", "Ort", "Place", "Gemeinden", "Landkreise und Gemeinden"),
    Column.TOPICS: ("Themen", "Topics", "Thema", "Topic", "Schwerpunkte"),
    Column.IN_LANGUAGES: ("Zuständig in Sprachen", "Responsible in languages", "Zuständig für Sprachen",
                          "Responsible for languages"),
    Column.RANK: ("Rang", "Rank"),
    Column.STARTS_ON: ("Zuständig ab", "Responsible from", "Zuständig von", "Zuständig seit"),
    Column.ENDS_ON: ("Zuständig bis", "Responsible until", "Responsible to"),
}  # fmt: skip
"""For each column the header of the export, the English one, and others that are understood."""

NAMES_HEADERS: dict[Column, tuple[str, ...]] = {
    Column.CATEGORY: ("Art", "Kind", "Typ", "Type"),
    Column.TITLE: ("Name", "Title", "Bezeichnung"),
    Column.ALIASES: (
        "Kurzformen",
        "Short forms",
        "Aliases",
        "Kurzform",
        "Abkürzungen",
        "Kürzel",
        "Abkürzung",
    ),
    Column.COLOUR: ("Farbe", "Colour", "Color", "Klebepunkt"),
    Column.DISTRICTS: ("Landkreise", "Districts", "Landkreis", "Kreise", "Landkreise und kreisfreie Städte"),
    Column.MUNICIPALITIES: ("Gemeinden", "Municipalities", "Gemeinde", "Städte und Gemeinden"),
    Column.DESCRIPTION: ("Beschreibung", "Description"),
}
"""The same for the file of regions, projects, topics, organisations and groups."""

TITLE_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.REGION: ("Region", "Regionen"),
    Kind.PROJECT: ("Projekt", "Project", "Projekte"),
    Kind.TOPIC: ("Thema", "Topic", "Themen"),
    Kind.ORGANISATION: ("Organisation", "Organization", "Organisationen"),
    Kind.GROUP: ("Gruppe", "Group", "Gruppen"),
}
"""A names file about one kind only needs no column "Art": its column of names is called so."""

RESPONSIBILITY_COLUMNS = (
    Column.PROJECT, Column.REGION, Column.PLACES, Column.TOPICS, Column.IN_LANGUAGES, Column.RANK,
    Column.STARTS_ON, Column.ENDS_ON,
)  # fmt: skip
"""What differs from row to row of one person."""

NEEDS: dict[Column, Column] = {
    Column.PHONE_SEEN_BY: Column.PHONE,
    Column.MOBILE_SEEN_BY: Column.MOBILE,
    Column.EMAIL_SEEN_BY: Column.EMAIL,
    Column.AWAY_UNTIL: Column.AWAY_FROM,
    Column.AWAY_REASON: Column.AWAY_FROM,
    Column.AWAY_DEPUTY: Column.AWAY_FROM,
}
"""Columns that mean nothing without another one."""


def header_of(column: Column, language: str = "de") -> str:
    """The header of a column in German (as in the export) or English."""
    headers = (PEOPLE_HEADERS | NAMES_HEADERS)[column]
    return headers[0] if language == "de" else headers[1]
