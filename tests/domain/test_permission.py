"""Who may do what: the table, whole."""

from __future__ import annotations

import pytest

from fichier_tui.domain.permission import PERMISSIONS, ROLES, may

# A line a permission: may the receptionist, the salesperson, the owner?
TABLE = {
    "export": (False, True, True),
    "import": (False, True, True),
    "delete": (False, True, True),
    "totals": (False, True, True),
    "send": (False, True, True),
    "undo_others": (False, True, True),
    "journal": (False, True, True),
    "settings": (False, False, True),
    "staff": (False, False, True),
    "restore": (False, False, True),
    "rights": (False, False, True),
}


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_each_role_has_what_the_table_says(permission: str) -> None:
    assert tuple(may(role, permission) for role in ROLES) == TABLE[permission]


def test_the_table_has_every_permission() -> None:
    assert set(TABLE) == set(PERMISSIONS)


def test_a_role_that_is_not_known_may_nothing_and_a_wrong_permission_is_no_silence() -> None:
    assert not any(may("king", permission) for permission in PERMISSIONS)
    with pytest.raises(ValueError, match="fly"):
        may("owner", "fly")
