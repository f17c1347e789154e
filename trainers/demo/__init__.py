"""What a newcomer to the demo finds at work in the mediators' rooms: all of it invented, made once."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.blocks import StreamValue

from accounts.models import User
from accounts.outbox.models import Letter
from competencies.levels import Band
from core.uploads.decision import accept
from trainers.adapting.copying import adapt, sources
from trainers.contributions.drafts import draft_or_404, keep, own_place
from trainers.feedback.models import Kind, Problem, Trial
from trainers.importing.making import draft_from_text
from trainers.plans.pages import PlanPage
from trainers.review.sending import submit
from trainers.uploads.files import store
from trainers.uploads.pieces import add

HERE = Path(__file__).parent
ADAPTED = "regler-son-smartphone"
LEFT_OUT = "57a69f87-f9a7-5ec8-ab72-42f13645502a"
CARD = "carte-de-reglages.odt"
# Days ago, people, minutes, level, what worked, what to change.
TOLD = (
    (12, 5, 75, Band.BASIC, "La loupe des réglages : tout le monde a trouvé seul.", ""),
    (40, 6, 85, Band.BASIC, "", "Prévoir une deuxième personne : chaque tablette est différente."),
    (75, 4, 70, None, "Le mode sombre a plu, même en plein jour.", "Apporter des chargeurs."),
)


@transaction.atomic
def fill_rooms(author: User, colleague: User, moderator: User) -> None:
    """A draft, a plan that waits for its review, an adaptation that was published, run and reported.

    Nothing when somebody wrote here already, or when the starter plans are not there.
    """
    original = sources().filter(slug=ADAPTED).first()
    if original is None or PlanPage.objects.exclude(owner=None).exists():
        return
    request, begun = HttpRequest(), timezone.now()
    request.user = author
    submit(request, _written(author, "en-relecture.md"))
    _written(author, "brouillon.md")
    plan = _adapted(original, author, moderator)
    _run(plan, (colleague, author, colleague))
    Problem.objects.create(page=plan, kind=Kind.ERROR, texts="La loupe n’est pas au même endroit.")
    # Nobody reads the letters of invented people.
    Letter.objects.filter(written_at__gte=begun).delete()


def _written(author: User, name: str) -> PlanPage:
    return draft_from_text(author, (HERE / name).read_bytes(), name).plan


def _adapted(original: PlanPage, author: User, moderator: User) -> PlanPage:
    plan = draft_or_404(author, adapt(original, author).pk)
    plan.title = "Régler sa tablette pour mieux voir"
    plan.summary = "La même séance sur les tablettes de la médiathèque, en 70 minutes."
    plan.minutes = 70
    plan.equipment = "Une tablette pour chaque personne, chargée.\n1 multiprise et des chargeurs."
    # Twenty minutes less: sound waits for another day.
    plan.body = StreamValue(
        plan.body.stream_block,
        [(block.block_type, block.value, block.id) for block in plan.body if block.id != LEFT_OUT],
    )
    # A file to change before printing it, under a licence of its own.
    card = accept(CARD, (HERE / CARD).read_bytes())
    title = "Ma carte de réglages"
    said = {"title": title, "licence": "CC0", "credit": "", "to_print": True}
    add(plan, store(author, card, title), said)
    keep(plan, author).publish(user=moderator)
    return PlanPage.objects.get(pk=plan.pk)


def _run(plan: PlanPage, people: tuple[User, ...]) -> None:
    today = timezone.localdate()
    for user, (days, group, minutes, level, worked, to_change) in zip(people, TOLD, strict=True):
        Trial.objects.create(
            plan=plan,
            user=user,
            place=own_place(user),
            held_on=today - timedelta(days=days),
            people=group,
            minutes=minutes,
            level=level,
            worked=worked,
            to_change=to_change,
        )
