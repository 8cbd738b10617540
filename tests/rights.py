"""Nothing is read-only to root: a test of folders that may not be written gives that up for a while."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION = 0x20080522  # of the call, capabilities(7)
# CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: to write and to read whatever the rights say.
_OVER_RIGHTS = 1 << 1 | 1 << 2
# prctl(2): without SECBIT_NO_SETUID_FIXUP access(2) answers root by what it might do, not by what it may do now.
_GET_BITS, _SET_BITS, _AS_IT_IS = 27, 28, 1 << 2


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


class _Set(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def bound_by_rights() -> Iterator[None]:
    """The rights of files bind this thread, and those that begin within, though it is root's.

    Whoever is not root is bound anyhow; where the system cannot take that power from root the test is left out.
    """
    if sys.platform == "win32":
        pytest.skip("the rights are others here")
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("nothing is read-only to root")
    system = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_VERSION, 0), (_Set * 2)()
    _done(system.capget(ctypes.byref(header), sets))
    before, bits = sets[0].effective, system.prctl(_GET_BITS)
    if system.prctl(_SET_BITS, bits | _AS_IT_IS) != 0:
        pytest.skip("this root may not give up what it may do")
    sets[0].effective = before & ~_OVER_RIGHTS
    _done(system.capset(ctypes.byref(header), sets))
    try:
        yield
    finally:
        sets[0].effective = before
        _done(system.capset(ctypes.byref(header), sets))
        _done(system.prctl(_SET_BITS, bits))


def _done(answer: int) -> None:
    if answer != 0:
        raise OSError(ctypes.get_errno(), "the capabilities of this thread")
