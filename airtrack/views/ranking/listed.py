"""The ranking as a table for people: ties said in words, moves as arrows, first and last marked."""

from __future__ import annotations

from dataclasses import replace

from airtrack.answers.caution import COMPUTED
from airtrack.answers.positions import Ends, Moves
from airtrack.answers.rank import CHANGE, Ranking, Unranked
from airtrack.views.ranking.bars import FIRST, LAST, NOBODY
from airtrack.views.table import Cell, Column, Table, Words


def ranked(answer: Ranking, words: Words, *, moves: Moves, ends: Ends = NOBODY) -> Table:
    """Ranked places, best first, then the others with their reasons."""
    is_mixed = any(row.source != COMPUTED for row in answer.rows)
    changes = () if answer.by == CHANGE else (answer.moves_in,)
    previous = "previous_composite" if answer.by == CHANGE else "previous"
    columns: tuple[Column, ...] = (
        words.column("rank", 0),
        words.column("tied"),
        words.column("ends_mark"),
        words.column("name"),
        words.column(answer.by, answer.digits),
        replace(words.column(previous, answer.previous_digits), key="previous"),
        *(words.column(key, 0 if key == "change_days" else 1) for key in changes),
        words.column("moved_year_before"),
        words.column("moved_previous"),
        words.column("valid_days", 0),
        *((words.column("data_source"),) if is_mixed else ()),
        words.column("reasons"),
    )
    days = {city.place: city.valid_days for city in answer.stats}
    shared = _shared(answer)
    rows: list[tuple[Cell, ...]] = []
    for row in answer.rows:
        move = moves.by_place.get(row.place)
        rows.append(
            (
                row.rank,
                words.label("tied") if row.rank in shared else "",
                mark(row.place, ends, words),
                row.name,
                row.value,
                row.previous,
                *(getattr(row, key) for key in changes),
                moved(None if move is None else move.against_year_before, words),
                moved(None if move is None else move.against_previous, words),
                days.get(row.place),
                *((words.label(f"source_{row.source}"),) if is_mixed else ()),
                words.reasons(row.reasons),
            )
        )
    rows += [_unranked(row, columns, words) for row in answer.unranked]
    return Table("", columns, tuple(rows))


def _shared(answer: Ranking) -> set[int]:
    """The ranks that several places share."""
    ranks = [row.rank for row in answer.rows]
    return {rank for rank in ranks if ranks.count(rank) > 1}


def _unranked(row: Unranked, columns: tuple[Column, ...], words: Words) -> tuple[Cell, ...]:
    cells: dict[str, Cell] = {column.key: None for column in columns}
    texts = ("tied", "ends_mark", "moved_year_before", "moved_previous", "data_source")
    cells |= {key: "" for key in texts if key in cells}
    return tuple((cells | {"name": row.name, "reasons": words.reasons(row.reasons)}).values())


def mark(place: str, ends: Ends, words: Words) -> str:
    """Sign and word of the first and the last n."""
    if place in ends.first:
        return f"{FIRST} {words.say('first_n', n=ends.n)}"
    return f"{LAST} {words.say('last_n', n=ends.n)}" if place in ends.last else ""


def moved(rise: int | None, words: Words) -> str:
    """A rise or fall by so many ranks in arrow and words; / where there was no rank then."""
    if rise is None:
        return "/"
    if rise == 0:
        return f"→ {words.label('rank_kept')}"
    return words.say("rank_rose" if rise > 0 else "rank_fell", n=abs(rise))
