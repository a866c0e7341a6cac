"""The language of the game: its catalogue, chosen by the user or after the system; English where there is none."""

from __future__ import annotations

import gettext
import locale
import os
from pathlib import Path

from game.core.words import _, use_catalogue

LANGUAGES = {"en": "English", "ja": "日本語", "ru": "Русский", "zh": "中文"}
DOMAIN = "changkufeng"
ASKED = "CHANGKUFENG_LANGUAGE"
MOST_BYTES = 65_536


def use_language(code: str) -> str:
    """Speaks a language from now on; "" is that of the system. Returns the code in use.

    An unknown language gives English. A catalogue that is missing or damaged is made anew; where that fails, English too.
    """
    code = code or of_the_system()
    if code in LANGUAGES and code != "en":
        from game.files.catalogue import open_catalogue  # help in English comes without it
        from game.files.errors import BadFile
        from game.files.mending import tell

        try:
            use_catalogue(open_catalogue(code), code)
            return code
        except (BadFile, OSError) as e:
            tell(
                _("no catalogue of {a}: {b}; the game speaks English").format(
                    a=LANGUAGES[code], b=str(e).splitlines()[0]
                )
            )
    use_catalogue(gettext.NullTranslations(), "en")
    return "en"


def wanted() -> str:
    """The language asked for by the variable CHANGKUFENG_LANGUAGE, else as set in the window; "" for that of the system."""
    if asked := os.environ.get(ASKED):
        return asked
    if not settings_file().exists():
        return ""
    import json

    from game.files.bounds import read_bytes
    from game.files.errors import BadFile

    try:
        chosen = json.loads(read_bytes(settings_file(), largest=MOST_BYTES))
        said = chosen.get("language", "") if isinstance(chosen, dict) else ""
        return said if isinstance(said, str) else ""
    except (BadFile, ValueError, RecursionError):
        return ""


def settings_file() -> Path:
    """Where the window keeps the user's choices."""
    import platformdirs

    return Path(platformdirs.user_config_dir("changkufeng")) / "window.json"


def of_the_system() -> str:
    """The system's language if the game speaks it, else English."""
    said = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
    try:
        said = said or locale.getlocale()[0] or ""
    except ValueError:
        return "en"
    short = said[:2].lower()
    words = {"japanese": "ja", "russian": "ru", "chinese": "zh"}  # as Windows names them
    short = next((v for k, v in words.items() if said.lower().startswith(k)), short)
    return short if short in LANGUAGES else "en"
