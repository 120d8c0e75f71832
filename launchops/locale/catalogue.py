"""Message catalogues: gettext .po files read once per process."""

import functools
import io
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Literal

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def language_of(tag: str | None) -> Language:
    """The language to speak for a tag such as ``zh-CN`` or ``en_GB``; English for anything else."""
    return "zh" if (tag or "").lower().startswith("zh") else "en"


def catalogue_files(language: Language) -> list[Path]:
    """The .po files of a language, in name order; none for English, which stands in the code."""
    return sorted((Path(__file__).parent / language).glob("*.po"))


@functools.cache
def translations(language: Language) -> NullTranslations:
    """All catalogues of a language as one; messages without a translation come back in English."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - English and the builder of facts need none of it
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    if not catalogue_files(language):
        return NullTranslations()
    merged = Catalog(locale="zh_CN" if language == "zh" else "en")
    for path in catalogue_files(language):
        with path.open("rb") as source:
            for entry in read_po(source, locale=merged.locale):
                if entry.id and entry.string and not entry.fuzzy:
                    merged[entry.id] = entry
    buffer = io.BytesIO()
    write_mo(buffer, merged)
    buffer.seek(0)
    return GNUTranslations(buffer)


def gettext(text: str, language: Language) -> str:
    """`text` in a language, or `text` itself where there is no translation."""
    return translations(language).gettext(text)
