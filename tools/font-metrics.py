#!/usr/bin/env python3
"""Writes src/chart/face.rs: how wide the glyphs of the site's face are.

    .ci/tools.sh fonts python tools/font-metrics.py [folder of @fontsource/sarabun]

Without a folder: that in node_modules, or else the package is fetched with `npm pack` into a temporary folder.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont

PACKAGE = "@fontsource/sarabun@5"
WEIGHTS = (400, 600)
LATIN = range(0x20, 0x7F)
THAI = range(0x0E00, 0x0E5C)
EXTRA = "\u00a0£°±·×÷–—‘’“”•…‰€฿←↑→↓−≤≥"
# A character that the face lacks is drawn in a fallback face; this is a fair guess at its width.
UNKNOWN = 600
ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "chart" / "face.rs"


def package(folder):
    """The folder of the npm package."""
    installed = ROOT / "node_modules" / "@fontsource" / "sarabun"
    if folder or installed.is_dir():
        return Path(folder or installed)
    temporary = tempfile.mkdtemp()
    name = subprocess.run(
        ["npm", "pack", "--silent", PACKAGE], cwd=temporary, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    subprocess.run(["tar", "xzf", name], cwd=temporary, check=True)
    return Path(temporary) / "package"


def advances(folder, weight):
    """Character to advance, in thousandths of an em."""
    found = {}
    for subset in ("latin", "thai"):
        font = TTFont(folder / "files" / f"sarabun-{subset}-{weight}-normal.woff2")
        em = font["head"].unitsPerEm
        for code, glyph in font.getBestCmap().items():
            found.setdefault(code, round(font["hmtx"][glyph][0] * 1000 / em))
    return found


def rows(numbers):
    """Numbers as the inside of a Rust array, wrapped."""
    lines, line = [], ""
    for number in numbers:
        piece = f"{number}, "
        if len(line) + len(piece) > 112:
            lines.append(line)
            line = ""
        line += piece
    lines.append(line)
    return "\n        ".join(part.rstrip() for part in lines)


def table(name, about, codes, faces):
    inside = "\n    ],\n    [\n        ".join(
        rows(face.get(code, UNKNOWN if code in range(0x20, 0x7F) else 0) for code in codes) for face in faces
    )
    return (
        f"/// {about}\n#[rustfmt::skip]\npub(super) const {name}: [[u16; {len(codes)}]; {len(faces)}] = "
        f"[\n    [\n        {inside}\n    ],\n];\n"
    )


def main():
    folder = package(sys.argv[1] if len(sys.argv) > 1 else None)
    faces = [advances(folder, weight) for weight in WEIGHTS]
    known = sorted(c for c in EXTRA if all(ord(c) in face for face in faces))
    extra = "\n".join(
        f"    ('\\u{{{ord(c):x}}}', [{', '.join(str(face[ord(c)]) for face in faces)}])," for c in known if not 0x0E00 <= ord(c) < 0x0E5C
    )
    count = sum(1 for c in known if not 0x0E00 <= ord(c) < 0x0E5C)
    OUT.write_text(
        "//! Written by tools/font-metrics.py from @fontsource/sarabun 5: advances in thousandths of an em, regular (400)\n"
        "//! and then bold (600).\n\n"
        + table("LATIN", "U+0020 to U+007E.", LATIN, faces)
        + "\n"
        + table("THAI", "U+0E00 to U+0E5B; marks above and below a letter take no room.", THAI, faces)
        + "\n/// Punctuation and signs outside these ranges.\n#[rustfmt::skip]\n"
        + f"pub(super) const EXTRA: [(char, [u16; 2]); {count}] = [\n{extra}\n];\n"
        + f"\n/// A character that the face lacks.\npub(super) const UNKNOWN: u16 = {UNKNOWN};\n",
        encoding="utf-8",
    )
    print(f"wrote {OUT}")


if __name__ == "__main__":
    main()
