"""Errors of the user's making, and what the system says of files."""

from __future__ import annotations

from typing import Final

_SYSTEM: Final = {
    "No such file or directory": "no existe",
    "Permission denied": "no tienes permiso",
    "Is a directory": "es una carpeta",
    "Not a directory": "no es una carpeta",
    "File exists": "ya existe",
    "File name too long": "el nombre es demasiado largo",
    "No space left on device": "no queda espacio en el disco",
    "Read-only file system": "es un disco de solo lectura",
    "Address already in use": "ya está en uso",
    "Connection refused": "no responde nadie",
    "Too many open files": "hay demasiados archivos abiertos",
    "AF_UNIX path too long": "la ruta es demasiado larga para un socket",
    "Too many levels of symbolic links": "los enlaces dan vueltas",
    "Not a gzipped file ({})": "no es un archivo gzip ({})",
    "Compressed file ended before the end-of-stream marker was reached": "está incompleto",
    "embedded null byte": "la ruta lleva un byte nulo",
}  # fmt: skip
SYSTEM: Final = {
    **_SYSTEM, **{key[:1].lower() + key[1:]: said for key, said in _SYSTEM.items()},
    "standard output": "salida estándar",
}  # fmt: skip

_TOML: Final = {
    "{} (at line {}, column {})": "{} (línea {}, columna {})",
    "{} (at end of document)": "{} (al final del archivo)",
    "Expected '=' after a key in a key/value pair": "falta «=» después de la clave",
    "Invalid value": "valor no válido",
    "Invalid statement": "línea no válida",
    "Invalid initial character for a key part": "una clave no puede empezar así",
    "Expected newline or end of document after a statement": "sobra algo al final de la línea",
    "Unterminated string": "falta cerrar un texto",
    "Illegal character {}": "carácter no permitido: {}",
    "Unclosed array": "falta cerrar una lista",
    "Unclosed inline table": "falta cerrar una tabla",
    "Expected ']' at the end of a table declaration": "falta «]» al final del nombre de la tabla",
    "Cannot overwrite a value": "la clave está repetida",
    "Cannot declare {} twice": "la tabla {} está repetida",
    "Duplicate inline table key {}": "la clave {} está repetida",
}  # fmt: skip

_JSON: Final = {
    "{}: line {} column {} (char {})": "{} (línea {}, columna {}, carácter {})",
    "Expecting value": "se esperaba un valor",
    "Extra data": "sobra algo al final",
    "Expecting property name enclosed in double quotes": "falta una clave entre comillas",
    "Expecting ',' delimiter": "falta una coma",
    "Expecting ':' delimiter": "faltan los dos puntos",
    "Unterminated string starting at": "falta cerrar un texto",
}  # fmt: skip

_HINTS: Final = {
    "{}: {}": "{}: {}",
    "{}: {}: {}": "{}: {}: {}",
    "{}:{}: {}": "{}:{}: {}",
    "{}; did you mean {}?": "{}; ¿querías decir {}?",
    "; did you mean {}?": "; ¿querías decir {}?",
    "{}; known: {}": "{}; valen: {}",
    "; known: {}": "; valen: {}",
    "{}; categories: {}; `emailint rules` lists them": (
        "{}; las categorías: {}; las reglas puedes verlas con `emailint rules`"
    ),
    "{}; `emailint rules` lists them": "{}; puedes verlas con `emailint rules`",
    "a text": "un texto", "a whole number": "un número entero", "a number": "un número",
    "true or false": "true o false", "a table": "una tabla", "a list": "una lista",
    "its lists: {}; languages: {}": "sus listas: {}; los idiomas: {}", "it has no word lists": "no tiene listas de palabras",
    "{}; its regions: {}": "{}; sus regiones: {}",
}  # fmt: skip

_COMMAND_LINE: Final = {
    "this is a bug in emailint: {}: {}\nPlease report it; EMAILINT_DEBUG=1 shows where.": (
        "esto es un fallo de emailint: {}: {}\n"
        "Cuéntanoslo, por favor; EMAILINT_DEBUG=1 muestra dónde ocurre."
    ),
    "this is a bug in emailint: {}; {}": "esto es un fallo de emailint: {}; {}",
    "please report it; EMAILINT_DEBUG=1 shows where": (
        "cuéntanoslo, por favor; EMAILINT_DEBUG=1 muestra dónde ocurre"
    ),
    "an empty path: name a draft, or - for standard input": (
        "la ruta está vacía: di qué borrador, o - para la entrada estándar"
    ),
    "--send-at {} is no ISO 8601 time, such as 2026-05-04T09:30": (
        "--send-at {} no es una hora ISO 8601, como 2026-05-04T09:30"
    ),
    "{}: no such file or folder": "{}: no existe",
    "{}: this is no CSV file": "{}: no es un CSV",
    "{}: no such folder": "{}: no existe esa carpeta",
    "{} is there already": "{} ya existe",
    "{} is a folder": "{} es una carpeta",
    "no rule {}": "no existe la regla {}",
    "{}: no cards (.toml) in there; emailint new writes a first one": (
        "{}: no hay fichas (.toml); emailint new escribe la primera"
    ),
    "{} is no rule id: lower-case words joined by '-', such as subject-team-tag": (
        "{} no sirve de nombre: palabras en minúsculas unidas por «-», como subject-team-tag"
    ),
    "{}: no drafts in there": "{}: ahí no hay borradores",
    "{}: {} takes one draft; emailint check takes several": (
        "{}: {} trabaja con un solo borrador; con varios, emailint check"
    ),
    "--fix needs files; for standard input use --diff": (
        "--fix necesita archivos; para la entrada estándar, usa --diff"
    ),
    "--watch needs files, not standard input": (
        "--watch necesita archivos, no la entrada estándar"
    ),
    "--engine {} is unknown{}": "--engine: no existe {}{}",
    "{}: this needs an extra: pip install 'emailint[{}]'": (
        "{}: hace falta un extra: pip install 'emailint[{}]'"
    ),
    "spelling: no Hunspell dictionary for {}: {}, or grammar.dictionaries = its folder": (
        "ortografía: falta el diccionario de Hunspell para {}: {}, o grammar.dictionaries = su carpeta"
    ),
    "a process of this run died, perhaps for want of memory; try a smaller --jobs": (
        "ha muerto uno de los procesos, quizá por falta de memoria; prueba con menos --jobs"
    ),
    "serve needs Unix sockets: hooks judge by themselves here": (
        "serve necesita sockets de Unix: aquí la revisión al enviar se basta sola"
    ),
    "spamassassin is not installed here (apt install spamassassin)": (
        "spamassassin no está instalado (apt install spamassassin)"
    ),
    "spamassassin gave no score": "spamassassin no ha dado ninguna puntuación",
    "rspamd is not installed here (apt install rspamd)": (
        "rspamd no está instalado (apt install rspamd)"
    ),
    "rspamd on {} gave no answer: {}": "rspamd no ha respondido en {}: {}",
    "{} did not answer in {} s": "{} no ha respondido en {} s",
    "{} failed: {}": "{} ha fallado: {}",
    "no holidays are known of {}": "no se conocen los festivos de {}",
    "no mail was found there": "ahí no hay ningún correo",
    "{}: no Dask scheduler answers there ({})": "{}: ahí no responde ningún planificador de Dask ({})",
}  # fmt: skip

_DRAFTS: Final = {
    "the file is empty": "el archivo está vacío",
    "the input is empty": "la entrada está vacía",
    "neither mail nor text": "no es ni un correo ni un texto",
    "larger than {} MB": "ocupa más de {} MB",
    "message {}: {}": "mensaje {}: {}",
    "Outlook's .msg files are not read; save the draft as .eml": (
        "no se leen los archivos .msg de Outlook; guarda el borrador como .eml"
    ),
    "Outlook's .oft templates are not read; save the draft as .eml": (
        "no se leen las plantillas .oft de Outlook; guarda el borrador como .eml"
    ),
    "Outlook's .pst stores are not read; export them as mbox": (
        "no se leen los almacenes .pst de Outlook; expórtalos como mbox"
    ),
    "MJML is read from a file: it may include others": (
        "el MJML se lee de un archivo, porque puede incluir otros"
    ),
    "MJML is read through the program mjml; install it: npm install -g mjml": (
        "para leer MJML hace falta el programa mjml: npm install -g mjml"
    ),
    "mjml lies in {} but runs only from a folder that you trust: emailint trust {}": (
        "mjml está en {}, pero solo se ejecuta desde una carpeta de la que te fías: emailint trust {}"
    ),
    "mjml took more than {} seconds": "mjml ha tardado más de {} segundos",
    "mjml didn't start: {}": "mjml no arranca: {}",
    "mjml: {}": "mjml: {}",
    "no HTML came out": "no ha salido nada de HTML",
    "{}, which lies beside it: {}": "{}, que está al lado: {}",
    "{}: not a baseline: {}": "{}: no es un archivo para --baseline: {}",
    "{}: not a baseline: {}; write it again with --write-baseline": (
        "{}: no es un archivo para --baseline: {}; vuelve a escribirlo con --write-baseline"
    ),
    "{}: not a baseline: its findings are out of shape": (
        "{}: no es un archivo para --baseline: sus avisos no tienen la forma debida"
    ),
    "{}: more than {} sendings": "{}: hay más de {} envíos",
    "{}: no sendings in there": "{}: no hay ningún envío",
    "{}: no column for the date; name one 'date' or 'fecha'": (
        "{}: falta la columna de la fecha; llámala «fecha» o «date»"
    ),
    "{}: line {}: an event without a DTSTART": "{}: línea {}: hay un evento sin DTSTART",
    "{}: line {}: {} is no date": "{}: línea {}: {} no es una fecha",
    "{}: row {}: {} is no date": "{}: fila {}: {} no es una fecha",
}  # fmt: skip

_CONFIG: Final = {
    "clients: {} is unknown; known: {}, or gmail.ios": (
        "clients: no existe {}; valen: {}, o gmail.ios"
    ),
    "{}: unknown key {}": "{}: no existe la clave {}",
    "{}: {} = {} is unknown{}": "{}: {} = {} no existe{}",
    "{} = {} is unknown{}": "{} = {} no existe{}",
    "{}: severity {} is unknown{}": "{}: no existe la gravedad {}{}",
    "{}: {} is read only from your own file, {}": "{}: {} solo puede estar en tu propio archivo, {}",
    "{}: not UTF-8 text": "{}: no es un texto en UTF-8",
    "{}: tool.emailint must be a table": "{}: tool.emailint tiene que ser una tabla",
    "{}: {} must be a list of texts, not {}": "{}: {} tiene que ser una lista de textos, no {}",
    "{}: {} must be {}, not {}": "{}: {} tiene que ser {}, no {}",
    "{} must be {}, not {}": "{} tiene que ser {}, no {}",
    "{} must be a number of seconds, not {}": "{} tiene que ser un número de segundos, no {}",
    "{}: fail_under must be from 0 to 100, not {}": "{}: fail_under va de 0 a 100, no puede ser {}",
    "{} must be a table of rules": "{} tiene que ser una tabla de reglas",
    '{} must be a severity, "off" or a table, not {}': (
        '{} tiene que ser una gravedad, "off" o una tabla, no {}'
    ),
    "{}.{} must be a whole number from {} to 100": (
        "{}.{} tiene que ser un número entero de {} a 100"
    ),
    "{}.{} must be a whole number from 0 to 100": "{}.{} tiene que ser un número entero de 0 a 100",
    "{}: unknown key '{}.{}'{}": "{}: no existe la clave '{}.{}'{}",
    "{}.{}: only ask and stop go by the score": "{}.{}: por la nota solo van ask y stop",
    "{}: unknown rule {}": "{}: no existe la regla {}",
    "{}: unknown profile {}": "{}: no existe el perfil {}",
    "rules.{}: unknown option {}": "rules.{}: no existe la opción {}",
    "{} is a word list: change it with add and remove": (
        "{} es una lista de palabras: cámbiala con add y remove"
    ),
    "{}: the rule has no list {}; {}": "{}: la regla no tiene la lista {}; {}",
    "{} must be a list of phrases, or lists by language": (
        "{} tiene que ser una lista de expresiones, o una por idioma"
    ),
    "{}: {} is no phrase": "{}: {} no es una expresión",
    "unmatched ')' in {}": "sobra un «)» en {}",
    "unmatched '(' in {}": "falta cerrar un «(» en {}",
    "too many parentheses in {}": "hay demasiados paréntesis en {}",
    "over {} variants in {}": "hay más de {} variantes en {}",
    "{}: a rule with Python runs only from a folder that you trust; read it, then: emailint trust {} (kept in {})": (
        "{}: una regla con Python solo se ejecuta desde una carpeta de la que te fías; léela y luego: "
        "emailint trust {} (se anota en {})"
    ),
}  # fmt: skip

_POINTS: Final = {
    "{}: not a points file: no JSON": "{}: no es un archivo de puntos: no es JSON",
    "{}: not a points file: `emailint study --fit` writes them": (
        "{}: no es un archivo de puntos: los escribe `emailint study --fit`"
    ),
    "{}: points file of version {}, this emailint reads {}: fit it again": (
        "{}: archivo de puntos de la versión {}; este emailint lee la {}: vuelve a ajustarlo"
    ),
    "languages must be a table of {}": "languages tiene que ser una tabla de {}",
    "{}.rules must be a table": "{}.rules tiene que ser una tabla",
    "{} must be a table": "{} tiene que ser una tabla",
    "{}.points must be a whole number from 1 to {}": (
        "{}.points tiene que ser un número entero de 1 a {}"
    ),
    "{} must be a list, from the fewest faults to the most": (
        "{} tiene que ser una lista, de menos faltas a más"
    ),
    "{}.above must be null: the last one holds all other mail": (
        "{}.above tiene que ser null: el último vale para los demás correos"
    ),
    "{}.above must be less than the one before": "{}.above tiene que ser menor que el anterior",
    "{}.ci must be two numbers": "{}.ci tienen que ser dos números",
    "{}.mails must be a whole number above 0": (
        "{}.mails tiene que ser un número entero mayor que 0"
    ),
    "{} must be a number from {} to {}, not {}": "{} tiene que ser un número de {} a {}, no {}",
}  # fmt: skip

_CARDS: Final = {
    "{}: no such folder of rules": "{}: no existe esa carpeta de reglas",
    "{}: the key {} is missing": "{}: falta la clave {}",
    "{}: {} must be a list": "{}: {} tiene que ser una lista",
    "{}: {} must be a whole number from 1": "{}: {} tiene que ser un número entero a partir de 1",
    "{}: {} holds {}, which is no phrase": "{}: {} contiene {}, que no es una expresión",
    "{}: [{}] must hold one text a language": "{}: [{}] tiene que llevar un texto por idioma",
    "{}: [check] needs a kind; known: {}": "{}: a [check] le falta kind; valen: {}",
    "{}: [check] function must read 'module:name', a .py beside the card": (
        "{}: en [check], function tiene que ser 'módulo:nombre', de un .py que esté junto a la ficha"
    ),
    "{}: [[evidence]] needs id and says": "{}: [[evidence]] necesita id y says",
    "{}: an [[example]] needs lang and one of bad, good": (
        "{}: un [[example]] necesita lang y bad o good"
    ),
    "{}: id = {} must be the file's name": "{}: id = {} tiene que ser el nombre del archivo",
    "{}: evidence {} is not in {}": "{}: el estudio {} no está en {}",
    "{}: {}.py has no function {}": "{}: {}.py no tiene la función {}",
    "{}: {}.py is not beside the card": "{}: {}.py no está junto a la ficha",
    "{} is no module": "{} no es un módulo",
}  # fmt: skip

TEXTS: Final = {
    **SYSTEM, **_TOML, **_JSON, **_HINTS, **_COMMAND_LINE, **_DRAFTS, **_CONFIG, **_POINTS, **_CARDS,
}  # fmt: skip
