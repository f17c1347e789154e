"""The one decision on any file that somebody sends: what it is, whether it is kept, and in which harmless form.

    from core.uploads.decision import RefusedError, accept, read

    kept = accept(upload.name, read(upload))      # raises RefusedError: `code` for us, `sentence` for the person

Plain functions on bytes; nothing here knows of a request, a page or a database. A file is accepted when everything in it
is known to be harmless, never because nothing bad was found in it: types are a short list, a document's parts too.

`kinds` (what is accepted, how large), `names`, `refusals` (every sentence), then one module a family: `pictures`,
`drawings`, `texts`, `sounds`, `pdf`, and `archives`, `xml`, `ooxml`, `odf`, `about` for office files. `forms` puts the same
decision in Wagtail's admin; `requests` bounds what a request may bring. Said to operators in docs/fichiers-acceptes.md.
"""
