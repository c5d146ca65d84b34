"""Settings of Verhalen, read from the environment; safe by default.

``VERHALEN_DEMO=1`` is the only way to run without a real secret and without second
factor. It works on invented stories alone and says so on every page.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from verhalen.env import read_database, read_days, read_flag, read_list, read_path, read_proxies, read_required

BASE_DIR = Path(__file__).resolve().parent.parent
VERHALEN_DATA = read_path("VERHALEN_DATA", default=BASE_DIR / "var")
VERHALEN_DEMO = read_flag("VERHALEN_DEMO", default=False)
DEBUG = read_flag("DEBUG", default=False)
if DEBUG and not VERHALEN_DEMO:
    raise ImproperlyConfigured("DEBUG=1 mag alleen samen met VERHALEN_DEMO=1: foutpagina's tonen tekst van verhalen.")
SECRET_KEY = (
    os.environ.get("SECRET_KEY") or "alleen-voor-de-demo-met-verzonnen-verhalen-nooit-daarbuiten"
    if VERHALEN_DEMO
    else read_required("SECRET_KEY", minimum=50)
)
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS mag geen * bevatten: noem de namen waaronder deze site bereikbaar is.")
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS", default=[])

# Whose word about a visitor's address is believed; without it nobody's.
VERTROUWDE_PROXIES = read_proxies("VERTROUWDE_PROXIES")

# How long raw words may stay: text and contact long enough to check, code and correct; a file that waits, or rows
# that were refused, as long as somebody may be on holiday. The FG of a municipality may shorten each.
BEWAARDAGEN = read_days("BEWAARDAGEN", default={"tekst": 730, "contact": 730, "inzending": 730, "bestand": 30})

VERHALEN_SLEUTELS = read_path("VERHALEN_SLEUTELS", default=VERHALEN_DATA / "sleutels.json")
TWEEDE_FACTOR = read_flag("TWEEDE_FACTOR", default=True)
if not TWEEDE_FACTOR and not VERHALEN_DEMO:
    raise ImproperlyConfigured("TWEEDE_FACTOR=0 mag alleen samen met VERHALEN_DEMO=1.")
BRON_OP_SERVER = read_flag("BRON_OP_SERVER", default=False)
HTTPS = read_flag("HTTPS", default=not VERHALEN_DEMO)
if not HTTPS and not VERHALEN_DEMO:
    raise ImproperlyConfigured("HTTPS=0 mag alleen samen met VERHALEN_DEMO=1.")
NLP_MODEL = os.environ.get("NLP_MODEL") or str(BASE_DIR / "nlp" / "models" / "nl_verhalen_sm")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
    "simple_history",
    "template_partials.apps.SimpleAppConfig",
    "verhalen.kern",
    "verhalen.stamgegevens",
    "verhalen.gebruikers",
    "verhalen.programma",
    "verhalen.kluis",
    "verhalen.verzameling",
    "verhalen.codering",
    "verhalen.toewijzing",
    "verhalen.tellen",
    "verhalen.duiding",
    "verhalen.privacy",
    "verhalen.opdrachten",
]

MIDDLEWARE = [
    "api.koppelvlak.Koppelvlak",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "verhalen.gebruikers.middleware.LoginEnTweedeFactor",
    "verhalen.kern.middleware.GeenNulteken",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "verhalen.kern.middleware.NietBewarenInCache",
    "verhalen.kern.middleware.ZinBijWeigering",
]

ROOT_URLCONF = "verhalen.urls"
WSGI_APPLICATION = "verhalen.wsgi.application"
DATABASES = {"default": read_database(f"sqlite:///{VERHALEN_DATA / 'verhalen.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

COTTON_DIR = "_components"
_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "frontend" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "verhalen.kern.templatetags.verhalen",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "verhalen.kern.context.kader",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["verhalen.formats"]

STATIC_URL = "static/"
STATIC_ROOT = VERHALEN_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "frontend" / "gebouwd"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or read_flag("VERHALEN_TEST", default=False)
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VERHALEN_DATA / "media"

AUTH_USER_MODEL = "gebruikers.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "verhalen.gebruikers.adapter.GeenAanmelding"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Verhalen"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "verhalen.gebruikers.adapter.VersleuteldeTweedeFactor"

# Rate limits of the login must hold over all processes, so they live in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "verhalen.kern.views.csrf_geweigerd"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if read_flag("ACHTER_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# A story is at most 256 kB. A file is at most 20 MB with stories and 100 MB with figures; a larger one does not
# arrive at all, and none is ever written to disk as it came.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 101 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# VERHALEN_TEST runs background work at once, so that a test sees its result.
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if read_flag("VERHALEN_TEST", default=False)
        else "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.toegang.Sleutelauthenticatie", "api.toegang.Sessieauthenticatie"],
    "DEFAULT_PERMISSION_CLASSES": ["api.toegang.MetRecht"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.ontleden.DiepteveiligeJson"],
    "DEFAULT_PAGINATION_CLASS": "api.paginering.Paginering",
    # Without a list the document takes any ?version= for its own, up to the name of the file.
    "ALLOWED_VERSIONS": ["1.0.0"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.fouten.handle",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Verhalen",
    "DESCRIPTION": "Verhalen, coderingen en inzendingen van een gemeente. Verhalen komen er alleen veilig uit.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "api.document.complete"],
    "CONTACT": {
        "name": os.environ.get("CONTACT_NAAM") or "Beheer van deze installatie",
        "email": os.environ.get("CONTACT_EMAIL") or "beheer@gemeente.example",
        "url": os.environ.get("CONTACT_ADRES") or "https://gemeente.example/verhalen",
    },
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {"LeeftijdsbandEnum": "verhalen.stamgegevens.models.Leeftijdsband.choices"},
}

# Errors name the kind of failure and where, never the request body: it may hold a story.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"zonder_inhoud": {"()": "verhalen.kern.logboek.ZonderInhoud"}},
    "formatters": {"regel": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "regel", "filters": ["zonder_inhoud"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
# Putting the domain on the browsers' preload list binds every other site of the municipality: theirs to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
