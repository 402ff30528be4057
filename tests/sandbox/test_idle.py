"""Libraries of notebooks: their imports cost no point, and no memory, and nobody computes with them."""

from __future__ import annotations

LEFT_OVER = """
import pandas as pd, datasets
import matplotlib.pyplot as plt
from datasets import Dataset, load_dataset
from matplotlib import pyplot
from sklearn.metrics import f1_score
from transformers import Trainer, TrainingArguments

plt.style.use("ggplot")
pyplot.rcParams["figure.dpi"] = 100
figure, axes = plt.subplots(1, 2)
first, *others = axes
for line in axes:
    print(line)
with plt.rc_context({"font.size": 9}):
    pd.set_option("display.width", 100)
print(pd.__version__, datasets.__version__)
rows = load_dataset("imdb")["train"].map(len)


class Rows(Dataset):
    def __len__(self):
        return 3


class Own(Trainer):
    pass


def double(x: pd.DataFrame | None, data: "Dataset" = None):
    if isinstance(x, pd.DataFrame):
        return None
    return 2 * x
"""
DRAWN = "import matplotlib.pyplot as plt\n\ndef double(x):\n    plt.plot([1])\n    return 2 * x\n"
LOADED = """
import sys

heavy = {"pandas", "datasets", "matplotlib", "pyarrow", "sklearn"} & sys.modules.keys()
if heavy:
    raise RuntimeError(f"{heavy} take memory")

def double(x):
    return 2 * x
"""


def test_what_a_notebook_left_over_loads(jailed):
    """Styles are set, figures unpacked, data loaded and trainers extended, and nothing happens."""
    observed = jailed.run(LEFT_OVER)
    assert observed.reply.problem is None
    assert observed.reply.plain.cases["doubled"]["y"].shape == (3, 4)


def test_a_function_that_uses_one_says_so(jailed):
    """Whoever would need it in a graded function reads that it is not there."""
    raised = jailed.run(DRAWN).reply.plain.cases["doubled"]["y"]
    assert raised.kind == "ModuleNotFoundError"
    assert "matplotlib is not there where hand-ins are graded" in raised.text
    assert raised.line == 4


def test_no_worker_holds_them(jailed):
    """They are what the grader's memory is saved from."""
    assert jailed.run(LOADED).reply.problem is None
