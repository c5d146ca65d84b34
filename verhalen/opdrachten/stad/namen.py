"""Invented people: first names and surnames of many origins, streets that do not exist, postal codes that cannot.

A postal code with a Q is never given out in the Netherlands, so none of these leads to a real house.
"""

from __future__ import annotations

VOORNAMEN = (
    "Sanne", "Daan", "Fatima", "Mohamed", "Yara", "Levi", "Nour", "Sem", "Amira", "Finn", "Zoë", "Jayden", "Aylin",
    "Thijs", "Shanice", "Milan", "Kübra", "Lars", "Semih", "Noa", "Rayan", "Femke", "Kofi", "Lotte", "Imran", "Fenna",
    "Giovanni", "Maud", "Bilal", "Jasmijn", "Tygo", "Zeynep", "Owen", "Safiya", "Bram", "Chantal", "Emre", "Isa",
    "Jip", "Oliwia", "Kacper", "Mila", "Hodan", "Ruben", "Ximena", "Stijn", "Anouk", "Darius", "Elif", "Cas",
    "Naomi", "Wout", "Roos", "Ilias", "Puk", "Tijn", "Marwa", "Guus", "Sofia", "Berat",
)  # fmt: skip
ACHTERNAMEN = (
    ("Vries", "de"), ("Yılmaz", None), ("Bakker", None), ("El Amrani", None), ("Berg", "van den"), ("Kowalska", None),
    ("Pinas", None), ("Visser", None), ("Öztürk", None), ("Mulder", None), ("Haan", "de"), ("Warsame", None),
    ("Dekker", None), ("Ramdin", None), ("Bos", None), ("Veen", "van der"), ("Chen", None), ("Hoekstra", None),
    ("Martina", None), ("Smit", None), ("Benali", None), ("Postma", None), ("Nguyen", None), ("Leeuwen", "van"),
    ("Santos", None), ("Brouwer", None), ("Kaya", None), ("Dijk", "van"), ("Osei", None), ("Koning", None),
    ("Bouzid", None), ("Peeters", None), ("Wijngaard", None), ("Sahin", None), ("Molenaar", None), ("Tesfaye", None),
    ("Prins", None), ("Rahmani", None), ("Wal", "van der"), ("Jansen", None),
)  # fmt: skip
STRATEN = (
    "Kaapse Hoek", "Lepelaarspad", "Zeilmakersgang", "Golfbreker", "Rietzangerhof", "Peilschaal", "Dukdalfstraat",
    "Botterlaan", "Schorrenkamp", "Kwelderplein", "Wierdijk", "Stormvogelhof", "Tuigagepad", "Vuurbaak",
)  # fmt: skip
# Code of a wijk, its digits, and how many of the town's young people live there (parts of the whole).
WIJKEN = (
    ("WK099501", "8231", 9), ("WK099502", "8232", 12), ("WK099503", "8223", 13), ("WK099504", "8226", 10),
    ("WK099505", "8225", 7), ("WK099506", "8224", 9), ("WK099507", "8243", 11), ("WK099508", "8242", 8),
    ("WK099509", "8233", 3), ("WK099510", "8219", 3), ("WK099511", "8245", 15),
)  # fmt: skip
WIJK_VAN = {cijfers: wijk for wijk, cijfers, _ in WIJKEN}
LETTERS = ("QA", "QB", "QC", "QD", "QE")
BUITEN = "8299QX"  # somebody who stays elsewhere: in no table of wijken
