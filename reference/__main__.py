"""``python -m reference``: write ``docs/reference``."""

from __future__ import annotations

from pathlib import Path

from reference.pages import pages

FOLDER = Path(__file__).parent.parent / "docs" / "reference"


def main() -> None:
    """Write every page, and remove those of what is no longer there."""
    written = pages()
    for path in sorted(FOLDER.rglob("*.*")):
        if path.is_file() and path.relative_to(FOLDER).as_posix() not in written:
            path.unlink()
    for name, text in written.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
