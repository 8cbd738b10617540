"""Each verb that writes: taken back after others worked on, to the byte, and done again; or refused, and by what."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from fichier_tui.domain.contact import ContactDetails
from fichier_tui.domain.history import VisitDetails
from fichier_tui.domain.permission import RECEPTION, SALES
from fichier_tui.domain.refusal import Refusal
from fichier_tui.storage import contacts, models, visits
from fichier_tui.storage.journal import undoing
from fichier_tui.storage.journal.chain import verify_chain
from fichier_tui.storage.journal.detail import read_line
from fichier_tui.storage.session import Session
from fichier_tui.storage.summary import count_stale
from fichier_tui.ui.journal_words import detail_lines
from tests.storage.conftest import DAY, new_session
from tests.storage.permission_cases import CASES, Call, World, make_world
from tests.storage.test_operations import every_table
from tests.storage.test_permissions import STORAGE
from tests.storage.undo_cases import OPEN

CALLS: dict[str, Call] = {name: call for name, (_permission, call) in CASES.items()} | OPEN
"""Every call there is; those that only read leave no line."""
QUOTING = "letters.confirmations.confirm_code"
"""Its proof quotes the message as it was."""
ANOTHER = "Of somebody else"
RAW = re.compile(r"[{}\[\]]|\dT\d\d:|\d{4}-\d\d|[a-z]_[a-z]")
"""What the file keeps and nobody reads: JSON, instants, days, codes."""
FOR_GOOD: dict[str, str] = {
    "staff.attempts.note_failed_attempts": "undo.told",
    "staff.attempts.note_opened_by_sheet": "undo.told",
    "staff.departures.stay": "undo.staff",
    "rights.erasing.anonymise_contacts": "undo.erased",
    "rights.erasing.erase_contacts": "undo.erased",
    "exporting.record_export": "undo.standing",
    "exporting.record_kept_calendar": "undo.standing",
    "letters.sending_steps.answer_uncertain": "undo.sent",
    "letters.sending_steps.begin_sending": "undo.sent",
    "letters.sending_steps.close_batch": "undo.sent",
    "letters.sending_steps.give_up_sending": "undo.sent",
    "staff.members.add_member": "undo.staff",
    "staff.members.change_role": "undo.staff",
    "staff.members.new_recovery_sheet": "undo.staff",
    "staff.members.reset_passphrase": "undo.staff",
}
"""What is never taken back, and what says so."""
THE_FILE_STAYS = ("letters.sendings.record_sent",)
"""Taken back, but for the line in the register of exports."""
OF_RESTORED_COPIES = {
    "backup.copy_settings.enter_restore",
    "rights.erasing.apply_erasures",
    "consents.oppositions.take_oppositions",
}
"""What a copy that takes the place of a file is told: see the tests of copies and of erasures."""
APART = (
    "letters.sending_steps.claim_recipient",
    "letters.sending_steps.settle_recipient",
    "letters.sending_steps.record_written",
)
"""Steps of a sending: two leave no line, the third takes what prepared it along (`test_sendings.py`)."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, World]]:
    """A file with something of everything, made once; each call is taken back with its transaction."""
    folder = tmp_path_factory.mktemp("shop") / "Shop.fichier"
    folder.mkdir()
    session = new_session(folder)
    for login, role in (("camille", RECEPTION), ("lea", SALES)):
        models.Staff.create(login=login, name=login.title(), role=role, created_at=session.now())
    world = make_world(session, folder)
    contacts.create_contact(session, ContactDetails(last_name=ANOTHER))
    yield session, world
    session.database.close()


def writers() -> set[str]:
    """The verbs that write by an operation of their own."""
    found = set()
    for path in sorted(STORAGE.rglob("*.py")):
        module = ".".join(path.relative_to(STORAGE).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.args:
                first = node.args.args[0].annotation
                called = {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
                if (
                    isinstance(first, ast.Name)
                    and first.id == "Session"
                    and called & {"session.operation", "_together"}
                ):
                    found.add(f"{module}.{node.name}")
    return found


def test_every_verb_that_writes_is_called_here() -> None:
    assert writers() - set(CALLS) == OF_RESTORED_COPIES


@pytest.mark.parametrize("verb", sorted(CALLS.keys() - set(APART)))
def test_it_is_taken_back_after_others_worked_on_and_done_again(filled: tuple[Session, World], verb: str) -> None:
    session, world = filled
    connection = session.database.connection()
    with session.database.atomic("IMMEDIATE") as transaction:
        start, first = every_table(session), session.last_entry()
        another = models.Contact.get(models.Contact.last_name == ANOTHER)
        CALLS[verb](session, world)
        last, done = session.last_entry(), every_table(session)
        told = "\n".join(line.plain for n in range(first + 1, last + 1) for line in detail_lines(read_line(session, n)))
        assert verb == QUOTING or not RAW.search(told), told
        visits.log_visit(session, another.id, VisitDetails(DAY))
        visit = session.last_entry()
        codes = {code for number in range(last, first, -1) if (code := refused(session, number))}
        if not codes:
            taken = session.last_entry()
            undoing.undo(session, visit)
            left = every_table(session)
            if verb in THE_FILE_STAYS:
                assert len(left.pop("export_record")) == len(start.pop("export_record")) + 1
            assert left == start
            for number in range(taken, visit, -1):
                undoing.undo(session, number)
            assert every_table(session) == done
        assert not verify_chain(connection, bytes(range(32)))
        assert not count_stale(session.database)
        transaction.rollback()
    assert codes == set(filter(None, (FOR_GOOD.get(verb),))), (verb, codes)


def refused(session: Session, number: int) -> str:
    """Take a line back; the code of what refuses it, "" where nothing does."""
    try:
        undoing.undo(session, number)
    except Refusal as refusal:
        return refusal.code
    return ""
