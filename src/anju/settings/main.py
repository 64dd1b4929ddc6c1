"""Django's settings, for every stage: what differs between installations is in the environment."""

import os
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy

from anju.kit.log_lines import send_through_handlers
from anju.settings.databases import database
from anju.settings.env import CHECKOUT, read_environment

ANJU = read_environment(os.environ)
ANJU_DATA = ANJU.data
ANJU_MASTER_KEY = ANJU.master_key
ANJU_DEVICES = f"http://127.0.0.1:{ANJU.devices_port}" if ANJU.devices_port else ""

SECRET_KEY = ANJU.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ANJU.hosts)
ROOT_URLCONF = "anju.settings.urls"
WSGI_APPLICATION = "anju.settings.wsgi.application"

INSTALLED_APPS = [
    "anju.records.journal",
    "anju.records.places",
    "anju.records.agencies",
    "anju.records.people",
    "anju.records.registrations",
    "anju.records.permits",
    "anju.records.cases",
    "anju.records.issued",
    "anju.records.supervision",
    "anju.access",
    "anju.web",
    "anju.jobs",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CHECKOUT / "src" / "anju" / "web"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
            "string_if_invalid": "",
        },
    }
]

# ---------------------------------------------------------------- rows

# `anju migrate`, `backup` and `restore` set this before Django starts; nothing else does.
SIGNS_IN_AS_OWNER = os.environ.get("ANJU_DATABASE_AS") == "owner"
DATABASES = {"default": database(ANJU, as_owner=SIGNS_IN_AS_OWNER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

# ---------------------------------------------------------------- people

AUTH_USER_MODEL = "agencies.Staff"
AUTHENTICATION_BACKENDS = ["anju.access.sign_in.StaffBackend"]
LOGIN_URL = reverse_lazy("sign_in")
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
OTP_TOTP_ISSUER = "安居"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ANJU.is_production
CSRF_COOKIE_SECURE = ANJU.is_production
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "anju.web.pages.signin.stale.stale_form"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ANJU.hosts] if ANJU.is_production else []

# ---------------------------------------------------------------- the browser's walls

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ANJU.is_production
SECURE_HSTS_SECONDS = 31_536_000 if ANJU.is_production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ANJU.is_production
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ANJU.is_production else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = None

# ---------------------------------------------------------------- words and days

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]  # English joins when its catalogue is complete
LOCALE_PATHS = [CHECKOUT / "src" / "anju" / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# ---------------------------------------------------------------- files and logs

STATIC_URL = "/static/"
MEDIA_ROOT = ANJU.data / "evidence"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from where they lie: nothing to collect, nothing stale
WHITENOISE_AUTOREFRESH = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "anju.kit.log_lines.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
send_through_handlers()
