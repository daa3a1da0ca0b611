"""The route by which a browser fetches boundaries: once, and never again while they are the same.

Source: measured, geometry inside a figure costs seconds with fifty visitors, by its own address
milliseconds.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from airtrack.registry.atlas import Document
from airtrack.ui import house

FOLDER = "geo"
_SUFFIX = ".json"
_FOR_EVER = "public, max-age=31536000, immutable"


def address(document: Document) -> str:
    """Where the document is found from any page of the application, also below a base path."""
    return f"{FOLDER}/{document.name}{_SUFFIX}"


def fetch(request: Request) -> Response:
    """The document of that name; 304 for who has it, 404 for any other name."""
    name = request.path_params["name"]
    atlas = house.workspace().atlas
    # our own map is no document of the public edition, so its name is unknown there
    found = atlas.documents.get(name.removesuffix(_SUFFIX)) if name.endswith(_SUFFIX) else None
    if found is None:
        return Response(status_code=404)
    is_packed = "gzip" in request.headers.get("accept-encoding", "")
    # two forms of one document differ in their bytes, so a strong tag tells them apart
    tag = f'"{found.name}{"-gzip" if is_packed else ""}"'
    headers = {"ETag": tag, "Cache-Control": _FOR_EVER}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers | {"Vary": "Accept-Encoding"})
    if is_packed:
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    body = found.packed if is_packed else found.body
    return Response(body, headers=headers, media_type="application/geo+json")


def _has(given: str, tag: str) -> bool:
    """True where one of the tags of the request is that of the document, or stands for any."""
    known = {item.strip().removeprefix("W/") for item in given.split(",")}
    return tag in known or "*" in known


def nothing(_: Request) -> Response:
    """What the map looks for beside its boundaries, such as letters, is not there."""
    return Response(status_code=404)


ROUTES = [
    Route(f"{under}/{FOLDER}/{rest}", answer)
    for under in ("", "/{under:path}")
    for rest, answer in (("{name}", fetch), ("{rest:path}", nothing))
]
"""With and without the base path of a server that has one."""
