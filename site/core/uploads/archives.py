"""Reading a ZIP that somebody sends, within bounds, and refusing what no word processor writes."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from core.uploads.refusals import RefusedError

MOST_PARTS = 3000
MOST_BYTES = 100_000_000
# XML of repeated cells shrinks well; a bomb does a thousand times better.
MOST_RATIO = 150
SMALL = 500_000
CHUNK = 65_536
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s2B4HL2L2H")


class Archive:
    """`names` are those of its parts, folders left out. Everything was checked before anything is read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            self.parts = {part.filename: part for part in self.zip.infolist() if not part.is_dir()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise RefusedError("damaged", str(error)) from error
        self.names = list(self.parts)
        self._check()

    def _check(self) -> None:
        parts = self.zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise RefusedError("bomb", f"{len(parts)} parts")
        if len({part.filename.lower() for part in parts}) != len(parts):
            raise RefusedError("unsafe_part", "two parts of one name")
        for part in parts:
            _check_part(part)
        self._check_whole()

    def _check_whole(self) -> None:
        """The parts and the list of them fill the file: nothing before, after, between or shared."""
        end = len(self.data) - _END.size
        if end < 0 or self.data[end : end + 4] != b"PK\x05\x06" or self.zip.comment:
            raise RefusedError("two_in_one", "something after the archive")
        size, start = _END.unpack(self.data[end:])[5:7]
        if start + size != end:
            raise RefusedError("two_in_one", "something around the archive")
        position = 0
        for part in sorted(self.zip.infolist(), key=lambda part: part.header_offset):
            if part.header_offset < position:
                raise RefusedError("bomb", "parts that overlap")
            # A data descriptor (24 bytes at most) may follow a part; some writers align pictures on 4 kB.
            if part.header_offset - position > 4120:
                raise RefusedError("two_in_one", f"something before {part.filename}")
            position = self._end_of(part)
        if not position <= start <= position + 4120:
            raise RefusedError("two_in_one", "something before the list of parts")

    def _end_of(self, part: zipfile.ZipInfo) -> int:
        header = self.data[part.header_offset : part.header_offset + _LOCAL.size]
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            raise RefusedError("damaged", f"no header for {part.filename}")
        *_others, name, extra = _LOCAL.unpack(header)
        return part.header_offset + _LOCAL.size + int(name) + int(extra) + part.compress_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a part, piece by piece. Its checksum is verified by its last piece."""
        try:
            with self.zip.open(self.parts[name]) as part:
                while chunk := part.read(CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise RefusedError("damaged", f"{name}: {error}") from error

    def read(self, name: str) -> bytes:
        return b"".join(self.chunks(name))


def _check_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    path = PurePosixPath(name)
    orig = getattr(part, "orig_filename", name)
    if path.is_absolute() or ".." in path.parts or "\\" in orig or ":" in name or "\0" in orig or len(name) > 255:
        raise RefusedError("unsafe_part", f"a path out of the archive: {name[:80]}")
    if stat.S_ISLNK(part.external_attr >> 16):
        raise RefusedError("unsafe_part", f"a link: {name}")
    if part.flag_bits & 0x1:
        raise RefusedError("locked", name)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedError("unsafe_part", f"an unusual compression: {name}")
    if part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1):
        raise RefusedError("bomb", name)
