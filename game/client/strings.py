"""Every word the window shows goes through `_`: English now, other languages by a gettext catalogue later."""

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def _(message: str) -> str:
    """The message in the language of the window."""
    return _catalogue.gettext(message)


def use_catalogue(catalogue: gettext.NullTranslations) -> None:
    """Messages come from this catalogue from now on."""
    global _catalogue
    _catalogue = catalogue


def counted(one: str, many: str, number: int) -> str:
    """`one` or `many` with `{n}` filled in."""
    return _catalogue.ngettext(one, many, number).format(n=number)
