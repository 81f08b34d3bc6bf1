"""What the renderer may fetch: data within the page, and the few files handed to it by name.

In a module of its own because it can only be defined once the renderer has been imported.
"""

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Answers for our own files from memory and refuses every file and address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        """The file of this name. Raises ValueError for anything that was not handed over."""
        if url in self._files:
            return URLFetcherResponse(url, self._files[url])
        return super().fetch(url, headers)
