"""The help of each command, and the words and usage errors that Typer has of its own."""

from __future__ import annotations

from typing import Final

METAVARS: Final = {
    "PATH...": "RUTA...", "PATH": "RUTA", "FILE": "ARCHIVO", "DIR": "CARPETA", "RULE": "REGLA",
    "SCORE": "NOTA", "TIME": "HORA", "NAME": "NOMBRE", "[NAME]": "[NOMBRE]", "DRAFT": "BORRADOR",
    "DAYS": "DÍAS", "FILE.parquet": "ARCHIVO.parquet", "tcp://HOST:PORT": "tcp://EQUIPO:PUERTO",
    "FOLDER": "CARPETA", "SOURCE": "ORIGEN",
    "CODE": "CÓDIGO", "HOURS": "HORAS", "ADDRESS": "DIRECCIÓN", "PORT": "PUERTO",
    "[OPTIONS]": "[OPCIONES]", "COMMAND": "COMANDO", "[ARGS]...": "[ARGUMENTOS]...",
    "[SENDMAIL'S": "[ARGUMENTOS", "ARGUMENTS]...": "DE SENDMAIL]...",
    "<int>": "<entero>", "<float>": "<número>",
}  # fmt: skip
"""What stands for a value in a line of usage."""

_TYPER: Final = {
    "Usage: ": "Uso: ", "Arguments": "Argumentos", "Options": "Opciones", "Commands": "Comandos",
    "{}  [{}]": "{}  [{}]", "default: {}": "por defecto: {}", "default: {}; {}": "por defecto: {}; {}",
    "required": "obligatorio", "(this folder)": "esta carpeta",
    "env var: {}": "variable de entorno: {}",
    "Show this message and exit.": "Muestra esta ayuda y termina.",
    "Install completion for the current shell.": "Instala el autocompletado para esta shell.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Muestra el autocompletado para esta shell, para copiarlo o instalarlo a tu manera."
    ),
    "Try '{}' for help.": "La ayuda: {}",
    "Missing command.": "Falta el comando.",
    "No such command '{}'{}": "No existe el comando '{}'{}",
    "No such command '{}'.": "No existe el comando '{}'.",
    "No such command '{}'. Did you mean {}?": "No existe el comando '{}'. ¿Querías decir {}?",
    "Missing argument {}.": "Falta {}.", "Missing option {}.": "Falta la opción {}.",
    "No such option: {}": "No existe la opción {}",
    "{} (Possible options: {})": "{} (¿quizá {}?)",
    "Option '{}' requires an argument.": "La opción {} necesita un valor.",
    "Option '{}' does not take a value.": "La opción {} no lleva ningún valor.",
    "Got unexpected extra argument(s) ({})": "Sobran argumentos: {}",
    "Invalid value for {}: {}": "Valor no válido para {}: {}",
    "{} is not one of {}.": "{} no es ninguno de estos: {}.",
    "'{}' is not a valid int range.": "'{}' no es un número entero.",
    "'{}' is not a valid int.": "'{}' no es un número entero.",
    "'{}' is not a valid float range.": "'{}' no es un número.",
    "'{}' is not a valid float.": "'{}' no es un número.",
    "{} is not in the range {}.": "{} queda fuera del intervalo {}.",
    "Aborted!": "Interrumpido.",
}  # fmt: skip

_OPTIONS: Final = {
    "Show the version and exit.": "Muestra la versión y termina.",
    "Drafts (.eml .txt .md .html .mjml), mboxes, Maildirs, folders; - is standard input.": (
        "Borradores (.eml .txt .md .html .mjml), mbox, Maildir o carpetas; - es la entrada estándar."
    ),
    "How to print the report.": "En qué formato sale el informe.",
    "Write the report to a file.": "Escribe el informe en un archivo.",
    "Only this rule or category; repeat it, or separate by commas.": (
        "Solo esta regla o categoría; repítela o sepáralas con comas."
    ),
    "Not this rule or category.": "Sin esta regla o categoría.",
    "What kind of mail it is; found out if left out.": (
        "Qué clase de correo es; si no lo dices, se averigua."
    ),
    "The draft's language; found out if left out.": (
        "El idioma del borrador; si no lo dices, se averigua."
    ),
    "Language of the findings; the draft's if left out.": (
        "El idioma de los avisos; si no lo dices, el del borrador."
    ),
    "Whose law campaigns are held to; that of the language if left out.": (
        "Qué ley se aplica a las campañas; si no lo dices, la del idioma."
    ),
    "Exit 1 from this severity on (default: warning).": (
        "Termina con 1 a partir de esta gravedad (por defecto: warning)."
    ),
    "Exit 1 if a draft scores less.": "Termina con 1 si un borrador saca menos nota.",
    "Apply the safe fixes to the files.": "Aplica los arreglos seguros a los archivos.",
    "Print --fix's changes as a patch, and change nothing.": (
        "Muestra los cambios de --fix como parche, sin cambiar nada."
    ),
    "When it will be sent, such as 2026-05-04T09:30; its Date if left out.": (
        "Cuándo se enviará, como 2026-05-04T09:30; si no lo dices, su Date."
    ),
    "Fill in a campaign's merge fields for each recipient.": (
        "Rellena los campos combinados de la campaña para cada destinatario."
    ),
    "Ask this spam filter, installed here, what it charges for a campaign.": (
        "Pregunta a este filtro antispam, instalado aquí, qué le reprocha a una campaña."
    ),
    "Processes; 0: one a core.": "Procesos; 0: uno por núcleo.",
    "Leave out the findings that this file knows.": "Omite los avisos que constan en este archivo.",
    "Write all findings to a baseline file; exit 0.": (
        "Anota todos los avisos en un archivo para --baseline y termina con 0."
    ),
    "Add a table of findings by rule.": "Añade una tabla de avisos por regla.",
    "Add up the score line by line.": "Desglosa la nota línea a línea.",
    "Print the text that the places refer to, and stop.": (
        "Muestra solo el texto al que se refieren las posiciones."
    ),
    "Check again whenever a file changes; Ctrl-C ends it.": (
        "Vuelve a revisar cuando cambia un archivo; Ctrl-C para terminar."
    ),
    "Ask the web whether links lead anywhere; never those that act.": (
        "Comprueba en la web si los enlaces llevan a alguna parte; nunca los que hacen algo."
    ),
    "Grammar, spelling and meaning too, by the extras.": (
        "También gramática, ortografía y sentido, con los extras."
    ),
    "Of --deep only this engine; repeat it.": "De --deep, solo este motor; puede repetirse.",
    "Treat standard input as this file, its config too.": (
        "Trata la entrada estándar como si fuera este archivo, también para la configuración."
    ),
    "One line a finding, nothing else.": "Una línea por aviso y nada más.",
    "Use this config instead of the project's.": (
        "Usa esta configuración en lugar de la del proyecto."
    ),
    "One draft; - is standard input.": "Un solo borrador; - es la entrada estándar.",
    "Ask the engines of --deep; yes if installed.": (
        "Pregunta a los motores de --deep; por defecto, si están instalados."
    ),
    "A draft.": "Un borrador.",
    "The other one.": "El otro.",
    "How to print it.": "En qué formato sale.",
    "A CSV (date, time, name, list, country) or a calendar (.ics).": (
        "Un CSV (fecha, hora, nombre, lista, país) o un calendario (.ics)."
    ),
    "The recipients' country, ES, or region, ES-MD.": (
        "El país de los destinatarios, ES, o su región, ES-MD."
    ),
    "The least between two mails to a list.": "Lo mínimo entre dos correos a la misma lista.",
    "Language of the texts; the locale's if left out.": (
        "El idioma de los textos; si no lo dices, el del sistema."
    ),
    "Drafts, mailboxes or folders; - is standard input.": (
        "Borradores, buzones o carpetas; - es la entrada estándar."
    ),
    "How to print it; JSON: one object a line.": "En qué formato sale; JSON: un objeto por línea.",
    "The rule's id.": "El nombre de la regla.",
    "Points and evidence as in this profile; the rule's own if left out.": (
        "Con los puntos y los datos de este perfil; si no lo dices, del suyo."
    ),
    "The new rule's id, such as subject-team-tag.": (
        "El nombre de la regla nueva, como subject-team-tag."
    ),
    "The folder of your rules.": "La carpeta de tus reglas.",
    "A folder of cards.": "Una carpeta de fichas.",
    "For drafts in this folder.": "Para los borradores de esta carpeta.",
    "Where to write .emailint.toml.": "Dónde se escribe .emailint.toml.",
    "A folder whose rules may run Python.": "Una carpeta cuyas reglas pueden ejecutar Python.",
    "Trust it no longer.": "Deja de fiarte de ella.",
    "sendmail, git, thunderbird or pre-commit.": "sendmail, git, thunderbird o pre-commit.",
    "The repository, for git and pre-commit.": "El repositorio, para git y pre-commit.",
    "Don't ask, change it.": "Haz los cambios sin preguntar.",
    "Show what would change, no more.": "Muestra lo que cambiaría, y nada más.",
    "One hook only.": "Solo este.",
    'The envelope\'s sender; "" is a bounce\'s.': (
        'El remitente del sobre; "" es el de una devolución.'
    ),
    "An envelope's recipient; repeat it.": "Un destinatario del sobre; puede repetirse.",
    "Whether the caller can ask the writer; if not, an error stops.": (
        "Si quien llama puede preguntar a quien escribe; si no, un error retiene el correo."
    ),
    "Listen there; else where hooks look: EMAILINT_SOCKET, or XDG_RUNTIME_DIR.": (
        "Escucha ahí; si no, donde se le busca: EMAILINT_SOCKET o XDG_RUNTIME_DIR."
    ),
    "Answer HTTP on this port of 127.0.0.1 as well, to whoever has the token.": (
        "Atiende además por HTTP en este puerto de 127.0.0.1 a quien tenga la clave."
    ),
    "Processes that judge.": "Procesos que revisan.",
}  # fmt: skip

_COMMANDS: Final = {
    "Linter and coach for e-mail drafts: says what to mend before you send.": (
        "Revisa tus borradores de correo y te dice qué mejorar antes de enviarlos."
    ),
    """Find what to mend: place, fix and evidence.

Exit code: 0 fine, 1 findings at the threshold, 2 wrong use, config or unreadable file.""": (
        """Busca qué mejorar: dónde, cómo y con qué datos.

Termina con 0 si todo está bien, con 1 si hay avisos que alcanzan el umbral y con 2 si el uso o la configuración no son correctos o algún archivo no se puede leer."""
    ),
    "Compare two drafts: what differs, both scores, findings only in one.": (
        "Compara dos borradores: diferencias, notas y avisos de solo uno."
    ),
    """Warn of collisions and holidays in a plan, with what is known of weekday and hour.

Exit code: 0 fine, 1 a collision or a holiday, 2 wrong use or an unreadable plan.""": (
        """Avisa de los choques y festivos de un plan de envíos.

Añade lo que se sabe del día y la hora. Termina con 0 si todo está bien, con 1 si hay algún choque o festivo y con 2 si el uso no es correcto o el plan no se puede leer."""
    ),
    "Show how a draft was understood: people, language, blocks.": (
        "Muestra cómo se entiende un borrador: personas, idioma, partes."
    ),
    "Tell a rule in full: why, examples, evidence, points.": (
        "Explica una regla: por qué, ejemplos, datos y puntos."
    ),
    "List the rules: id, severity, what each finds.": (
        "Lista las reglas: nombre, gravedad y qué detecta cada una."
    ),
    "Write a first card for a rule of your own.": (
        "Escribe la primera ficha de una regla tuya."
    ),
    "Run the examples on the cards of a folder as tests.": (
        "Prueba las fichas de una carpeta con sus ejemplos."
    ),
    "Show the settings that hold and where they come from.": (
        "Muestra la configuración vigente y de dónde sale."
    ),
    "Print each effective setting and where it comes from.": (
        "Muestra cada ajuste vigente y de dónde sale."
    ),
    "Write an .emailint.toml with every setting explained.": (
        "Escribe un .emailint.toml con todos los ajustes explicados."
    ),
    "Let the rules in a folder run Python: read them first.": (
        "Deja ejecutar Python a las reglas de una carpeta: léelas antes."
    ),
    """Check mail right before it is sent, and set that up.

A linter that fails keeps no mail from going, unless your config says so (hook.strict).""": (
        """Revisa el correo justo antes de enviarlo, y lo instala.

Si la revisión falla, el correo sale igualmente, salvo que tu configuración diga otra cosa (hook.strict)."""
    ),
    "Install a hook: shows what changes, asks, keeps what was there.": (
        "Lo instala: muestra los cambios, pregunta, guarda lo que había."
    ),
    "Take a hook away: every file as it was before, your own later changes kept.": (
        "Lo quita y deja los archivos como estaban, con tus cambios."
    ),
    """Tell which hooks are installed and whether they work, and whether the warm engine runs.

Exit code: 1 if the hook named isn't installed, or if one that is doesn't work.""": (
        """Dice qué está instalado y si funciona.

También si está en marcha el motor cargado (emailint serve). Termina con 1 si falta el que nombras o si alguno de los instalados no funciona."""
    ),
    """Stand in for sendmail: pass the message on, or hold it.

Takes sendmail's own arguments; the message comes on standard input. Exit code: the real
sendmail's; 65 if the message is held, with the findings and its place on standard error; 75
if it can't be passed on.""": (
        """Hace de sendmail: deja pasar el mensaje o lo retiene.

Acepta los argumentos de sendmail; el mensaje llega por la entrada estándar. Termina con el código del sendmail de verdad; con 65 si el mensaje queda retenido, y entonces dice los avisos y dónde está por la salida de errores; con 75 si no se le puede pasar."""
    ),
    """Read a message, print the verdict as JSON.

{"verdict": "send|ask|stop", "score", "findings", "notice", "override", "language"}; the score
is null where nothing was checked. Exit code: 0, or 65 for stop.""": (
        """Lee un mensaje y escribe el veredicto en JSON.

{"verdict": "send|ask|stop", "score", "findings", "notice", "override", "language"}; la nota (score) es null si no se ha revisado nada. Termina con 0, o con 65 si es stop."""
    ),
    """Keep the engine warm for the hooks until SIGTERM or Ctrl-C.

Hooks use it when it runs and judge by themselves when it doesn't: the verdict is the same.""": (
        """Mantiene cargado el motor hasta SIGTERM o Ctrl-C.

La revisión al enviar lo usa si está en marcha y, si no, se basta sola: el veredicto es el mismo."""
    ),
}  # fmt: skip

TEXTS: Final = {
    **{f"'{word}'": f"'{said}'" for word, said in METAVARS.items()}, **_TYPER, **_OPTIONS, **_COMMANDS,
    "LanguageTool for --deep: install it, keep its server running.": "LanguageTool para --deep: lo instala y mantiene su servidor en marcha.",
    "Fetch LanguageTool's jars (120 MB), each held against its checksum.": "Descarga los jars de LanguageTool (120 MB) y comprueba cada uno.",
    "A Maven repository: address or folder.": "Un repositorio de Maven: dirección o carpeta.",
    "'SOURCE'": "'ORIGEN'",
    "Leave a server running, so that drafts needn't wait for one.": "Deja un servidor en marcha, para que los borradores no lo esperen.",
    "End the server that `start` left running.": "Cierra el servidor que `start` dejó en marcha.",
}  # fmt: skip
