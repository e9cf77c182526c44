#!/usr/bin/env bash
# Many articles through `relata corpus`, once as a whole and once killed at random and resumed; both have to give the
# same bytes. Prints time and memory.
#
#     benches/corpus.sh [ARTICLES [KILLS]]      20,000 articles and 5 kills by default
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-20000}
kills=${2:-5}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cargo build --release -p relata-cli 2> "$out/log" || { cat "$out/log"; exit 1; }
python3 - "$count" "$out/articles.jsonl" examples/articles/*.txt <<'PYTHON'
import json, random, sys
random.seed(20000)
count, path, files = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
paragraphs = [p for f in files for p in open(f, encoding="utf-8").read().split("\n") if len(p) > 40]
first = ["Greta", "Olav", "Inês", "Tomas", "Amina", "Pavel", "Ruth", "Jorge", "Leila", "Sean"]
last = ["Lund", "Berg", "Caldeira", "Achebe", "Novak", "Haddad", "Byrne", "Ortega", "Sato", "Keller"]
with open(path, "w", encoding="utf-8") as out:
    for i in range(count):
        name, other = (f"{random.choice(first)} {random.choice(last)}" for _ in range(2))
        text = [f"{name} met {other} on Friday, the {i + 1}th time that they had met."]
        text += random.sample(paragraphs, random.randint(2, 5))
        out.write(json.dumps({"id": f"article-{i:06}", "text": "\n".join(text)}, ensure_ascii=False) + "\n")
PYTHON
run=(target/release/relata corpus "$out/articles.jsonl" --shard 500 --quiet)
echo "$count articles, $(stat -c %s "$out/articles.jsonl") bytes"
/usr/bin/time -f "whole: %e s, %U s of processor, %M KiB" "${run[@]}" --out "$out/whole"
begun=$(date +%s%N)
"${run[@]}" --out "$out/killed" & child=$!
for ((kill = 0; kill < kills; kill++)); do
    sleep "$((RANDOM % (count / 1000 + 2))).$((RANDOM % 10))"
    kill -9 "$child" 2> /dev/null || break
    wait "$child" 2> /dev/null || true
    "${run[@]}" --out "$out/killed" & child=$!
done
wait "$child"
echo "killed $kill times: $(( ($(date +%s%N) - begun) / 1000000 )) ms"
rm "$out/whole/lock" "$out/killed/lock"
diff -r "$out/whole" "$out/killed" && echo "the same bytes, $(cat "$out"/whole/*.nq | wc -l) quads"
python3 - "$out/whole/manifest.json" <<'PYTHON'
import json, sys
shards = json.load(open(sys.argv[1]))["shards"]
print({k: sum(s[k] for s in shards) for k in ("documents", "failures", "noticed", "relations", "bytes")})
PYTHON
