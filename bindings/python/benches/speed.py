"""Time of this package against that of the crate, in turns: speed.py COUNT THREADS ROUNDS FILE...

Needs `cargo build --release --example speed`. With one thread both call `extract`, with more `extract_all`. Where other work shares the
machine, look at the processor's time.
"""

import itertools
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import relata

PROGRAM = Path(__file__).parent.parent / "target" / "release" / "examples" / "speed"


def processor(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def here(count: int, threads: int, texts: list) -> tuple:
    before = processor(resource.RUSAGE_SELF)
    extractor = relata.Extractor()
    documents = itertools.islice(itertools.cycle(texts), count)
    start = time.perf_counter()
    graphs = map(extractor.extract, documents) if threads == 1 else extractor.extract_all(documents, threads=threads)
    relations = sum(len(graph) for graph in graphs)
    return time.perf_counter() - start, processor(resource.RUSAGE_SELF) - before, relations


def there(count: int, threads: int, files: list) -> tuple:
    before = processor(resource.RUSAGE_CHILDREN)
    command = [str(PROGRAM), str(count), str(threads), *files]
    seconds, _, relations, _ = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), processor(resource.RUSAGE_CHILDREN) - before, int(relations)


def main() -> None:
    count, threads, rounds = map(int, sys.argv[1:4])
    files = sys.argv[4:]
    texts = [Path(file).read_text(encoding="utf-8") for file in files]
    rounds_made = []
    for _ in range(rounds):
        crate, package = there(count, threads, files), here(count, threads, texts)
        assert crate[2] == package[2], (crate, package)
        rounds_made.append((crate, package))
        print(f"crate {crate[0]:.2f} s, processor {crate[1]:.2f}; package {package[0]:.2f} s, processor {package[1]:.2f}")
    for what, place in (("clock", 0), ("processor", 1)):
        median = statistics.median(package[place] / crate[place] for crate, package in rounds_made)
        shortest = min(package[place] for _, package in rounds_made) / min(crate[place] for crate, _ in rounds_made)
        print(f"{what}: median ratio {median:.3f}, ratio of the shortest {shortest:.3f}")


if __name__ == "__main__":
    main()
