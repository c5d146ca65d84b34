from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nlp.cli import main
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


@pytest.fixture
def officieel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installed stand-in with the layout, components and lemmas of an official ``nl_core_news_*`` package.

    Those have a lemmatizer by that name that writes no ``_``, rules, entities (here untrained) and a sentence
    component that is there but switched off.
    """
    import spacy
    from spacy.training import Example

    own = spacy.load(STANDAARD_MODEL)
    nlp = spacy.blank("nl", vocab=own.vocab)
    for name, source in (
        ("tok2vec", "tok2vec"),
        ("morphologizer", "morphologizer"),
        ("tagger", "tagger"),
        ("parser", "parser"),
        ("lemmatizer", "trainable_lemmatizer"),
    ):
        nlp.add_pipe(source, name=name, source=own)
    rules = nlp.add_pipe("attribute_ruler")
    rules.add([[{"LOWER": "wachtlijsten"}]], {"LEMMA": "wachtlijst"})
    nlp.add_pipe("senter")
    nlp.add_pipe("ner").add_label("PERSON")
    for name in ("senter", "ner"):
        nlp.get_pipe(name).initialize(lambda: [Example.from_dict(nlp.make_doc("Noor wacht."), {})], nlp=nlp)
    nlp.disable_pipe("senter")
    return _install(nlp, tmp_path, monkeypatch)


def _install(nlp: Language, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    name = "nl_core_news_proef"
    (folder / name).mkdir()
    nlp.to_disk(folder / name / f"{name}-3.8.0")
    (folder / name / "meta.json").write_text('{"lang": "nl", "name": "core_news_proef", "version": "3.8.0"}')
    (folder / name / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    info = folder / f"{name}-3.8.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 3.8.0\n")
    monkeypatch.syspath_prepend(str(folder))
    return name


def test_load_installed_package_is_a_drop_in(officieel: str) -> None:
    nlp = load(officieel)

    doc = nlp("De wachtlijsten zijn lang. Noor wacht.")

    assert nlp.pipe_names == ["tok2vec", "morphologizer", "tagger", "parser", "lemmatizer", "attribute_ruler", "ner"]
    assert [token.tag_.partition("|")[0] for token in doc][:5] == ["LID", "N", "WW", "ADJ", "LET"]
    assert doc[1]._.get(LEMMA_EXTENSION) == "wachtlijst"
    assert len(list(doc.sents)) == 2


def test_suggest_reads_the_drop_in_from_the_environment(
    officieel: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "We stonden maanden op de wachtlijsten van de jeugdhulp."}\n')
    monkeypatch.setenv("NLP_MODEL", officieel)

    code = main(["suggest", "--in", str(source)])

    suggestie = json.loads(capsys.readouterr().out)
    assert code == 0
    assert "wachten" in [item["thema"] for item in suggestie["themas"]]


def test_register_extensions_twice_is_once(taalmodel: Language) -> None:
    register_extensions()
    register_extensions()

    assert taalmodel("De wachtlijsten zijn lang.")[1]._.get(LEMMA_EXTENSION) == "wachtlijst"
