"""The list of what the product is made of names every pinned package, and the guide its licence."""

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions
from pathlib import Path

import pytest

from ladder_assess.settings import CHECKOUT, PACKAGE

# Looked for by `requests`, and one module of no weight.
SMALL = ("pysocks",)
PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.M)
PAGE = PACKAGE / "guides" / "administrators" / "supply.md"
RUN = CHECKOUT / "requirements" / "run.txt"
LOCK = CHECKOUT / "static" / "package-lock.json"
# What packages say of themselves in more words than one, by the licence that these are.
NAMES = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Zope Public License": "ZPL-2.1",
    "GNU General Public License v2 or later (GPLv2+) and GNU Lesser General Public License v2 or "
    "later (LGPLv2+) and Mozilla Public License 1.1 (MPL 1.1)": "GPL-2.0+ or LGPL-2.0+ or MPL-1.1",
}


def pinned() -> dict[str, str]:
    """The version of each package that is installed to run the product."""
    return dict(PINNED.findall(RUN.read_text("utf-8")))


def sent_to_browsers() -> dict[str, str]:
    """The licence of each package that styles and scripts are built from."""
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    return {
        place.rpartition("node_modules/")[2]: each.get("license", "")
        for place, each in packages.items()
        if place and not each.get("dev") and not each.get("optional")
    }


def licence_of(name: str) -> str:
    """What an installed package says that its licence is; empty where this machine has it not."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    classified = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or []
        if each.startswith("License :: ") and each != "License :: OSI Approved"
    ]
    own = said.get_all("License-Expression") or [" and ".join(classified)]
    named = own[0] or (said.get_all("License") or [""])[0].partition("\n")[0]
    return NAMES.get(named, str(named))


def licences() -> dict[str, str]:
    """The licence that the guide gives each package."""
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", PAGE.read_text("utf-8"), re.M))


def test_the_guide_gives_the_licence_of_every_package_that_is_run() -> None:
    said = licences()
    found = {name: licence_of(name) for name in pinned()}
    wrong = {name: kind for name, kind in found.items() if kind and said.get(name) != kind}
    assert not wrong, f"{PAGE} says otherwise"
    assert set(pinned()) <= set(said)


def test_the_guide_gives_the_licence_of_every_package_that_browsers_get() -> None:
    said = licences()
    wrong = {name: kind for name, kind in sent_to_browsers().items() if said.get(name) != kind}
    assert not wrong


@pytest.mark.thorough
def test_the_list_names_every_pinned_package(tmp_path: Path) -> None:
    out = tmp_path / "made-of.json"
    command = [str(Path(sys.prefix) / "inventory" / "bin" / "cyclonedx-py"), "requirements"]
    options = ["--pyproject", str(CHECKOUT / "pyproject.toml"), "-o", str(out), str(RUN)]
    subprocess.run([*command, *options], check=True, capture_output=True)
    made = json.loads(out.read_text("utf-8"))
    assert made["bomFormat"] == "CycloneDX"
    assert {each["name"]: each["version"] for each in made["components"]} == pinned()


def modules_after(code: str) -> set[str]:
    """What Python has loaded at the end of a short program."""
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_a_start_loads_nothing_that_only_tests_bring() -> None:
    """What is run is what was measured: a library that finds another installed may load it, and
    each command then took a second and a half longer here than it takes where it is used.
    """
    brought = packages_distributions()
    loaded = modules_after("import ladder_assess.cli, ladder_assess.web") - modules_after("pass")
    found = {each.partition(".")[0] for each in loaded} & {*brought}
    named = {re.sub("[-_.]+", "-", own).lower() for each in found for own in brought[each]}
    assert named <= {*pinned(), "ladder-assess", *SMALL}, (
        "Run 'make clean' if it was installed before"
    )
