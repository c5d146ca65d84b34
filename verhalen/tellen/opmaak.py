"""Figures as people read them: decimal comma, thousand points, the unit in words."""

from __future__ import annotations

from django.utils.formats import number_format

VAST = "\u00a0"  # keeps a number and its unit on one line
SYMBOOL = "x"  # what stands where a small number is hidden; the same everywhere
DECIMALEN = {"procent": 1, "euro": 0, "mln-euro": 1, "aantal": 0, "dagen": 0, "verhouding": 2}


def getal(waarde: float, decimalen: int = 0) -> str:
    """Return a number the Dutch way; never minus zero."""
    return number_format(round(waarde, decimalen) + 0.0, decimal_pos=decimalen, force_grouping=True)


def in_eenheid(waarde: float, eenheid: str) -> str:
    """Return a figure with its unit: '12,7 %', 'EUR 17.300', 'EUR 41,7 miljoen', '353'."""
    tekst = getal(waarde, DECIMALEN.get(eenheid, 1))
    if eenheid == "procent":
        return f"{tekst}{VAST}%"
    if eenheid == "euro":
        return f"EUR{VAST}{tekst}"
    if eenheid == "mln-euro":
        return f"EUR{VAST}{tekst}{VAST}miljoen"
    return f"{tekst}{VAST}dagen" if eenheid == "dagen" else tekst


def on_axis(waarde: float, eenheid: str) -> str:
    """Return a figure for the scale of a chart: as short as it can be, the currency left to the words beside it."""
    decimalen = next((aantal for aantal in range(3) if abs(waarde - round(waarde, aantal)) < 1e-9), 3)
    tekst = getal(waarde, decimalen)
    return f"{tekst}{VAST}%" if eenheid == "procent" else tekst


def for_table(waarde: float | None, eenheid: str) -> str:
    """Return the bare number for a csv file: decimal comma, no thousand points, one digit more than is shown."""
    if waarde is None:
        return ""
    decimalen = 0 if eenheid == "aantal" and waarde == round(waarde) else DECIMALEN.get(eenheid, 1) + 1
    return str(number_format(waarde, decimal_pos=decimalen, use_l10n=True, force_grouping=False))


def change(nu: float, toen: float, eenheid: str) -> str:
    """Return what changed, in words: '0,8 procentpunt lager', '12 % hoger', 'gelijk'."""
    if eenheid == "procent":
        verschil, woorden = round(nu - toen, 1), f"{VAST}procentpunt"
    elif toen == 0:
        return "gelijk" if nu == 0 else f"{getal(abs(nu))} hoger"
    else:
        verschil, woorden = round(100 * (nu - toen) / toen), f"{VAST}%"
    if verschil == 0:
        return "gelijk"
    tekst = getal(abs(verschil), 1 if eenheid == "procent" else 0)
    return f"{tekst}{woorden} {'hoger' if verschil > 0 else 'lager'}"


def parts(teller: float | None, is_geld: bool) -> str:
    """Return a numerator or denominator: a count, or eurocents as euros."""
    if teller is None:
        return ""
    return f"EUR{VAST}{getal(teller / 100)}" if is_geld else getal(teller)
