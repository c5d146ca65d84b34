"""The keyring: made once, readable by its owner alone, rotatable, and useless for another object."""

from __future__ import annotations

import base64
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from verhalen.kern.sleutels import (
    OntcijferingMislukt,
    Sleuteldoel,
    Versleuteld,
    check_keyring,
    complete_keyring,
    create_keyring,
    decrypt,
    encrypt,
    rotate,
    sign,
    sign_with_all,
)

INHOUD = b"Ik sprak Fatima bij de haven."


@pytest.fixture
def bos(tmp_path: Path, settings: Any) -> Path:
    """A keyring of this test alone."""
    path = tmp_path / "sleutels" / "sleutels.json"
    settings.VERHALEN_SLEUTELS = path
    create_keyring(path)
    return path


def test_a_keyring_holds_a_key_for_every_purpose(bos: Path) -> None:
    ring = json.loads(bos.read_text())

    keys = [base64.b64decode(entry["sleutels"][entry["actief"]]) for entry in ring.values()]
    assert set(ring) == set(Sleuteldoel)
    assert {len(key) for key in keys} == {32}
    assert len(set(keys)) == len(keys)


def test_only_the_owner_can_read_the_keyring(bos: Path) -> None:
    assert stat.S_IMODE(bos.stat().st_mode) == 0o600


def test_making_a_keyring_again_changes_nothing(bos: Path) -> None:
    before = bos.read_bytes()

    assert create_keyring(bos) is False

    assert bos.read_bytes() == before
    assert [path.name for path in bos.parent.iterdir()] == ["sleutels.json"]


def test_two_processes_that_start_together_share_one_whole_keyring(tmp_path: Path) -> None:
    """The loser reads at once, so half a file would show."""
    path = tmp_path / "sleutels.json"
    code = (
        "import json, pathlib, sys, time\n"
        "from verhalen.kern.sleutels import create_keyring\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "while time.time() < float(sys.argv[2]): pass\n"
        "made = create_keyring(path)\n"
        "print(int(made), len(json.loads(path.read_text())), hash(path.read_text()))"
    )
    begin = str(time.time() + 2.0)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "verhalen.settings", "PYTHONHASHSEED": "1"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), begin], stdout=subprocess.PIPE, env=environment, text=True
        )
        for _process in range(4)
    ]
    answers = [process.communicate()[0].split() for process in started]

    assert sorted(made for made, _keys, _hash in answers) == ["0", "0", "0", "1"]
    assert {keys for _made, keys, _hash in answers} == {str(len(Sleuteldoel))}
    assert len({text for _made, _keys, text in answers}) == 1


@pytest.mark.usefixtures("bos")
def test_what_was_encrypted_can_be_decrypted() -> None:
    secret = encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")

    assert decrypt(Sleuteldoel.KLUIS, secret, voor="verhaal 1") == INHOUD
    assert b"Fatima" not in secret.inhoud


@pytest.mark.usefixtures("bos")
def test_the_same_text_never_gives_the_same_ciphertext() -> None:
    ciphertexts = {encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1").inhoud for _time in range(20)}

    assert len(ciphertexts) == 20


@pytest.mark.usefixtures("bos")
def test_ciphertext_moved_to_another_object_is_refused() -> None:
    secret = encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")

    with pytest.raises(OntcijferingMislukt, match="hoort niet bij deze sleutel of is beschadigd"):
        decrypt(Sleuteldoel.KLUIS, secret, voor="verhaal 2")


@pytest.mark.usefixtures("bos")
def test_a_key_of_another_purpose_does_not_open_it() -> None:
    secret = encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")

    with pytest.raises(OntcijferingMislukt):
        decrypt(Sleuteldoel.VELDAPP, secret, voor="verhaal 1")


@pytest.mark.usefixtures("bos")
@pytest.mark.parametrize("place", [0, 5, 12, 20, -1])
def test_damaged_ciphertext_is_refused(place: int) -> None:
    secret = encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")
    damaged = bytearray(secret.inhoud)
    damaged[place] ^= 1

    with pytest.raises(OntcijferingMislukt):
        decrypt(Sleuteldoel.KLUIS, Versleuteld(secret.sleutel_id, bytes(damaged)), voor="verhaal 1")


@pytest.mark.usefixtures("bos")
@pytest.mark.parametrize("inhoud", [b"", b"kort", b"x" * 12])
def test_ciphertext_that_is_cut_off_is_refused(inhoud: bytes) -> None:
    with pytest.raises(OntcijferingMislukt):
        decrypt(Sleuteldoel.KLUIS, Versleuteld("k1", inhoud), voor="verhaal 1")


@pytest.mark.usefixtures("bos")
def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(OntcijferingMislukt, match="Sleutel k9 voor kluis staat niet in de sleutelbos"):
        decrypt(Sleuteldoel.KLUIS, Versleuteld("k9", b"x" * 40), voor="verhaal 1")


def test_after_a_rotation_old_rows_stay_readable(bos: Path) -> None:
    old = encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")

    assert rotate(bos, Sleuteldoel.KLUIS) == "k2"

    new = encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 2")
    assert (old.sleutel_id, new.sleutel_id) == ("k1", "k2")
    assert decrypt(Sleuteldoel.KLUIS, old, voor="verhaal 1") == INHOUD
    assert decrypt(Sleuteldoel.KLUIS, new, voor="verhaal 2") == INHOUD


def test_a_rotation_leaves_other_purposes_and_permissions_alone(bos: Path) -> None:
    before = json.loads(bos.read_text())

    rotate(bos, Sleuteldoel.KLUIS)

    after = json.loads(bos.read_text())
    assert {doel for doel in after if after[doel] != before[doel]} == {"kluis"}
    assert stat.S_IMODE(bos.stat().st_mode) == 0o600
    assert [path.name for path in bos.parent.iterdir()] == ["sleutels.json"]


def test_a_process_that_was_running_reads_what_another_process_encrypted_after_a_rotation(bos: Path) -> None:
    encrypt(Sleuteldoel.KLUIS, INHOUD, voor="maakt dat dit proces de sleutelbos kent")
    code = (
        "import base64, pathlib, sys, django\n"
        "django.setup()\n"
        "from verhalen.kern.sleutels import Sleuteldoel, encrypt, rotate\n"
        "rotate(pathlib.Path(sys.argv[1]), Sleuteldoel.KLUIS)\n"
        "secret = encrypt(Sleuteldoel.KLUIS, b'nieuw', voor='verhaal 1')\n"
        "print(secret.sleutel_id, base64.b64encode(secret.inhoud).decode())"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "verhalen.settings", "VERHALEN_SLEUTELS": str(bos)}
    printed = subprocess.run(
        [sys.executable, "-c", code, str(bos)], env=environment, capture_output=True, text=True, check=True
    ).stdout.split()

    secret = Versleuteld(printed[0], base64.b64decode(printed[1]))

    assert decrypt(Sleuteldoel.KLUIS, secret, voor="verhaal 1") == b"nieuw"


def test_a_signature_finds_a_secret_back_after_a_rotation(bos: Path) -> None:
    stored = sign(Sleuteldoel.INTREKCODE, "k7fdx2mb9tqs")

    rotate(bos, Sleuteldoel.INTREKCODE)

    assert sign(Sleuteldoel.INTREKCODE, "k7fdx2mb9tqs") != stored
    assert stored in sign_with_all(Sleuteldoel.INTREKCODE, "k7fdx2mb9tqs")
    assert stored not in sign_with_all(Sleuteldoel.INTREKCODE, "k7fdx2mb9tqt")
    assert "k7fdx2mb9tqs" not in stored


def test_a_missing_keyring_says_how_to_make_one(tmp_path: Path, settings: Any) -> None:
    settings.VERHALEN_SLEUTELS = tmp_path / "er-niet.json"

    with pytest.raises(ImproperlyConfigured, match=r"manage\.py maak_sleutels"):
        encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"kluis": {}}', '{"kluis": {"actief": "k1", "sleutels": {"k1": "kort"}}}', '{"onbekend": {}}'],
)
def test_a_damaged_keyring_is_refused_with_a_sentence(bos: Path, content: str) -> None:
    bos.write_text(content)

    with pytest.raises(ImproperlyConfigured, match="De sleutelbos is beschadigd"):
        encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")


def test_a_keyring_without_a_purpose_names_it(bos: Path) -> None:
    ring = json.loads(bos.read_text())
    del ring["kluis"]
    bos.write_text(json.dumps(ring))

    with pytest.raises(ImproperlyConfigured, match="geen sleutels voor kluis"):
        encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")


def test_a_ring_from_before_an_update_gets_the_new_keys_and_keeps_the_old(bos: Path) -> None:
    before = encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")
    ring = json.loads(bos.read_text())
    kept = {doel: entry for doel, entry in ring.items() if doel != "zoekvraag"}
    bos.write_text(json.dumps(kept))

    with pytest.raises(ImproperlyConfigured, match=r"geen sleutels voor zoekvraag.*maak_sleutels"):
        encrypt(Sleuteldoel.ZOEKVRAAG, INHOUD, voor="zoekvraag:1")

    assert complete_keyring(bos) == ["zoekvraag"]

    assert decrypt(Sleuteldoel.KLUIS, before, voor="verhaal 1") == INHOUD
    assert {doel: json.loads(bos.read_text())[doel] for doel in kept} == kept
    assert stat.S_IMODE(bos.stat().st_mode) == 0o600
    assert complete_keyring(bos) == []


def test_a_ring_that_lost_an_old_key_is_not_made_whole_with_a_new_one(bos: Path) -> None:
    """A fresh key in its place would hide that what was encrypted cannot be read any more."""
    ring = json.loads(bos.read_text())
    del ring["kluis"]
    bos.write_text(json.dumps(ring))

    assert complete_keyring(bos) == []

    with pytest.raises(ImproperlyConfigured, match=r"geen sleutels voor kluis\. Zet de reservekopie"):
        encrypt(Sleuteldoel.KLUIS, INHOUD, voor="verhaal 1")


def test_a_ring_from_before_an_update_is_named_at_start(tmp_path: Path) -> None:
    path = tmp_path / "sleutels.json"
    create_keyring(path)
    ring = json.loads(path.read_text("ascii"))
    del ring[Sleuteldoel.ZOEKVRAAG]
    path.write_text(json.dumps(ring), "ascii")

    with pytest.raises(ImproperlyConfigured, match="mist een sleutel voor zoekvraag"):
        check_keyring(path)


def test_a_whole_ring_or_none_yet_is_no_reason_to_stop(tmp_path: Path) -> None:
    create_keyring(tmp_path / "heel.json")

    check_keyring(tmp_path / "heel.json")
    check_keyring(tmp_path / "er-is-nog-geen.json")
