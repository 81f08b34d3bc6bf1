"""What was read beside its source, by `questionnaires/source-checks.yaml`, and what was not."""

from collections.abc import Iterable, Iterator

from ladder_assess.core.checks.problems import Problem
from ladder_assess.core.checks.source_checks import source_check_problems
from ladder_assess.storage.common.yaml_source import Document
from ladder_assess.storage.questionnaire.definition_files import DefinitionFiles, Located
from ladder_assess.storage.questionnaire.once_a_file import shape_of

SOURCE_CHECKS = "source-checks.yaml"
SCHEMA = "source-checks.schema.json"
CITING = ("questionnaire", "recommendations", "advice", "arrangements", "consent", "case_texts")
CASES = "worked-cases"


def unread_claims(files: DefinitionFiles, document: Document) -> Iterator[Located]:
    """What cites a source and was not read beside it as it stands, by the `document` of readings,
    and what else is wrong with that. The files are sound.
    """
    schema = (files.root / SCHEMA).read_text("utf-8")
    found = shape_of(schema, document, instrument=False) if document.data else ()
    shape = [*document.problems, *found]
    yield from _located(document, shape)
    if document.data is None:
        return
    citing = dict(_citing(files))
    contents = {identity: found.data for identity, found in citing.items()}
    checked = source_check_problems(document.data, contents, files.source_keys)
    yield from _located(document, checked.readings)
    for identity, problems in checked.claims.items():
        yield from _located(citing[identity], problems)


def _citing(files: DefinitionFiles) -> Iterator[tuple[str, Document]]:
    """The newest version of each file that cites sources, by the id of the file."""
    yield CASES, files.cases
    for kind in (*CITING, *files.instruments):
        document = files.document(kind)
        yield str(document.data["id"]), document


def _located(document: Document, problems: Iterable[Problem]) -> Iterator[Located]:
    for name, path, text in problems:
        yield Located(str(document.file), document.line(path), str(name), text)
