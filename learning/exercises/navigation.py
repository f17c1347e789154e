"""A simulated site: click from page to page until the one that was looked for."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _

from core.screens import Screen
from learning.exercises.base import Answer, Grade, Remark, first

MAX_CLICKS = 40
CLICKS_BEFORE_HELP = 10
BACK, RESTART = "retour", "recommencer"
# More traps than this do not cost more: arriving always deserves its point.
MAX_LOST = 3
_CONTROLS = frozenset({"lien", "bouton", "champ", "case", "onglet", "menu", "icone", "annonce", "notification"})


@dataclass(frozen=True)
class Way:
    """What a click on an element does: it leads to the page named `goes_to`, or stays and teaches."""

    goes_to: str = ""
    trap: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class BannerButton:
    text: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Banner:
    text: str
    buttons: tuple[BannerButton, ...] = ()


@dataclass(frozen=True)
class SitePage:
    """A page of the site. `ways` follow the order of the screen's elements."""

    name: str
    screen: Screen
    ways: tuple[Way, ...] = ()
    banner: Banner | None = None
    arrival: bool = False

    def can_click(self, index: int) -> bool:
        """Links and buttons always answer a click; a title or a text only when the author gave it something to say."""
        way = self.ways[index]
        answers = way.goes_to or way.feedback or way.trap or self.screen.elements[index].kind in _CONTROLS
        return bool(answers) and not self.arrival

    @cached_property
    def shown(self) -> Screen:
        elements = enumerate(self.screen.elements)
        return replace(self.screen, elements=tuple(replace(e, clickable=self.can_click(i)) for i, e in elements))

    @property
    def has_heading(self) -> bool:
        return any(element.kind == "titre" for element in self.screen.elements)


@dataclass
class Visit:
    """Where a trail of clicks leads: the page, what was just said, the traps met on the way."""

    page: SitePage
    trail: list[str] = field(default_factory=list)
    history: list[SitePage] = field(default_factory=list)
    closed_banners: set[str] = field(default_factory=set)
    traps: set[tuple[str, int]] = field(default_factory=set)
    # Neither right nor wrong when nothing says so.
    remark: Remark | None = None
    neutral: bool = True

    @property
    def banner(self) -> Banner | None:
        return None if self.page.name in self.closed_banners else self.page.banner

    @property
    def can_go_back(self) -> bool:
        return bool(self.history) and not self.page.arrival

    @property
    def is_lost(self) -> bool:
        """Whether the trail is full: only starting again is left."""
        return len(self.trail) >= MAX_CLICKS and not self.page.arrival

    @property
    def wants_help(self) -> bool:
        """Whether so many clicks were made that the way may be shown."""
        return len(self.trail) >= CLICKS_BEFORE_HELP and not self.page.arrival

    @property
    def trace(self) -> str:
        return "-".join(self.trail)

    def say(self, text: str, *, right: bool = True, neutral: bool = True) -> None:
        self.remark, self.neutral = (Remark(right, text) if text else None), neutral


@dataclass(frozen=True)
class Navigation:
    """`trace` holds the clicks so far (`0-3-retour-b1`), `clic` the new one.

    A click is an element's index, `b` and a banner button's index, or `retour`; `recommencer` forgets everything.
    Arriving is worth one point, and each trap that can be avoided one more, three at most. Each trap met costs one,
    once, but never the point of the arrival. Nothing is graded before the arrival.
    """

    pages: tuple[SitePage, ...]

    def grade(self, answer: Answer) -> Grade:
        visit = self.visit(answer)
        if visit is None or not visit.page.arrival:
            return Grade(0, self.out_of, finished=False)
        return Grade(max(1, self.out_of - len(visit.traps)), self.out_of)

    @property
    def out_of(self) -> int:
        return 1 + min(MAX_LOST, sum(way.trap for page in self.pages for way in page.ways))

    def visit(self, answer: Answer) -> Visit | None:
        """Replay the clicks from the first page; a click that makes no sense is as if it had not been made."""
        if not self.pages:
            return None
        visit = Visit(self.pages[0])
        click = first(answer, "clic")
        if click == RESTART:
            return visit
        for token in [*first(answer, "trace").split("-"), click][: MAX_CLICKS + 1]:
            if len(visit.trail) < MAX_CLICKS and not visit.page.arrival:
                self._click(visit, token)
        return visit

    def solution(self) -> Answer:
        return {"trace": ["-".join(token for token, _words in self._way())]}

    def correction(self) -> list[tuple[str, str]]:
        """The shortest way without a trap, a line for each click."""
        return [(_("Clic %(number)d") % {"number": n}, words) for n, (_token, words) in enumerate(self._way(), start=1)]

    def _click(self, visit: Visit, token: str) -> None:
        if token == BACK:
            if visit.history:
                visit.page = visit.history.pop()
                visit.trail.append(token)
                visit.say("")
        elif token[:1] == "b":
            self._click_banner(visit, token)
        elif token in (keys := {str(i): i for i in range(len(visit.page.ways))}) and visit.page.can_click(keys[token]):
            self._click_element(visit, keys[token])

    def _click_banner(self, visit: Visit, token: str) -> None:
        buttons = visit.banner.buttons if visit.banner else ()
        for index, button in enumerate(buttons):
            if token == f"b{index}":
                visit.trail.append(token)
                visit.closed_banners.add(visit.page.name)
                visit.say(button.feedback, right=button.right, neutral=not button.right)

    def _click_element(self, visit: Visit, index: int) -> None:
        way, here = visit.page.ways[index], visit.page
        visit.trail.append(str(index))
        if way.trap:
            visit.traps.add((here.name, index))
        if target := self._named.get(way.goes_to):
            visit.history.append(here)
            visit.page = target
        default = "" if target else _("Ce n’est pas ici. Essayez autre chose.")
        visit.say(way.feedback or default, right=not way.trap, neutral=not way.trap)

    @cached_property
    def _named(self) -> dict[str, SitePage]:
        return {page.name: page for page in reversed(self.pages) if page.name}

    def _way(self) -> list[tuple[str, str]]:
        """The clicks of the shortest way without a trap, as tokens and words; good banner buttons are pressed."""
        if not self.pages:
            return []
        ways: dict[str, list[tuple[str, str]]] = {self.pages[0].name: []}
        waiting = deque([self.pages[0]])
        while waiting:
            page = waiting.popleft()
            if page.arrival:
                return ways[page.name]
            for index, target in self._exits(page):
                if target.name not in ways:
                    click = (str(index), page.screen.elements[index].text)
                    ways[target.name] = [*ways[page.name], *_good_banner_button(page), click]
                    waiting.append(target)
        return []

    def _exits(self, page: SitePage) -> Iterator[tuple[int, SitePage]]:
        for index, way in enumerate(page.ways):
            if not way.trap and way.goes_to in self._named:
                yield index, self._named[way.goes_to]


def _good_banner_button(page: SitePage) -> list[tuple[str, str]]:
    buttons = page.banner.buttons if page.banner else ()
    return [(f"b{index}", button.text) for index, button in enumerate(buttons) if button.right][:1]
