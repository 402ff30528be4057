"""finegrade: student code is observed in a jail, and judged somewhere else.

`docs/architecture.md` has the layers and their one direction of imports, which a test reads.
`sandbox` and `judge` never import each other.
"""

from __future__ import annotations

__version__ = "2026.1"
