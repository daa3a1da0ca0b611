"""Quality (质量): which days are there, what is odd, differs, was corrected. Inside only."""

from airtrack.ui import frame, stage
from airtrack.ui.quality import screen as quality
from airtrack.ui.quality import sections as quality_sections
from airtrack.ui.quality.screen import QualityAsk

now, ask, answer = stage.of(QualityAsk)
screen = quality.screen(now, ask)
answer.header(frame.plain(screen.sentence), anchor=False)
quality_sections.days(now, ask, screen)
quality_sections.suspects(now, ask, screen)
quality_sections.reconciliation(now, ask, screen)
quality_sections.corrections(now, ask)
quality_sections.ledger(now, ask)
frame.how(now, ["city_month_count", "day_suspect", "city_period_difference", "event_current"])
frame.plain_footer(now)
