"""What a teacher says of sentences: for each word and task the likeliest labels and their shares, in files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

# For each task how many of the likeliest labels are kept, and the weight of what the teacher says in a student's loss.
TASKS = {"arc": (4, 1.0), "deprel": (3, 1.0), "upos": (2, 0.4), "xpos": (2, 0.4), "feats": (2, 0.4), "lemma": (2, 0.5),
         "name": (4, 1.0), "entity_head": (3, 0.8), "antecedent": (3, 0.5)}
# Tasks whose labels are places, not names.
PLACES = ("arc", "antecedent")


def read(path: Path, sentences, labels: dict[str, list[str]], names: Path) -> int:
    """Gives the sentences what the file says of them; returns of how many it does. `names` has the labels in the file's order, which
    are those of training or fewer."""
    data, own = np.load(path), json.loads(names.read_text())
    ends = np.cumsum(data["lengths"])
    columns = {}
    for task, (most, _) in TASKS.items():
        if f"{task}.index" not in data:
            continue
        index, share = data[f"{task}.index"].astype(np.int32)[:, :most], data[f"{task}.share"].astype(np.float32)[:, :most]
        share /= np.maximum(share.sum(-1, keepdims=True), 1)
        if task not in PLACES and own[task] != labels[task]:
            place = {label: i for i, label in enumerate(labels[task])}
            moved = np.array([place.get(label, -1) for label in own[task]])[index]
            share, index = np.where(moved < 0, 0, share), np.maximum(moved, 0)
        columns[task] = index, share.astype(np.float16)
    for number, length, end in zip(data["kept"], data["lengths"], ends):
        s = sentences[number]
        assert len(s.words) == length, f"sentence {number} of {path} has {length} words, not {len(s.words)}"
        s.shares = {task: (index[end - length:end], share[end - length:end]) for task, (index, share) in columns.items()}
    return len(ends)


def write(path: Path, kept: list[int], lengths: list[int], rows: dict[str, tuple[list, list]]) -> None:
    """Writes what was collected, a row for each word: `rows[task]` has lists of indices and of shares between 0 and 1."""
    data = {"kept": np.array(kept, np.int32), "lengths": np.array(lengths, np.int16)}
    for task, (index, share) in rows.items():
        data[f"{task}.index"] = np.concatenate(index).astype(np.int16)
        data[f"{task}.share"] = np.round(np.concatenate(share) * 255).astype(np.uint8)
    np.savez_compressed(path, **data)
