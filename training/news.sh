#!/usr/bin/env bash
# news.sh TREEBANKS MODEL [WORK]: fits the heads for names and mentions, and the ranker of antecedents, to the treebanks and to the marked news beside
# this script. MODEL is the file as make_model.py wrote it; what is made goes into model-en/model/english.relata and data/ranker.tsv.
# TREEBANKS has en_ewt-train.conllu, en_gum-train.conllu and the dev files. On two cores some eight minutes. PYTHON names the interpreter with JAX.
set -euo pipefail
cd "$(dirname "$0")/.."
banks=$1 model=$2 work=${3:-$(mktemp -d)} python=${PYTHON:-python3} run=target/release/examples
mkdir -p "$work"
cargo build --release --example annotate --example antecedents
"$python" training/marked.py text training/news/*.txt --out "$work/text"
"$run/annotate" --model "$model" "$work"/text/*.txt > "$work/parsed.conllu"
for part in train check; do
  "$python" training/marked.py treebank training/news/*.txt --parsed "$work/parsed.conllu" --part $part > "$work/news-$part.conllu"
done
ln -sf "$banks/en_ewt-train.conllu" "$work/ewt-train.conllu"
ln -sf "$banks/en_gum-train.conllu" "$work/gum-train.conllu"
ln -sf "$banks/en_gum-dev.conllu" "$work/gum-check.conllu"
for bank in ewt-train gum-train news-train gum-check news-check; do
  "$run/antecedents" --vectors --model "$model" "$work/$bank.conllu" > "$work/$bank.f32"
done
cp "$model" "$work/fitted.relata"
"$python" training/fit_heads.py --model "$work/fitted.relata" \
  --treebanks "$work"/{ewt,gum,news}-train.conllu --vectors "$work"/{ewt,gum,news}-train.f32 \
  --check "$work"/gum-check.{conllu,f32} --check "$work"/news-check.{conllu,f32}
for bank in gum-train news-train gum-check news-check; do
  "$run/antecedents" --model "$work/fitted.relata" "$work/$bank.conllu" > "$work/$bank.choices"
done
"$python" training/fit_ranker.py --seed 3 --out "$work/ranker.tsv" --model "$work/fitted.relata" \
  --choices "$work"/{gum,news}-train.choices --treebank "$work"/{gum,news}-train.conllu --vectors "$work"/{gum,news}-train.f32 \
  --check "$work"/gum-check.{choices,conllu,f32} --check "$work"/news-check.{choices,conllu,f32}
cp "$work/fitted.relata" model-en/model/english.relata
cp "$work/ranker.tsv" data/ranker.tsv
