"""The current is cut at any step of writing a keyring: the old one or the new one is there, and opens."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import keyring
from fichier_tui.storage.keyring import from_bytes, to_bytes
from tests.faults import scale
from tests.faults.opened import copied
from tests.storage.opened import made as other_keyring

CUTS = scale.many(300, 20_000)
Step = tuple[str, str, Any]


def noted(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> list[Step]:
    """What is asked of the disk while `work` runs: made, synced, named otherwise; it is done all the same."""
    steps: list[Step] = []
    fsync, renamed, opened = os.fsync, Path.replace, os.open
    names: dict[int, str] = {}

    def opening(path: Any, flags: int, *more: int) -> int:
        descriptor = opened(path, flags, *more)
        names[descriptor] = Path(path).name
        if flags & os.O_CREAT:
            steps.append(("made", Path(path).name, b""))
        return descriptor

    def syncing(descriptor: int) -> None:
        place = Path(f"/proc/self/fd/{descriptor}").resolve()
        if place.is_dir():
            steps.append(("names synced", "", b""))
        else:
            steps.append(("synced", names[descriptor], place.read_bytes()))
        fsync(descriptor)

    def renaming(source: Path, target: Path) -> Path:
        steps.append(("renamed", source.name, Path(target).name))
        return renamed(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", opening)
        patch.setattr(os, "fsync", syncing)
        patch.setattr(Path, "replace", renaming)
        work()
    return steps


def after_a_cut(before: dict[str, bytes], steps: list[Step], chance: random.Random) -> dict[str, bytes]:
    """The files as they could be: names not synced are an ordered part of what was asked, contents not synced any."""
    certain = max((place for place, step in enumerate(steps) if step[0] == "names synced"), default=-1) + 1
    names_done = chance.randrange(certain, len(steps) + 1)
    synced = {name: content for kind, name, content in steps if kind == "synced"}
    files = dict(before)
    for kind, name, other in steps[:names_done]:
        if kind == "made":
            whole = synced.get(name)
            files[name] = chance.choice((b"", b"{", b"\0" * 900)) if whole is None else whole
        elif kind == "renamed":
            files[other] = files.pop(name)
    return files


def is_keyring(content: bytes) -> bool:
    """Whether these bytes are a whole keyring."""
    try:
        from_bytes(content)
    except Refusal:
        return False
    return True


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks at open files as Linux shows them")
def test_cut_at_any_step_the_old_or_the_new_keyring_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path)
    old = keyring.load(folder)
    new = replace(old, slots=other_keyring().keyring.slots)
    before = {path.name: path.read_bytes() for path in folder.path.glob("keyring*.json")}
    steps = noted(monkeypatch, lambda: keyring.save(folder, new))
    assert [kind for kind, _name, _more in steps].count("renamed") == 2
    chance = random.Random(20261122)
    found = {"old": 0, "new": 0}
    lost = 0
    for _cut in range(CUTS):
        files = after_a_cut(before, steps[: chance.randrange(len(steps) + 1)], chance)
        try:
            present = from_bytes(files.get("keyring.json", b""))
        except Refusal:
            lost += 1
        else:
            found["old" if to_bytes(present) == to_bytes(old) else "new"] += 1
    scale.tell("current cut while a keyring is written", cuts=CUTS, **found, lost=lost)
    assert lost == 0
    assert min(found.values()) > 0
    careless = [step for step in steps if step[0] != "synced"]
    images = [after_a_cut(before, careless[: chance.randrange(len(careless) + 1)], chance) for _cut in range(100)]
    assert any(not is_keyring(one.get("keyring.json", b"")) for one in images), "the test would see nothing"
