"""What happens once a file is open: whose it is, in which language, and that this machine opens it again next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fichier_tui import i18n
from fichier_tui.ui.places import Shop

if TYPE_CHECKING:
    from fichier_tui.storage import OpenFile, Session
    from fichier_tui.ui.app import FichierApp


async def enter(app: FichierApp, file: OpenFile, *, remember: bool = True) -> None:
    """Show the first place of an open file.

    The language is the shop's while this file is open, unless the user has chosen one on this machine or `--lang` asked
    for one; nothing of it is remembered, for only a choice is. `remember` is False for the demonstration, which is not
    what one wants to find the next morning.
    """
    from fichier_tui.storage import read_settings

    settings = await file.run(read_settings)
    if remember:
        kept = app.settings
        who = file.key.login or kept.last_login
        app.settings = kept.changed(last_file=str(file.folder.path.absolute()), last_login=who)
        if not (app.settings.language_chosen or i18n.asked_for()) and settings.language in i18n.LANGUAGES:
            app.use_language(settings.language, remember=False)
    await app.opened(file, await file.run(read_shop, file.folder.name))


def read_shop(session: Session, name: str) -> Shop:
    """Whose file is open and who works on it; a business without a name is called as its file is."""
    from fichier_tui.storage import read_settings
    from fichier_tui.storage.backup.copy_settings import last_restore

    business, restored = read_settings(session).business or name, last_restore(session)
    return Shop(
        business,
        session.staff.name,
        locked=False,
        role=session.role,
        restored_from="" if restored is None else restored[0],
    )
