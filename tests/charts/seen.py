"""What of a drawing can be read, and where it stands."""

from __future__ import annotations

from graphcrm.drawing.shapes import Box, Drawing, Label, Line, Polygon, Round, Shape

__all__ = ["about", "labels", "outside"]


def labels(drawing: Drawing, lang: str = "zh") -> list[str]:
    """All letters, from top to bottom."""
    found = sorted((s for s in drawing.shapes if isinstance(s, Label)), key=lambda s: (s.y, s.x))
    return [s.text.say(lang) for s in found]  # type: ignore[arg-type]


def about(drawing: Drawing, key: str) -> list[Shape]:
    """The shapes that belong to somebody."""
    return [s for s in drawing.shapes if key in s.about.split()]


def outside(drawing: Drawing) -> list[Shape]:
    """Shapes that reach over the edge of their picture."""
    return [s for s in drawing.shapes if not _within(s, drawing)]


def _within(shape: Shape, drawing: Drawing) -> bool:
    if isinstance(shape, (Line, Polygon)):
        xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
    elif isinstance(shape, Box):
        xs, ys = [shape.x, shape.x + shape.width], [shape.y, shape.y + shape.height]
    elif isinstance(shape, Round):
        xs = [shape.x - shape.radius, shape.x + shape.radius]
        ys = [shape.y - shape.radius, shape.y + shape.radius]
    else:
        xs, ys = [shape.x], [shape.y]
    return (
        min(xs) >= -0.01 and min(ys) >= -0.01 and max(xs) <= drawing.width + 0.01 and max(ys) <= drawing.height + 0.01
    )
