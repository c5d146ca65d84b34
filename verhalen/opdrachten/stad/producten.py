"""Which products the town uses and who delivers them: codes of the national list, one local code, and what goes
wrong."""

from __future__ import annotations

from verhalen.opdrachten.stad.model import Product

DIJK, KOMPAS, WATERLIJN, TJALK = "98000001", "98000002", "98000003", "98000004"
OEVERLICHT, VELDZICHT, BRUG, GROEI = "98000005", "98000006", "98000007", "98000008"
KADE, BIJDEHAND, NOORDERLICHT, WERF = "98000009", "98000010", "98000011", "98000012"

_AMBULANT = (DIJK, KOMPAS, WATERLIJN, BIJDEHAND, GROEI)
_SPECIALISTISCH = (DIJK, KOMPAS, WATERLIJN, KADE)

ZONDER_VERBLIJF = (
    Product("45", "45A04", False, _AMBULANT, 620, (90, 420), 24),
    Product("45", "45A48", False, (BIJDEHAND, KOMPAS, GROEI), 580, (90, 420), 12),
    Product("45", "45A05", False, _SPECIALISTISCH, 1080, (120, 540), 14),
    Product("45", "45A51", False, (KOMPAS, DIJK), 760, (90, 300), 8),
    Product("45", "45A06", False, (WATERLIJN, KADE), 900, (30, 120), 5),
    Product("51", "51A01", False, (NOORDERLICHT, WATERLIJN), 420, (60, 240), 10),
    Product("51", "51A03", False, (NOORDERLICHT, OEVERLICHT), 520, (60, 270), 4),
    Product("52", "52A00", False, (OEVERLICHT, NOORDERLICHT), 1240, (150, 600), 9),
    Product("41", "41A03", False, (GROEI, KADE), 1900, (120, 600), 5),
    Product("42", "42A03", False, (GROEI,), 310, (120, 500), 2),
    Product("40", "40A04", False, (BIJDEHAND,), 880, (120, 600), 2),
    Product("48", "48A04", False, (DIJK,), 690, (180, 540), 2),
    Product("46", "46A01", False, (KOMPAS, DIJK), 2300, (14, 60), 1),
    Product("46", "46A03", False, (DIJK, VELDZICHT), 7400, (10, 40), 0.7),  # a stay to Statistics Netherlands alone
    Product("45", "45X91", False, (GROEI, BIJDEHAND), 540, (60, 240), 1.2),  # in no catalogue
    Product("45", None, False, (KOMPAS, WATERLIJN), 640, (90, 300), 1.2, rekening=("45", "45A04")),
    Product(None, None, False, (KOMPAS, GROEI), 700, (90, 300), 0.9, rekening=("45", "45A05")),
)
PLEEGZORG = (
    Product("44", "44A07", True, (BRUG,), 1500, (240, 1500), 20, pleegzorg=True),
    Product("43", "43A09", True, (BRUG, DIJK), 1800, (200, 900), 6, pleegzorg=True),
)
ANDER_VERBLIJF = (
    Product("43", "43A10", True, (TJALK,), 5600, (240, 1100), 7),
    Product("44", "44A08", True, (TJALK, VELDZICHT), 4800, (240, 1100), 4),
    Product("44", "44A09", True, (BIJDEHAND, TJALK), 1200, (180, 700), 5),
    Product("43", "43A36", True, (KADE, DIJK), 9800, (120, 500), 8),
    Product("43", "43A38", True, (KADE,), 12400, (120, 420), 4),
    Product("43", "43A12", True, (KADE,), 15800, (60, 240), 1.5),
    Product("44", "44A28", True, (VELDZICHT, WERF), 5400, (150, 600), 9),
    Product("44", "44A32", True, (WERF, BIJDEHAND), 2700, (150, 500), 3),
    Product("50", "90002", True, (VELDZICHT, KADE), 8800, (120, 500), 2),  # the region's own code
    Product("43", None, True, (KADE,), 9000, (90, 360), 1, rekening=("43", "43A36")),
)
WONEN_NA_18 = tuple(product for product in ANDER_VERBLIJF if product.code in {"44A28", "44A32", "44A08", "90002"})
# A tender: from this product to that one on 1 January 2024, with the same people.
TENDER_VAN, TENDER_NAAR = ZONDER_VERBLIJF[0], ZONDER_VERBLIJF[1]
