"""What batches were read by: each keeps its profiles in its own folder, beside the original bytes.

A profile counts as its batch does: what was withdrawn reads nothing any more, what is restored
reads again. So ledger and views need not know of profiles, and a rebuild loses none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from airtrack.domain.batch import BatchHistory
from airtrack.domain.profile import Profile
from airtrack.errors import BadStore
from airtrack.store.draft import Draft
from airtrack.store.layout import Layout

FILE = "profiles.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A profile and where it comes from: the id of a batch, or a name that says so."""

    profile: Profile
    origin: str


def written(profiles: Sequence[Profile]) -> bytes:
    """The content of a batch's file of profiles."""
    listed = [profile.model_dump(mode="json") for profile in profiles]
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def of_batch(layout: Layout, batch_id: str) -> tuple[Profile, ...]:
    """The profiles that a batch was read by; raises BadStore where the file is damaged."""
    path = layout.batch(batch_id) / FILE
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Profile.model_validate(item) for item in listed)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, ValidationError) as error:
        raise BadStore("damaged_profile", batch=batch_id, reason=str(error)) from error


def live(layout: Layout, history: Sequence[BatchHistory]) -> list[Remembered]:
    """The profiles of the batches that count, newest first."""
    return [
        Remembered(profile, item.batch.batch_id)
        for item in reversed(history)
        if item.is_live
        for profile in of_batch(layout, item.batch.batch_id)
    ]


def not_read_otherwise(
    layout: Layout, history: Sequence[BatchHistory], draft: Draft
) -> list[BatchHistory]:
    """The history without withdrawn batches of the same bytes that another profile had read.

    A file that was taken back because its columns were misunderstood may come again with others.
    """
    return [
        item
        for item in history
        if item.is_live
        or item.batch.sha256 != draft.sha256
        or of_batch(layout, item.batch.batch_id) == draft.profiles
    ]
