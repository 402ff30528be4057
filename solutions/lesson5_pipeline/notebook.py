# %% [markdown]
# # Lesson 5: the whole pipeline
#
# Four lessons, four tools. Here they stand in a row, and what comes out is a model that answers, in the way people
# preferred. Write your guesses down before you run a cell. A cell that needs a function you have not written yet says
# so, also if it is one of an earlier lesson. All of it runs on a CPU and without a network, in about a minute.

# %%
import os
import shutil
import subprocess
import sys
from pathlib import Path

LESSON, MODULE = "lesson5_pipeline", "pipeline.py"
if "google.colab" in sys.modules and not Path(MODULE).exists():  # Colab starts without your files
    from google.colab import files

    if not any(Path().rglob(f"{LESSON}/{MODULE}")):
        print("Choose the zip of your assignments folder.")
        for name in files.upload():
            shutil.unpack_archive(name)
    os.chdir(next(Path().rglob(f"{LESSON}/{MODULE}")).parent)
    install = [sys.executable, "-m", "pip", "install", "-q", "-r", "../requirements.txt"]
    subprocess.run(install, check=True)
if not Path(MODULE).exists():
    raise SystemExit(f"Open this notebook in the folder that holds your {MODULE}.")
sys.path.insert(0, "..")  # the folder above holds `fixtures` and the earlier lessons

# %%
import copy

import torch
from fixtures import figures
from fixtures.adapters import LoRA, PipelineConfig, inject
from fixtures.loading import load_base, load_data
from fixtures.notebook import begin, show

begin()
import pipeline

# %% [markdown]
# ## Five stages
#
# **Guess first:** cover the right half of each box. What does each stage add?

# %%
show(
    figures.chain(
        [
            ("pretraining", "knowledge"),
            ("SFT", "format"),
            ("alignment", "judgment"),
            ("LoRA", "specialization"),
            ("quantization", "accessibility"),
        ],
        "Each stage starts from the weights that the one before left",
    ),
    "Five boxes in a row, joined by arrows: pretraining adds knowledge, SFT format, alignment judgment, LoRA "
    "specialization, quantization accessibility.",
)

# %% [markdown]
# ## Task 5.1: a name tells a history
#
# **Guess first:** which of these will answer a question, and which need fewer than two bytes a weight?

# %%
for name in ("Llama 3 8B", "mistral-7b-it", "Llama-3-8B-Instruct-AWQ", "Orbit 2 410M chat LoRA"):
    card = pipeline.decode_model_card(name)
    size = card["params"] * card["bits"] / 8e9
    print(f"{name:24} {size:5.1f} GB of weights   {' > '.join(card['stages'])}")

# %% [markdown]
# ## Task 5.4: what fits decides
#
# **Guess first:** 7 billion parameters, an adapter of 4 million. What can you do on a card of 24 GB, and what on one of
# 8 GB?

# %%
for gigabytes in (100, 24, 8, 3):
    method = pipeline.choose_method("instruct", 7_000_000_000, 4_000_000, gigabytes * 10**9)
    print(f"{gigabytes:4} GB: {method}")

# %% [markdown]
# ## Task 5.2: one network, two models
#
# The adapters below are not trained but drawn at random, so that they do harm that you can see.
#
# **Guess first:** what does the model write with its adapters on, off, and on again?

# %%
base, tokenizer = load_base()
END = tokenizer.eos_token_id


def padded(rows, fill):
    longest = max(map(len, rows))
    return torch.tensor([row + [fill] * (longest - len(row)) for row in rows])


@torch.no_grad()
def written(model, prompts, *, sample=False):
    """Return what a model writes after each prompt: its likeliest answer, or one drawn at random."""
    torch.manual_seed(0)
    how = {"do_sample": True, "top_k": 0} if sample else {"do_sample": False}
    answers = []
    for prompt in prompts:
        ids = tokenizer(prompt, return_tensors="pt")
        out = model.eval().generate(**ids, **how, max_new_tokens=24, pad_token_id=END)
        text = tokenizer.decode(out[0, ids["input_ids"].shape[1] :], skip_special_tokens=True)
        answers.append(text.strip())
    return answers


patched = copy.deepcopy(base)
inject(patched, PipelineConfig(r=4, alpha=8.0), seed=0)
for layer in patched.modules():
    if isinstance(layer, LoRA):
        torch.nn.init.normal_(layer.lora_B, std=0.5)
prompt = ["The capital of France is"]
on = written(patched, prompt)
with pipeline.adapters_disabled(patched):
    off = written(patched, prompt)
for state, answer in {"on": on, "off": off, "on again": written(patched, prompt)}.items():
    print(f"{state:9} {answer[0]!r}")

# %% [markdown]
# ## Tasks 5.3 and 5.5: the chain
#
# The model gets to see answers of two kinds, a friendly and a rude one. Instruction tuning takes both; preference training
# is told which one people liked. A question ends with a line break, an answer with the token that ends a text: both are in
# the vocabulary, since no adapter here could give a new token a meaning.
#
# **Guess first:** what is the first loss of the second stage, and what would it be if the adapters of the first one had
# not been merged?


# %%
def example(question, answer):
    """Return the ids of a question, and those of its answer with the end."""
    return tokenizer(f"{question}\n")["input_ids"], [*tokenizer(answer)["input_ids"], END]


def drawn(items, batches, size):
    generator = torch.Generator().manual_seed(0)
    for _ in range(batches):
        yield [items[i] for i in torch.randint(len(items), (size,), generator=generator).tolist()]


def stacked(pairs):
    """Return ids and mask of questions with answers, and which tokens are the answers'."""
    return {
        "input_ids": padded([ask + say for ask, say in pairs], END),
        "attention_mask": padded([[1] * len(ask + say) for ask, say in pairs], 0),
        "completion_mask": padded([[0] * len(ask) + [1] * len(say) for ask, say in pairs], 0),
    }


def with_labels(batch):
    """Return a batch for instruction tuning: only the answers' tokens are trained."""
    labels = batch["input_ids"].masked_fill(batch.pop("completion_mask") == 0, -100)
    return batch | {"labels": labels}


liked, test = list(load_data("preferences_train")), list(load_data("preferences_test"))
facts = [row for row in load_data("instructions_train") if row["kind"] == "fact"]
answers = [example(row["prompt"], row[side]) for row in liked for side in ("chosen", "rejected")]
answers += [example(row["instruction"], row["output"]) for row in facts]
sft = [with_labels(stacked(pairs)) for pairs in drawn(answers, 160, size=16)]
preferences = [
    stacked([example(row["prompt"], row[side]) for side in ("chosen", "rejected") for row in rows])
    for rows in drawn(liked, 24, size=8)
]
settings = PipelineConfig(r=16, alpha=16.0, targets=("c_attn", "c_proj", "c_fc"), lr=0.1)

# %%
run = pipeline.run_pipeline(base, sft, preferences, settings)
history = run["history"]
losses = {stage: [loss for at, loss in history if at == stage] for stage in ("sft", "dpo")}
gap = [float("nan")] * len(losses["sft"])
show(
    figures.curves(
        {"SFT": losses["sft"], "DPO": gap + losses["dpo"]},
        x="update",
        y="loss (nats)",
        title="Two stages, one after the other",
    ),
    f"Two curves in a row. The loss of instruction tuning falls from {losses['sft'][0]:.1f} to "
    f"{losses['sft'][-1]:.2f}; that of preference training begins at {losses['dpo'][0]:.3f} and ends at "
    f"{losses['dpo'][-1]:.3f}.",
)

# %% [markdown]
# ## What each stage has changed
#
# **Guess first:** the base model, the same after instruction tuning alone, after everything, and after preference
# training alone: which of them answer, and which answer politely?

# %%
tuned = pipeline.run_pipeline(base, sft, [], settings)["model"]
skipped = pipeline.run_pipeline(base, [], preferences, settings)["model"]
models = {"base": base, "SFT": tuned, "SFT, then DPO": run["model"], "DPO without SFT": skipped}
for name, model in models.items():
    print(f"{name:16} {written(model, ['What is the capital of France?' + chr(10)])[0]!r}")
