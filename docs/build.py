"""Build docs/ as a site and look whether a page of it asks another host: what `make docs` calls."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "docs" / "_build" / "html"
# Pages that stand in the project's own folder, and their names in the site.
PROJECT_PAGES = {
    "README.md": "readme.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
}
LINK = re.compile(r"(!?\[[^\]]*\])\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)")

# A link that is clicked may lead elsewhere; what a page loads by itself may not.
LOADING = (
    re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed|object|input)\b[^>]*?\b(?:src|data)=[\"']?((?:https?:)?//[^\"'\s>]+)"
    ),
    re.compile(
        r"<link\b(?=[^>]*\brel=[\"']?(?:stylesheet|preload|preconnect|dns-prefetch|icon|prefetch|modulepreload))[^>]*?\bhref=[\"']?((?:https?:)?//[^\"'\s>]+)"
    ),
    re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)"),
)


def main() -> int:
    """Build with every warning an error; return 1 when that fails or a page asks another host."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "docs"
        lay_out(source)
        if BUILT.exists():
            shutil.rmtree(BUILT)
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(source), str(BUILT)]
        if subprocess.run(command, cwd=ROOT).returncode:
            return 1
    found = other_hosts(BUILT)
    for line in found:
        print(f"asks another host: {line}", file=sys.stderr)
    if not found:
        print(f"The documentation is in {BUILT / 'index.html'}")
    return 1 if found else 0


def lay_out(source: Path) -> None:
    """Copy docs/ and the project's own pages into one folder, with links that fit there."""
    shutil.copytree(ROOT / "docs", source, ignore=shutil.ignore_patterns("_build", "__pycache__", "build.py"))
    for page, name in PROJECT_PAGES.items():
        (source / name).write_text((ROOT / page).read_text(encoding="utf-8"), encoding="utf-8")
    for page in source.glob("*.md"):
        base = ROOT if page.name in PROJECT_PAGES.values() else ROOT / "docs"
        text = page.read_text(encoding="utf-8")
        page.write_text(LINK.sub(partial(_fitting, base), text), encoding="utf-8")


def _fitting(base: Path, link: re.Match[str]) -> str:
    """Rewrite one link for the site; of a link to a file of the program its words stay, for a clone has the file."""
    label, fragment = link[1], link[3] or ""
    target = Path(os.path.normpath(base / link[2]))
    within = target.relative_to(ROOT).as_posix()
    if within in PROJECT_PAGES:
        return f"{label}({PROJECT_PAGES[within]}{fragment})"
    if within.startswith("docs/"):
        return f"{label}({within.removeprefix('docs/')}{fragment})"
    return label[1:-1] if target.exists() else link[0]


def other_hosts(built: Path) -> list[str]:
    """List each thing that a built page loads by itself from another host."""
    found = []
    for page in sorted([*built.rglob("*.html"), *built.rglob("*.css")]):
        text = page.read_text(encoding="utf-8", errors="replace")
        found += [f"{page.relative_to(built)}: {address}" for rule in LOADING for address in rule.findall(text)]
    return found


if __name__ == "__main__":
    sys.exit(main())
