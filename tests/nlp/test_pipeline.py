from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nlp.pipeline import LEMMA_EXTENSION, STANDAARD_MODEL, TaalmodelError, load, register_extensions

if TYPE_CHECKING:
    from spacy.language import Language

MODULES = ["nlp", "nlp.types", "nlp.pipeline", "nlp.lezing", "nlp.coderen", "nlp.evaluatie", "nlp.conllu", "nlp.cli"]


@pytest.mark.parametrize("module", MODULES)
def test_import_loads_no_spacy_and_no_django(module: str) -> None:
    heavy = "{'spacy', 'django', 'thinc', 'simplemma', 'deduce', 'numpy', 'pandas'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"

    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert output.strip() == "[]"


def test_load_reads_the_text_exactly(taalmodel: Language) -> None:
    text = "  Dit is 😀 éé\u0301n\u00a0tekst…\n\nmet “van alles” — [persoon 1]\t"

    doc = taalmodel(text)

    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("bron", ["/bestaat/niet", "nl_core_news_bestaat_niet"])
def test_load_absent_model_says_so(bron: str) -> None:
    with pytest.raises(TaalmodelError, match=f"Het taalmodel '{bron}' is er niet: .*NLP_MODEL"):
        load(bron)


def test_load_broken_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(TaalmodelError, match="beschadigd"):
        load(tmp_path)


def test_load_model_of_another_language_says_so(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path)

    with pytest.raises(TaalmodelError, match="niet Nederlands maar 'en'"):
        load(tmp_path)


def test_load_model_without_lemmas_says_what_is_missing(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path)

    with pytest.raises(TaalmodelError, match="geen woordsoorten en geen lemma's"):
        load(tmp_path)


def test_load_installed_package_is_a_drop_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in with the layout and interface of an official ``nl_core_news_*`` package."""
    package = tmp_path / "nl_core_news_proef"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_path\n"
        f"def load(**overrides):\n    return load_model_from_path(Path({str(STANDAARD_MODEL)!r}), **overrides)\n"
    )
    info = tmp_path / "nl_core_news_proef-3.8.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: nl_core_news_proef\nVersion: 3.8.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    nlp = load("nl_core_news_proef")

    assert [token.tag_.partition("|")[0] for token in nlp("De wachtlijst is lang.")] == ["LID", "N", "WW", "ADJ", "LET"]


def test_register_extensions_twice_is_once(taalmodel: Language) -> None:
    register_extensions()
    register_extensions()

    assert taalmodel("De wachtlijsten")[1]._.get(LEMMA_EXTENSION) == "wachtlijst"
