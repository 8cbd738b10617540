"""`fichier retention` on a real file."""

from __future__ import annotations

from pathlib import Path

from tests.test_command_line import Shell


def test_what_is_due_is_told_and_nothing_is_done(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.json("new", shell.file, "--business", "Chez Léa", "--name", "Léa")
    shell.json(
        "add",
        shell.file,
        "Péron Hélène",
        "--new",
        "--visit",
        "--product",
        "Spa",
        "--amount",
        "85",
        "--day",
        "2026-03-02",
    )
    shell.json("add", shell.file, "Martin Paul", "--new", "--day", "2026-03-01")
    assert shell.json("retention", shell.file, "--day", "2029-02-28")["cards"] == []
    first, second = shell.json("retention", shell.file, "--day", "2029-03-02")["cards"]
    assert (first["name"], first["action"], first["due_on"], first["since"]) == (
        "Martin Paul", "erase", "2029-03-01", "2026-03-01",
    )  # fmt: skip
    assert (second["category"], second["action"], second["due_on"]) == ("client", "archive", "2029-03-02")
    soon = shell.json("retention", shell.file, "--day", "2029-02-15", "--soon")["cards"]
    assert [(card["due"], card["may_be_asked"]) for card in soon] == [(False, True)] * 2
    times = shell.json("retention", shell.file)["times"]
    assert (times["accounts"]["months"], times["accounts"]["source"]) == (120, "C. com., art. L. 123-22")
    assert "à archiver" in shell.run("retention", shell.file, "--day", "2029-03-02", language="fr").output
    shell.json("add", shell.file, "rdv martin paul 05/03/2029 14h", "--day", "2029-02-20")
    waits = shell.run("retention", shell.file, "--day", "2029-03-02").output
    assert "waits: an appointment is ahead  Martin Paul" in waits
    assert "Nothing" in shell.run("retention", shell.file).output
