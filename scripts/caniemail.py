"""Makes emailint/campaign/data/caniemail.json from the npm package of the same name.

`python scripts/caniemail.py` fetches the pinned version with `npm pack`, compares its checksum and
writes what rules need: for each feature the mail programs that don't support it in the latest
version tested, and how the feature is known in HTML and CSS. The package's licence goes beside it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = "caniemail"
VERSION: Final = "2.0.2"
INTEGRITY: Final = "sha512-lvhn4RrF2Ae3PQA3HMOVGxFPqPAxfv8HWp+xUSqJPumbzFUzQGVgFG0nl8s0sjSoBd2PgmAqB5xRF0wcPbrVcA=="
DATA: Final = Path(__file__).parent.parent / "emailint" / "campaign" / "data"
PROPERTIES: Final = {
    "css-block-inline-size": "block-size inline-size",
    "css-border-inline-block": "border-inline border-block",
    "css-border-inline-block-individual": (
        "border-block-end border-block-start border-inline-end border-inline-start"
    ),
    "css-border-inline-block-longhand": (
        "border-block-color border-block-style border-block-width border-inline-color"
        " border-inline-style border-inline-width"
    ),
    "css-border-radius-logical": (
        "border-end-end-radius border-end-start-radius border-start-end-radius"
        " border-start-start-radius"
    ),
    "css-color-scheme": "color-scheme",
    "css-column-count": "column-count",
    "css-column-layout-properties": (
        "columns column-fill column-rule column-rule-color column-rule-style column-rule-width"
        " column-span column-width"
    ),
    "css-gap": "gap column-gap row-gap",
    "css-grid-template": (
        "grid-template grid-template-areas grid-template-columns grid-template-rows"
    ),
    "css-left-right-top-bottom": "left right top bottom",
    "css-margin-block-start-end": "margin-block-start margin-block-end",
    "css-margin-inline-block": "margin-inline margin-block",
    "css-margin-inline-start-end": "margin-inline-start margin-inline-end",
    "css-padding-block-start-end": "padding-block-start padding-block-end",
    "css-padding-inline-block": "padding-inline padding-block",
    "css-padding-inline-start-end": "padding-inline-start padding-inline-end",
}
"""The properties of features whose title isn't simply their name."""
FUNCTIONS: Final = {
    "css-variables": "var", "css-unit-calc": "calc", "css-modern-color": "lch oklch lab oklab",
}  # fmt: skip
WORDS: Final = {"css-intrinsic-size": "fit-content min-content max-content"}
ELEMENTS: Final = {
    "html-address": "address", "html-base": "base", "html-image-maps": "map", "html-svg": "svg",
    "html-lists": "ul ol dl", "html-h1-h6": "h1 h2 h3 h4 h5 h6",
    "html-semantics": (
        "article aside details figcaption figure footer header main mark nav section summary time"
    ),
}  # fmt: skip
ATTRIBUTES: Final = {"html-srcset": "srcset sizes"}
ENDINGS: Final = {
    "image-apng": "apng", "image-avif": "avif", "image-base64": "base64", "image-bmp": "bmp", "image-heif": "heic heif",
    "image-ico": "ico", "image-mp4": "mp4", "image-svg": "svg", "image-tiff": "tif tiff",
    "image-webp": "webp",
}  # fmt: skip


def fetched(folder: Path) -> Path:
    """The unpacked package. Raises SystemExit where it isn't the one that was pinned."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{PACKAGE}@{VERSION}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise SystemExit(f"{PACKAGE} {VERSION} has the checksum sha512-{digest}, not {INTEGRITY}")
    with tarfile.open(archive) as files:
        files.extractall(folder, filter="data")
    return folder / "package"


def without(feature: dict[str, Any]) -> dict[str, str]:
    """Mail program ("gmail.ios") -> the versions without the feature, the latest of them included."""
    found = {}
    for family, platforms in feature["stats"].items():
        for platform, versions in platforms.items():
            answers = list(versions.items())
            if answers and answers[-1][1].startswith("n"):
                found[f"{family}.{platform}"] = " ".join(v for v, a in answers if a[0] == "n")
    return found


def keys(feature: dict[str, Any]) -> list[tuple[str, str]]:
    """How a feature is known: (kind, name). None for those that no single place shows."""
    slug, title, category = feature["slug"], feature["title"].strip(), feature["category"]
    if category == "image":
        return [("ending", word) for word in ENDINGS.get(slug, "").split()]
    if category == "html":
        return _html_keys(slug, title)
    if category != "css":
        return []
    for table, kind in ((PROPERTIES, "property"), (FUNCTIONS, "function"), (WORDS, "word")):
        if slug in table:
            return [(kind, word) for word in table[slug].split()]
    if title.startswith("@"):
        return [
            ("at", found) for found in re.findall(r"@media \((?:-webkit-)?([\w-]+)\)", title)
        ] or [("at", title)]
    if slug.startswith("css-pseudo-"):
        return [("pseudo", ":" * (title[0] != ":") + title.removesuffix("()"))]
    if pair := re.fullmatch(r"([a-z-]+):\s*([a-z-]+)", title):
        return [("pair", f"{pair[1]}:{pair[2]}")]
    if title.endswith("()"):
        return [("function", title[:-2])]
    if title.endswith(" unit"):
        return [("unit", title.removesuffix(" unit"))]
    name = title.removesuffix(" shorthand").removesuffix(" property")
    return [("property", name)] if re.fullmatch(r"[a-z-]+", name) else []


def _html_keys(slug: str, title: str) -> list[tuple[str, str]]:
    if slug in ELEMENTS:
        return [("element", word) for word in ELEMENTS[slug].split()]
    if slug in ATTRIBUTES:
        return [("attribute", word) for word in ATTRIBUTES[slug].split()]
    if found := re.fullmatch(r'<(\w+) type="(\w+)"> element', title):
        return [("typed", f"{found[1]}:{found[2]}")]
    if found := re.fullmatch(r"<(\w+)> element", title):
        return [("element", found[1])]
    if title.endswith(" attribute"):
        return [("attribute", title.removesuffix(" attribute"))]
    return []


def main() -> None:
    """Fetches, condenses and writes."""
    with tempfile.TemporaryDirectory() as name:
        package = fetched(Path(name))
        table = json.loads((package / "data" / "caniemail.json").read_text(encoding="utf-8"))
        licence = (package / "LICENSE").read_text(encoding="utf-8")
    features: list[list[Any]] = []
    find: dict[str, dict[str, int]] = {}
    for feature in table["data"]:
        known, missing = keys(feature), without(feature)
        if not known or not missing:
            continue
        for kind, word in known:
            find.setdefault(kind, {})[word] = len(features)
        features.append([feature["slug"], feature["title"].strip(), missing])
    names = table["nicenames"]
    result = {
        "source": f"{PACKAGE} {VERSION} (npm), data of caniemail.com as of "
        f"{table['last_update_date'][:10]}; MIT licence, see caniemail.LICENSE",
        "clients": sorted({c for f in table["data"] for c in _clients(f)}),
        "families": names["family"],
        "platforms": names["platform"],
        "find": find,
        "features": features,
    }
    DATA.mkdir(exist_ok=True)
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    (DATA / "caniemail.json").write_text(text.replace('],["', '],\n["') + "\n", encoding="utf-8")
    (DATA / "caniemail.LICENSE").write_text(licence, encoding="utf-8")


def _clients(feature: dict[str, Any]) -> list[str]:
    return [f"{family}.{p}" for family, platforms in feature["stats"].items() for p in platforms]


if __name__ == "__main__":
    main()
