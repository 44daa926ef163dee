"""What NetworkX lists about our backend. It is read whenever NetworkX is imported, so nothing is imported here."""

from __future__ import annotations

from typing import Any

__all__ = ["FUNCTIONS", "get_info"]


FUNCTIONS = (
    "betweenness_centrality",
    "bidirectional_dijkstra",
    "in_degree_centrality",
    "out_degree_centrality",
    "pagerank",
    "single_source_dijkstra_path_length",
    "strongly_connected_components",
    "weakly_connected_components",
)


def get_info() -> dict[str, Any]:
    """Name and functions of the backend."""
    return {
        "backend_name": "graphcrm",
        "project": "graphcrm",
        "package": "graphcrm",
        "short_summary": "Array algorithms on graphcrm's compressed graphs",
        "functions": {name: {} for name in FUNCTIONS},
    }
