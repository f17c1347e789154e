"""Pictures: drawn again from their points alone, upright; nothing else that the file held is kept (place, device, thumbnail)."""

import io
import struct
import warnings

from PIL import Image, ImageCms, ImageFile, ImageOps

from core.uploads.refusals import RefusedError

_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
# A telephone makes 12 to 50 million points; JPEG alone can be read smaller than it is.
MOST_POINTS = {"JPEG": 110_000_000, "PNG": 30_000_000, "WEBP": 30_000_000}
# A3 at 300 points an inch.
LONGEST_SIDE = 4961
QUALITY = 88


def decide(data: bytes, extension: str) -> bytes:
    """The picture drawn again in the same format, no larger than an A3 sheet needs."""
    try:
        with warnings.catch_warnings():
            # The size is judged below, before anything is inflated.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _drawn_again(data, _FORMATS[extension])
    except Image.DecompressionBombError as error:
        raise RefusedError("pixels", most=MOST_POINTS[_FORMATS[extension]] // 1_000_000) from error
    # `UnidentifiedImageError` is an OSError: its first bytes are right, the rest is not.
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, OverflowError, TypeError, KeyError) as error:
        raise RefusedError("damaged", f"{type(error).__name__}: {error}") from error


def _drawn_again(data: bytes, form: str) -> bytes:
    picture: Image.Image = Image.open(io.BytesIO(data), formats=[form])
    width, height = picture.size
    if width * height > MOST_POINTS[form]:
        raise RefusedError("pixels", f"{width} × {height}", most=MOST_POINTS[form] // 1_000_000)
    # A telephone's JPEG may carry a second picture (depth, film): it is not an animation, and it goes.
    if form != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        raise RefusedError("animated")
    # WeasyPrint, once it is imported, lets half a picture pass in the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    profile = picture.info.get("icc_profile")
    picture = _upright(picture)
    picture = _in_plain_colours(picture, profile, form)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    # A new picture, so that no comment, profile or text chunk follows.
    clean = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    kept = io.BytesIO()
    if form == "JPEG":
        clean.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    elif form == "WEBP":
        clean.save(kept, "WEBP", quality=QUALITY)
    else:
        clean.save(kept, "PNG")
    return kept.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    """As the telephone was held; as it is when what says so cannot be read."""
    try:
        return ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, struct.error):
        return picture


def _in_plain_colours(picture: Image.Image, profile: bytes | None, form: str) -> Image.Image:
    """Grey, red-green-blue, or the latter with transparency; in the colours of a screen (sRGB)."""
    clear = picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info
    if profile and picture.mode in {"RGB", "CMYK", "RGBA"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if picture.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            picture = converted or picture
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            # A profile that cannot be read changes nothing to the points.
            pass
    if clear and form != "JPEG":
        return picture.convert("RGBA")
    if picture.mode == "L":
        return picture
    if picture.mode in {"I", "I;16", "F"}:
        return picture.convert("L")
    return picture.convert("RGB")
