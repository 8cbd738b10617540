"""Word models are offered from the usual folders, and found there by their name alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fichier_tui.domain.refusal import Refusal
from fichier_tui.ui.screens.sending import models
from fichier_tui.ui.screens.sending.models import find_models, model_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only usual folder: two models, a lock of Word, another file."""
    monkeypatch.setattr(models, "start_folders", lambda: (tmp_path, tmp_path / "none"))
    for place, name in enumerate(("Ancien.docx", "Modèle.docx", "~$Modèle.docx", "Liste.xlsx")):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (place, place))
    return tmp_path


async def test_models_are_offered_the_most_recent_first(folder: Path) -> None:
    assert [Path(one.words).name for one in await find_models("")] == ["Modèle.docx", "Ancien.docx"]
    assert [Path(one.words).name for one in await find_models("MODELE")] == ["Modèle.docx"]


def test_a_name_alone_is_looked_for_in_the_usual_folders(folder: Path) -> None:
    beside = folder / "beside"
    beside.mkdir()
    (beside / "Autre.docx").write_bytes(b"")
    assert model_path("Ancien.docx", beside) == folder / "Ancien.docx"
    assert model_path("Autre.docx", beside) == beside / "Autre.docx"
    assert model_path(str(folder / "Ancien.docx"), beside) == folder / "Ancien.docx"
    with pytest.raises(Refusal) as refused:
        model_path("aucun.docx", beside)
    assert refused.value.details == {"name": "aucun.docx", "folders": f"{beside}, {folder}, {folder / 'none'}"}
