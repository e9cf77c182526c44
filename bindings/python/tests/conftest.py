"""What the tests share: one extractor, and texts of invented people."""

import pytest

import relata

TEXT = (
    "It rained in Ærøby 🎉. Harbour Minister Mette Skov met Rasmus Holt in Tarnby on Friday.\r\n\r\n"
    "The Ferry Board did not approve the loan. Ms. Skov will visit Oslo. Mr. Holt said that Norway could leave the board."
)


@pytest.fixture(scope="session")
def extractor() -> relata.Extractor:
    return relata.Extractor()


@pytest.fixture(scope="session")
def text() -> str:
    return TEXT


@pytest.fixture(scope="session")
def graph(extractor: relata.Extractor, text: str) -> relata.Graph:
    return extractor.extract(text, id="harbour", published="2026-05-04")
