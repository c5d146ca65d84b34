"""Reading the codebook and finding fragments: closed until asked for, found by a word, never a dead end."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.codering import CodeerbaarVerhaalFactory, CoderingFactory, FragmentFactory, maak_codeboek
from verhalen.codering.models import Codeerregel
from verhalen.gebruikers.models import Gebruiker

CODEBOEK = reverse("codering:codeboek")
FRAGMENTEN = reverse("codering:fragmenten")


@pytest.fixture
def codeur(client: Client, onderzoeker: Gebruiker) -> Client:
    """Somebody who reads stories, of a municipality with a codebook."""
    maak_codeboek(onderzoeker.gemeente)
    client.force_login(onderzoeker, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def zonder_tweede_factor(settings: object) -> None:
    settings.TWEEDE_FACTOR = False  # type: ignore[attr-defined]  # pytest-django gives a plain wrapper


def names(page: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", found).strip() for found in re.findall(r"<summary><h3>(.*?)</h3>", page, re.DOTALL)]


def test_every_rule_is_closed_and_has_its_place(codeur: Client) -> None:
    page = codeur.get(CODEBOEK).content.decode()

    assert len(names(page)) == Codeerregel.objects.count()
    assert "<details open>" not in page
    assert 'id="knop4"' in page


def test_the_phrases_stand_there_only_for_the_rule_that_is_asked(codeur: Client) -> None:
    closed = codeur.get(CODEBOEK).content.decode()
    opened = codeur.get(CODEBOEK, {"toon": "knop:4"}).content.decode()

    assert "keer ... vertellen" not in closed
    assert "keer ... vertellen" in opened
    assert opened.count("<details open>") == 1


@pytest.mark.parametrize("zoek", ["LICHTE hulp", "líchte", "lichte & hulp"])
def test_a_rule_is_found_by_its_words_without_accents_or_capitals(codeur: Client, zoek: str) -> None:
    page = codeur.get(CODEBOEK, {"zoek": zoek}).content.decode()

    assert any("Inzetten op lichte jeugdhulp" in name for name in names(page))
    assert len(names(page)) < Codeerregel.objects.count()
    assert page.count("<details open>") == len(names(page))


def test_words_that_occur_nowhere_say_so(codeur: Client) -> None:
    assert "Geen code past bij deze woorden" in codeur.get(CODEBOEK, {"zoek": "xyzzy"}).content.decode()


def test_fragments_without_a_choice_offer_the_labels_that_are_used(codeur: Client, onderzoeker: Gebruiker) -> None:
    verhaal = CodeerbaarVerhaalFactory(gemeente=onderzoeker.gemeente)
    CoderingFactory(fragment=FragmentFactory(verhaal=verhaal, codeur=onderzoeker))

    answer = codeur.get(FRAGMENTEN)

    assert answer.status_code == 200
    links = re.findall(r'href="([^"]*\?code=[^"]*)"', answer.content.decode())
    assert len(links) == 1
    assert codeur.get(links[0]).status_code == 200


def test_fragments_without_any_code_point_to_the_work(codeur: Client) -> None:
    assert "Ga coderen" in codeur.get(FRAGMENTEN).content.decode()
