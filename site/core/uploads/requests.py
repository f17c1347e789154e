"""What one request may bring: a body that is too large is read to its end, so that the browser listens, and not kept."""

from typing import IO, Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from core.uploads.kinds import BIGGEST, MB

# The largest file and the fields beside it.
MOST = BIGGEST + 2 * MB
# Beyond, the connection is cut: somebody is sending a disk.
MOST_READ = 200 * MB
CHUNK = 65_536
Parsed = tuple[QueryDict, "MultiValueDict[str, Any]"]


class BoundedUploadHandler(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS: a request beyond MOST has no field and no file, and says so to `is_too_big`."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> Parsed | None:
        if content_length <= MOST:
            return None
        left = min(content_length, MOST_READ)
        while left > 0 and (chunk := input_data.read(min(CHUNK, left))):
            left -= len(chunk)
        assert self.request is not None  # noqa: S101
        self.request.upload_is_too_big = True  # type: ignore[attr-defined]
        return QueryDict(), MultiValueDict()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """For the handlers after this one. A body whose length is not said is bounded too."""
        if start + len(raw_data) > MOST:
            assert self.request is not None  # noqa: S101
            self.request.upload_is_too_big = True  # type: ignore[attr-defined]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def is_too_big(request: HttpRequest) -> bool:
    """Whether a request brought more than it may. Its fields are not known: its CSRF token is not either."""
    return bool(getattr(request, "upload_is_too_big", False))
