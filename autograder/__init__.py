"""finegrade: student code is observed in a jail, and judged somewhere else.

Layers, one direction of imports (a test reads them): records (`errors`, `lesson`, `submission`,
`observation`, `answers`, `results`) <- `intake`, `sandbox`, `judge` <- `grade` <- `reports`,
`authoring` <- `cli`. `sandbox` and `judge` never import each other.
"""

from __future__ import annotations

__version__ = "2026.1"
