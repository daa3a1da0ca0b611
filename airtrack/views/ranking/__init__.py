"""Rankings as figures, tables and sentences; every figure's numbers are printed as these are."""

from airtrack.views.ranking.bars import ENDS as ENDS
from airtrack.views.ranking.bars import figure as figure
from airtrack.views.ranking.bars import measured as measured
from airtrack.views.ranking.bars import number as number
from airtrack.views.ranking.bars import value as value
