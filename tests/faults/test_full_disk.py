"""A disk that is really full, at every size: Linux lends one in memory, in a namespace of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import scale
from tests.faults.opened import made
from tests.faults.small_disk import SMALL
from tests.storage.writers import PASSPHRASE
from tests.terminal import CTRL_Q, ENTER, F5, Terminal

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
for verb in check "search Péron" backup "add c Dupont Paul"; do
    set -- $verb
    name=$1
    shift
    {python} -m fichier_tui --lang en $name {place}/Shop.fichier ${{1+"$*"}} --passphrase-file {words} 2>&1 \\
        || echo "status $?"
done
find {place} -name '.*'
"""


@pytest.mark.usefixtures("namespaces")
@pytest.mark.slow
def test_on_a_full_disk_one_searches_and_reads_and_is_told_when_one_writes(tmp_path: Path) -> None:
    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "disk").mkdir()
    script = SPOKEN.format(
        place=tmp_path / "disk", shop=made(SMALL).folder.path, python=sys.executable, words=tmp_path / "words"
    )
    printed = in_a_namespace("sh", "-c", script).stdout
    assert "The file is sound." in printed, printed
    assert "Péron" in printed, printed
    assert printed.count("The disk is full, so nothing was written") == 2, printed
    assert printed.count("status 1") == 2
    assert printed.splitlines()[-1] == "status 1", "something half written was left"


ON_SCREEN = """
mount -t tmpfs -o size=6000k none {place}/disk
cp -r {shop} {place}/disk/Shop.fichier
(while [ ! -e {place}/fill ]; do sleep 0.05; done
 dd if=/dev/zero of={place}/disk/filling bs=4k; touch {place}/full
 while [ ! -e {place}/free ]; do sleep 0.05; done
 rm {place}/disk/filling; touch {place}/roomy) 2>/dev/null >/dev/null &
exec {python} -m fichier_tui {place}/disk/Shop.fichier --lang fr
"""
IN_A_NAMESPACE = "import os, sys; os.execvp('unshare', ['unshare', '-rm', 'sh', '-c', sys.argv[1]])"


def wait_for(terminal: Terminal, path: Path) -> None:
    """Wait until somebody else made that file."""
    terminal.until(lambda _shown: path.exists())


@pytest.mark.usefixtures("namespaces")
@pytest.mark.slow
def test_on_the_screen_a_full_disk_is_told_and_work_goes_on_when_there_is_room(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    script = ON_SCREEN.format(place=tmp_path, shop=made(SMALL).folder.path, python=sys.executable)
    variables = {"FICHIER_CONFIG_DIR": str(tmp_path / "settings"), "PYTHONUTF8": "1", "HOME": str(tmp_path)}
    with Terminal(["-c", IN_A_NAMESPACE, script], variables) as terminal:
        terminal.until("Phrase secrète")
        terminal.type(PASSPHRASE, ENTER)
        terminal.until("Péron")
        (tmp_path / "fill").touch()
        wait_for(terminal, tmp_path / "full")
        terminal.type(F5)
        assert "plein" in terminal.until("disque")
        assert "Visite notée" not in terminal.shown
        (tmp_path / "free").touch()
        wait_for(terminal, tmp_path / "roomy")
        terminal.type(F5)
        terminal.until("Visite notée")
        terminal.type(CTRL_Q)
        assert terminal.ended() == 0


READ_ONLY = """
set -e
mount -t tmpfs -o size=6000k none {place}
cp -r {shop} {place}/Shop.fichier
mount -o remount,ro {place}
for verb in check backup "add Dupont"; do
    set -- $verb
    {python} -m fichier_tui --lang en $1 {place}/Shop.fichier $2 --passphrase-file {words} 2>&1 || echo "status $?"
done
"""


@pytest.mark.usefixtures("namespaces")
@pytest.mark.slow
def test_the_command_line_says_that_a_disk_cannot_be_written_on(tmp_path: Path) -> None:
    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "disk").mkdir()
    script = READ_ONLY.format(
        place=tmp_path / "disk", shop=made(SMALL).folder.path, python=sys.executable, words=tmp_path / "words"
    )
    printed = in_a_namespace("sh", "-c", script).stdout
    assert printed.count("even who only reads a file writes beside it") == 3, printed
    assert printed.count("status 1") == 3
