"""An import, thought through before anything is written.

Every file is read, every page that they name is found, and what would change is known.
"""

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.content.context import Reading, Writing
from core.content.document import decode
from core.content.drafts import Draft, Plan, Source
from core.content.errors import At, Faults, one_of
from core.content.media import Media
from core.content.merge import Ids, all_ids, settle
from core.content.pages import body_of, declared, page_text, parse
from core.content.refusing import check_whole
from core.content.site_map import Entry, SiteMap, address_of, languages, parent_of, url_of
from core.content.validation import check_body

# A page without an `id` gets one made from its address: two sites that import the same files agree.
ADDRESSES = uuid.uuid5(uuid.NAMESPACE_URL, "https://pas-a-pas.example/contenus/")
HOME_TYPE = "accueil"
INDEX = "index"


def sources(root: Path, paths: Iterable[Path]) -> Iterator[Source]:
    """The Markdown files at `paths` (files or folders), all under `root`."""
    root = root.resolve()
    for path in paths:
        files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        for file in files:
            place = file.resolve().relative_to(root)
            if place.parts[0] != "media":
                yield Source(str(PurePosixPath(place)), file.read_bytes(), _address(place))


def _address(place: Path) -> str:
    words = list(place.with_suffix("").parts)
    return "/".join(words[:-1] if words[-1] == INDEX else words)


def plan(files: Iterable[Source], media: Media, *, latest: bool = False, partial: bool = False) -> Plan:
    """Read `files` and compare them with the site. Nothing is written.

    With `latest`, pages are compared with their latest draft rather than with what is published. With `partial`,
    files with faults (and those that need them) are left out; otherwise one fault anywhere leaves no draft to import.
    """
    result = Plan(site_map=SiteMap.load(), media=media)
    drafts = [draft for draft in (_read(source, result) for source in files) if draft]
    drafts.sort(key=lambda draft: (languages().index(draft.language), draft.address.count("/"), draft.address))
    drafts = list(_placed(drafts, result))
    _find_pages(drafts, result, latest)
    by_address = {draft.address: draft for draft in drafts}
    for draft in drafts:
        _resolve(draft, result)
        _compare(draft, result.writing(draft.language))
        if draft.changed:
            check_body(draft.body, draft.reading, draft.text.model)
            check_whole(draft, by_address, result.site_map)
    result.drafts = _without_faults(drafts, result) if partial else drafts
    result.errors += [error for draft in drafts for error in draft.reading.faults.errors]
    result.errors = sorted(set(result.errors))
    if result.errors and not partial:
        result.drafts = []
    return result


def _read(source: Source, result: Plan) -> Draft | None:
    language = source.address.partition("/")[0]
    reading = Reading(Faults(source.name), language, found=result.found)
    if language not in languages():
        reading.faults.add(At(1), language, one_of(languages(), near=language))
    text = decode(source.data, reading.faults)
    parsed = None
    if text is not None and not reading.faults.errors:
        parsed = parse(text, reading)
    if parsed is None:
        result.errors += reading.faults.errors
        return None
    return Draft(source, reading, parsed, uuid.uuid4())


def _placed(drafts: list[Draft], result: Plan) -> Iterator[Draft]:
    """Give each draft its place in the tree and its key; those without a place are faults."""
    site_map = result.site_map
    for draft in drafts:
        existing = site_map.by_address.get(draft.address)
        _check_place(draft, existing, site_map)
        draft.key = _key(draft, existing, site_map)
        if existing is None:
            site_map.add(Entry(draft.address, draft.text.model, draft.key))
        yield draft


def _check_place(draft: Draft, existing: Entry | None, site_map: SiteMap) -> None:
    faults, model = draft.reading.faults, draft.text.model
    slug = draft.address.rpartition("/")[2]
    parent = site_map.by_address.get(parent_of(draft.address))
    is_home = "/" not in draft.address
    if is_home != (model.text_type == HOME_TYPE):
        faults.add(At(2, ("type",)), model.text_type, _("« accueil » pour index.md, et pour lui seul"))
    elif existing and existing.model is not model:
        faults.add(At(2, ("type",)), model.text_type, existing.type or _("le type de la page qui est à cette adresse"))
    elif not is_home and parent is None:
        faults.add(
            At(1),
            url_of(draft.address),
            _("une page à l’adresse %(url)s d’abord") % {"url": url_of(parent_of(draft.address))},
        )
    elif parent and existing is None and model not in parent.model.allowed_subpage_models():
        allowed = [
            child.text_type for child in parent.model.allowed_subpage_models() if getattr(child, "text_type", None)
        ]
        faults.add(At(2, ("type",)), model.text_type, one_of(allowed))
    elif existing is None and (most := _too_many(draft, site_map)):
        faults.add(At(2, ("type",)), model.text_type, most)
    try:
        validate_slug(slug)
    except ValidationError:
        faults.add(At(1), slug, _("un nom de fichier en lettres sans accent, chiffres et tirets"))


def _too_many(draft: Draft, site_map: SiteMap) -> str:
    """What was expected when there may be no other page of this type."""
    model, above = draft.text.model, parent_of(draft.address)
    if model.max_count is not None or model.max_count_per_parent is not None:
        alike = [entry.address for entry in site_map.by_address.values() if entry.model is model]
        beside = [address for address in alike if parent_of(address) == above]
        if len(alike) >= (model.max_count or len(alike) + 1) or len(beside) >= (
            model.max_count_per_parent or len(beside) + 1
        ):
            return _("un autre type : cette page existe déjà à %(url)s") % {"url": url_of((beside or alike)[0])}
    return ""


def _key(draft: Draft, existing: Entry | None, site_map: SiteMap) -> uuid.UUID:
    """The page's `translation_key`: said by the file, shared with a translation, kept, or made from the address."""
    faults, given = draft.reading.faults, draft.text.id
    if draft.text.translates:
        of = "" if "/" in draft.text.translates else draft.text.model.text_type
        source = site_map.find(draft.text.translates, of, settings.LANGUAGE_CODE)
        if source is None or source.language == draft.language:
            faults.add(At(2, ("traduit",)), draft.text.translates, _("l’adresse d’une page dans une autre langue"))
        else:
            given = source.key
    if given is None and "/" not in draft.address and (first := site_map.by_address.get(settings.LANGUAGE_CODE)):
        given = first.key
    if given is None:
        made = uuid.uuid5(ADDRESSES, draft.address)
        taken = (draft.language, made) in site_map.by_key
        return existing.key if existing else uuid.uuid4() if taken else made
    if existing and existing.key != given:
        faults.add(
            At(2, ("id",)), str(given), _("%(key)s, l’identifiant de la page à cette adresse") % {"key": existing.key}
        )
    elsewhere = site_map.by_key.get((draft.language, given))
    if elsewhere and elsewhere.address != draft.address:
        faults.add(
            At(2, ("id",)),
            str(given),
            _("un autre identifiant : la page %(url)s l’a déjà") % {"url": url_of(elsewhere.address)},
        )
    return given


def _find_pages(drafts: list[Draft], result: Plan, latest: bool) -> None:
    """Load the pages that exist, a few queries for all."""
    entries = {draft.address: result.site_map.by_address[draft.address] for draft in drafts}
    pks = [entry.pk for entry in entries.values() if entry.pk]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=pks).specific()} if pks else {}
    for draft in drafts:
        page = pages.get(entries[draft.address].pk)
        if page and type(page) is draft.text.model:
            as_draft = latest or draft.text.draft
            draft.page = page.get_latest_revision_as_object() if as_draft and page.has_unpublished_changes else page


def _resolve(draft: Draft, result: Plan) -> None:
    """Find what the file refers to, among what exists and what the other files make."""
    for pending in draft.reading.pending:
        if pending.kind == "page":
            entry = result.site_map.find(pending.text, pending.of, draft.language)
            if entry is None:
                known = result.site_map.known(pending.of, draft.language)
                close = one_of(known, near=pending.text)
                suggestion = close if "«" in close else _("l’adresse d’une page")
                draft.reading.faults.add(pending.at, pending.text, suggestion)
            else:
                pending.text = url_of(entry.address)
        elif problem := result.media.problem(pending.kind, pending.text):
            draft.reading.faults.add(pending.at, pending.text, problem)
        elif found := result.media.find(pending.kind, pending.text):
            pending.pk, pending.text = found, result.media.name(pending.kind, found)


def _compare(draft: Draft, writing: Writing) -> None:
    """Settle the body against the page's, and see whether anything differs."""
    model = draft.text.model
    body = body_of(model)
    draft.before = page_text(draft.page, writing) if draft.page else None
    old = draft.before.body if draft.before else None
    block = body.block(model) if body else None
    if body is not None and block is not None:
        ids = Ids(draft.key, [*all_ids(old), *all_ids(draft.text.body)])
        draft.body = settle(block, draft.text.body, old, (body.attribute,), ids, writing)
    else:
        draft.body = draft.text.body
    if draft.before:
        same_values = all(one.same(draft.before.values[one.key], draft.text.values[one.key]) for one in declared(model))
        same_state = draft.page.live or draft.text.draft
        draft.changed = not (same_values and draft.body == old and same_state)


def _without_faults(drafts: list[Draft], result: Plan) -> list[Draft]:
    """The drafts that can be imported alone: no fault, and nothing that they need is left out."""
    good = {draft.address: draft for draft in drafts if not draft.reading.faults.errors}
    while True:
        needs = {address: _needs(draft, result.site_map) for address, draft in good.items()}
        left = {address: draft for address, draft in good.items() if needs[address] <= set(good)}
        for address in good.keys() - left.keys():
            missing = sorted(needs[address] - set(good))[0]
            good[address].reading.faults.add(
                At(1), "", _("la page %(url)s, dont le fichier a une erreur") % {"url": url_of(missing)}
            )
        if len(left) == len(good):
            return [draft for draft in drafts if draft.address in left]
        good = left


def _needs(draft: Draft, site_map: SiteMap) -> set[str]:
    """The pages that do not exist yet and that this one needs: its parent, and those that it names."""
    named = {address_of(p.text, draft.language) for p in draft.reading.pending if p.kind == "page"}
    if draft.is_new and "/" in draft.address:
        named.add(parent_of(draft.address))
    return {address for address in named if (entry := site_map.by_address.get(address)) and entry.pk is None}
