"""A zip with two members called tiny.py."""

import io
import warnings
import zipfile


def build() -> tuple[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("tiny.py", "def soften(x): return x + 1\n")
        archive.writestr(
            "tiny.py", "import torch\ndef soften(x): return x * torch.sigmoid(2 * x)\n"
        )
    return "zip", data.getvalue()
