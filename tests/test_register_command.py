"""`fichier register` on a real file."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfReader

from tests.test_command_line import Shell


def test_the_registers_are_read_and_written(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.json("new", shell.file, "--business", "Chez Léa", "--name", "Léa")
    shell.json("add", shell.file, "Péron Hélène", "--new", "--visit", "--product", "Spa", "--amount", "85,50")
    found = shell.json("register", shell.file, "processing")
    assert found["missing"] == ["name", "address", "contact"]
    assert [one["code"] for one in found["activities"]] == ["clients", "accounts", "rights", "safety"]
    shell.json("export", shell.file, str(tmp_path / "contacts.csv"), "--purpose", "greetings")
    (line,) = shell.json("register", shell.file, "exports")["exports"]
    assert (line["contacts"], line["purpose"], line["left_out"]) == (1, "greetings", {})
    assert shell.json("register", shell.file, "breaches")["breaches"] == []
    out = tmp_path / "register.pdf"
    assert shell.json("register", shell.file, "processing", str(out))["path"] == str(out)
    assert "Chez Léa" in PdfReader(io.BytesIO(out.read_bytes())).pages[0].extract_text()
    assert "register.pdf" in shell.run("register", shell.file, "processing", str(out), status=1).output
    assert "Registre" in shell.run("register", shell.file, "breaches", language="fr").output
    assert "three" in shell.run("register", shell.file, "exports", str(tmp_path / "x.txt"), status=1).output
