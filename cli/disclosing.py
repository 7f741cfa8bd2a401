"""What `gridcase public` does with the docket."""

from datetime import datetime
from pathlib import Path

from activities.law_in_force import LawInForce
from cli.docket import docket
from models.values import CIVIL
from public_site.build import Built, Site
from settings import Settings


def build_site(settings: Settings, folder: Path, address: str, *, anew: bool) -> Built:
    """Bring the public pages in a folder to where the docket is today."""
    with docket(settings) as engine:
        law = LawInForce(engine)()
        return Site(folder, address, law, datetime.now(CIVIL).date()).build(engine, anew=anew)
