"""Writes the model file; README.md's section "Model file" has the format. The same weights give the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import jax
import numpy as np

import network

MAGIC = b"RELATA\x00\x02"
# The parts of a layer, and the heads that are one linear layer, in the order of the file.
PARTS, NORMS = ("query", "key", "value", "output", "up", "down"), ("attention_norm", "output_norm")
LINEAR = ("upos", "xpos", "feats", "lemma", "arc_dependent", "arc_head", "relation_dependent", "relation_head",
          "name_hidden", "name", "entity_head_hidden", "entity_head")


def checksum(data: bytes) -> int:
    """64 bits of FNV-1a over the data's little-endian 8-byte words, the last one filled up with zeros."""
    value = 0xCBF29CE484222325
    for word in np.frombuffer(data + b"\0" * (-len(data) % 8), "<u8").tolist():
        value = ((value ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def _rows(matrix: np.ndarray, most: int):
    scale = np.maximum(np.abs(matrix).max(-1, keepdims=True), 1e-12).astype(np.float32) / np.float32(most)
    return np.clip(np.round(matrix / scale), -most, most).astype(np.int8), scale[:, 0].astype(np.float32)


def _save(path: Path, header: dict, tensors: list[dict], data: bytes) -> None:
    """Writes magic, length, checksum, header and data; the tensors' offsets count from the data's start."""

    # in the file they count from its start, so the header's own length has to be known first
    def encoded(start: int) -> bytes:
        moved = [{k: v + start if k in ("offset", "scales", "multiples") and v is not None else v for k, v in t.items()} for t in tensors]
        return json.dumps(header | {"tensors": moved}, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    front = len(MAGIC) + 4 + 8
    start = 64
    while front + len(encoded(start)) > start:
        start += 64
    text = encoded(start)
    text += b" " * (start - front - len(text))
    body = text + data
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_bytes(MAGIC + len(text).to_bytes(4, "little") + checksum(body).to_bytes(8, "little") + body)
    temporary.replace(path)


def _parts(path: Path) -> tuple[dict, list[dict], bytearray]:
    """The header of a model file, its tensors with offsets that count from the data's start, and the data."""
    raw = path.read_bytes()
    start = len(MAGIC) + 12 + int.from_bytes(raw[len(MAGIC):len(MAGIC) + 4], "little")
    header = json.loads(raw[len(MAGIC) + 12:start])
    tensors = [{k: v - start if k in ("offset", "scales", "multiples") and v is not None else v for k, v in t.items()}
               for t in header["tensors"]]
    return header, tensors, bytearray(raw[start:])


def read(path: Path) -> tuple[dict, dict[str, np.ndarray]]:
    """The header of a model file and its tensors of float32 and int8, as float32."""
    header, tensors, data = _parts(path)
    found = {}
    for t in tensors:
        count = int(np.prod(t["shape"]))
        if t["type"] == "f32":
            found[t["name"]] = np.frombuffer(data, "<f4", count, t["offset"]).reshape(t["shape"])
        elif t["type"] == "i8":
            scale = np.frombuffer(data, "<f4", t["shape"][0], t["scales"])
            found[t["name"]] = np.frombuffer(data, np.int8, count, t["offset"]).reshape(t["shape"]) * scale[:, None]
    return header, found


def vocabulary(path: Path) -> list[str]:
    """The subwords of a model file, in the order of their rows."""
    header, tensors, data = _parts(path)
    t = next(t for t in tensors if t["name"] == header["vocabulary"])
    return bytes(data[t["offset"]:t["offset"] + t["shape"][0]]).decode().split("\n")


def parameters(path: Path, shape) -> dict:
    """The parameters of a network out of its file, as `write` rounded them; what is only for training is as at its beginning."""
    header, tensors, data = _parts(path)
    found = read(path)[1]
    for t in (t for t in tensors if t["type"] == "i4"):
        rows, columns = t["shape"]
        packed = np.frombuffer(data, np.uint8, rows * columns // 2, t["offset"]).reshape(rows, columns // 2)
        numbers = np.stack([packed & 15, packed >> 4], -1).reshape(rows, columns).astype(np.float32) - 8
        multiples = np.frombuffer(data, np.uint8, rows * columns // network.GROUP, t["multiples"]).reshape(rows, -1)
        scale = np.frombuffer(data, "<f4", rows, t["scales"])
        found[t["name"]] = numbers * np.repeat(multiples, network.GROUP, -1) * scale[:, None]

    def linear(name: str) -> dict:
        return {"w": found[name + ".weight"], "b": found[name + ".bias"]}

    def norm(name: str) -> dict:
        return {"g": found[name + ".gain"], "b": found[name + ".bias"]}

    layers = [{part: linear(f"layer.{i}.{part}") for part in PARTS} | {part: norm(f"layer.{i}.{part}") for part in NORMS} for i in range(shape.layers)]
    encoder = {"subwords": found["subwords"], "projection": linear("projection"), "positions": found["positions"], "shapes": found["shapes"],
               "norm": norm("embedding_norm"), "layers": jax.tree.map(lambda *each: np.stack(each), *layers)}
    if "relative" in found:
        encoder["relative"] = found["relative"]
    mix = np.array(header["network"]["mix"], np.float32)
    heads = {task: linear(task) for task in LINEAR} | {
        "root": found["root"], "arc": linear("arc"), "antecedent": linear("antecedent"),
        "label": {"w": found["label.weight"]} | {part: found[f"label.{part}"] for part in ("dependent", "head")} | {"b": found["label.bias"]},
        "mix": np.log(np.maximum(mix / mix.sum(), 1e-6)), "gamma": np.asarray(mix.sum(), np.float32)}
    return {"encoder": encoder, "heads": heads | network.unlearned()}


def replace(path: Path, layers: dict[str, np.ndarray]) -> None:
    """Puts new values into tensors of float32 and int8 of the same shape; all other bytes of the file's tensors stay."""
    header, tensors, data = _parts(path)

    def put(at: int, value: bytes) -> None:
        data[at:at + len(value)] = value

    for t in tensors:
        value = layers.get(t["name"])
        if value is None:
            continue
        if list(value.shape) != t["shape"] or t["type"] not in ("f32", "i8"):
            raise ValueError(f"{path}: {t['name']} is {t['type']} {t['shape']}, not of shape {list(value.shape)}")
        if t["type"] == "i8":
            rows, scale = _rows(value.astype(np.float32), 127)
            put(t["offset"], rows.tobytes())
            put(t["scales"], scale.astype("<f4").tobytes())
        else:
            put(t["offset"], value.astype("<f4").tobytes())
    _save(path, header, tensors, bytes(data))


def add_layer(path: Path, name: str, weights: np.ndarray, bias: np.ndarray) -> None:
    """Puts an int8 layer into a model file, in the place of one of that name; all other bytes of its tensors stay."""
    header, tensors, data = _parts(path)
    own = [f"{name}.weight", f"{name}.bias"]
    # the layer is always the last, so that its old bytes can go
    del data[min((t["offset"] for t in tensors if t["name"] in own), default=len(data)):]
    tensors = [t for t in tensors if t["name"] not in own]

    def put(value: bytes) -> int:
        at = len(data)
        data.extend(value + b"\0" * (-len(value) % 64))
        return at

    q, scale = _rows(weights.astype(np.float32), 127)
    tensors.append({"name": own[0], "type": "i8", "shape": list(q.shape), "offset": put(q.tobytes()), "scales": put(scale.astype("<f4").tobytes())})
    tensors.append({"name": own[1], "type": "f32", "shape": list(bias.shape), "offset": put(bias.astype("<f4").tobytes()), "scales": None})
    tasks = [t for t in header["tasks"] if t != name] + [name]
    _save(path, header | {"tasks": tasks}, tensors, bytes(data))


def write(path: Path, parameters, vocabulary: list[str], labels, lexicon, shape, notes: dict) -> None:
    """Quantises the parameters and writes them with their header."""
    p = jax.tree.map(lambda x: np.asarray(x, np.float32), parameters)
    e, h = p["encoder"], p["heads"]
    data, tensors = bytearray(), []

    def put(raw: bytes) -> int:
        at = len(data)
        data.extend(raw + b"\0" * (-len(raw) % 64))
        return at

    def f32(name: str, value: np.ndarray):
        tensors.append({"name": name, "type": "f32", "shape": list(value.shape), "offset": put(value.astype("<f4").tobytes()), "scales": None})

    def i8(name: str, value: np.ndarray):
        q, scale = _rows(value, 127)
        tensors.append({"name": name, "type": "i8", "shape": list(q.shape), "offset": put(q.tobytes()), "scales": put(scale.astype("<f4").tobytes())})

    def i4(name: str, value: np.ndarray):
        scale, multiples = network.steps4(value, np)
        q = np.clip(np.round(value / np.repeat(scale * multiples, network.GROUP, -1)), -7, 7)
        q = (q + 8).astype(np.uint8)
        packed = (q[:, 0::2] | (q[:, 1::2] << 4)).astype(np.uint8)
        tensors.append({"name": name, "type": "i4", "shape": list(value.shape), "offset": put(packed.tobytes()),
                        "scales": put(scale[:, 0].astype("<f4").tobytes()), "multiples": put(multiples.astype(np.uint8).tobytes())})

    narrow = i4 if shape.bits == 4 else i8

    def linear(name: str, value: dict, matrix=i8):
        matrix(name + ".weight", value["w"])
        f32(name + ".bias", value["b"])

    def norm(name: str, value: dict):
        f32(name + ".gain", value["g"])
        f32(name + ".bias", value["b"])

    raw = "\n".join(vocabulary).encode()
    tensors.append({"name": "vocabulary", "type": "u8", "shape": [len(raw)], "offset": put(raw), "scales": None})
    narrow("subwords", e["subwords"])
    linear("projection", e["projection"])
    i8("positions", e["positions"])
    f32("shapes", e["shapes"])
    norm("embedding_norm", e["norm"])
    if "relative" in e:
        f32("relative", e["relative"])
    for i in range(shape.layers):
        layer = jax.tree.map(lambda each: each[i], e["layers"])
        for part in PARTS:
            linear(f"layer.{i}.{part}", layer[part], narrow)
        for part in NORMS:
            norm(f"layer.{i}.{part}", layer[part])
    for task in LINEAR:
        linear(task, h[task])
    f32("root", h["root"])
    i8("arc.weight", h["arc"]["w"])
    f32("arc.bias", h["arc"]["b"])
    i8("label.weight", h["label"]["w"])
    f32("label.dependent", h["label"]["dependent"])
    f32("label.head", h["label"]["head"])
    f32("label.bias", h["label"]["b"])

    # the last layer, so that `fit_ranker.py` can put another in its place
    linear("antecedent", h["antecedent"])

    weights = np.exp(h["mix"] - h["mix"].max())
    mix = weights / weights.sum() * h["gamma"]
    header = {"format": 2, "language": "en", "name": "relata-model-en", "created_by": "training/make_model.py",
              "network": shape.header() | {"mix": [float(m) for m in mix]}, "features": ["shape"],
              "tasks": ["upos", "xpos", "feats", "lemma", "tree", "name", "entity_head", "antecedent"], "labels": labels, "lexicon": lexicon,
              "vocabulary": "vocabulary", "tensors": tensors, "training": notes}

    _save(path, header, tensors, bytes(data))
