"""What is about to leave: the way, the purpose, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fichier_tui.domain.sending import SendingDetails
from fichier_tui.storage.durable import from_home
from fichier_tui.ui.screens.sending.models import model_path
from fichier_tui.ui.screens.sending.ways import FOLDER, MODEL, OFFER, PATH, SHEET, START, SUBJECT, TEXT, Way


@dataclass(frozen=True, slots=True)
class SendingDraft:
    """One sending before it leaves. `language` is that of the letter."""

    way: Way
    details: SendingDetails
    path: Path
    """The file or the folder that is written; the present folder where the way writes none."""
    model: Path
    """The Word model; `path` where the way asks for none."""
    sheet: str = ""
    start: int = 1


def draft_of(
    way: Way, purpose: str, answers: Mapping[str, Any], *, name: str, language: str, campaign: int | None
) -> SendingDraft:
    """The draft that the answers of a form are. Raises Refusal: letter.model_nowhere."""
    offer = answers.get(OFFER)
    details = SendingDetails(
        name=name,
        channel=way.channel,
        medium=way.code,
        subject=answers.get(SUBJECT) or "",
        text=answers.get(TEXT) or "",
        language=language,
        offer=int(offer) if offer else None,
        campaign=campaign,
        purpose=purpose,
    )
    path = from_home(Path(answers.get(PATH) or answers.get(FOLDER) or ""))
    return SendingDraft(
        way,
        details,
        path,
        model_path(answers[MODEL], path.parent) if MODEL in way.asks else path,
        answers.get(SHEET) or "",
        answers.get(START) or 1,
    )
