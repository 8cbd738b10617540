"""The pictures of the README are those of the present program, and the same twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from screenshots.make import FOLDER, draw, draw_all, every_path, stale
from screenshots.scenes import BY_NAME, SCENES, Scene
from screenshots.stage import LANGUAGES, Stage, demonstration_stage


@pytest.fixture(scope="session")
def pictured_stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The demonstration that the pictures are drawn from."""
    return demonstration_stage(tmp_path_factory.mktemp("pictures"))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene.pictured], ids=lambda scene: scene.name)
def test_no_picture_is_stale(pictured_stage: Stage, scene: Scene, language: str) -> None:
    old = stale(draw_all(pictured_stage, [scene], [language]))
    assert not old, f"python -m screenshots.make draws them anew: {', '.join(sorted(path.name for path in old))}"


@pytest.mark.slow
def test_every_picture_belongs_to_a_scene() -> None:
    assert set(FOLDER.glob("*/*.svg")) == every_path()


def test_a_picture_is_the_same_twice_and_tells_nothing_of_this_machine(tmp_path: Path) -> None:
    stage = demonstration_stage(tmp_path, scale=0.05)
    for scene in (BY_NAME["list"], BY_NAME["lock"]):
        first, second = (asyncio.run(draw(scene, stage, "fr", [(80, 24)]))[0] for _time in range(2))
        assert first == second
        assert not [part for part in (str(tmp_path), "tmp", "http") if part in first.replace("http://www.w3.org", "")]


def test_a_picture_follows_what_the_screen_shows(tmp_path: Path) -> None:
    stage = demonstration_stage(tmp_path, scale=0.05)
    english, french = (asyncio.run(draw(BY_NAME["list"], stage, language))[0] for language in LANGUAGES)
    assert "Search" in english
    assert "Chercher" in french
    assert english != french
