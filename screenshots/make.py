"""`python -m screenshots.make`: draw every pictured scene anew, in both languages and sizes, and the table of the keys.

`--only NAME` (several times) draws these scenes alone; `--check` writes nothing, and says which pictures are stale;
`--keys` writes the table of the keys in the README alone.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from fichier_tui.ui.keys_table import keys_table
from hatch_build import compile_catalogues
from screenshots.scenes import BY_NAME, SCENES, Scene
from screenshots.stage import LANGUAGES, SIZES, Stage, demonstration_stage, playing
from screenshots.svg import picture

FOLDER = Path(__file__).parent
README = FOLDER.parent / "README.md"
# The mark of the journal's last line is drawn by chance in every file.
_END_OF_JOURNAL = re.compile("…[0-9a-f]{4}(?=<)")


def path_of(scene: Scene, language: str, size: tuple[int, int]) -> Path:
    """Where a picture is kept."""
    return FOLDER / language / f"{scene.name}-{size[0]}x{size[1]}.svg"


def every_path() -> set[Path]:
    """The pictures that there must be, and no other."""
    return {
        path_of(scene, language, size) for scene in SCENES if scene.pictured for language in LANGUAGES for size in SIZES
    }


async def draw(scene: Scene, stage: Stage, language: str, sizes: Sequence[tuple[int, int]] = SIZES) -> list[str]:
    """Play a scene in a terminal of the first size and draw how it ends, there and in each other size it is given."""
    async with playing(stage, language, sizes[0], first=scene.first) as player:
        await scene.play(player)
        drawn = []
        for size in sizes:
            if size != sizes[0]:
                await player.pilot.resize_terminal(*size)
            player.still()
            await player.settled()
            drawn.append(_END_OF_JOURNAL.sub("…8251", picture(player.lines(), size[0])))
        return drawn


def draw_all(stage: Stage, scenes: Iterable[Scene], languages: Iterable[str] = LANGUAGES) -> dict[Path, str]:
    """The SVG of each picture by its path."""
    return {
        path_of(scene, language, size): svg
        for scene in scenes
        for language in languages
        for size, svg in zip(SIZES, asyncio.run(draw(scene, stage, language)), strict=True)
    }


def stale(drawn: dict[Path, str]) -> list[Path]:
    """The pictures that are not on the disk as they were drawn."""
    return [path for path, svg in drawn.items() if not path.exists() or path.read_text(encoding="utf-8") != svg]


def with_keys(readme: str) -> str:
    """The README with the table of the keys as the program declares them."""
    before, begin, rest = readme.partition("<!-- keys: written by `python -m screenshots.make --keys` -->\n")
    _old, end, after = rest.partition("<!-- end of the keys -->")
    return before + begin + keys_table("en") + end + after


@click.command()
@click.option("--only", multiple=True, type=click.Choice(sorted(BY_NAME)), help="Draw this scene alone.")
@click.option("--check", is_flag=True, help="Write nothing; say which pictures are stale.")
@click.option("--keys", is_flag=True, help="Write the table of the keys in the README alone.")
def main(only: tuple[str, ...], check: bool, keys: bool) -> None:
    """Draw the pictures."""
    compile_catalogues(FOLDER.parent)
    if keys or not (only or check):
        README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
    if keys:
        return
    scenes = [BY_NAME[name] for name in only] or [scene for scene in SCENES if scene.pictured]
    with tempfile.TemporaryDirectory() as name:
        drawn = draw_all(demonstration_stage(Path(name)), scenes)
    old = stale(drawn)
    for path in old:
        print(path.relative_to(FOLDER.parent), "is stale" if check else "drawn")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(drawn[path], encoding="utf-8")
    for path in () if only else set(FOLDER.glob("*/*.svg")) - every_path():
        print(path.relative_to(FOLDER.parent), "belongs to no scene" if check else "removed")
        if not check:
            path.unlink()
    sys.exit(1 if check and old else 0)


if __name__ == "__main__":
    main()
