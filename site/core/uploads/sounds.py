"""MP3: only its frames of sound are kept, one after the other; tags, pictures and whatever follows go.

Source: ISO/IEC 11172-3 and 13818-3, the header of a frame.
"""

from collections.abc import Iterator

from core.uploads.refusals import RefusedError

# Thousands of bits a second, by index, for layer III of MPEG 1, then of MPEG 2 and 2.5.
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
FEWEST_FRAMES = 8
# Between two frames, some encoders leave a few bytes.
MOST_LOST = 4096


def decide(data: bytes, extension: str) -> bytes:
    frames = list(_frames(data))
    kept = sum(len(frame) for frame in frames)
    if len(frames) < FEWEST_FRAMES or kept < len(data) // 2:
        raise RefusedError("sound", f"{len(frames)} frames, {kept} of {len(data)} bytes")
    return b"".join(frames)


def _frames(data: bytes) -> Iterator[bytes]:
    position, lost = _after_tag(data), 0
    while position + 4 <= len(data) and lost <= MOST_LOST:
        length = _length(data[position : position + 4])
        following = data[position + length : position + length + 2] if length else b""
        if (
            length
            and position + length <= len(data)
            and (len(following) < 2 or _is_sync(following) or following in (b"TA", b"AP"))
        ):
            yield data[position : position + length]
            position += length
        else:
            position, lost = position + 1, lost + 1


def _after_tag(data: bytes) -> int:
    """Where the sound begins, after an ID3 tag."""
    if not data.startswith(b"ID3") or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _is_sync(pair: bytes) -> bool:
    return pair[0] == 0xFF and pair[1] & 0xE0 == 0xE0


def _length(header: bytes) -> int:
    """The bytes of a frame, its header included; 0 for what is no frame of layer III."""
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    rate, sample, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if not _is_sync(header[:2]) or layer != 1 or version == 1 or rate in (0, 15) or sample == 3:
        return 0
    bits = (_RATES_1 if version == 3 else _RATES_2)[rate] * 1000
    return (144 if version == 3 else 72) * bits // _SAMPLES[version][sample] + padding
