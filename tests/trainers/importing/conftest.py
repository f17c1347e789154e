from tests.trainers.uploads.conftest import browser, here, karim, on_disk, rooms  # noqa: F401
