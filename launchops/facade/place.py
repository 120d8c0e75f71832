"""Where the files beside a store live: the facts and the key for hashing identifiers."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from launchops.errors import StoreError
from launchops.store.engine import Address

KEY_BYTES = 32


@dataclass(frozen=True)
class Place:
    """`folder` holds the store (or stands in for a database server's); `name` tells stores of one folder apart."""

    folder: Path
    name: str

    @property
    def facts_dir(self) -> Path:
        """Folder of the facts of this store."""
        return self.folder / "facts" / self.name

    def hash_key(self) -> bytes:
        """The secret with which device and IP addresses are hashed; made once, readable by its owner only.

        Raises StoreError secret_unreadable where the file can be neither read nor made.
        """
        path = self.folder / "secret.key"
        try:
            if not path.exists():
                _make_key(path)
            return bytes.fromhex(path.read_text(encoding="ascii").strip())
        except (OSError, ValueError) as error:
            raise StoreError("secret_unreadable", file=str(path), reason=str(error)) from None


def place_of(address: Address) -> Place:
    """The place of a store: its own folder, or `data/` for a store on a database server."""
    if address.file is not None:
        return Place(address.file.parent, address.file.stem)
    return Place(Path("data"), address.url.database or "launchops")


def _make_key(path: Path) -> None:
    """Write the key under another name and link it into place: of two processes that try, one key wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        os.write(handle, secrets.token_hex(KEY_BYTES).encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()
