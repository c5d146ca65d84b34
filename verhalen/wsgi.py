"""WSGI entry point."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from verhalen.kern.sleutels import check_keyring

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verhalen.settings")
application = get_wsgi_application()
check_keyring(Path(settings.VERHALEN_SLEUTELS))
