#!/usr/bin/env bash
# news.sh TREEBANKS TEXT TAUGHT TEACHER MODEL [WORK]: goes on with a trained student on the marked news beside this script, then fits its heads for names
# and mentions and the ranker of antecedents to treebanks and news. TREEBANKS, TEXT, TAUGHT (what the teachers said), TEACHER and MODEL (the student's
# file) are as make_model.py took or wrote them; what is made goes into model-en/model/english.relata, data/ranker.tsv and data/noun_meanings.tsv (choices
# name only nouns that the table has: after new nouns, the ranker's fit is done twice).
# On two cores with AMX about an hour, of which ten minutes are the heads and the ranker. PYTHON names the interpreter with JAX.
set -euo pipefail
cd "$(dirname "$0")/.."
banks=$1 sentences=$2 taught=$3 teacher=$4 model=$5 work=${6:-$(mktemp -d)} python=${PYTHON:-python3} run=target/release/examples
mkdir -p "$work"
cargo build --release --example annotate --example antecedents
"$python" training/marked.py text training/news/*.txt --out "$work/text"
"$run/annotate" --model "$teacher" "$work"/text/*.txt > "$work/parsed.conllu"
for part in train check; do
  "$python" training/marked.py treebank training/news/*.txt --parsed "$work/parsed.conllu" --part $part > "$work/news-$part.conllu"
done
"$python" training/finish.py --model "$model" --news "$work/news-train.conllu" --teacher "$teacher" --taught "$taught" \
  --treebanks "$banks" --text "$sentences" --student "$work/fitted.relata" --work "$work/finish"
ln -sf "$banks/en_ewt-train.conllu" "$work/ewt-train.conllu"
ln -sf "$banks/en_gum-train.conllu" "$work/gum-train.conllu"
ln -sf "$banks/en_gum-dev.conllu" "$work/gum-check.conllu"
for bank in ewt-train gum-train news-train gum-check news-check; do
  "$run/antecedents" --vectors --model "$work/fitted.relata" "$work/$bank.conllu" > "$work/$bank.f32"
done
"$python" training/fit_heads.py --model "$work/fitted.relata" \
  --treebanks "$work"/{ewt,gum,news}-train.conllu --vectors "$work"/{ewt,gum,news}-train.f32 \
  --check "$work"/gum-check.{conllu,f32} --check "$work"/news-check.{conllu,f32}
for bank in gum-train news-train gum-check news-check; do
  "$run/antecedents" --model "$work/fitted.relata" "$work/$bank.conllu" > "$work/$bank.choices"
done
"$python" training/noun_meanings.py --senses data/noun_senses.tsv --treebank "$work"/{ewt,gum,news}-train.conllu \
  --vectors "$work/nouns.npz" --out "$work/nouns.tsv"
"$python" training/fit_ranker.py --seed 3 --out "$work/ranker.tsv" --model "$work/fitted.relata" \
  --nouns "$work/nouns.npz" --out-nouns "$work/nouns.tsv" \
  --choices "$work"/{gum,news}-train.choices --treebank "$work"/{gum,news}-train.conllu --vectors "$work"/{gum,news}-train.f32 \
  --check "$work"/gum-check.{choices,conllu,f32} --check "$work"/news-check.{choices,conllu,f32}
cp "$work/fitted.relata" model-en/model/english.relata
cp "$work/ranker.tsv" data/ranker.tsv
cp "$work/nouns.tsv" data/noun_meanings.tsv
