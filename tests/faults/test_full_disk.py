"""A disk that is really full, at every size: Linux lends one in memory, in a namespace of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import scale

ROOT = Path(__file__).parent.parent.parent
SIZES = scale.many(4, 200)


def in_a_namespace(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where disks may be mounted."""
    return subprocess.run(["unshare", "-rm", *command], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def namespaces() -> None:
    """Skips where the system lends no such thing: the refusals of `test_disk_refuses.py` are tried everywhere."""
    try:
        lent = in_a_namespace("mount", "-t", "tmpfs", "none", "/mnt").returncode == 0
    except FileNotFoundError:
        lent = False
    if not lent:
        pytest.skip("this system lends no disk of its own to a program")


@pytest.mark.usefixtures("namespaces")
def test_full_at_every_size_it_is_said_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    finished = in_a_namespace(sys.executable, "-m", "tests.faults.small_disk", str(tmp_path), str(SIZES))
    assert finished.returncode == 0, finished.stderr
    found = json.loads(finished.stdout)
    scale.tell(
        "disk that is full", sizes=SIZES, refusals=sum(found["said"].values()), lost_or_partial=len(found["wrong"])
    )
    assert found["wrong"] == []
    assert set(found["said"]) == {"disk.full"}


SPOKEN = """
set -e
mount -t tmpfs -o size=4000k none {place}
cp -r {shop} {place}/Shop.fichier
mount -o remount,size=$(du -sk {place} | cut -f1)k {place}
for verb in check backup "add Dupont"; do
    set -- $verb
    {python} -m fichier_tui --lang en $1 {place}/Shop.fichier $2 --passphrase-file {words} 2>&1 || echo "status $?"
done
find {place} -name '.*'
"""


@pytest.mark.usefixtures("namespaces")
@pytest.mark.slow
def test_the_command_line_says_that_the_disk_is_full(tmp_path: Path) -> None:
    from tests.faults.opened import made
    from tests.storage.writers import PASSPHRASE

    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "disk").mkdir()
    script = SPOKEN.format(
        place=tmp_path / "disk", shop=made().folder.path, python=sys.executable, words=tmp_path / "words"
    )
    printed = in_a_namespace("sh", "-c", script).stdout
    assert printed.count("The disk is full, so nothing was written") == 3, printed
    assert printed.count("status 1") == 3
    assert printed.splitlines()[-1] == "status 1", "something half written was left"
