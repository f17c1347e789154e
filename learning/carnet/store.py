"""Opening, finding, filling and leaving a carnet. The session holds its number and nothing else."""

import logging
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from learning.carnet import limits, secret
from learning.carnet.models import Attempt, Carnet
from learning.carnet.progress import Try
from learning.carnet.session import IDLE, has_cookie, session_of
from learning.carnet.words import Words, draw, word_list
from learning.exercises.base import Grade

log = logging.getLogger(__name__)

SESSION_KEY = "carnet"
# Set while the words were shown on this device only: their owner may not have written them down.
NEW_KEY = "carnet_new"
ATTEMPTS_PER_HOUR = 600
MAX_ATTEMPTS = 10_000
# With a million carnets, one draw in two thousand is taken: five in a row never happen by chance.
DRAWS = 5
TRY_FIELDS = ("page_key", "step_id", "exercise_id", "points", "out_of", "answered_at")


class TooMany(Exception):  # noqa: N818
    """A limit is reached: say so in plain words."""


def current(request: HttpRequest) -> Carnet | None:
    """The carnet that is open in this browser. Without a cookie, no session is read and none is made."""
    if not has_cookie(request):
        return None
    number = session_of(request).get(SESSION_KEY)
    carnet = Carnet.objects.filter(pk=number).first() if number else None
    if carnet:
        _visited(carnet)
    return carnet


def _visited(carnet: Carnet) -> None:
    """Move the date of the last visit, once a day. Reading a carnet must not fail because nothing can be written."""
    today = timezone.localdate()
    if carnet.last_visit != today:
        try:
            with transaction.atomic():
                Carnet.objects.filter(pk=carnet.pk).update(last_visit=today)
        except DatabaseError:
            log.warning("The date of the last visit was not written.", exc_info=True)
        carnet.last_visit = today


def words_of(carnet: Carnet) -> Words | None:
    """Its three words, or nothing when SECRET_KEY was changed without a fallback."""
    return secret.unsealed(carnet.lookup, bytes(carnet.nonce), bytes(carnet.seal))


def create() -> Carnet:
    """A new carnet with words that no other has, also when two are created at once: the unique look-up decides."""
    for _attempt in range(DRAWS):
        words = draw(word_list())
        # A carnet sealed before SECRET_KEY changed has another look-up: the constraint alone would not see it.
        if settings.SECRET_KEY_FALLBACKS and find(words):
            continue
        try:
            with transaction.atomic():
                return Carnet.objects.create(**secret.sealed(words))
        except IntegrityError:
            log.info("Three words were drawn that a carnet already has: drawing again.")
    raise IntegrityError(f"{DRAWS} draws in a row were taken: is the word list too short?")


def open_new(request: HttpRequest) -> Carnet:
    """Open a carnet in this browser. Raises TooMany."""
    source = limits.source_of(request)
    if limits.OPENINGS.reached(source):
        raise TooMany
    limits.OPENINGS.count(source)
    with transaction.atomic():
        carnet = create()
        _put_in_session(request, carnet, new=True)
    return carnet


def find(words: Sequence[str]) -> Carnet | None:
    """The carnet with these words. One that an older SECRET_KEY sealed is sealed again with the current one."""
    carnet = Carnet.objects.filter(lookup__in=secret.lookups(words)).first()
    if carnet and carnet.lookup != secret.lookups(words)[0]:
        Carnet.objects.filter(pk=carnet.pk).update(**secret.sealed(words))
    return carnet


def enter(request: HttpRequest, carnet: Carnet) -> None:
    """Go on with a carnet that was found, under a new session key."""
    session_of(request).cycle_key()
    _put_in_session(request, carnet, new=False)
    _visited(carnet)


def _put_in_session(request: HttpRequest, carnet: Carnet, *, new: bool) -> None:
    session = session_of(request)
    session[SESSION_KEY] = carnet.pk
    session[NEW_KEY] = new
    session.set_expiry(IDLE)
    # Now rather than after the view: a failure must be seen where it can be caught.
    session.save()


def record(request: HttpRequest, page_key: UUID, step_id: str, exercise_id: str, grade: Grade) -> Words | None:
    """Keep a finished try; the very first one opens a carnet, whose words are returned.

    Never fails: when nothing can be written, the learner still gets their correction.
    """
    try:
        with transaction.atomic():
            carnet = current(request)
            opened = None if carnet else open_new(request)
            if target := carnet or opened:
                _add(target, Try(page_key, step_id, exercise_id, grade.points, grade.out_of, timezone.now()))
        return words_of(opened) if opened else None
    except TooMany:
        log.warning("Too many carnets or answers in an hour: this answer is graded, not kept.")
    except (DatabaseError, UpdateError, OSError):
        log.exception("An answer was graded but could not be kept.")
    # The session may name a carnet that was rolled back: do not let it be saved.
    session_of(request).modified = False
    return None


def _add(carnet: Carnet, attempt: Try) -> None:
    key = f"limit:carnet-attempts:{carnet.pk}"
    cache.add(key, 0, limits.HOUR)
    try:
        if cache.incr(key) > ATTEMPTS_PER_HOUR:
            raise TooMany
    except ValueError:
        cache.set(key, 1, limits.HOUR)
    Attempt.objects.create(carnet=carnet, **attempt._asdict())


def tries_of(carnet: Carnet, page_keys: Iterable[UUID] | None = None) -> list[Try]:
    """Everything done in a carnet, or in some of its modules."""
    attempts = carnet.attempts.order_by("answered_at", "pk")
    if page_keys is not None:
        attempts = attempts.filter(page_key__in=page_keys)
    return [Try(*row) for row in attempts.values_list(*TRY_FIELDS)]


def add_tries(carnet: Carnet, tries: Sequence[Try], most: int | None = None) -> tuple[int, int]:
    """Add what is not there yet, replace nothing. Returns how many were added and how many found no room."""
    most = MAX_ATTEMPTS if most is None else most
    with transaction.atomic():
        known = set(carnet.attempts.values_list("page_key", "exercise_id", "answered_at"))
        new = {key: t for t in tries if (key := (t.page_key, t.exercise_id, t.answered_at)) not in known}
        rows = [Attempt(carnet=carnet, **attempt._asdict()) for attempt in new.values()][: max(0, most - len(known))]
        Attempt.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows), len(new) - len(rows)


def pour(source: Carnet, target: Carnet) -> None:
    """Put everything done in `source` into `target`, and close `source`."""
    with transaction.atomic():
        tries = tries_of(source)
        add_tries(target, tries, most=10 * MAX_ATTEMPTS)
        source.delete()


def leave(request: HttpRequest) -> Words | None:
    """Forget the reader on this device. Returns the words if their owner may never have written them down."""
    if not has_cookie(request):
        return None
    carnet = current(request) if session_of(request).get(NEW_KEY) else None
    session_of(request).flush()
    return words_of(carnet) if carnet else None


def erase(request: HttpRequest, carnet: Carnet) -> None:
    """Delete the carnet and everything in it, then forget the reader."""
    carnet.delete()
    session_of(request).flush()
