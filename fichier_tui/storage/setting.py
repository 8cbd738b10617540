"""What is set for the shop, one row a key with its value as JSON: read, and written within an operation."""

from __future__ import annotations

import json
from typing import Any

from fichier_tui.storage import models
from fichier_tui.storage.operation import Operation


def kept_setting(key: str, default: Any = None) -> Any:
    """What is kept under a key, lists for tuples; `default` where nothing is."""
    row = models.Setting.get_or_none(models.Setting.key == key)
    return default if row is None else json.loads(row.value)


def keep_setting(operation: Operation, key: str, value: Any) -> None:
    """Keep a value under a key: Ctrl+Z of the operation gives back the one before, or none."""
    text = json.dumps(value, ensure_ascii=False)
    row = models.Setting.get_or_none(models.Setting.key == key)
    if row is None:
        operation.create(models.Setting, key=key, value=text)
    else:
        operation.change(row, value=text)
