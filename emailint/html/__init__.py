"""HTML body -> the text that its reader sees, with offsets back into the HTML source.

A linear tag scanner and a stack of open elements, not a tree: selectolax (lexbor) keeps no
source offsets (`raw_value` isn't implemented), and a cursor that follows its tree loses its
way where the parser moves text (out of tables) or drops it. The scanner knows each place
because it is there. Lexbor stays the oracle in the tests: same text, character by character.

The text breaks lines as `innerText` does, with a blank line where elements have a margin, a
tab between cells, and bullets. It stays in the order of the source, also where a browser would
move text out of a table. Hiding is read from attributes, inline styles, and style sheets where
a rule names just a class or an id; text in the colour of its ground is seen as shown.
`mso-hide:all` alone doesn't hide: it hides in Outlook for Windows only, and stands on the
buttons that all other clients show.
"""

from __future__ import annotations

from emailint.html.view import HtmlView, Image, Link, Run

__all__ = ["HtmlView", "Image", "Link", "Run", "view_html"]


def view_html(html: str) -> HtmlView:
    """Read an HTML body or a whole document. Never raises; time is linear in its length."""
    from emailint.html.reader import read_html  # most drafts are plain text

    return read_html(html)
