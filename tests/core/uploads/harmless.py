"""Files that are accepted, but changed: what must not be in what is kept."""

# A case is a line: the table is read as one.

from collections.abc import Callable
from dataclasses import dataclass

from tests.core.uploads import builders as b
from tests.core.uploads.builders import mp3, picture
from tests.core.uploads.tricks import EXE, PAGE, SCRIPT, chunk, table, tagged, zip_after


@dataclass(frozen=True)
class Harmless:
    """`gone` is in what is sent and must not be in what is kept."""

    title: str
    name: str
    build: Callable[[], bytes]
    gone: bytes
    kept_name: str


MADE_HARMLESS = [
    Harmless("where a photo was taken", "photo.jpg", b.photo_with_place, b"Exif", "photo.jpg"),
    Harmless("who took it", "photo.jpg", b.photo_with_place, b"Nadia Belkacem", "photo.jpg"),
    Harmless("a comment in a photo", "photo.jpg", b.photo_with_place, b"SECRET-COMMENT", "photo.jpg"),
    Harmless("a program after a photo", "photo.jpeg", lambda: picture("JPEG") + EXE, EXE, "photo.jpg"),
    Harmless("a page after a picture", "photo.png", lambda: picture() + PAGE, PAGE, "photo.png"),
    Harmless("an archive after a picture", "photo.png", lambda: zip_after(picture()), b"PK\x05\x06", "photo.png"),
    Harmless("an archive after a photo", "photo.jpg", lambda: zip_after(picture("JPEG")), b"PK\x05\x06", "photo.jpg"),
    Harmless("a page in a photo's comment", "photo.jpg", lambda: picture("JPEG", comment=PAGE), PAGE, "photo.jpg"),
    Harmless("an archive after a sound", "son.mp3", lambda: zip_after(mp3()), b"PK\x05\x06", "son.mp3"),
    Harmless("a program in a chunk of a picture", "photo.png", lambda: picture(pnginfo=chunk(EXE)), EXE, "photo.png"),
    Harmless("a page in a WebP's description", "photo.webp", lambda: picture("WEBP", exif=b"Exif\0\0" + SCRIPT), SCRIPT, "photo.webp"),
    Harmless("a profile of colours that is a program", "photo.jpg", lambda: picture("JPEG", icc_profile=EXE * 40), EXE, "photo.jpg"),
    Harmless("a tag of a sound that is a page", "son.mp3", lambda: tagged(SCRIPT) + mp3(), SCRIPT, "son.mp3"),
    Harmless("a program after a sound", "son.mp3", lambda: mp3() + EXE, EXE, "son.mp3"),
    Harmless("a formula in a table", "t.csv", table("=1+1"), b"\n=1+1", "t.csv"),
    Harmless("a formula that starts a program", "t.csv", table("=cmd|'/c calc'!A0"), b"\n=cmd", "t.csv"),
    Harmless("a formula that begins with +", "t.csv", table("+cmd|'/c calc'!A0"), b"\n+cmd", "t.csv"),
    Harmless("a formula that begins with -", "t.csv", table("-2+3+cmd|'/c calc'!A0"), b"\n-2", "t.csv"),
    Harmless("a formula that begins with @", "t.csv", table("@SUM(1+1)*cmd|'/c calc'!A0"), b"\n@SUM", "t.csv"),
    Harmless("a formula behind spaces", "t.csv", table("  =1+1"), b"\n  =1", "t.csv"),
    Harmless("a formula behind a quote", "t.csv", table('"=1+1"'), b"\n=1", "t.csv"),
    Harmless("a formula for whoever cuts at commas", "t.csv", table("a,=1+1"), b",=1", "t.csv"),
    Harmless("a formula on a second line of a cell", "t.csv", table('"a\n=1+1"'), b"\n=1", "t.csv"),
    Harmless("a full-width formula", "t.csv", table("＝1+1"), "\n＝1".encode(), "t.csv"),
    Harmless("a text that turns its direction", "t.txt", lambda: "bon\u202etxt.exe".encode(), "\u202e".encode(), "t.txt"),
    Harmless("a name that climbs", "../../etc/cron.d/x.png", picture, b"nothing", "x.png"),
    Harmless("a name of Windows", "C:\\Windows\\CON.png", picture, b"nothing", "fichier-con.png"),
    Harmless("two extensions", "virus.exe.png", picture, b"nothing", "virus-exe.png"),
    Harmless("a page in a name", "<script>alert(1)<!--.png", picture, b"nothing", "script-alert-1.png"),
    Harmless("quotes and lines in a name", 'a"\r\nSet-Cookie: x=1;.png', picture, b"nothing", "x-1.png"),
    Harmless("three hundred letters", "é" * 300 + ".png", picture, b"nothing", "e" * 60 + ".png"),
    Harmless("letters that turn the direction", "photo\u202egnp.exe.png", picture, b"nothing", "photognp-exe.png"),
    Harmless("nothing that Latin letters can say", "🙈.png", picture, b"nothing", "see-no-evil.png"),
]  # fmt: skip
