"""« Je ne sais pas par où commencer » : some plain questions lead to a path. The rule, on plain values."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

# The answer to question 2 is `q2`: the number of the answer, from 1.
PREFIX = "q"


@dataclass(frozen=True)
class Answer:
    """One answer, and how much it speaks for each path (0 to 3)."""

    text: str
    weights: Mapping[Hashable, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    title: str
    answers: tuple[Answer, ...]
    help: str = ""


@dataclass(frozen=True)
class Recommendation:
    """Paths from the most to the least suitable (those that got points), and what speaks for the first one."""

    ranked: tuple[Hashable, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def best(self) -> Hashable | None:
        return self.ranked[0] if self.ranked else None


def chosen(data: Mapping[str, str], questions: Sequence[Question]) -> dict[int, int]:
    """The answers in an address, as {question: answer}, both from 0. What is not an answer is ignored."""
    answers = {}
    for number, question in enumerate(questions):
        legal = {str(position + 1): position for position in range(len(question.answers))}
        if (given := data.get(f"{PREFIX}{number + 1}")) in legal:
            answers[number] = legal[given]
    return answers


def recommend(answers: Mapping[int, int], questions: Sequence[Question]) -> Recommendation:
    """Add the weights of the chosen answers. Of two equal paths, the one that the questions name first comes first."""
    scores: dict[Hashable, int] = {}
    for question in questions:
        for answer in question.answers:
            for path in answer.weights:
                scores.setdefault(path, 0)
    picked = [questions[number].answers[position] for number, position in sorted(answers.items())]
    for answer in picked:
        for path, weight in answer.weights.items():
            scores[path] += weight
    # `sorted` is stable: equal scores keep the order of the questions.
    ranked = tuple(path for path in sorted(scores, key=lambda path: -scores[path]) if scores[path] > 0)
    reasons = tuple(answer.text for answer in picked if ranked and answer.weights.get(ranked[0], 0) > 0)
    return Recommendation(ranked, reasons)
