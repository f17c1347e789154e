"""Items to sort into categories."""

from dataclasses import dataclass
from functools import cached_property

from learning.exercises.base import Answer, Grade, Remark, chosen
from learning.exercises.ordering import Item


@dataclass(frozen=True)
class Category:
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Sorting:
    """The field `c<index>` holds the category chosen for an item; items are counted through all categories."""

    categories: tuple[Category, ...]

    @cached_property
    def items(self) -> list[tuple[int, Item]]:
        """Every item with the index of its category."""
        return [(index, item) for index, category in enumerate(self.categories) for item in category.items]

    def grade(self, answer: Answer) -> Grade:
        """Points are the share of items in their category."""
        remarks = {}
        for index, (category, item) in enumerate(self.items):
            given = chosen(answer, f"c{index}", len(self.categories))
            if given is not None:
                remarks[f"c{index}"] = Remark(given == category, item.feedback)
        return Grade(sum(remark.right for remark in remarks.values()), max(1, len(self.items)), remarks)

    def solution(self) -> Answer:
        return {f"c{index}": [str(category)] for index, (category, _item) in enumerate(self.items)}

    def correction(self) -> list[tuple[str, str]]:
        return [(item.text, self.categories[category].name) for category, item in self.items]
