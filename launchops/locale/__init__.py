"""Words: two languages, one function that turns a message into a sentence, and number and date formats.

English stands in the code; other languages are gettext catalogues (`zh/*.po`, one per domain, all read
together). Nothing here knows what a launch is. Each part is imported when it is first asked for: a message costs no
library of formats.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from launchops.locale.catalogue import LANGUAGES, Language, gettext, language_of
    from launchops.locale.formats import format_value
    from launchops.locale.message import Message
    from launchops.locale.sentence import say

__all__ = ["LANGUAGES", "Language", "Message", "format_value", "gettext", "language_of", "say"]

HOMES = {
    "LANGUAGES": "launchops.locale.catalogue",
    "Language": "launchops.locale.catalogue",
    "Message": "launchops.locale.message",
    "format_value": "launchops.locale.formats",
    "gettext": "launchops.locale.catalogue",
    "language_of": "launchops.locale.catalogue",
    "say": "launchops.locale.sentence",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(HOMES[name]), name)
