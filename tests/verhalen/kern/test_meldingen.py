"""What a form says when something is missing: a sentence that fits the kind of field, never Django's own."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client

from verhalen.gebruikers.adapter import GeenAanmelding, VersleuteldeTweedeFactor
from verhalen.kern.models import Taak


@pytest.mark.parametrize(
    ("field", "zin"),
    [
        (forms.CharField(), "Vul dit in."),
        (forms.ChoiceField(choices=[("a", "A")]), "Maak een keuze."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), "Maak een keuze."),
        (forms.BooleanField(), "Zet hier een vinkje."),
        (forms.FileField(), "Kies een bestand."),
        (forms.DateField(), "Vul een datum in, bijvoorbeeld 31-12-2025."),
        (forms.IntegerField(), "Vul een getal in."),
        (forms.CharField(error_messages={"required": "Zeg het zelf."}), "Zeg het zelf."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_empty_field_says_what_to_do(field: forms.Field, zin: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(None)

    assert refused.value.messages == [zin]


@pytest.mark.parametrize(
    ("field", "value"),
    [(forms.ChoiceField(choices=[("a", "A")]), "b"), (forms.MultipleChoiceField(choices=[("a", "A")]), ["b"])],
    ids=["one", "more"],
)
def test_a_choice_that_is_not_there_is_not_repeated(field: forms.Field, value: Any) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(value)

    assert refused.value.messages == ["Deze keuze bestaat niet. Kies er een uit de lijst."]


@pytest.mark.django_db
def test_who_cannot_log_in_is_spoken_to_as_u(client: Client) -> None:
    page = client.post("/account/login/", {"login": "niemand", "password": "geheim"}).content.decode()

    assert "De gebruikersnaam of het wachtwoord klopt niet." in page
    assert "Vul dit in." in client.post("/account/login/", {}).content.decode()


@pytest.mark.parametrize("adapter", [GeenAanmelding, VersleuteldeTweedeFactor])
def test_no_message_of_ours_says_je(adapter: Any) -> None:
    own = {key: text for key, text in adapter.error_messages.items() if isinstance(text, str)}

    assert len(own) >= 3
    assert not [text for text in own.values() if {"je", "jouw", "jou"} & set(text.lower().split())]


@pytest.mark.parametrize(
    ("staat", "gedaan", "totaal", "zin"),
    [("wacht", 0, 0, "wacht op zijn beurt"), ("loopt", 0, 0, "begonnen"), ("loopt", 3, 7, "3 van 7")],
)
def test_progress_says_where_it_stands(staat: str, gedaan: int, totaal: int, zin: str) -> None:
    taak = Taak(pk=1, soort="verhalen-inlezen", staat=staat, gedaan=gedaan, totaal=totaal)

    html = render_to_string("kern/_taak.html", {"taak": taak})

    assert zin in html
    assert "0 van 0" not in html
    assert 'max="0"' not in html


@pytest.mark.parametrize(
    ("source", "woord"),
    [
        ("{{ 'utf-8-sig'|tekenset }}", "UTF-8"),
        ("{{ 'cp1252'|tekenset }}", "Windows-1252"),
        ("{{ ';'|scheiding }}", "p"),
    ],
)
def test_a_file_is_described_in_words_that_people_know(source: str, woord: str) -> None:
    assert Template(source).render(Context()).startswith(woord)
