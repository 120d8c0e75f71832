"""Whether the disk has room for a file, asked before anything is written."""

import math
import shutil
from pathlib import Path

from launchops.errors import RefusedFile

# Free space per byte of a file. An import needs about 2.6: the write-ahead log, then the database itself; the figures
# are built beside them, and a disk should never be filled to its brim.
ROOM = 4
MEGABYTE = 1 << 20


def check_room(folder: Path, byte_count: int) -> None:
    """Raise RefusedFile disk_too_small where the disk of `folder` has clearly no room for a file of that size."""
    needed, free = ROOM * byte_count, shutil.disk_usage(folder).free
    if free < needed:
        raise RefusedFile("disk_too_small", needed=math.ceil(needed / MEGABYTE), free=free // MEGABYTE)
