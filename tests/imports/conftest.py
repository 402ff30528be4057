"""Lets the tests of this folder import `classes`, and the script of the samples."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from classes import Desk  # noqa: E402


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty course run of lesson 1."""
    return Desk(tmp_path / "course" / "lesson1_classification")
