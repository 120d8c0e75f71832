"""A message: a stable code and the values its sentence needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """What a lower layer has to say, in no language yet.

    `code` names a sentence in `launchops.locale.sentences`; `params` fills it. A parameter may itself be a
    `Message`, which is put into words in the same language.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
