"""What a copy says of itself: whose it is, of when, how many rows, sealed with the key of the file."""

from __future__ import annotations

import datetime as dt
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage.keyring.envelope import mac
from fichier_tui.storage.keyring.form import canonical

FORMAT = "fichier-backup"
VERSION = 1
MAC_PURPOSE = "fichier backup manifest"
LARGEST = 256 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """The facts of a copy. `made_at` is an instant in UTC, `before` what was to come ("import", or "").

    `rows` counts each table; `members` holds SHA-256 hashes. `journal_sequence` and `journal_hash` anchor the journal:
    a file put back from before them shows.
    """

    fichier_id: str
    generation: int
    made_at: dt.datetime
    before: str
    app_version: str
    schema_version: int
    rows: Mapping[str, int]
    journal_sequence: int
    journal_hash: str
    members: Mapping[str, str]
    mac: str = ""

    def sealed(self, dek: bytes) -> BackupManifest:
        """The same, with its MAC."""
        return replace(self, mac=mac(MAC_PURPOSE, dek, canonical(_document(self))).hex())

    def is_sealed_with(self, dek: bytes) -> bool:
        """Whether the holder of this key made it."""
        return hmac.compare_digest(self.mac, self.sealed(dek).mac)


def _document(manifest: BackupManifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "fichier_id": manifest.fichier_id,
        "generation": manifest.generation,
        "made_at": manifest.made_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "before": manifest.before,
        "app_version": manifest.app_version,
        "schema_version": manifest.schema_version,
        "rows": dict(manifest.rows),
        "journal": {"sequence": manifest.journal_sequence, "hash": manifest.journal_hash},
        "members": dict(manifest.members),
    }


def to_bytes(manifest: BackupManifest) -> bytes:
    """The manifest as kept in the copy."""
    return canonical({**_document(manifest), "mac": manifest.mac})


def from_bytes(raw: bytes) -> BackupManifest:
    """The manifest of a copy. Raises Refusal "backup.newer", or ValueError for what is no manifest."""
    try:
        document = json.loads(raw)
        if document["format"] != FORMAT or type(document["version"]) is not int:
            raise ValueError("not the manifest of a copy")
        if document["version"] > VERSION:
            raise Refusal("backup.newer")
        manifest = BackupManifest(
            fichier_id=document["fichier_id"],
            generation=document["generation"],
            made_at=dt.datetime.fromisoformat(document["made_at"]),
            before=document["before"],
            app_version=document["app_version"],
            schema_version=document["schema_version"],
            rows=document["rows"],
            journal_sequence=document["journal"]["sequence"],
            journal_hash=document["journal"]["hash"],
            members=document["members"],
            mac=document["mac"],
        )
        if to_bytes(manifest) != raw:
            raise ValueError("not in the form of version 1")
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not the manifest of a copy") from error
    return manifest
