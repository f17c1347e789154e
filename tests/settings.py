"""The settings of the tests: production's, with what would be slow or would leave traces replaced."""

import os

# The tests must not depend on the shell that starts them.
for name in ("DEBUG", "DEMO", "BASE_URL", "ALLOWED_HOSTS", "CACHE_URL", "MEDIA_URL", "SEARCH_URL", "VAR_DIR"):
    os.environ.pop(name, None)
os.environ["SECRET_KEY"] = "for the tests only"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:")

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected for the tests: look for static files where they are, when one is asked for.
WHITENOISE_AUTOREFRESH = True
CACHES["downloads"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "downloads"}  # noqa: F405
# A thread would not see what a test has not committed.
LETTERS_IN_BACKGROUND = False
