"""The one function that turns a message into words."""

import functools
import importlib
import pkgutil
import string
from collections.abc import Mapping, Sequence

from launchops.locale import sentences
from launchops.locale.catalogue import Language, gettext
from launchops.locale.formats import format_value
from launchops.locale.message import Message


@functools.cache
def sentence_table() -> dict[str, str]:
    """Every code with its English sentence, from all modules of `launchops.locale.sentences`."""
    table: dict[str, str] = {}
    for module in pkgutil.iter_modules(sentences.__path__):
        part: dict[str, str] = importlib.import_module(f"{sentences.__name__}.{module.name}").SENTENCES
        twice = table.keys() & part.keys()
        if twice:
            raise ValueError(f"sentence codes defined twice: {sorted(twice)}")
        table.update(part)
    return table


class _Words(string.Formatter):
    """Fills a sentence: ``{share:percent1}``, ``{n:plural|row|rows}``, ``{name:record}``, nested messages."""

    def __init__(self, language: Language, currency: str) -> None:
        self.language = language
        self.currency = currency

    def get_value(self, key: int | str, _args: Sequence[object], kwargs: Mapping[str, object]) -> object:
        """A parameter that was not given is unknown, never an error in front of a user."""
        return kwargs.get(str(key))

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, Message):
            return say(value, self.language)
        if format_spec.startswith("plural|"):
            _, one, many = format_spec.split("|")
            return one if value == 1 else many
        if format_spec == "record" and isinstance(value, str):  # a record's text: starter texts have translations
            return gettext(value, self.language) if value else value
        if isinstance(value, (list, tuple)):
            separator = "、" if self.language == "zh" else ", "
            return separator.join(self.format_field(item, format_spec) for item in value)
        return format_value(value, format_spec, self.language, currency=self.currency)


def say(message: Message, language: Language = "en") -> str:
    """The message as one sentence in a language; an unknown code is shown as the code itself."""
    template = sentence_table().get(message.code)
    if template is None:
        return message.code
    currency = str(message.params.get("currency") or "")
    return _Words(language, currency).vformat(gettext(template, language), (), message.params)
