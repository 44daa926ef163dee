"""Lists of suppliers that name somebody there: “Supplier | Category | Spend | Contact | E-mail”, “供应商 | 品类 | 联系人 | 职务”."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, texts
from graphcrm.ingest.guessing.texts.holding import are_people
from graphcrm.ingest.guessing.words import heading_key, shapes
from graphcrm.model.choices import OrgCategory

__all__ = ["contacts_of_suppliers"]

#: What says that a list is one of suppliers beside their names, and what is said of their people.
_SUPPLY = frozenset({"supplied", "contract_value", "contract_end", "spend_share"})
_TOLD = ("title", "email")
_KIND, _SUPPLIER = "org_category", OrgCategory.SUPPLIER.value


def contacts_of_suppliers(headings: Sequence[str], body: Body) -> Laid | None:
    """A row for the contact of each supplier with what the list says of them; None for a list that names none of their people.

    Whoever of the writer's company deals with them is called otherwise: “Buyer”, “Our contact”, “采购员”.
    """
    suppliers, people = ({s.name: s.meanings for s in shapes()}[name] for name in ("suppliers", "people"))
    keys = [heading_key(h) for h in headings]
    means = [suppliers.get(key, "") for key in keys]
    if "name" not in means or not _SUPPLY & {*means}:
        return None
    said = {n: people.get(key, "") for n, key in enumerate(keys) if not means[n]}
    who = next((n for n, meant in said.items() if meant == "name"), None)
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    if who is None or not are_people([row[who] for _, row in rows if row[who]]):
        return None
    told = {meant: n for n, meant in reversed([*said.items()]) if meant in _TOLD}
    places = {"name": who, "org": means.index("name"), **told}
    made: list[list[Cell]] = [[*(row[n] for n in places.values()), _SUPPLIER] for _, row in rows if row[who]]
    lines = [line for line, row in rows if row[who]]
    why = Text("供应商的联系人", "those whom the list of suppliers names as their contacts")
    return Laid("contacts of suppliers", why, (*places, _KIND), made, lines, {name: name for name in (*places, _KIND)})
