"""The language of the window: its catalogue, chosen by the user or after the system; English where there is none."""

from __future__ import annotations

import gettext
import locale

from game.client.kit.assets import asset
from game.core.words import use_catalogue

LANGUAGES = {"en": "English", "ja": "日本語", "ru": "Русский", "zh": "中文"}
DOMAIN = "changkufeng"


def use_language(code: str) -> str:
    """Speaks a language from now on; "" is that of the system. Returns the code in use.

    An unknown language, or a catalogue that is missing or damaged, gives English.
    """
    code = code or of_the_system()
    if code in LANGUAGES and code != "en":
        try:
            with asset("locale", f"{code}.mo").open("rb") as file:
                use_catalogue(gettext.GNUTranslations(file), code)
                return code
        except (OSError, ValueError, UnicodeDecodeError):
            pass
    use_catalogue(gettext.NullTranslations(), "en")
    return "en"


def of_the_system() -> str:
    """The system's language if the game speaks it, else English."""
    try:
        found = locale.getlocale()[0] or ""
    except ValueError:
        return "en"
    short = found[:2].lower()
    words = {"japanese": "ja", "russian": "ru", "chinese": "zh"}  # as Windows names them
    short = next((v for k, v in words.items() if found.lower().startswith(k)), short)
    return short if short in LANGUAGES else "en"
