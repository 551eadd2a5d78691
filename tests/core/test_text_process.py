"""The child is a real one; only what it does with a text differs from the one that renders."""

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from forum.core.text_process import MEMORY, TextProcess

SERVE = "from forum.core.text_process import serve"


@pytest.fixture
def a_child():
    """`a_child("text.upper()")` is a TextProcess whose child answers each text with that."""
    started = []

    def start(answer, **given):
        serving = f"import os, time\n{SERVE}\nserve(lambda text: {answer})"
        started.append(TextProcess([sys.executable, "-c", serving], **given))
        return started[-1]

    yield start
    for process in started:
        process.stop()


def test_one_child_answers_text_after_text(a_child):
    process = a_child("text.upper() + str(os.getpid())")

    first, second = process.render("é "), process.render("\n")

    assert first == f"É {process.pid}"
    assert second == f"\n{process.pid}"


def test_nothing_is_started_before_the_first_long_text(a_child):
    process = a_child("text")

    assert process.pid is None


def test_a_text_that_takes_too_long_is_refused_and_the_next_one_rendered(a_child):
    process = a_child("time.sleep(600) if text == 'hostile' else text", seconds=0.5)

    assert process.render("before") == "before"
    assert process.render("hostile") is None
    assert process.render("after") == "after"


def test_a_child_that_was_killed_is_replaced(a_child):
    process = a_child("text")
    process.render("before")
    killed = process.pid

    os.kill(killed, signal.SIGKILL)

    assert process.render("after") == "after"
    assert process.pid != killed


def test_a_child_that_dies_of_every_text_is_our_fault_and_says_so(a_child):
    process = a_child("os._exit(1)")

    with pytest.raises(RuntimeError, match="its process died"):
        process.render("any")


def test_a_child_that_cannot_start_says_so(a_child):
    process = a_child("text")
    process.command = [sys.executable, "-c", "raise SystemExit"]

    with pytest.raises(RuntimeError, match="did not start"):
        process.render("any")

    assert process.pid is None


def test_a_fault_in_the_child_comes_back_by_name_without_the_words(a_child):
    process = a_child("[][0] if text else text")

    with pytest.raises(RuntimeError, match="IndexError") as fault:
        process.render("my words")

    assert "my words" not in str(fault.value)


def test_a_text_that_eats_memory_is_refused(a_child):
    if sys.platform != "linux":
        print("Only Linux limits the memory of a process.")
        return
    process = a_child(f"'x' * {MEMORY} if text == 'hostile' else text")

    assert process.render("hostile") is None
    assert process.render("after") == "after"


def test_the_child_is_not_told_the_servers_secrets(a_child, monkeypatch):
    monkeypatch.setenv("FORUM_SECRET_KEY", "swordfish")

    assert a_child("str(dict(os.environ))").render("any").count("swordfish") == 0


def test_threads_share_the_child_and_each_gets_the_answer_to_its_own_text(a_child):
    process = a_child("text[::-1]")
    texts = [f"{number} {'word ' * number}" for number in range(200)]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(process.render, texts))

    assert answers == [text[::-1] for text in texts]
