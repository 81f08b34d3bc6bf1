"""No macro of a template hides what a view or another template means by the same name.

The table "The survey of 2013" was empty for months: the page that includes it had a macro `points`,
and the table's own `points` was then the macro. The tests of the page looked at the page with a
round, where the table is not included, and at the table's heading, which stood there all the same.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from ladder_assess.publishing.plan.pdf import print_environment
from ladder_assess.settings import CHECKOUT

ROOT = CHECKOUT / "templates"
TEMPLATES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(ROOT.rglob("*"))
    if path.suffix in (".html", ".svg", ".txt")
}


class Names:
    """What each template of some takes from around it, and what it puts there."""

    def __init__(self, environment: Environment, templates: Mapping[str, str]) -> None:
        self.trees = {name: environment.parse(text) for name, text in templates.items()}
        self.own = own = {name: set(_macros(tree)) for name, tree in self.trees.items()}
        self.macros = {name: own[name] | set(_imported(t, own)) for name, t in self.trees.items()}
        self.handed = {name: set(_handed_on(tree)) for name, tree in self.trees.items()}
        # Last, as it changes the trees: what they include, extend and import stays.
        self.values = {name: _values(tree) for name, tree in self.trees.items()}

    def hidden(self) -> Iterator[tuple[str, str, str]]:
        """Each name that a template uses as a value where a macro of that name stands around it:
        the template with the macro, the one that uses the name, and the name.
        """
        for outer in self.trees:
            for inner in (outer, *self.within(outer, {outer})):
                values = self.values[inner] - (self.handed[outer] if inner == outer else set())
                for name in sorted(self.macros[outer] & values):
                    yield outer, inner, name

    def within(self, name: str, seen: set[str]) -> Iterator[str]:
        """The templates that see the names of this one, one within the other."""
        for other in _used_with_context(self.trees[name]):
            if other in self.trees and other not in seen:
                seen.add(other)
                yield other
                yield from self.within(other, seen)


def _macros(tree: nodes.Template) -> Iterator[str]:
    """Names of the macros that stand at the top of a template."""
    return (macro.name for macro in tree.body if isinstance(macro, nodes.Macro))


def _imported(tree: nodes.Template, own: Mapping[str, set[str]]) -> Iterator[str]:
    """Names under which a template imports macros."""
    for each in tree.find_all(nodes.FromImport):
        of = own.get(getattr(each.template, "value", ""), set())
        for name in each.names:
            origin, here = (name, name) if isinstance(name, str) else name
            if origin in of:
                yield here


def _handed_on(tree: nodes.Template) -> Iterator[str]:
    """Names that stand alone as an argument: a template may hand its own macro to another."""
    for call in tree.find_all(nodes.Call):
        yield from (each.name for each in call.args if isinstance(each, nodes.Name))


def _values(tree: nodes.Template) -> set[str]:
    """Names that a template takes from around it otherwise than to call them."""
    for macro in tree.find_all(nodes.Macro):
        macro.name = f"macro {macro.name}"
    for each in tree.find_all(nodes.FromImport):
        each.names = []
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            call.node = nodes.Const("called", lineno=call.lineno)
    return find_undeclared_variables(tree)


def _used_with_context(tree: nodes.Template) -> Iterator[str]:
    """What a template includes, extends or imports so that it sees the same names."""
    kinds: tuple[type[Any], ...] = (nodes.Include, nodes.FromImport, nodes.Extends)
    for each in (found for kind in kinds for found in tree.find_all(kind)):
        if getattr(each, "with_context", True) and isinstance(each.template, nodes.Const):
            yield each.template.value


@pytest.fixture(scope="module")
def environment(installation: Flask) -> Environment:
    """What reads every template: those of pages and those of print."""
    found = installation.jinja_env.overlay()
    found.filters = {**print_environment(ROOT).filters, **installation.jinja_env.filters}
    return found


@pytest.fixture(scope="module")
def names(environment: Environment) -> Names:
    """Those of all templates."""
    return Names(environment, TEMPLATES)


def test_no_macro_hides_a_variable(names: Names) -> None:
    assert list(names.hidden()) == []


def test_no_macro_hides_what_all_templates_share(environment: Environment, names: Names) -> None:
    """Whoever calls a global within reach of a macro of its name would get the macro."""
    shared = set(environment.globals)
    assert {(name, macro) for name, own in names.own.items() for macro in own & shared} == set()


@pytest.mark.parametrize(
    ("templates", "found"),
    [
        # As it was.
        (
            {
                "page": "{% macro points(x) %}{% endmacro %}{{ points(1) }}{% include 'table' %}",
                "table": "{% for p in points.published %}{{ p }}{% endfor %}",
            },
            [("page", "table", "points")],
        ),
        # A macro that an included template calls is meant.
        (
            {
                "page": "{% macro picture(x) %}{% endmacro %}{% include 'part' %}",
                "part": "{{ picture('a') }}",
            },
            [],
        ),
        # Two steps away, and by an import.
        (
            {
                "page": "{% from 'words' import rows %}{% include 'middle' %}",
                "words": "{% macro rows() %}{% endmacro %}",
                "middle": "{% include 'table' %}",
                "table": "{{ rows|length }}",
            },
            [("page", "table", "rows")],
        ),
        # In the same template.
        (
            {"page": "{% macro group(x) %}{% endmacro %}{{ group.name }}"},
            [("page", "page", "group")],
        ),
        # What a loop or a macro names itself hides nothing.
        (
            {
                "page": "{% macro row(x) %}{% endmacro %}{% include 'table' %}",
                "table": "{% for row in rows %}{{ row.name }}{% endfor %}",
            },
            [],
        ),
    ],
)
def test_hiding_is_found(
    environment: Environment, templates: dict[str, str], found: list[tuple[str, str, str]]
) -> None:
    assert list(Names(environment, templates).hidden()) == found


def test_every_template_is_looked_at(names: Names) -> None:
    assert len(names.trees) > 150
    reached = set(names.within("benchmarks/compare/then.html", set()))
    assert "benchmarks/compare/published.html" in reached
    assert "points" in names.values["benchmarks/compare/published.html"]
