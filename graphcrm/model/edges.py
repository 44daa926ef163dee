"""Edge kinds: what may stand at either end, which are assessed, and the range of their level."""

from __future__ import annotations

from graphcrm.dataclass import dataclass
from graphcrm.model.choice import Choice

__all__ = ["EDGE_RULES", "EdgeKind", "EdgeRule"]


class EdgeKind(Choice):
    MEMBER_OF = "MEMBER_OF", "任职", "member of"
    PART_OF = "PART_OF", "隶属", "part of"
    REPORTS_TO = "REPORTS_TO", "汇报", "reports to"
    INFLUENCES = "INFLUENCES", "影响", "influences"
    TRUSTS = "TRUSTS", "信任", "trusts"
    KNOWS = "KNOWS", "认识/往来", "knows"
    STANCE = "STANCE", "支持态度", "stance"
    ROLE_IN = "ROLE_IN", "决策角色", "role in"
    CONFLICTS_WITH = "CONFLICTS_WITH", "冲突", "conflicts with"
    SHARED_HISTORY = "SHARED_HISTORY", "历史交往", "shared history"
    OWNS = "OWNS", "责任人", "owns"
    SPONSORS = "SPONSORS", "高层赞助", "sponsors"
    SUPPLIES = "SUPPLIES", "供货", "supplies"
    COMPETES_WITH = "COMPETES_WITH", "竞争", "competes with"
    HOLDS_EQUITY = "HOLDS_EQUITY", "持股", "holds equity"
    ALLIED_WITH = "ALLIED_WITH", "联盟", "allied with"
    SUPERVISES = "SUPERVISES", "监理", "supervises"
    CERTIFIES = "CERTIFIES", "认证", "certifies"
    CONSULTS_FOR = "CONSULTS_FOR", "咨询", "consults for"
    TENDERS_FOR = "TENDERS_FOR", "代理", "tenders for"
    ENDORSES = "ENDORSES", "认可", "endorses"
    RECOMMENDS = "RECOMMENDS", "推荐", "recommends"
    PARTNERS_ON = "PARTNERS_ON", "联合拓展", "partners on"
    CONTRACT = "CONTRACT", "合同", "contract"
    NEEDED_FOR = "NEEDED_FOR", "目标关键人", "needed for"

    @property
    def kind(self) -> str:
        """Kind of the stored fact; a CONTRACT edge is not a row of the table of contracts, whose kind is ``contract``."""
        return "contract_edge" if self is EdgeKind.CONTRACT else self.value.lower()


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """Ends (kinds of node), whether provenance is required, range of `level` and whether it must be given.

    mutual
        It has no direction: who of the two was written first says nothing.
    hostile
        The two work against each other.
    formal
        The customer's own papers say so; all others are our judgement.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    assessed: bool = False
    level: tuple[int, int] | None = None
    level_required: bool = False
    mutual: bool = False
    hostile: bool = False
    formal: bool = False


_P, _O = ("person",), ("org",)

EDGE_RULES = {
    EdgeKind.MEMBER_OF: EdgeRule(_P, ("unit", "org"), formal=True),
    EdgeKind.PART_OF: EdgeRule(("unit",), ("unit", "org"), formal=True),
    EdgeKind.REPORTS_TO: EdgeRule(_P, _P, formal=True),
    EdgeKind.INFLUENCES: EdgeRule(_P, _P, assessed=True, level=(0, 5), level_required=True),
    EdgeKind.TRUSTS: EdgeRule(_P, _P, assessed=True, level=(0, 5), level_required=True),
    EdgeKind.KNOWS: EdgeRule(_P, _P),
    EdgeKind.STANCE: EdgeRule(_P, _O, assessed=True, level=(-1, 3), level_required=True),
    EdgeKind.ROLE_IN: EdgeRule(_P, ("opportunity",)),
    EdgeKind.CONFLICTS_WITH: EdgeRule(
        ("person", "org"), ("person", "org"), assessed=True, level=(1, 3), mutual=True, hostile=True
    ),
    EdgeKind.SHARED_HISTORY: EdgeRule(_P, _P, assessed=True, mutual=True),
    EdgeKind.OWNS: EdgeRule(_P, _P),
    EdgeKind.SPONSORS: EdgeRule(_P, _P),
    EdgeKind.SUPPLIES: EdgeRule(_O, _O),
    EdgeKind.COMPETES_WITH: EdgeRule(_O, _O, mutual=True, hostile=True),
    EdgeKind.HOLDS_EQUITY: EdgeRule(("org", "person"), _O),
    EdgeKind.ALLIED_WITH: EdgeRule(_O, _O, mutual=True),
    EdgeKind.SUPERVISES: EdgeRule(_O, ("org", "opportunity")),
    EdgeKind.CERTIFIES: EdgeRule(_O, ("org", "opportunity")),
    EdgeKind.CONSULTS_FOR: EdgeRule(_O, ("org", "opportunity")),
    EdgeKind.TENDERS_FOR: EdgeRule(_O, ("org", "opportunity")),
    EdgeKind.ENDORSES: EdgeRule(("org", "person"), _O, level=(1, 3)),
    EdgeKind.RECOMMENDS: EdgeRule(("org", "person"), _O, level=(1, 3)),
    EdgeKind.PARTNERS_ON: EdgeRule(_O, ("opportunity",)),
    EdgeKind.CONTRACT: EdgeRule(_O, _O, mutual=True),
    EdgeKind.NEEDED_FOR: EdgeRule(_P, ("goal", "opportunity")),
}
