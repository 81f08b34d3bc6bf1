"""The background work of an installation, done at once."""

from typing import Any

from flask import Flask


def run_all(queue: Any) -> int:
    """Do what a worker does: take one job after another off the queue; returns how many."""
    done = 0
    while (task := queue.dequeue()) is not None:
        queue.execute(task)
        done += 1
    return done


def work(app: Flask) -> int:
    """Do everything that pages of this installation have put on its queue."""
    return run_all(app.extensions["ladder_assess_jobs"].queue)
