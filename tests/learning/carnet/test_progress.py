"""The rules of progress, read as rules."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from learning.carnet.progress import (
    Competence,
    ExerciseOutline,
    Outline,
    StepOutline,
    Try,
    best_tries,
    by_page,
    module_progress,
    skills,
)

KEY, OTHER = UUID(int=1), UUID(int=2)
DAY = datetime(2026, 3, 1, 9, tzinfo=UTC)


def outline(*steps, key=KEY):
    """A module whose steps have these exercises: `outline("", "ab", "c")`."""
    return Outline(
        key,
        "Un module",
        "/m/",
        tuple(StepOutline(f"étape {s}", tuple(ExerciseOutline(e, e.upper()) for e in s)) for s in steps),
    )


def tried(exercise, points=1, out_of=1, hours=0, key=KEY):
    return Try(key, "ignored", exercise, points, out_of, DAY + timedelta(hours=hours))


def test_nothing_tried_is_nothing_done():
    progress = module_progress(outline("ab", "c"), [])
    assert (progress.done, progress.total, progress.percent, progress.score) == (0, 3, 0, 0)
    assert progress.steps == (False, False)
    assert (progress.finished, progress.next_step, progress.next_url) == (False, 1, "/m/1/")


def test_a_wrong_try_is_a_try():
    progress = module_progress(outline("ab"), [tried("a", points=0)])
    assert (progress.done, progress.percent, progress.score) == (1, 50, 0)


def test_a_step_is_done_when_all_its_exercises_were_tried():
    assert module_progress(outline("ab", "c"), [tried("a")]).steps == (False, False)
    assert module_progress(outline("ab", "c"), [tried("a"), tried("b", 0)]).steps == (True, False)


def test_a_step_to_read_is_done_when_the_learner_went_past_it():
    assert module_progress(outline("", "a", "", "b", ""), [tried("a")]).steps == (True, True, False, False, False)
    assert module_progress(outline("", "a", "", "b", ""), [tried("b")]).steps == (True, False, True, True, False)


def test_the_last_page_to_read_is_done_with_the_last_exercise():
    progress = module_progress(outline("a", ""), [tried("a")])
    assert progress.steps == (True, True)
    assert progress.next_step is None


def test_a_module_is_finished_when_every_exercise_was_tried():
    assert not module_progress(outline("a", "b"), [tried("a")]).finished
    assert module_progress(outline("a", "b"), [tried("a"), tried("b", 0)]).finished


def test_a_module_without_exercises_is_never_finished():
    progress = module_progress(outline("", ""), [])
    assert (progress.finished, progress.percent, progress.score, progress.next_step) == (False, 0, 0, 1)


def test_one_goes_on_where_one_stopped():
    assert module_progress(outline("a", "bc", "d"), [tried("b")]).next_step == 2


def test_one_goes_on_with_the_step_after_a_finished_one_even_if_one_was_jumped_over():
    assert module_progress(outline("a", "b", "c"), [tried("b")]).next_step == 3


def test_jumped_steps_come_back_at_the_end():
    assert module_progress(outline("a", "b", "c"), [tried("b"), tried("c", hours=1)]).next_step == 1


def test_the_step_worked_on_last_counts_not_the_furthest():
    assert module_progress(outline("ab", "c", "d"), [tried("c"), tried("a", hours=1)]).next_step == 1


def test_the_best_try_counts():
    best = best_tries([tried("a", 1, 4), tried("a", 3, 4, hours=1), tried("a", 2, 4, hours=2)])
    assert best["a"].points == 3


def test_of_two_equal_tries_the_first_is_the_proof():
    assert best_tries([tried("a", 1, hours=5), tried("a", 1, hours=1)])["a"].answered_at == DAY + timedelta(hours=1)


def test_tries_with_another_number_of_points_are_compared_by_their_share():
    assert best_tries([tried("a", 2, 4), tried("a", 1, 1, hours=1)])["a"].out_of == 1


def test_the_score_is_the_average_over_all_exercises():
    assert module_progress(outline("ab"), [tried("a"), tried("b", 1, 2)]).score == 75
    assert module_progress(outline("ab"), [tried("a")]).score == 50


def test_the_score_never_rounds_up():
    assert module_progress(outline("abc"), [tried("a"), tried("b"), tried("c", 0)]).score == 66
    assert module_progress(outline("a"), [tried("a", 799, 1000)]).score == 79


def test_an_exercise_taken_out_counts_no_more_and_stays_in_the_proofs():
    progress = module_progress(outline("a"), [tried("old", hours=1), tried("a")])
    assert (progress.done, progress.total, progress.finished) == (1, 1, True)
    assert [(proof.best.exercise_id, proof.label) for proof in progress.proofs] == [("a", "A"), ("old", "")]


def test_an_exercise_that_went_to_another_step_stays_done():
    assert module_progress(outline("b", "a"), [tried("a")]).steps == (False, True)


def test_the_place_of_a_removed_exercise_is_not_where_one_goes_on():
    assert module_progress(outline("a", "b"), [tried("b"), tried("old", hours=1)]).next_step == 1


def test_tries_in_other_modules_are_ignored():
    assert module_progress(outline("a"), [tried("a", key=OTHER)]).done == 0


def test_modules_come_with_the_one_worked_on_last_first():
    assert list(by_page([tried("a"), tried("b", key=OTHER, hours=1), tried("c", hours=-1)])) == [OTHER, KEY]


ADDRESS = Competence("DigComp 3.0", "1.2", "Évaluer des informations")
MAIL = Competence("DigComp 3.0", "2.1", "Communiquer")


def test_a_competence_is_shown_by_a_module_finished_with_four_points_out_of_five():
    at_80 = module_progress(outline("abcde"), [*map(tried, "abcd"), tried("e", 0)])
    below = module_progress(
        outline("abcde", key=OTHER),
        [*(tried(e, key=OTHER) for e in "abc"), tried("d", 9, 10, key=OTHER), tried("e", 0, key=OTHER)],
    )
    [skill] = skills([at_80, below], {KEY: [ADDRESS], OTHER: [ADDRESS]})
    assert (at_80.score, below.score) == (80, 78)
    assert (skill.proved_by, skill.on_the_way) == ((at_80,), (below,))


def test_a_module_that_is_not_finished_proves_nothing_yet():
    almost = module_progress(outline("abcdef"), [tried(e) for e in "abcde"])
    assert almost.score >= 80
    assert skills([almost], {KEY: [ADDRESS]})[0].proved_by == ()


def test_shown_competences_come_first():
    done = module_progress(outline("a"), [tried("a")])
    begun = module_progress(outline("ab", key=OTHER), [tried("a", key=OTHER)])
    assert [s.competence for s in skills([begun, done], {OTHER: [ADDRESS], KEY: [MAIL]})] == [MAIL, ADDRESS]


def test_a_competence_tagged_twice_is_listed_once():
    done = module_progress(outline("a"), [tried("a")])
    [skill] = skills([done], {KEY: [ADDRESS, ADDRESS]})
    assert skill.proved_by == (done,)
