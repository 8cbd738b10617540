"""A file that cannot be written is refused with a sentence, whatever the system says; nothing of it is left."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.exchange.whole_file import place_for, put_whole
from fichier_tui.storage.durable import writing_in
from fichier_tui.ui.refusals import REFUSALS

FAULTS = {
    errno.ENOSPC: "disk.full",
    errno.EACCES: "folder.readonly",
    errno.EPERM: "folder.readonly",
    errno.EROFS: "folder.readonly",
    errno.EIO: "disk.faulty",
    errno.ENOENT: "folder.unwritable",
    errno.ENODEV: "folder.unwritable",
    errno.ENXIO: "folder.unwritable",
    errno.ENOTDIR: "folder.unwritable",
    errno.EINVAL: "folder.unwritable",
    errno.ENAMETOOLONG: "folder.unwritable",
    errno.ELOOP: "folder.unwritable",
    errno.EMFILE: "folder.unwritable",
    errno.EBUSY: "folder.unwritable",
    errno.ENOTSUP: "folder.unwritable",
    errno.ENOTEMPTY: "folder.unwritable",
    errno.ESTALE: "folder.unwritable",
    errno.EHOSTDOWN: "folder.unwritable",
}


@pytest.mark.parametrize("fault", FAULTS, ids=errno.errorcode.get)
def test_every_fault_of_the_system_is_a_refusal(fault: int, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused, writing_in(tmp_path):
        raise OSError(fault, "as the system says it")
    assert (refused.value.code, refused.value.details["path"]) == (FAULTS[fault], str(tmp_path))
    assert refused.value.code in REFUSALS


def refused_for(target: Path) -> str:
    """Why nothing can be written there."""
    with pytest.raises(Refusal) as refused:
        put_whole(place_for(target, overwrite=False), b"content", overwrite=False, enter=lambda: None)
    return refused.value.code


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="this system has no /proc")
def test_a_folder_that_takes_no_file_at_all() -> None:
    assert refused_for(Path("/proc/x.ics")) in ("folder.unwritable", "folder.readonly")


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    assert refused_for(tmp_path / ("x" * 300 + ".ics")) == "folder.unwritable"
    assert refused_for(tmp_path / ("x" * 300) / "y.ics") in ("folder.unwritable", "folder.missing")
    assert not any(tmp_path.iterdir())
