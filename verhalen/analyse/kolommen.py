"""Names of the columns that `analyse` reads and writes; the csv contract of the importers uses the same."""

from __future__ import annotations

# who and which
CLIENT = "client"  # pseudonym, never a burgerservicenummer
TOEWIJZING = "toewijzing_id"
AANBIEDER = "aanbieder_agb"
WIJK = "wijk"
VERWIJZER = "verwijzer_type"

# what
CATEGORIE = "categorie"
PRODUCT = "productcode"
HULPVORM = "hulpvorm"
ZORGVORM = "zorgvorm"
PRODUCTLIJN = "productlijn"  # the product after following every successor
VERBLIJF = "verblijf"  # the municipality's reading: category 43/44 or a local code; <NA> is unknown
VERBLIJF_CBS = "verblijf_cbs"  # the reading of Statistics Netherlands: hulpvorm 11-14
PLEEGZORG = "pleegzorg"

# when it was said
VERSIE = "versie_tijdstip"
DAGTEKENING = "dagtekening"
VOLGNUMMER = "volgnummer"  # order of reading; decides between records of the same moment

# what was allocated
INGANGSDATUM = "ingangsdatum"
EINDDATUM = "einddatum"
REDEN_WIJZIGING = "reden_wijziging"

# what was delivered (messages 305 and 307)
TOEWIJZING_INGANGSDATUM = "toewijzing_ingangsdatum"
BEGINDATUM = "begindatum"
REDEN_BEEINDIGING = "reden_beeindiging"
STATUS = "status_aanlevering"

# effective dates, flags and age, made by `toewijzingen`
START = "start"
EINDE = "einde"  # NaT: open-ended
LEEFTIJD = "leeftijd"  # completed years on `start`
LEEFTIJD_BIJ_START = "leeftijd_bij_start"  # as the source computed it
GEBOORTEMAAND = "geboortejaar_maand"  # first day of the month of birth
NOOIT_GESTART = "nooit_gestart"
STOP_ONTBREEKT = "stop_ontbreekt"
STOP_NA_EINDE = "stop_na_einde"
START_VOOR_INGANG = "start_voor_ingang"
VROEG_GESTOPT = "vroeg_gestopt"

# chains
EPISODE = "episode"
AANTAL = "aantal"

# the other tables
JAAR = "jaar"
MAAND = "maand"
LEEFTIJDSJAAR = "leeftijd"
GEBIED = "gebied"
BEDRAG = "bedrag_cent"
SOORT = "soort"
KNOP = "knop"
INDICATOR = "indicator"
PERIODE = "periode"
WAARDE = "waarde"
NOEMER = "noemer"
BRON = "bron"

# catalogue
CODE = "code"
OPVOLGER = "opvolger"
