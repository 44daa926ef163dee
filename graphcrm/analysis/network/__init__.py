"""Influence and hierarchy in a bare network, from ties alone."""

from graphcrm.analysis.network.chart import ChartCheck
from graphcrm.analysis.network.confidence import Level, RankConfidence, RankEvidence
from graphcrm.analysis.network.explain import (
    explain_confidence,
    explain_direction,
    explain_leading,
    explain_person,
    explain_residual,
    explain_superior,
    explain_top,
)
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.residuals import Residual
from graphcrm.analysis.network.result import NetworkRank, PersonRank, TieRank
from graphcrm.analysis.network.settings import Method, TieKind
from graphcrm.analysis.network.superiors import Superior
from graphcrm.analysis.network.ties import NetworkTies

__all__ = [
    "ChartCheck",
    "Level",
    "Method",
    "NetworkRank",
    "NetworkTies",
    "PersonRank",
    "RankConfidence",
    "RankEvidence",
    "Residual",
    "Superior",
    "TieKind",
    "TieRank",
    "explain_confidence",
    "explain_direction",
    "explain_leading",
    "explain_person",
    "explain_residual",
    "explain_superior",
    "explain_top",
    "rank_network",
]
