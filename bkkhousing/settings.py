"""Every setting of the project; what differs between machines comes from the environment.

`var/env` holds this machine's own values (`make run` writes it with a random key);
the environment of the process wins over that file.
"""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from bkkhousing import databases, secrets

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
env.read_env(env("ENV_FILE", default=str(VAR_DIR / "env")))

# --- this machine -------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secrets.accepted_key(env("SECRET_KEY", default=""), debug=DEBUG)
# A key of its own lets signing keys change without taking every form's traits anew (`find_duplicates --anew`).
BLIND_INDEX_KEY = secrets.accepted_key(
    env("BLIND_INDEX_KEY", default=secrets.derived_key(SECRET_KEY, "blind index")),
    debug=DEBUG,
    name="BLIND_INDEX_KEY",
)
# Ids, phones and kept files are sealed with the first; the others still open what was sealed with them before
# (`rotate_keys` seals it anew).
DATA_KEYS = secrets.accepted_keys(env.list("DATA_KEYS", default=[]), secret=SECRET_KEY, debug=DEBUG)
# The trail's own key, so that whoever may write to the database still cannot write a true line of the trail.
AUDIT_KEY = secrets.accepted_key(
    env("AUDIT_KEY", default=secrets.derived_key(SECRET_KEY, "trail")), debug=DEBUG, name="AUDIT_KEY"
)
# Keys of before: what they marked stays true.
AUDIT_OLD_KEYS = secrets.accepted_former(env.list("AUDIT_OLD_KEYS", default=[]), name="AUDIT_OLD_KEYS")
# Seals backups, and nothing else; the former ones open what was sealed before. Without one, `backup` refuses.
BACKUP_KEY = secrets.accepted_if_set(env("BACKUP_KEY", default=""), debug=DEBUG, name="BACKUP_KEY")
BACKUP_KEYS_FORMER = secrets.accepted_former(
    env.list("BACKUP_KEYS_FORMER", default=[]), name="BACKUP_KEYS_FORMER"
)
AUDIT_KEEPS_DAYS = env.int("AUDIT_KEEPS_DAYS", default=400)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_TLS = env.bool("BEHIND_TLS", default=False)
# How many proxies of ours stand in front; only the addresses that they add to X-Forwarded-For are believed.
PROXIES = env.int("PROXIES", default=1 if BEHIND_TLS else 0)
secrets.refuse_public_debugging(ALLOWED_HOSTS, debug=DEBUG)
DATABASES = {
    "default": databases.connection_settings(
        env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'bkkhousing.sqlite3'}"),
        prepare_statements=env.bool("PREPARE_STATEMENTS", default=True),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- what the project is made of ----------------------------------------------------------
INSTALLED_APPS = [
    "bkkhousing",
    "districts",
    "accounts",
    "audit",
    "jobs",
    "communities",
    "surveys",
    "privacy",
    "plans",
    "open_data",
    "dashboards",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "import_export",
    "simple_history",
]
MIDDLEWARE = [
    "bkkhousing.request_lines.RequestLines",
    "bkkhousing.middleware.ShortHeads",
    "django.middleware.security.SecurityMiddleware",
    "bkkhousing.middleware.ContentSecurityPolicy",
    "bkkhousing.middleware.PageMethods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bkkhousing.middleware.ThaiFirstLocale",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "audit.middleware.Refusals",
    "bkkhousing.middleware.PrivatePages",
    "accounts.middleware.SessionsInUse",
    "accounts.middleware.SecondFactorFirst",
    "bkkhousing.limits.RateLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bkkhousing.error_pages.SpokenRefusals",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "bkkhousing.urls"
WSGI_APPLICATION = "bkkhousing.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dashboards.frame.navigation",
            ],
        },
    }
]

# --- language and time --------------------------------------------------------------------
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย")), ("en", _("อังกฤษ"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# --- files --------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "bkkhousing.finders.UsedAppFilesFinder",
    "bkkhousing.finders.PackageFilesFinder",
]
# Hashed names let browsers keep a file for ever; they need `collectstatic` first.
HASHED_STATIC = env.bool("HASHED_STATIC", default=not DEBUG)
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "jpg", "gif", "webp", "gz", "br", "woff", "woff2", "eot"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "bkkhousing.lib.sealed_storage.SealedStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# Uploaded tables beyond these are refused with a sentence that names the limit (bkkhousing/lib/uploads.py).
UPLOAD_LIMITS = {
    "file_mib": env.int("UPLOAD_FILE_MIB", default=20),
    "inflated_mib": env.int("UPLOAD_INFLATED_MIB", default=200),
    "ratio": env.int("UPLOAD_RATIO", default=150),
    "parts": env.int("UPLOAD_PARTS", default=2_000),
    "rows": env.int("UPLOAD_ROWS", default=100_000),
    "columns": env.int("UPLOAD_COLUMNS", default=2_000),
    "cell_characters": env.int("UPLOAD_CELL_CHARACTERS", default=32_767),
}

# --- jobs ---------------------------------------------------------------------------------
# A running job that was silent for so long is given to another worker.
JOB_PATIENCE_SECONDS = env.int("JOB_PATIENCE_SECONDS", default=30)
JOB_FOLDER = VAR_DIR / "jobs"
# A worker whose job met a full disk takes no other for so long.
JOB_RESTS_SECONDS = env.int("JOB_RESTS_SECONDS", default=60)

IMPORT_ASKS_ABOVE = env.float("IMPORT_ASKS_ABOVE", default=0.2)
"""The share of existing rows beyond which an import that would change them asks first."""

IMPORT_KEEPS_DAYS = env.int("IMPORT_KEEPS_DAYS", default=30)
"""How long an uploaded file is kept for its result and for looking at its rows."""

# --- e-mails and reminders ----------------------------------------------------------------
# `EMAIL_URL=smtp+tls://user:password@host:587`; without it nothing is sent and reminders stay in the app.
SENDS_MAIL = bool(env("EMAIL_URL", default=""))
vars().update(env.email_url_config(env("EMAIL_URL", default="") or "dummymail://"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="bkkhousing@localhost")
# Where people open the system; links in e-mails begin with it.
SITE_ADDRESS = env("SITE_ADDRESS", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}").rstrip("/")
REMINDERS = {
    "behind_percent": env.int("REMIND_BEHIND_PERCENT", default=10),
    "returned_days": env.int("REMIND_RETURNED_DAYS", default=3),
    "closing_days": env.int("REMIND_CLOSING_DAYS", default=14),
    "again_days": env.int("REMIND_AGAIN_DAYS", default=7),
}

# --- personal data ------------------------------------------------------------------------
# What was erased, outside the database: replayed after an older copy of it was restored.
ERASURE_LEDGER = VAR_DIR / "erasures.jsonl"

# --- open data ----------------------------------------------------------------------------
OPEN_DATA_LICENCE = {
    "name": env("OPEN_DATA_LICENCE", default="CC-BY-4.0"),
    "title": env("OPEN_DATA_LICENCE_TITLE", default="Creative Commons Attribution 4.0 International"),
    "path": env("OPEN_DATA_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/"),
}
"""Under what terms the open data may be used; each version keeps those under which it was published."""

# --- people -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.NotLikeOneself"},
    {
        "NAME": "accounts.passwords.NotShort",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "accounts.passwords.LongestPassword"},
    {"NAME": "accounts.passwords.NotCommon"},
    {"NAME": "accounts.passwords.NotOfThisPlace"},
    {"NAME": "accounts.passwords.NotBreached"},
]
# A file of breached passwords (sorted lines that begin with a SHA-1); it is read in place, a few lines each time.
BREACHED_PASSWORDS = env("BREACHED_PASSWORDS", default="")
# Heads and above show a code or a passkey beside the password; a demo machine (DEMO=1, as `make run` writes) goes without.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)
DEMO = env.bool("DEMO", default=False)
# The city's own sign-in (OpenID Connect) beside ours: it lets existing accounts in, by their verified e-mail (or, with
# OIDC_CLAIM=preferred_username, by their name).
OIDC = {
    "name": env("OIDC_NAME", default=""),
    "server": env("OIDC_SERVER", default=""),
    "client": env("OIDC_CLIENT_ID", default=""),
    "secret": env("OIDC_SECRET", default=""),
    "claim": env("OIDC_CLAIM", default="email"),
}
# A session lasts a working day at most, and ends earlier when it is not used.
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# --- how often -----------------------------------------------------------------------------
# Times and seconds, for each person and over all web processes; `strangers` for each address nobody signed in from.
# Whoever works with their own hands never meets them; RATE_LIMITS=off takes them away.
RATE_LIMITS = (
    {
        "search": (env.int("RATE_SEARCH", default=120), 60),
        "export": (env.int("RATE_EXPORT", default=120), 600),
        "reveal": (env.int("RATE_REVEAL", default=120), 600),
        "heavy": (env.int("RATE_HEAVY", default=3_000), 60),
        "api": (env.int("RATE_API", default=12_000), 60),
        "strangers": (env.int("RATE_STRANGERS", default=3_000), 60),
    }
    if env.bool("RATE_LIMITS", default=True)
    else {}
)

# --- on the wire --------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Behind a proxy that speaks TLS; `__Host-` keeps neighbours under the same domain from setting our cookies.
ON_TLS = {
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_SSL_REDIRECT": True,
    "SECURE_REDIRECT_EXEMPT": [r"^healthz/$", r"^metrics/$"],  # asked for on this machine, past the proxy
    "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
    "LANGUAGE_COOKIE_SECURE": True,
}
if BEHIND_TLS and not DEBUG:
    vars().update(ON_TLS)

# --- the API ------------------------------------------------------------------------------
REST_FRAMEWORK = {
    # The token comes first so that a caller who is not signed in gets 401, never 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.tokens.TokenOfPerson",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.access.SignedIn"],
    # The pages of REST framework need inline scripts; Swagger UI shows the API instead.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["bkkhousing.json_bodies.StrictJSONParser"],
    "EXCEPTION_HANDLER": "surveys.api.errors.explain",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # What an operation takes and answers is told by the schema alone.
    "DEFAULT_METADATA_CLASS": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "bkkhousing",
    "DESCRIPTION": "แบบสำรวจที่อยู่อาศัยของกรุงเทพมหานคร / Bangkok housing survey",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["bkkhousing.refusals_described.with_refusals"],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- registers in and out -----------------------------------------------------------------
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

# --- signs of life ------------------------------------------------------------------------
# Who asks for /metrics/ with this token is answered; without a token nobody is and nothing is kept for it.
METRICS_TOKEN = secrets.accepted_if_set(env("METRICS_TOKEN", default=""), debug=DEBUG, name="METRICS_TOKEN")
# Less room than this on a disk makes /healthz/ say `degraded`.
HEALTH_DISK_MIB = env.int("HEALTH_DISK_MIB", default=512)

# --- what is written down while running: never a name, a number of a person or an answer ---
LOG_FORMAT = env("LOG_FORMAT", default="plain" if DEBUG else "json")
# A line for each answered request; `make run`, whose terminal shows the demo sign-ins, goes without.
REQUEST_LINES = env.bool("REQUEST_LINES", default=True)
CONSOLE = {"handlers": ["console"], "level": "INFO", "propagate": False}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "bkkhousing.logs.ImpersonalFormatter"},
        "json": {"()": "bkkhousing.logs.JsonFormatter"},
    },
    "filters": {
        "faults": {"()": "bkkhousing.logs.ExpectedAnswers"},
        "routes": {"()": "bkkhousing.logs.RoutesForPaths"},
        "bounded": {"()": "bkkhousing.logs.BoundedRefusals"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["routes", "bounded"],
        },
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": CONSOLE,
        "django.request": {"filters": ["faults"]},
        "django.server": CONSOLE,
        "bkkhousing.request": CONSOLE,
        "fontTools": {"level": "WARNING"},
    },
}
