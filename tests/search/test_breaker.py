"""A rule on plain values: who does not answer is left alone, a little longer each time."""

from search.engines.breaker import LONGEST, SHORTEST, Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_failure_opens_it_and_one_caller_at_a_time_tries_again() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    assert breaker.allows()
    assert breaker.failed()
    assert not breaker.allows()
    clock.now = SHORTEST
    assert breaker.allows()
    assert not breaker.allows()
    assert breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()


def test_each_failure_doubles_the_time_up_to_a_limit() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    assert [breaker.failed() for _time in range(10)] == [True] + [False] * 9
    clock.now = LONGEST - 0.1
    assert not breaker.allows()
    clock.now = LONGEST
    assert breaker.allows()
