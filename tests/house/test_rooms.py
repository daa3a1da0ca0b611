"""Rooms face one way: the import contracts hold, and each of them notices what it forbids."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says about the package and the contracts in that folder."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package and its contracts that may be spoilt."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "airtrack", tmp_path / "airtrack", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    said = lint(ROOT)
    assert said.returncode == 0, said.stdout + said.stderr
    assert " kept, 0 broken" in said.stdout


def test_no_contract_has_an_exception() -> None:
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        pytest.param(
            "domain/period.py", "import airtrack.store.store", "Rooms face one way", id="upwards"
        ),
        pytest.param(
            "registry/text.py", "import airtrack.store.store", "Rooms face one way", id="sideways"
        ),
        pytest.param(
            "registry/text.py",
            "import duckdb",
            "Only store and metrics speak DuckDB",
            id="duckdb-in-the-registry",
        ),
        pytest.param(
            "metrics/read.py",
            "import streamlit",
            "Only ui speaks Streamlit",
            id="streamlit-in-metrics",
        ),
        pytest.param(
            "domain/pollutant.py",
            "import pathlib",
            "Words know nothing of files, tables or charts",
            id="files-in-the-domain",
        ),
    ],
)
def test_a_planted_import_breaks_its_contract(
    file: str, line: str, contract: str, copied: Path
) -> None:
    spoilt = copied / "airtrack" / file
    spoilt.write_text(spoilt.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    said = lint(copied)
    assert said.returncode != 0
    assert f"{contract} BROKEN" in said.stdout, said.stdout + said.stderr
    assert " kept, 1 broken" in said.stdout
