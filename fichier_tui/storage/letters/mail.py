"""How the shop sends e-mail, kept in the encrypted file; the password apart, where no verb shows or exports it.

The password is no setting: it stands among the facts of the file itself, outside of the journal, so that neither the
journal nor an undo ever holds it. It is kept with the server and the user that it is for, and given to no other: an
undo may bring another server back. Only `mail_password` reads it, for the connection.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from fichier_tui.domain.mail import MailSettings, checked_mail
from fichier_tui.domain.permission import SETTINGS
from fichier_tui.storage import models
from fichier_tui.storage.session import Session
from fichier_tui.storage.setting import keep_setting, kept_setting

_KEY = "mail"
_PASSWORD = "mail_password"


def read_mail(session: Session) -> MailSettings:
    """What is set, defaults included."""
    stored = kept_setting(_KEY, {})
    known = {field.name for field in fields(MailSettings)}
    return MailSettings(**{name: value for name, value in stored.items() if name in known})


def set_mail(session: Session, settings: MailSettings, password: str | None = None) -> MailSettings:
    """Set it; `password` None leaves the present one, "" forgets it.

    Another server or another user is never given the password of the one before. Raises as `checked_mail`.
    """
    session.require(SETTINGS)
    settings = checked_mail(settings)
    if password is None and not _kept_for(settings):
        password = ""
    with session.operation("mail.changed", name=settings.address) as operation:
        keep_setting(operation, _KEY, asdict(settings))
        if password is not None:
            models.Meta.delete().where(models.Meta.key == _PASSWORD).execute()
            if password:
                kept = json.dumps([settings.host, settings.user, password])
                models.Meta.insert(key=_PASSWORD, value=kept).execute()
    return settings


def has_mail_password(session: Session) -> bool:
    """Whether one is kept for the server and the user that are set."""
    return bool(mail_password(session))


def mail_password(session: Session) -> str:
    """The password, for the connection to the server and nothing else; "" where none is kept for it."""
    return _kept_for(read_mail(session))


def _kept_for(settings: MailSettings) -> str:
    row = models.Meta.get_or_none(models.Meta.key == _PASSWORD)
    host, user, password = ("", "", "") if row is None else json.loads(row.value)
    return str(password) if (host, user) == (settings.host, settings.user) else ""
