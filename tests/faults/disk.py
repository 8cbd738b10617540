"""A disk between SQLite and the real one: it notes each write, or fails the one it is told to fail.

SQLite asks a "VFS" for its files. Ours is the system's own, but for the methods that write: they come through here
first. Everything above is the real program; nothing is to be installed, and no compiler is needed.
"""

from __future__ import annotations

import ctypes as c
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3._sqlite3

OK = 0
READ_ONLY = 8
FULL = 13
IOERR_READ = 10 | 1 << 8
IOERR_WRITE = 10 | 3 << 8
IOERR_FSYNC = 10 | 4 << 8
IOERR_TRUNCATE = 10 | 6 << 8

_pointer = c.c_void_p
_METHODS = (
    *("xClose", "xRead", "xWrite", "xTruncate", "xSync", "xFileSize", "xLock", "xUnlock", "xCheckReservedLock"),
    *("xFileControl", "xSectorSize", "xDeviceCharacteristics", "xShmMap", "xShmLock", "xShmBarrier", "xShmUnmap"),
    *("xFetch", "xUnfetch"),
)
_Write = c.CFUNCTYPE(c.c_int, _pointer, _pointer, c.c_int, c.c_int64)
_Truncate = c.CFUNCTYPE(c.c_int, _pointer, c.c_int64)
_Sync = c.CFUNCTYPE(c.c_int, _pointer, c.c_int)
# Names as bare addresses: SQLite keeps the one it gives, and a copy of it would be gone by then.
_Open = c.CFUNCTYPE(c.c_int, _pointer, _pointer, _pointer, c.c_int, c.POINTER(c.c_int))
_Delete = c.CFUNCTYPE(c.c_int, _pointer, _pointer, c.c_int)


class _IoMethods(c.Structure):
    """`sqlite3_io_methods`."""

    _fields_ = [("iVersion", c.c_int), *((name, _pointer) for name in _METHODS)]


class _Vfs(c.Structure):
    """`sqlite3_vfs`, of which only the first version's two methods are named here."""

    _fields_ = [
        ("iVersion", c.c_int),
        ("szOsFile", c.c_int),
        ("mxPathname", c.c_int),
        ("pNext", _pointer),
        ("zName", c.c_char_p),
        ("pAppData", _pointer),
        ("xOpen", _pointer),
        ("xDelete", _pointer),
        ("others", _pointer * 14),
    ]


@dataclass(frozen=True, slots=True)
class Event:
    """What was asked of the disk: open, write, truncate, sync, delete; or "said", a mark of the test's own."""

    kind: str
    name: str
    place: int = 0
    content: bytes = b""


@dataclass
class Disk:
    """What passed, and what is to fail: `fails` is asked before each change, and answers SQLite's code or 0."""

    events: list[Event] = field(default_factory=list)
    is_noting: bool = False
    fails: Callable[[Event], int] = lambda _event: OK

    def meets(self, event: Event) -> int:
        """Note it, and say whether it is to fail."""
        code = self.fails(event)
        if code == OK and self.is_noting:
            self.events.append(event)
        return code

    def say(self, mark: str, number: int = 0) -> None:
        """Put a mark among the events."""
        self.events.append(Event("said", mark, number))


class _Shim:
    """The VFS in the place of the system's, as long as the process lives; the disk of the moment is asked."""

    def __init__(self) -> None:
        self.disk = Disk()
        library = c.CDLL(sqlcipher3._sqlite3.__file__)
        library.sqlite3_vfs_find.restype = c.POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = [c.c_char_p]
        library.sqlite3_vfs_register.argtypes = [c.POINTER(_Vfs), c.c_int]
        self.library = library
        self.system = library.sqlite3_vfs_find(None)
        self.vfs = _Vfs.from_buffer_copy(self.system.contents)
        self.vfs.zName, self.vfs.pNext = b"faulty", None
        self._open, self._delete = _Open(self.vfs.xOpen), _Delete(self.vfs.xDelete)
        self._kept: list[Any] = [_Open(self.open), _Delete(self.delete)]
        self.vfs.xOpen, self.vfs.xDelete = (c.cast(method, _pointer).value for method in self._kept)
        self._methods: dict[int, _IoMethods] = {}
        self._names: dict[int, str] = {}

    def open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        """`xOpen`: the system's file, whose methods that write are ours."""
        path = Path(c.string_at(name).decode()) if name else None
        is_new = path is not None and not path.exists()
        code = self._open(c.addressof(self.system.contents), name, file, flags, out)
        methods = c.cast(file, c.POINTER(c.POINTER(_IoMethods)))
        if code == OK and methods[0]:
            self._names[file] = path.name if path else ""
            if is_new:
                self.disk.meets(Event("open", self._names[file]))
            address = c.addressof(methods[0].contents)
            if address not in self._methods:
                self._methods[address] = self._ours(methods[0].contents)
            methods[0] = c.pointer(self._methods[address])
        return int(code)

    def delete(self, _vfs: int, name: int, folder_too: int) -> int:
        """`xDelete`."""
        failed = self.disk.meets(Event("delete", Path(c.string_at(name).decode()).name, folder_too))
        return failed or int(self._delete(c.addressof(self.system.contents), name, folder_too))

    def _ours(self, methods: _IoMethods) -> _IoMethods:
        ours = _IoMethods.from_buffer_copy(methods)
        write, truncate, sync = _Write(methods.xWrite), _Truncate(methods.xTruncate), _Sync(methods.xSync)

        def writing(file: int, content: int, size: int, place: int) -> int:
            event = Event("write", self._names[file], place, c.string_at(content, size))
            return self.disk.meets(event) or int(write(file, content, size, place))

        def truncating(file: int, size: int) -> int:
            return self.disk.meets(Event("truncate", self._names[file], size)) or int(truncate(file, size))

        def syncing(file: int, flags: int) -> int:
            return self.disk.meets(Event("sync", self._names[file])) or int(sync(file, flags))

        kept = (_Write(writing), _Truncate(truncating), _Sync(syncing))
        self._kept += kept
        ours.xWrite, ours.xTruncate, ours.xSync = (c.cast(method, _pointer).value for method in kept)
        return ours


_shim: list[_Shim] = []


@contextmanager
def between(disk: Disk) -> Iterator[Disk]:
    """Files that SQLite opens in this block are on that disk; close them in the block."""
    if not _shim:
        _shim.append(_Shim())
    shim = _shim[0]
    shim.disk = disk
    shim.library.sqlite3_vfs_register(c.byref(shim.vfs), 1)
    try:
        yield disk
    finally:
        shim.library.sqlite3_vfs_register(shim.system, 1)
        shim.disk = Disk()
