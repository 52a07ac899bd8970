"""Names of languages in German and English, as known names with their ISO 639 codes."""

from __future__ import annotations

from nlu.interface import KnownName

# Code: German, English and other everyday names. The canonical value is the first.
LANGUAGES: dict[str, tuple[str, ...]] = {
    "de": ("Deutsch", "German"),
    "en": ("Englisch", "English"),
    "ar": ("Arabisch", "Arabic", "arab", "عربي", "арабский"),
    "uk": ("Ukrainisch", "Ukrainian"),
    "ru": ("Russisch", "Russian"),
    "tr": ("Türkisch", "Turkish"),
    "fa": ("Persisch", "Farsi", "Persian"),
    "prs": ("Dari",),
    "ps": ("Paschtu", "Pashto", "Paschto", "Pashtu"),
    "ku": ("Kurdisch", "Kurdish"),
    "kmr": ("Kurmandschi", "Kurmanji", "Kurmandji"),
    "ckb": ("Sorani", "Soranî"),
    "fr": ("Französisch", "French", "franz", "frz"),
    "es": ("Spanisch", "Spanish"),
    "pt": ("Portugiesisch", "Portuguese"),
    "it": ("Italienisch", "Italian"),
    "pl": ("Polnisch", "Polish"),
    "ro": ("Rumänisch", "Romanian"),
    "bg": ("Bulgarisch", "Bulgarian"),
    "sr": ("Serbisch", "Serbian"),
    "hr": ("Kroatisch", "Croatian"),
    "bs": ("Bosnisch", "Bosnian"),
    "sq": ("Albanisch", "Albanian"),
    "mk": ("Mazedonisch", "Macedonian"),
    "hu": ("Ungarisch", "Hungarian"),
    "cs": ("Tschechisch", "Czech"),
    "sk": ("Slowakisch", "Slovak"),
    "el": ("Griechisch", "Greek"),
    "vi": ("Vietnamesisch", "Vietnamese"),
    "zh": ("Chinesisch", "Chinese", "Mandarin"),
    "hi": ("Hindi",),
    "ur": ("Urdu",),
    "pa": ("Punjabi", "Pandschabi"),
    "bn": ("Bengalisch", "Bengali"),
    "ta": ("Tamil", "Tamilisch"),
    "ne": ("Nepali", "Nepalesisch"),
    "th": ("Thailändisch", "Thai"),
    "id": ("Indonesisch", "Indonesian"),
    "ti": ("Tigrinya", "Tigrinisch"),
    "am": ("Amharisch", "Amharic"),
    "so": ("Somali", "Somalisch"),
    "om": ("Oromo",),
    "sw": ("Swahili", "Suaheli", "Kisuaheli"),
    "ha": ("Hausa", "Haussa"),
    "yo": ("Yoruba",),
    "ig": ("Igbo",),
    "wo": ("Wolof",),
    "ff": ("Fula", "Fulfulde", "Pular"),
    "bm": ("Bambara",),
    "mnk": ("Mandinka",),
    "ln": ("Lingala",),
    "az": ("Aserbaidschanisch", "Azerbaijani", "Aseri"),
    "hy": ("Armenisch", "Armenian"),
    "ka": ("Georgisch", "Georgian"),
    "ce": ("Tschetschenisch", "Chechen"),
    "kk": ("Kasachisch", "Kazakh"),
    "uz": ("Usbekisch", "Uzbek"),
    "tg": ("Tadschikisch", "Tajik"),
    "be": ("Belarussisch", "Belarusian", "Weißrussisch"),
    "lt": ("Litauisch", "Lithuanian"),
    "lv": ("Lettisch", "Latvian"),
    "et": ("Estnisch", "Estonian"),
    "nl": ("Niederländisch", "Dutch", "Holländisch"),
    "sv": ("Schwedisch", "Swedish"),
    "da": ("Dänisch", "Danish"),
    "he": ("Hebräisch", "Hebrew", "Iwrit"),
    "rom": ("Romanes", "Romani"),
    "gsg": ("Gebärdensprache", "Deutsche Gebärdensprache", "DGS", "sign language"),
}


def language_names() -> tuple[KnownName, ...]:
    """All languages as known names; the reference is the code."""
    return tuple(
        KnownName("language", names[0], code, tuple(names[1:])) for code, names in LANGUAGES.items()
    )
