"""Settings. Nothing is started here: importing this file touches neither network nor database."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from alisveien.base.mail_server import mail_server_from
from alisveien.base.postgres.address import database_settings

ROOT = Path(__file__).resolve().parents[2]
LOCAL = Path(os.environ.get("ALISVEIEN_HOME", ROOT / ".local"))

DEBUG = False
DEMONSTRATION = os.environ.get("ALISVEIEN_DEMONSTRATION", "") == "1"
BEHIND_HTTPS = os.environ.get("ALISVEIEN_HTTPS", "") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if BEHIND_HTTPS:
        raise ImproperlyConfigured("ALISVEIEN_HTTPS=1 needs a SECRET_KEY of its own.")
    SECRET_KEY = "only-for-a-machine-that-nobody-else-reaches"  # noqa: S105 - says what it is
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "alisveien.base.apps.BaseConfig",
    "alisveien.journal.apps.JournalConfig",
    "alisveien.accounts.apps.AccountsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "alisveien.places.apps.PlacesConfig",
    "alisveien.access.apps.AccessConfig",
    "alisveien.people.apps.PeopleConfig",
    "alisveien.curriculum.apps.CurriculumConfig",
    "alisveien.establishments.apps.EstablishmentsConfig",
    "alisveien.agreements.apps.AgreementsConfig",
    "alisveien.posts.apps.PostsConfig",
    "alisveien.placements.apps.PlacementsConfig",
    "alisveien.enquiries.apps.EnquiriesConfig",
    "alisveien.outreach.apps.OutreachConfig",
    "alisveien.journeys.apps.JourneysConfig",
    "alisveien.processes.apps.ProcessesConfig",
    "alisveien.documents.apps.DocumentsConfig",
    "alisveien.workbench.apps.WorkbenchConfig",
    "alisveien.desk.apps.DeskConfig",
    "alisveien.public.apps.PublicConfig",
    "alisveien.config.apps.ConfigConfig",
    "django.forms",  # last: base gives the templates of fields their look
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "alisveien.config.middleware.extra_headers",
    "alisveien.config.compression.StaticFiles",  # before the log: a style sheet is not worth a line
    "alisveien.config.middleware.request_line",
    "alisveien.config.compression.OpenAnswers",  # outside all that may set a cookie
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alisveien.config.middleware.actor",
    "alisveien.config.middleware.history",
    "alisveien.config.middleware.refusals",
]

ROOT_URLCONF = "alisveien.config.urls"
WSGI_APPLICATION = "alisveien.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database_settings(os.environ, LOCAL)}

# Letters are rows first; a job hands them to the server ALISVEIEN_MAIL names. A demonstration only shows them.
EMAIL_BACKEND = "alisveien.base.mail.Outbox"
MAIL = mail_server_from(os.environ.get("ALISVEIEN_MAIL", ""))

# Jobs: the queue lies in our database. Only the worker reads what the names stand for.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = [
    "alisveien.base.tasks",
    "alisveien.journal.tasks",
    "alisveien.places.tasks",
    "alisveien.people.tasks",
    "alisveien.enquiries.tasks",
    "alisveien.placements.tasks",
    "alisveien.processes.tasks",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alisveien.config.navigation.frame",
                "alisveien.desk.help.at_pages.page_help",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Signing in: an address and a password, a second factor for those who see others. Nobody signs up alone.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "alisveien.access.sign_in.RoleAwareAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letter to an address somebody happened to type
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the other sessions end; the one at hand goes on
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_FORMS = {
    "login": "alisveien.accounts.forms.LoginForm",
    "reset_password": "alisveien.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "alisveien.accounts.forms.ResetPasswordKeyForm",
    "change_password": "alisveien.accounts.forms.ChangePasswordForm",
    "add_email": "alisveien.accounts.forms.AddEmailForm",
    "reauthenticate": "alisveien.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {"open_link": "30/m/ip", "renew_link": "5/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ALISVEIEN_PROXIES", "0"))
MFA_ADAPTER = "alisveien.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone is then two factors
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_HTTPS  # localhost
MFA_TOTP_ISSUER = "Alisveien"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "alisveien.accounts.forms.CodeForm",
    "reauthenticate": "alisveien.accounts.forms.CodeAgainForm",
    "activate_totp": "alisveien.accounts.forms.ActivateAppForm",
    "add_webauthn": "alisveien.accounts.forms.AddKeyForm",
    "edit_webauthn": "alisveien.accounts.forms.EditKeyForm",
}
LINK_TASKS = "alisveien.config.link_tasks.TASKS"
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
DEFAULT_FROM_EMAIL = os.environ.get("ALISVEIEN_FROM", "Alisveien <ikke-svar@example.no>")
ADDRESS = os.environ.get("ALISVEIEN_ADDRESS", "http://localhost:8000").rstrip("/")  # for links in letters

# Limits on tries must hold across processes and machines, so the cache is a table.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_rows"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # error pages ask no database

# Norwegian first. Nynorsk and English are files to come under locale/.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("bokmål"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

# Style sheets and fonts are served straight from their packages; an address carries the fingerprint of
# its content (base/storage.py), so everything may be kept for a year and nothing need be collected.
STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected
NODE = ROOT / "node_modules"
PACKAGE_FILES = {
    "packages/designsystemet.css": NODE / "@digdir/designsystemet-css/dist/src/index.css",
    "packages/inter-latin.woff2": NODE / "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "packages/inter-latin-ext.woff2": NODE / "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "alisveien.base.finders.PackageFiles",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "alisveien.base.storage.FingerprintedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 3600

# Safety. No host but our own, nothing inline, no frame, no cookie for a visitor.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_HTTPS
SESSION_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a mail must find one signed in
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "alisveien.base.views.csrf_failed"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "alisveien": {
            "handlers": ["stderr"],
            "level": os.environ.get("ALISVEIEN_LOG_LEVEL", "INFO"),
            "propagate": False,
        },
        # Django repeats each refused request with its full address; our own request line says enough.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}
