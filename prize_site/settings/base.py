"""What every installation shares. docs/operations.md lists each variable that is read here."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

from . import environment

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything the running site writes: database, uploads, cache.
VAR_DIR = environment.folder("VAR_DIR", default=BASE_DIR / "var")
SITE_URL = environment.web_address("SITE_URL", default="http://localhost:8000")
# A demonstration relaxes the second factor, and says so on every page.
DEMO = environment.flag("DEMO")

INSTALLED_APPS = [
    "prize_site",
    "home",
    "network",
    "showcase",
    "judging",
    "nominations",
    "prizes",
    "accounts",
    "search",
    "notices",
    "audit",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.wagtail_users.HouseUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "prize_site.middleware.one_chunk_of_frames",
    "prize_site.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "prize_site.maintenance.MaintenanceMiddleware",
    "prize_site.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "prize_site.middleware.PolicyByPathMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.IdleSessionMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.BackOfficeDoorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "prize_site.urls"
WSGI_APPLICATION = "prize_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "prize_site.context.site",
            ],
        },
    },
]

DATABASES = {"default": environment.database("DATABASE_URL", VAR_DIR)}
CACHE = environment.cache("CACHE_URL", VAR_DIR)
CACHES = {
    "default": CACHE,
    "pages": environment.beside(CACHE, "pages"),
    # Lists read the sizes of their pictures in one query. Wagtail would write each of them to the cache with every
    # request, which took longer than the query.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
# After how many new objects a server searches its youngest for garbage. Python's own 700 is eighty searches during one
# page, which lets go of nearly everything without being searched.
GARBAGE_THRESHOLD = 5_000
# How long a whole page is kept, here and in the caches between us and a visitor; 0 keeps none. A change of what it shows
# ends it at once here. There it is this long at most until a change shows.
PAGE_CACHE_SECONDS = 60
globals().update(environment.mail("EMAIL_URL"))
DEFAULT_FROM_EMAIL = environment.text(
    "DEFAULT_FROM_EMAIL", "an e-mail address", default=f"prize@{urlsplit(SITE_URL).hostname}"
)
# Empty: the embedded search answers.
ELASTICSEARCH_URL = environment.web_address("ELASTICSEARCH_URL", "like http://host:9200", default="")
# What the names of its indexes begin with. Two installations on one server need two.
ELASTICSEARCH_PREFIX = environment.text("ELASTICSEARCH_PREFIX", "lower-case letters and hyphens", default="prizewright")
# None: uploads are checked by size, kind and content, but not for viruses.
CLAMD = environment.scanner("CLAMD_URL")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

SESSION_IDLE = timedelta(minutes=environment.minutes("SESSION_IDLE_MINUTES", default=60))
# However busy somebody is, a session ends with the working day.
SESSION_COOKIE_AGE = 12 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Sign-in: an address and a password, a mailed code, or a passkey. Nobody has a user name.
ACCOUNT_ADAPTER = "accounts.joining.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.PersonSignupForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Whoever opens the mailed link in the browser of the sign-up is in, and goes on where they were.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Who writes stands in the frame of each mail.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
# Beside the limits of sign-in: messages from one address by the form of the contact page; people whom one office signs up
# for events, and mails that somebody can have sent to one person.
ACCOUNT_RATE_LIMITS = {"contact": "5/h/ip", "event_sign_up": "20/h/ip,5/h/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Prizewright"
# The code before and after too (RFC 6238, section 5.2): one that is typed while it turns over is a right one.
MFA_TOTP_TOLERANCE = 1
# Passkeys need an encrypted connection, except where a developer runs the site on localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
    ]
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
# With one language there is nothing to look up, which every page would do some hundred times.
USE_I18N = len(LANGUAGES) > 1
# `make messages` gathers the words here. A language is a folder in it and a line above.
LOCALE_PATHS = [BASE_DIR / "locale"]
# Dates and times read alike on every page and in every mail.
FORMAT_MODULE_PATH = ["prize_site.formats"]
TIME_ZONE = environment.time_zone("TIME_ZONE", default="America/New_York")
USE_TZ = True

# An address typed without its scheme is https, as it will be in Django 6.
FORMS_URLFIELD_ASSUME_HTTPS = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.folder("STATIC_ROOT", default=BASE_DIR / "static_collected")
MEDIA_URL = "/media/"
STORAGES = {
    **environment.storages("STORAGE_URL", VAR_DIR),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

WAGTAIL_SITE_NAME = "Prizewright"
WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
# Wagtail would publish at the end of a workflow; a winner page waits for its announcement.
WAGTAIL_FINISH_WORKFLOW_ACTION = "showcase.workflow.finish_workflow"
WAGTAILIMAGES_IMAGE_MODEL = "showcase.Picture"
# Credit, rights and alternative text are demanded in words that help.
WAGTAILIMAGES_IMAGE_FORM_BASE = "showcase.picture_form.PictureForm"
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 76
WAGTAILADMIN_BASE_URL = SITE_URL
# Sign-in, passwords and addresses have one door, the sign-in pages at /account/; Wagtail's own are closed.
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Nobody outside learns who works here, or which version runs.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "txt"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "document-link", "image", "blockquote"]
        },
    }
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Pictures come from the object storage's own address when there is one.
PICTURE_SOURCES = [SELF, *environment.storage_origins(STORAGES)]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": PICTURE_SOURCES,
        # A film of another site, once a reader has asked for it: showcase/videos.py.
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        # A page's preview in the back office is a frame.
        "frame-ancestors": [SELF],
    }
}
BACK_OFFICE_PATH = "/admin/"
# Wagtail's admin starts its widgets from inline scripts and sizes them with inline styles.
BACK_OFFICE_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [*PICTURE_SOURCES, "data:", "blob:"],
}
SECURE_REFERRER_POLICY = "same-origin"

LOG_LEVEL = environment.choice("LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    # On the handler too: the worker sets the level of its own loggers.
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
