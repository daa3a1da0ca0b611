"""How the plans on file come into a store; it stands alone, so that a load starts without more."""

from __future__ import annotations

from airtrack.cli.session import Session
from airtrack.domain.batch import Batch
from airtrack.ingest.plan import plans as ingest


def install(session: Session, *, by: str | None = None) -> list[Batch]:
    """The store exists and every plan on file is in it; returns the batches that are new."""
    workspace = session.workspace
    act = session.act(by=by, note=session.words.label("told_plans_by"))
    return ingest.install(workspace.store, workspace.registry.plans, act=act)
