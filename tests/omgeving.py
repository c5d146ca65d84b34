"""The environment of the tests, set before Django reads its settings (loaded with ``-p tests.omgeving``)."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_map = Path(tempfile.mkdtemp(prefix="verhalen-test-"))
atexit.register(shutil.rmtree, _map, ignore_errors=True)
# whitenoise warns when there is nothing to serve, and warnings are errors here.
(_map / "static").mkdir()

os.environ["VERHALEN_DEMO"] = "1"
os.environ["TWEEDE_FACTOR"] = "1"
os.environ["VERHALEN_TEST"] = "1"
os.environ["VERHALEN_DATA"] = str(_map)
os.environ["VERHALEN_SLEUTELS"] = str(_map / "sleutels.json")
for _name in ("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "HTTPS", "BRON_OP_SERVER"):
    os.environ.pop(_name, None)
if not os.environ.get("VERHALEN_TEST_DATABASE"):
    os.environ.pop("DATABASE_URL", None)
else:
    os.environ["DATABASE_URL"] = os.environ["VERHALEN_TEST_DATABASE"]
