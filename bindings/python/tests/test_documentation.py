"""What the documentation shows works, and the stubs tell the truth."""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import relata

PACKAGE = Path(__file__).parent.parent
ROOT = PACKAGE.parent.parent
PAGES = [PACKAGE / "README.md", ROOT / "docs" / "python.md", ROOT / "docs" / "scale.md", ROOT / "README.md"]


def test_the_modules_docstring():
    assert doctest.testmod(relata).attempted > 0
    assert doctest.testmod(relata).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_pages(page, tmp_path, monkeypatch):
    if not page.exists():
        pytest.skip("not beside the repository")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text("Mette Skov met Rasmus Holt in Tarnby. The Ferry Board did not approve the loan.")
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    names: dict = {"__name__": "__main__"}  # so that what workers get is sent whole
    for block in blocks:
        needs = re.search(r"# needs (.*)", block)
        if needs and any(_missing(module) for module in needs.group(1).split(", ")):
            continue
        exec(block, names)


def _missing(module: str) -> bool:
    if module == "java":
        return shutil.which("java") is None
    try:
        __import__(module)
    except ImportError:
        return True
    return False


def test_stubs():
    pytest.importorskip("mypy")
    for command in (
        ["mypy", "-p", "relata"],
        ["mypy.stubtest", "relata._relata", "--allowlist", "tests/stubtest.txt", "--ignore-disjoint-bases"],
    ):
        run = subprocess.run([sys.executable, "-m", *command], cwd=PACKAGE, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr


def test_everything_public_is_described():
    for name in relata.__all__:
        thing = getattr(relata, name)
        assert name == "__version__" or thing.__doc__, name
        for member, value in vars(thing).items() if isinstance(thing, type) else ():
            if not member.startswith("_") and callable(value):
                assert value.__doc__, f"{name}.{member}"
