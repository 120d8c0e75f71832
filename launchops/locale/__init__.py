"""Words: two languages, one function that turns a message into a sentence, and number and date formats.

English stands in the code; other languages are gettext catalogues (`zh/*.po`, one per domain, all read
together). Nothing here knows what a launch is.
"""

from launchops.locale.catalogue import LANGUAGES, Language, gettext, language_of
from launchops.locale.formats import format_value
from launchops.locale.message import Message
from launchops.locale.sentence import say

__all__ = ["LANGUAGES", "Language", "Message", "format_value", "gettext", "language_of", "say"]
