"""What is decided about a register that was read: which column is which, whether its rows are
taken, and whether that is undone.
"""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.register.importing import CHANGED, KEPT, NEW
from ladder_assess.core.register.state import ASKING, DONE, SHOWN
from ladder_assess.services.register import import_register as importing
from ladder_assess.services.register.import_register import BadRowsLeft
from ladder_assess.services.register.read_register import choose_columns, read_again, say_meanings
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.paging import A_PAGE
from ladder_assess.web.common.request import View, done, product
from ladder_assess.web.register.columns_form import columns_form
from ladder_assess.web.register.forms import AgainForm, ImportForm
from ladder_assess.web.register.importing import blueprint, find_or_404, is_last, preview, to_work
from ladder_assess.web.register.meanings_form import meanings_form

__all__ = ["blueprint"]


@blueprint.route("/<sealed:import_id>/columns", methods=["GET", "POST"])
def columns(import_id: int) -> View:
    """Say which column is which; the file is read again with that."""
    found = find_or_404(import_id)
    if found.state not in (ASKING, SHOWN):
        return redirect(url_for("register_import.look", import_id=import_id))
    form = columns_form(found.findings, product().definitions.questionnaire)
    good = form.validate_on_submit()
    if form.is_submitted() and form.other_sheet:
        said = form.changed(found.findings.headings)
        read_again(product(), portfolio(), import_id, sheet=form.other_sheet, said=said)
        return to_work(import_id)
    if good and not form.stays:
        choose_columns(
            product(),
            portfolio(),
            import_id,
            form.chosen,
            id_from_name=form.lacks_id,
            orders=form.orders,
            take_hidden=form.hidden.data or "",
            sheet=form.sheet.data or "",
            heading=(form.heading.data or "") if form.asks_of_heading else "",
        )
        return to_work(import_id)
    return render_template(
        "register/register_import/columns.html", register=found, findings=found.findings, form=form
    )


@blueprint.route("/<sealed:import_id>/meanings", methods=["GET", "POST"])
def meanings(import_id: int) -> View:
    """Say what words of the file mean that are no answers; it is read again with that."""
    found = find_or_404(import_id)
    questionnaire = product().definitions.questionnaire
    form = meanings_form(found.findings, questionnaire)
    if found.state != SHOWN or not form.words:
        return redirect(url_for("register_import.look", import_id=import_id))
    if form.validate_on_submit():
        say_meanings(product(), portfolio(), import_id, form.chosen)
        return to_work(import_id)
    return render_template("register/register_import/meanings.html", register=found, form=form)


@blueprint.post("/<sealed:import_id>/again")
def again(import_id: int) -> View:
    """Read the file again: another sheet, or what was passed over taken for activities or not."""
    form = AgainForm()
    if not form.validate():
        abort(400)
    find_or_404(import_id)
    sheet = form.sheet.data or ""
    taken = read_again(product(), portfolio(), import_id, take=form.take, sheet=sheet)
    here = url_for("register_import.look", import_id=import_id)
    return to_work(import_id) if taken else redirect(here)


@blueprint.post("/<sealed:import_id>/take")
def take(import_id: int) -> View:
    """Import the rows that were shown, in the background: all of them, or none."""
    found, form = find_or_404(import_id), ImportForm()
    if not form.validate():
        return preview(found, form)
    try:
        taken = importing.ask_to_save(product(), portfolio(), found, leave_out=form.leaves_out)
    except BadRowsLeft:
        form.leave_out.errors = [
            _("Some rows are wrong. Use the button that leaves them out, or mend your file.")
        ]
        return preview(found, form)
    # Where the button was pressed twice, it is at work already.
    return (
        to_work(import_id)
        if taken
        else redirect(url_for("register_import.look", import_id=import_id))
    )


@blueprint.post("/<sealed:import_id>/forget")
def forget(import_id: int) -> View:
    """Throw the file away, and everything that was found in it."""
    if not Form().validate_on_submit():
        abort(400)
    find_or_404(import_id)
    importing.forget_register(product(), portfolio(), import_id)
    done(_("The file is thrown away. Nothing was imported."))
    return redirect(url_for("register_import.show"))


@blueprint.route("/<sealed:import_id>/undo", methods=["GET", "POST"])
def undo(import_id: int) -> View:
    """Ask, then undo an import, but for what someone has worked on since."""
    found, form = find_or_404(import_id), Form()
    if found.state != DONE or not is_last(found):
        return redirect(url_for("register_import.look", import_id=import_id))
    if form.validate_on_submit():
        importing.ask_to_undo(product(), portfolio(), import_id, now())
        return to_work(import_id)
    counts, left = importing.would_undo(product(), portfolio(), import_id, A_PAGE)
    return render_template(
        "register/register_import/undo.html",
        register=found,
        form=form,
        new=counts[NEW],
        changed=counts[CHANGED],
        kept=counts[KEPT],
        left=left,
    )
