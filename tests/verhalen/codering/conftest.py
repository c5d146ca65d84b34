from __future__ import annotations

import pytest

from tests.factories.codering import CodeerbaarVerhaalFactory, VoorstelFactory, VoorstelrondeFactory, maak_codeboek
from verhalen.codering.models import Codeboek, Thema, Voorstel
from verhalen.programma.models import Knop
from verhalen.stamgegevens.models import Gemeente
from verhalen.verzameling.models import Verhaal


@pytest.fixture
def codeboek(lelystad: Gemeente) -> Codeboek:
    return maak_codeboek(lelystad)


@pytest.fixture
def verhaal(lelystad: Gemeente, codeboek: Codeboek) -> Verhaal:
    return CodeerbaarVerhaalFactory(gemeente=lelystad)


@pytest.fixture
def wachten(codeboek: Codeboek) -> Thema:
    return Thema.objects.get(gemeente=codeboek.gemeente, slug="wachten")


@pytest.fixture
def bureaucratie(codeboek: Codeboek) -> Thema:
    return Thema.objects.get(gemeente=codeboek.gemeente, slug="bureaucratie")


@pytest.fixture
def knop_4(codeboek: Codeboek) -> Knop:
    return Knop.objects.get(gemeente=codeboek.gemeente, nummer=4)


@pytest.fixture
def voorstel(verhaal: Verhaal) -> Voorstel:
    """The thema wachten, found in the first sentence."""
    return VoorstelFactory(ronde=VoorstelrondeFactory(verhaal=verhaal))
