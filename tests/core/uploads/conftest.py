import pytest


@pytest.fixture
def on_disk(settings, tmp_path):
    """Files where production keeps them: the storage in memory of the tests has paths that lead nowhere."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    return tmp_path
