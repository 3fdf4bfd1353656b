"""The engines of --deep, the coach's proposals and the study: their help, errors and news."""

from __future__ import annotations

from typing import Final

_HELP: Final = {
    "Say which three changes would matter most, and propose words.": (
        "Te dice qué tres cambios importan más y propone asuntos."
    ),
    "Ask for each proposal and fix, and write what you agree to.": (
        "Pregunta por cada propuesta y cada arreglo, y escribe los que aceptes."
    ),
    "Also who is asked to do what by when, and readability.": (
        "También a quién se le pide qué y para cuándo, y lo legible que es."
    ),
    """Measure in your own mail how mail that follows each rule, and mail that doesn't, is answered.

Exit code: 0 fine, 2 wrong use, no mail, or an unreadable archive.""": (
        """Mide en tu propio correo cuánto ayuda cada regla.

Compara las respuestas a los correos que la siguen y a los que no. Termina con 0 si todo está bien y con 2 si el uso no es correcto, no hay correo o algún archivo no se puede leer."""
    ),
    "Archives: mboxes (.gz too), Maildirs, folders of .eml, Parquet, URLs of those.": (
        "Correo guardado: mbox (también .gz), Maildir, carpetas de .eml, Parquet o sus URL."
    ),
    "Study the mail sent from here; repeat it. Left out: all mail that opens a thread.": (
        "Estudia lo enviado desde aquí; puede repetirse. Si no, todo correo que abre un hilo."
    ),
    "Within how many days a reply counts.": "En cuántos días cuenta una respuesta.",
    "Write it to a file.": "Escríbelo en un archivo.",
    "Keep the table of features: no text, no name.": (
        "Guarda la tabla de características: ni textos ni nombres."
    ),
    "Fit points to this mail, for `points_file` in a config.": (
        "Ajusta los puntos a este correo, para `points_file` en una configuración."
    ),
    "Write the pictures as SVG and PNG.": "Escribe los gráficos en SVG y PNG.",
    "Read on this Dask cluster.": "Lee en este clúster de Dask.",
    "Where what was read is kept, or a URL; else the user's cache.": (
        "Dónde se guarda lo leído, o una URL; si no, en tu caché."
    ),
    "Show spaCy's trained pipelines that are installed, and how to get them.": (
        "Muestra los modelos de spaCy instalados y cómo obtenerlos."
    ),
    "LanguageTool for --deep: install it, keep its server running.": (
        "LanguageTool para --deep: lo instala y tiene listo su servidor."
    ),
    "Fetch LanguageTool's jars (120 MB), each held against its checksum.": (
        "Descarga LanguageTool (120 MB) y comprueba cada archivo."
    ),
    "A Maven repository: address or folder.": "Un repositorio de Maven: dirección o carpeta.",
    "Say what is there and what is missing. Exit code 0 if all is there, else 1.": (
        "Dice qué hay y qué falta. Termina con 0 si está todo; si no, con 1."
    ),
    "Leave a server running, so that drafts needn't wait for one.": (
        "Deja un servidor en marcha, para no esperar en cada revisión."
    ),
    "End the server that `start` left running.": "Detiene el servidor que dejó en marcha `start`.",
}  # fmt: skip

_ERRORS: Final = {
    "--apply writes into a file: standard input has none": (
        "--apply escribe en un archivo: con la entrada estándar no puede"
    ),
    "--apply asks in a terminal; without one, emailint check --fix applies the safe fixes": (
        "--apply pregunta en un terminal; sin él, emailint check --fix aplica los arreglos seguros"
    ),
    "{}: --apply writes files of one message only": (
        "{}: --apply solo escribe en archivos de un único mensaje"
    ),
    "{}: changed meanwhile, so nothing was written": (
        "{}: ha cambiado entretanto, así que no se ha escrito nada"
    ),
    "grammar: no LanguageTool answers at {}": "gramática: LanguageTool no responde en {}",
    "{}: no such folder; --from takes the address or the folder of a Maven repository": (
        "{}: no existe esa carpeta; --from espera la dirección o la carpeta de un repositorio de Maven"
    ),
    "{}: {} is missing there; Maven fetches what it lacks": (
        "{}: ahí falta {}; Maven baja lo que no tiene"
    ),
    "{}: {}; where this computer can't download, let Maven fetch the jars elsewhere and name the folder of its repository: --from FOLDER": (
        "{}: {}; si este equipo no puede descargar, deja que Maven lo haga en otro e indica la "
        "carpeta de su repositorio: --from CARPETA"
    ),
    "{}/{}: not the file that it should be (its SHA-256)": (
        "{}/{}: no es el archivo que debería ser (por su SHA-256)"
    ),
    "no answer of LanguageTool: {}": "LanguageTool no responde: {}",
    "grammar: LanguageTool isn't installed: emailint grammar install": (
        "gramática: falta LanguageTool: emailint grammar install"
    ),
    "grammar: LanguageTool needs Java 17 or newer: {}": (
        "gramática: LanguageTool necesita Java 17 o posterior: {}"
    ),
    "grammar: no LanguageTool server is running: emailint grammar start": (
        "gramática: no hay ningún servidor de LanguageTool en marcha: emailint grammar start"
    ),
    "grammar: the LanguageTool server doesn't start; emailint grammar status": (
        "gramática: el servidor de LanguageTool no arranca; emailint grammar status"
    ),
    "spaCy can't load {}: {}: {}": "spaCy no puede cargar {}: {}: {}",
    "messages that could not be read: {}": "mensajes que no se han podido leer: {}",
    "{}: messages that could not be read: {}": "{}: mensajes que no se han podido leer: {}",
    "{} was not written. {}": "{} no se ha escrito. {}",
    "no mail was sent from {} there": "ahí nadie escribe desde {}",
    "stopped; what was read to its end is kept, and the same command goes on from there": (
        "interrumpido; se guardan las partes leídas enteras, si las hay, y la misma orden sigue desde ahí"
    ),
}  # fmt: skip

_TOLD: Final = {
    "LanguageTool {} is in {} ({} MB came)": "LanguageTool {} está en {} (han llegado {} MB)",
    "LanguageTool {} is in {}": "LanguageTool {} está en {}",
    "LanguageTool {} is missing: emailint grammar install": (
        "falta LanguageTool {}: emailint grammar install"
    ),
    "server of your config: {} answers": "servidor de tu configuración: {} responde",
    "server of your config: {} does not answer": "servidor de tu configuración: {} no responde",
    "Java: fine": "Java: bien",
    "server: runs at {}, process {}": "servidor: en marcha en {}, proceso {}",
    "server: none; one is started for each run, which takes seconds: emailint grammar start": (
        "servidor: ninguno; cada revisión arranca el suyo y tarda segundos: emailint grammar start"
    ),
    "LanguageTool runs at {}; emailint grammar stop ends it": (
        "LanguageTool está en marcha en {}; emailint grammar stop lo detiene"
    ),
    "ended process {}": "detenido el proceso {}",
    "no server was running": "no había ningún servidor en marcha",
    "spaCy isn't installed: pip install 'emailint[nlp]'": (
        "falta spaCy: pip install 'emailint[nlp]'"
    ),
    "{}: blank, which tells words apart and no more": "{}: vacío, que solo distingue palabras",
    "    to get a trained one, from the network: {}": "    para descargar uno entrenado: {}",
}  # fmt: skip

TEXTS: Final = {**_HELP, **_ERRORS, **_TOLD}
