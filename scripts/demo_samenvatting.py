"""Print what the demonstration holds, from the numbers that loading it gave."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ACCOUNTS = (
    *("veldwerker", "onderzoeker", "hoofdonderzoeker", "data-analist", "programmateam", "contractmanager"),
    *("casusregie", "vrijgever", "privacy-officer", "fg", "beheerder", "deelnemer"),
)


def main(path: Path, seconds: int) -> None:
    data = json.loads(path.read_text("utf-8"))
    print("\nDe demonstratie staat klaar (alles verzonnen)")
    for naam, aantal in data["aantallen"].items():
        print(f"  {naam.replace('_', ' '):<28}{aantal:>8}")
    if data["beginwaarden"]:
        print("Wat de gemeente drukte, en wat de verzonnen stad geeft")
        for rij in data["beginwaarden"]:
            print(f"  {rij['jaar']}  {rij['naam'][:58]:<60}{rij['gedrukt']:>26}{rij['berekend']:>18}")
    print("Seconden per stap")
    for naam, duur in data["seconden"].items():
        print(f"  {naam:<28}{duur:>8.1f}".replace(".", ","))
    print(f"  {'alles bij elkaar':<28}{seconds:>8}")
    print(f"Accounts: {', '.join(ACCOUNTS)}\nWachtwoord voor allemaal: verhalen-demo-2025")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
