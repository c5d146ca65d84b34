"""How long a person waits for a page, and how large it is: through the real server, one request after the other."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from benchmarks.gegevens import Proefstad
from benchmarks.maat import Maat, percentile
from benchmarks.server import Antwoord, Bezoeker, serve

KEREN = 200
WARM = 10
KNOPPEN = range(1, 15)
# Words people search for: frequent, rare, two together, a phrase, an excluded one, a beginning.
ZOEKWOORDEN = (
    *("hulp", "school", "wachten", "moeder", "wijkteam", "schulden", "vertrouwen", "pleegzorg", "bureaucratie"),
    *("school moeder", "hulp wachten", '"van het kastje naar de muur"', "hulp NIET school", "wacht*", "vader OF oma"),
)
P95_LIJST_MS, P95_BORD_MS, PAGINA_KB = 100, 300, 100
SOORTEN = ("straatinterview", "verhaal", "professional", "bijeenkomst")


def measure(stad: Proefstad) -> list[Maat]:
    """Return the figures of every screen that has a bound, each beside the empty page of the same server."""
    with serve(stad) as port:
        onderzoeker, team = Bezoeker(port), Bezoeker(port)
        onderzoeker.log_in("onderzoeker")
        team.log_in("programmateam")
        floor = _p95(_visit(Bezoeker(port), ["/account/login/"] * KEREN))
        return [
            *_page("verhalenlijst", onderzoeker, _list_paths(_last_page(onderzoeker)), floor, P95_LIJST_MS),
            *_search(onderzoeker, floor),
            *_page("werklijst coderen", onderzoeker, ["/coderen/"], floor, P95_LIJST_MS),
            *_page("joint display van een knop", team, [f"/duiden/knoppen/{n}/" for n in KNOPPEN], floor, P95_BORD_MS),
            *_page("matrix van 14 knoppen", team, ["/duiden/"], floor, None, keren=20),
        ]


def _search(by: Bezoeker, floor: float) -> list[Maat]:
    return _page("zoeken in verhalen", by, [], floor, P95_LIJST_MS, ask=lambda _: by.search(_drawn(ZOEKWOORDEN)))


def _list_paths(last: int) -> list[str]:
    """Plain pages all through the list, and the filters a reader chooses."""
    pages = [f"/verhalen/?pagina={_LOT.randint(1, last)}" for _ in range(KEREN // 2)]
    return pages + [f"/verhalen/?soort={_drawn(SOORTEN)}&pagina={_LOT.randint(1, 20)}" for _ in range(KEREN // 2)]


_LOT = random.Random(1)


def _drawn(values: Sequence[str]) -> str:
    return _LOT.choice(values)


def _last_page(by: Bezoeker) -> int:
    found = re.findall(r"pagina=(\d+)", by.get("/verhalen/").inhoud.decode())
    return max(map(int, found), default=1)


def _page(
    naam: str,
    by: Bezoeker,
    paths: Sequence[str],
    floor: float,
    bound_ms: float | None,
    *,
    keren: int = KEREN,
    ask: Callable[[str], Antwoord] | None = None,
) -> list[Maat]:
    asked = [_drawn(paths) if paths else "" for _ in range(keren)]
    answers = _visit(by, asked, ask)
    p95 = _p95(answers)
    largest = max(len(answer.inhoud) for answer in answers) / 1000
    return [
        Maat(f"{naam}, p95", p95, "ms", f"lege pagina van dezelfde server, p95 {floor:.0f} ms", p95 / floor, bound_ms),
        Maat(f"{naam}, grootste pagina", largest, "kB", "onverpakt", None, PAGINA_KB if bound_ms else None),
    ]


def _visit(by: Bezoeker, paths: Sequence[str], ask: Callable[[str], Antwoord] | None = None) -> list[Antwoord]:
    answers = [(ask or by.get)(path) for path in [*paths[:WARM], *paths]]
    wrong = {answer.status for answer in answers} - {200}
    if wrong:
        raise RuntimeError(f"een pagina gaf {sorted(wrong)}")
    return answers[WARM:]


def _p95(answers: Sequence[Antwoord]) -> float:
    return percentile([answer.seconden for answer in answers], 0.95) * 1000
