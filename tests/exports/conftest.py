"""Lets the tests of this folder import `platforms`, and `classes` beside the tests of imports."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "imports")]
