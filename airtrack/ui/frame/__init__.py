"""What surrounds every page: title, figures, tables, footer, and the last door for errors."""

from airtrack.ui.frame.accepted import accepted
from airtrack.ui.frame.door import door, tell
from airtrack.ui.frame.figures import (
    caption,
    chart,
    clickable_chart,
    figure,
    same,
    sheet,
)
from airtrack.ui.frame.head import header
from airtrack.ui.frame.tables import (
    choosable_table,
    clickable_table,
    downloads,
    facts,
    opening_table,
    table,
)
from airtrack.ui.frame.words import footer, how, plain, plain_footer, sections

__all__ = [
    "accepted",
    "caption",
    "chart",
    "choosable_table",
    "clickable_chart",
    "clickable_table",
    "door",
    "downloads",
    "facts",
    "figure",
    "footer",
    "header",
    "how",
    "opening_table",
    "plain",
    "plain_footer",
    "same",
    "sections",
    "sheet",
    "table",
    "tell",
]
