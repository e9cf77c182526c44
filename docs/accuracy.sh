#!/usr/bin/env bash
# Prints every figure of docs/accuracy.md.
#
#     docs/accuracy.sh DATA [--model FILE]
#
# DATA has the development data: treebanks/ (en_ewt-dev.conllu, en_gum-dev.conllu, en_ewt-dev.iob2), articles/, gold/,
# openie/, and eval/ with the scorers. A model file takes the place of the embedded model.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
shift
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cargo build --release --examples 2> "$out/build.log" || { cat "$out/build.log"; exit 1; }
run=target/release/examples
score() { python3 "$data/eval/$1.py" "${@:2}"; }

for bank in ewt gum; do
    gold=$data/treebanks/en_$bank-dev.conllu
    "$run/annotate" --pretokenized "$@" "$gold" > "$out/$bank.conllu"
    echo "== $bank: gold tokens"
    score score_conllu "$gold" "$out/$bank.conllu" | grep -E 'UPOS|XPOS|feats|lemmas|UAS|LAS'
    mkdir "$out/$bank"
    score score_conllu --split "$gold" "$out/$bank" > "$out/$bank.split"
    "$run/annotate" "$@" "$out/$bank"/*.txt > "$out/$bank.raw.conllu"
    echo "== $bank: raw text"
    score score_conllu "$gold" "$out/$bank.raw.conllu" | grep -E 'tokens|sentences|words|UAS|LAS'
done
echo "== names: gum, raw text"
score score_mentions --names "$data/treebanks/en_gum-dev.conllu" "$out/gum.raw.conllu"
score score_mentions --tokens "$data/treebanks/en_ewt-dev.iob2" > "$out/names.conllu"
"$run/annotate" --pretokenized "$@" "$out/names.conllu" > "$out/names.system.conllu"
echo "== names: ewt"
score score_mentions --names "$data/treebanks/en_ewt-dev.iob2" "$out/names.system.conllu"
echo "== coreference: gum, raw text"
score score_mentions --coref "$data/treebanks/en_gum-dev.conllu" "$out/gum.raw.conllu"
for set in "" closed/; do
    pairs=()
    for gold in "$data/gold/$set"*.json; do
        name=$(basename "$gold" .json)
        "$run/graph" "$@" "$data/articles/$set$name.txt" --format json > "$out/$name.json"
        pairs+=("$gold" "$out/$name.json")
    done
    echo "== facts: gold/$set"
    score score_facts "${pairs[@]}"
done
echo "== cases"
score score_cases "$data/cases/faults.txt" --graph "$run/graph $*"
"$run/openie" "$@" --pretokenized "$data/openie/dev-facts-sentences.txt" > "$out/facts.tsv"
echo "== open extraction: dev-facts, --explicit"
score score_openie "$data/openie/dev-facts.txt" "$out/facts.tsv" --explicit
"$run/openie" "$@" --pretokenized "$data/openie/dev-sentences.txt" > "$out/carb.tsv"
echo "== open extraction: carb-dev, --lenient"
score score_openie "$data/openie/carb-dev-facts.txt" "$out/carb.tsv" --lenient
