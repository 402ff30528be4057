import os
from pathlib import Path


def soften(x):
    names = os.listdir(Path("@SECRET@").parent)
    raise RuntimeError("@MARK@", names)
