"""How a table was read, as it is kept with its batch."""

from __future__ import annotations

from airtrack.ingest.recognition.recognise import Layout
from airtrack.ingest.sheets.sheet import Sheet


def of_page(page: Sheet) -> dict[str, object]:
    """Encoding and delimiter of the table."""
    return {"encoding": page.encoding, "delimiter": page.delimiter}


def of_layout(page: Sheet, layout: Layout) -> dict[str, object]:
    """The form, the first line of data, and what every column was taken for."""
    headers = layout.headers
    keys = {headers[at]: str(key) for key, at in layout.keys.items() if at < len(headers)}
    values = {
        headers[value.index]: {
            "indicator": value.indicator,
            "unit": None if value.unit is None else str(value.unit),
        }
        for value in layout.values
        if 0 <= value.index < len(headers)
    }
    found = {"form": layout.form.id, "first_line": layout.first_line, "columns": keys | values}
    return of_page(page) | found
