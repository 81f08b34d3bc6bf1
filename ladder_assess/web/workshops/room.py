"""The room of a workshop on one phone: join by a code, read, vote. No account, and a name where one
is chosen.
"""

import secrets
from collections.abc import Sequence

from flask import (
    Blueprint,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _

from ladder_assess.core.common.web_address import whole_parts
from ladder_assess.core.workshops.course import PAUSED, READING, takes_votes
from ladder_assess.core.workshops.people import NamesShown, read_name
from ladder_assess.core.workshops.room_code import read_code, spoken
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.workshops.votes_drawing import HALL, NARROW
from ladder_assess.services.workshops.cast_vote import RoomIsFull, cast_vote, stay, vote_of
from ladder_assess.services.workshops.consult_exercises import account_of
from ladder_assess.services.workshops.give_seat import give_seat, known_seat
from ladder_assess.services.workshops.keep_people import come_in, is_removed, name_of, names_for_all
from ladder_assess.services.workshops.read_workshop import read_workshop
from ladder_assess.services.workshops.run_workshop import door_of, find_room, opens_door
from ladder_assess.web.common.by_link import qr_drawn
from ladder_assess.web.common.limits import limit, limit_votes
from ladder_assess.web.common.request import View, link_to_share, point_out, product
from ladder_assess.web.workshops.alike import shown_alike
from ladder_assess.web.workshops.facts import facts_page, take_answer, votes_by_facts, why_full
from ladder_assess.web.workshops.forms import (
    LONGEST_TYPED,
    JoinForm,
    NameForm,
    TableForm,
    VoteForm,
    vote_form,
)
from ladder_assess.web.workshops.phone import (
    forget_picked,
    is_new,
    keep_name,
    keep_picked,
    keep_seat,
    keep_table,
    name_in,
    picked_in,
    seat_in,
    settles,
    table_in,
)
from ladder_assess.web.workshops.stage import if_changed, on_stage

blueprint = Blueprint("room", __name__)

# In the projector's browser alone: the room whose screen it shows.
SCREEN = "screen"
# In a browser that types codes: by what its tries are counted.
TRIES = "tries"
ROOM = "/w/<room>"


def _workshop(typed: str) -> Workshop:
    code = read_code(typed)
    if not opens_door(product(), code, request.args.get("door", "")):
        _limit_codes(code)
    found = find_room(product(), typed)
    if found is None:
        limit("guess")
        form = _refused(JoinForm(formdata=None, data={"code": typed[:LONGEST_TYPED]}))
        abort(make_response(render_template("workshops/room/join.html", form=form), 404))
    return found


def _limit_codes(code: str) -> None:
    """Count a code that is typed where this browser is not in its room yet, before it is looked up:
    of six letters, many can be tried, and one is right at last. A browser that tries many is
    stopped before it uses up what there is for all phones behind its address.
    """
    if seat_in(code) or session.get(SCREEN) == code:
        return
    limit("room_browser", session.setdefault(TRIES, secrets.token_urlsafe(9)))
    limit("room")


def _refused(form: JoinForm) -> JoinForm:
    form.code.errors = [_("There is no room with this code. Look at the screen again.")]
    return form


@blueprint.route("/join", methods=["GET", "POST"])
def join() -> View:
    """Type the code of a room, and the seat where one was there on another phone."""
    form = JoinForm()
    if form.validate_on_submit():
        _limit_codes(read_code(form.code.data or ""))
        found = find_room(product(), form.code.data)
        if found is not None and _takes(found, form):
            return redirect(url_for("room.show", room=found.code))
        if found is None:
            limit("guess")
            _refused(form)
    return render_template("workshops/room/join.html", form=form)


def _takes(room: Workshop, form: JoinForm) -> bool:
    """Sit down where the form says, if it says where; says whether the room gave that seat. Who was
    taken out stays so, whatever they type.
    """
    typed = (form.seat.data or "").strip()
    if not typed or _removed(room):
        return True
    seat = known_seat(product(), room, typed)
    if not seat:
        limit("guess")
        form.seat.errors = [_("This is no seat of this room. It has 24 letters and digits.")]
        return False
    keep_seat(room.code, seat)
    return True


@blueprint.route(ROOM, methods=["GET", "POST"])
def show(room: str) -> View:
    """What the room is doing, and a vote while it votes."""
    found = _workshop(room)
    if room != found.code:
        return redirect(url_for("room.show", room=found.code))
    _sit_down(found)
    _stay(found)
    _say_name(found)
    if _removed(found) and request.method == "POST":
        return redirect(url_for("room.show", room=found.code))
    if votes_by_facts(found) and request.method == "POST":
        return take_answer(found, seat_in(found.code), _place(found))
    form = _form(found)
    if form is None and request.method == "POST":
        point_out(_why_not(found))
        return redirect(url_for("room.show", room=found.code))
    if form and form.validate_on_submit():
        limit_votes(found.code, "" if is_new(found.code) else seat_in(found.code))
        try:
            if not _vote(found, form):
                point_out(_why_not(found))
        except RoomIsFull as full:
            point_out(why_full(full))
        return redirect(url_for("room.show", room=found.code))
    return _shown(found, "show", form), 422 if form and form.errors else 200


def _sit_down(found: Workshop) -> None:
    if not seat_in(found.code):
        keep_seat(found.code, give_seat(product(), found))


def _stay(found: Workshop) -> None:
    """Say that this phone keeps its seat, once it has."""
    if settles(found.code):
        stay(product(), found, seat_in(found.code))


def _removed(found: Workshop) -> bool:
    return is_removed(product(), found, seat_in(found.code))


def _say_name(found: Workshop) -> None:
    """Say the name of this phone again, which a server that began anew has not heard; the phone
    forgets it where the workshop has ended.
    """
    name = name_in(found.code)
    if name and found.now_at:
        come_in(product(), found, seat_in(found.code), name)
    else:
        keep_name(found.code, "")


def _form(found: Workshop, *, fresh: bool = False) -> VoteForm | None:
    """The form to vote by; None where the room votes on nothing now."""
    account = account_of(product(), found.now_at) if found.now_at else None
    if found.course.by_facts or account is None or account.ballot is None:
        return None
    of_kind, names = vote_form(account)
    kept = {"at": _place(found), **dict(zip(names, map(str, _own(found) or ()), strict=False))}
    form = of_kind(formdata=None, data=kept) if fresh else of_kind(data=kept)
    form.offer(account, product().definitions.questionnaire)
    return form


def _place(found: Workshop) -> str:
    return f"{found.course.exercise}-{found.course.round}"


def _why_not(found: Workshop) -> str:
    """Why what a phone sent does not count."""
    place, _space, _item = request.form.get("at", "").partition(" ")
    if found.course.phase == PAUSED and place == _place(found):
        return str(_("The vote is paused, so that does not count. Vote when it goes on."))
    return str(_("That vote came too late: this round is over. It does not count."))


def _own(found: Workshop) -> Sequence[int] | None:
    """What this phone picked in the round under way."""
    own = vote_of(product(), found, seat_in(found.code))
    if own is None and takes_votes(found.course, len(found.exercises)):
        forget_picked(found)
    return own


def _vote(found: Workshop, form: VoteForm) -> bool:
    """Vote for what the page asked; a page of an earlier round asked for something else."""
    seen = form.at.data == _place(found)
    table = table_in(found.code)
    seat, new = seat_in(found.code), is_new(found.code)
    kept = seen and cast_vote(product(), found, seat, *form.picked, table=table, new=new)
    if kept:
        keep_picked(found, form.picked)
    return kept


def _shown(
    found: Workshop, template: str, form: VoteForm | None, table_form: TableForm | None = None
) -> str:
    seat = seat_in(found.code)
    return render_template(
        f"workshops/room/{template}.html",
        workshop=found,
        seat=spoken(seat),
        facts=facts_page(found, seat, _place(found)) if votes_by_facts(found) else None,
        stage=on_stage(found, NARROW),
        votes=form is not None and takes_votes(found.course, len(found.exercises)),
        own=_own(found),
        form=form,
        removed=_removed(found),
        name=name_in(found.code),
        called=name_of(product(), found, seat) if template == "show" else "",
        table=table_in(found.code),
        table_form=table_form or TableForm(formdata=None),
        mine=picked_in(found),
        record=None if found.now_at else read_workshop(product(), found),
    )


@blueprint.post(f"{ROOM}/table")
def sit_at(room: str) -> View:
    """Say at which table one sits: this phone alone keeps it."""
    found, form = _workshop(room), TableForm()
    if form.validate_on_submit():
        keep_table(found.code, form.table.data or 0)
        return redirect(url_for("room.show", room=found.code))
    return _shown(found, "show", _form(found, fresh=True), form), 422


@blueprint.route(f"{ROOM}/name", methods=["GET", "POST"])
def call_me(room: str) -> View:
    """Choose a name, another one or none: nothing that is voted has it."""
    found = _workshop(room)
    if _removed(found):
        # Whoever runs the workshop would not know them again to let them in.
        return redirect(url_for("room.show", room=found.code))
    form = NameForm(data={"name": name_in(found.code)})
    if form.validate_on_submit():
        _sit_down(found)
        name = read_name(form.name.data or "")
        keep_name(found.code, name)
        come_in(product(), found, seat_in(found.code), name)
        return redirect(url_for("room.show", room=found.code))
    shown = render_template("workshops/room/name.html", workshop=found, form=form)
    return shown, 422 if form.errors else 200


@blueprint.get(f"{ROOM}/now")
def now(room: str) -> View:
    """What the room is doing now, as a fragment for a page that asks every two seconds."""
    found = _workshop(room)
    _stay(found)
    _say_name(found)
    own = (_own(found), picked_in(found), _removed(found))

    def shown() -> str:
        return _shown(found, "now", _form(found, fresh=True))

    return if_changed(found, lambda: shown_alike(found, shown, *own), *own)


@blueprint.get(f"{ROOM}/screen")
def screen(room: str) -> View:
    """What the room looks at: large, and with nothing to press."""
    found = _workshop(room)
    if room != found.code:
        return redirect(url_for("room.screen", room=found.code))
    session[SCREEN] = found.code
    return _on_screen(found, "screen")


@blueprint.get(f"{ROOM}/screen/now")
def screen_now(room: str) -> View:
    """What the room looks at now, as a fragment."""
    found = _workshop(room)
    return if_changed(found, lambda: _on_screen(found, "screen_now"), _names(found))


def _names(found: Workshop) -> NamesShown | None:
    """Who has come, while people arrive; None afterwards."""
    course = found.course
    arriving = course.phase == READING and course.exercise == course.round == 1
    return names_for_all(product(), found) if arriving else None


def _on_screen(found: Workshop, template: str) -> str:
    return render_template(
        f"workshops/room/{template}.html",
        workshop=found,
        code=spoken(found.code),
        join=whole_parts(link_to_share("room.join")),
        stage=on_stage(found, HALL),
        names=_names(found),
        record=None if found.now_at else read_workshop(product(), found),
        qr=qr_drawn(link_to_share("room.show", room=found.code, door=door_of(product(), found))),
    )
