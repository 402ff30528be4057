"""A right notebook whose outputs want to be shown."""

import json

SOURCE = "import torch\n\ndef soften(x):\n    return x * torch.sigmoid(2 * x)"
HTML = "<script>alert('@MARK@')</script>" + " " * 1_000_000


def build() -> tuple[str, bytes]:
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": HTML}}
    cell = {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": SOURCE}
    cells = [{**cell, "outputs": [output]}]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    return "ipynb", json.dumps(notebook).encode()
