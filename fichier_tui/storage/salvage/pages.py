"""The pages of an encrypted file read by hand, each proved on its own: a torn one hides no other.

SQLCipher stops at the first page whose MAC is wrong. Its format is public: a page of 4,096 bytes ends with 80 of its
own, 16 that its AES-256-CBC starts from and the HMAC-SHA-512 of page and number; the first page begins with the salt.
What the log beside the file holds since is taken before what the file holds, as SQLite does.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from fichier_tui.storage.folder import PAGE_BYTES, PLAIN_HEADER, SALT_BYTES

IV_BYTES = 16
MAC_BYTES = 64
USABLE = PAGE_BYTES - IV_BYTES - MAC_BYTES
"""What a page holds of tables, in bytes."""
_SALT_MASK = 0x3A
_MAC_PASSES = 2
_AT_HAND = 2_000
"""Pages kept in the clear: 8 MB, however long the file is."""
_LOG_HEADER = struct.Struct(">8I")
_FRAME_HEADER = struct.Struct(">6I")
_LOG_MAGIC = 0x377F0682
"""The log's first word, whose last bit says in which order of bytes its sums are reckoned."""


class Pages:
    """The pages of base.db and of its log. Reads, and never writes."""

    def __init__(self, base: Path, key: bytes, salt: bytes) -> None:
        """`salt` is that of the keyring: the one in the first page may be what is damaged.

        The file may be open in this process: its descriptor here is never closed, because closing any descriptor of a
        file drops the locks that SQLite holds on it (POSIX).
        """
        self._key = key
        self._salt = salt
        mask = bytes(byte ^ _SALT_MASK for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, mask, _MAC_PASSES, len(key))
        self._base = _Bytes(base)
        log = _Bytes(base.with_name(f"{base.name}-wal"))
        self._log = log
        self._logged, size = _committed(log)
        self.count = size or -(-self._base.size // PAGE_BYTES)
        """How many pages there are, or should be."""
        self._recent: OrderedDict[int, bytes | None] = OrderedDict()
        if (first := self.page(1)) is not None:  # a file that was cut off still tells how long it was
            self.count = max(self.count, int.from_bytes(first[28:32], "big"))
        self._torn: tuple[int, ...] | None = None

    def page(self, number: int) -> bytes | None:
        """The content of a page in the clear, None for one that is torn, or out of the file."""
        if not 0 < number <= self.count:
            return None
        if number in self._recent:
            self._recent.move_to_end(number)
            return self._recent[number]
        page = self._recent[number] = self._proved(number)
        if len(self._recent) > _AT_HAND:
            self._recent.popitem(last=False)
        return page

    def torn(self) -> tuple[int, ...]:
        """The numbers of all torn pages."""
        if self._torn is None:
            self._torn = tuple(number for number in range(1, self.count + 1) if self.page(number) is None)
        return self._torn

    def free(self) -> frozenset[int]:
        """The pages that hold nothing any more, as far as the list of them can be followed."""
        found: set[int] = set()
        first = self.page(1)
        trunk = 0 if first is None else int.from_bytes(first[32:36], "big")
        while trunk and trunk not in found:
            found.add(trunk)
            if (page := self.page(trunk)) is None:
                break
            following, leaves = struct.unpack_from(">II", page)
            leaves = min(leaves, USABLE // 4 - 2)
            found.update(struct.unpack_from(f">{leaves}I", page, 8))
            trunk = following
        return frozenset(found)

    def _proved(self, number: int) -> bytes | None:
        place = self._logged.get(number)
        raw = self._base.at((number - 1) * PAGE_BYTES) if place is None else self._log.at(place)
        if len(raw) < PAGE_BYTES:
            return None
        start = SALT_BYTES if number == 1 else 0
        sealed, mac = raw[start:-MAC_BYTES], raw[-MAC_BYTES:]
        expected = hmac.digest(self._mac_key, sealed + struct.pack("<I", number), "sha512")
        if not hmac.compare_digest(mac, expected):
            return None
        decryptor = Cipher(algorithms.AES(self._key), modes.CBC(sealed[-IV_BYTES:])).decryptor()
        clear = decryptor.update(sealed[:-IV_BYTES]) + decryptor.finalize()
        return PLAIN_HEADER + clear if number == 1 else clear


class _Bytes:
    """A file read piece by piece; empty where there is none."""

    def __init__(self, path: Path) -> None:
        self.size = path.stat().st_size if path.exists() else 0
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if self.size else -1

    def at(self, place: int, size: int = PAGE_BYTES) -> bytes:
        """What stands there; less at the end of the file."""
        if place >= self.size:
            return b""
        os.lseek(self._descriptor, place, os.SEEK_SET)
        pieces = []
        while size and (piece := os.read(self._descriptor, size)):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)


def _committed(log: _Bytes) -> tuple[dict[int, int], int]:
    """Where the pages of a log stand in it, up to its last whole transaction, and how many pages the file has then (0
    for no log).
    """
    header = log.at(0, _LOG_HEADER.size)
    if len(header) < _LOG_HEADER.size:
        return {}, 0
    magic, _version, _size, _turn, *salts, one, two = _LOG_HEADER.unpack(header)
    order = ">" if magic & 1 else "<"
    sums = _sums(header[:-8], order, (0, 0))
    if magic & ~1 != _LOG_MAGIC or sums != (one, two):
        return {}, 0
    whole: dict[int, int] = {}
    begun: dict[int, int] = {}
    size = 0
    for number, committed, frame, place in _frames(log, salts):
        sums = _sums(log.at(place), order, _sums(frame[:8], order, sums))
        if sums != _FRAME_HEADER.unpack(frame)[4:]:
            break
        begun[number] = place
        if committed:
            size = committed
            whole |= begun
            begun = {}
    return (whole, size) if size else ({}, 0)


def _frames(log: _Bytes, salts: list[int]) -> Iterator[tuple[int, int, bytes, int]]:
    """The frames of this turn of the log: page, pages of the file if a transaction ends here, header, where it is."""
    step = _FRAME_HEADER.size + PAGE_BYTES
    for start in range(_LOG_HEADER.size, log.size - step + 1, step):
        frame = log.at(start, _FRAME_HEADER.size)
        number, committed, *own, _one, _two = _FRAME_HEADER.unpack(frame)
        if own != salts:
            return
        yield number, committed, frame, start + _FRAME_HEADER.size


def _sums(content: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """The two sums of a log after more of its content."""
    one, two = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        one = (one + even + two) & 0xFFFFFFFF
        two = (two + odd + one) & 0xFFFFFFFF
    return one, two
