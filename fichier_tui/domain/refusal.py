"""How every room below the screens says no: a code and its facts. The words are in `ui.words`, in both languages."""

from __future__ import annotations


class Refusal(Exception):
    """Something was refused, and nothing was changed.

    `code` names the case ("passphrase.wrong"); `details` hold what the sentence needs (a path, a row, a limit),
    never a passphrase and never more of a contact than its name.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
