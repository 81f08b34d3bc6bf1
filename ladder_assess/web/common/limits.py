"""Asks whoever tries too often to wait, on a page that says how long."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask, current_app, request
from werkzeug.exceptions import TooManyRequests

from ladder_assess.services.common.limits import (
    LIMITS,
    By,
    out_of_turn,
    start_afresh,
    wait_for,
    wait_in_turn,
)
from ladder_assess.web.common.request import product

# Whoever has one IPv6 address has all of these.
ONE_PLACE = 64


def init_app(app: Flask) -> None:
    """Let nobody's file or register wait behind the many of one network."""
    app.before_request(lambda: wait_in_turn(product(), network()))
    app.teardown_request(lambda _error: out_of_turn())


def limit(kind: str, key: str | int | None = None) -> None:
    """Count a try of a `kind` (see services.limits) for `key`; only where tries are counted by
    network may it be left out.

    Answers with 429 and a page when there were too many.
    """
    if key is None and LIMITS[kind].by is not By.NETWORK:
        raise TypeError(f"{kind} is not counted by network")
    wait = counted(kind, network() if key is None else key)
    if wait:
        raise TooManyRequests(retry_after=wait)


def counted(kind: str, key: str | int) -> int:
    """Count a try, and give how many seconds to wait: 0 when this one may go on."""
    times: int = current_app.config["LIMIT_TIMES"]
    return wait_for(product(), kind, str(key), times=times)


def forgive(kind: str, key: str | int) -> None:
    """Start counting afresh after a success."""
    start_afresh(product(), kind, str(key))


def limit_answers(asked: str) -> None:
    """Count one more respondent who begins, for what is asked of whom, from this network: a link
    that is closed and opened again is another, and what it asks is not.
    """
    limit("view", f"{asked} {network()}")


def limit_votes(room: str, seat: str) -> None:
    """Count one more vote in a room, from a seat or, where it is empty, from this network."""
    _limit_room("vote", room, seat)


def limit_facts(room: str, seat: str) -> None:
    """Count one more answer to a fact in a room, in the same way."""
    _limit_room("fact", room, seat)


def _limit_room(kind: str, room: str, seat: str) -> None:
    if seat:
        limit(f"own_{kind}", f"{room} {seat}")
    else:
        limit(kind, f"{room} {network()}")


def network() -> str:
    """Where a request comes from: an IPv4 address, or the first half of an IPv6 one."""
    said = request.remote_addr or ""
    try:
        address = ip_address(said.partition("%")[0])
    except ValueError:
        return said
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address, ONE_PLACE), strict=False))
