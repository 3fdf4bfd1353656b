"""What `language-tool-python` knows of a LanguageTool on this machine: where it lies, which Java it
takes, how it is started. The only module that imports that library, which is GPL-3.0.

Its own way of starting a server is not used: that tries 900 ports one after the other where the
server can't start, downloads without being asked, and ends with the process that started it.
"""

from __future__ import annotations

from pathlib import Path

from language_tool_python.download_lt import LocalLanguageTool, confirm_java_compatibility
from language_tool_python.utils import get_language_tool_download_path

from emailint.deep import UnavailableError
from emailint.deep.install import VERSION, is_installed


def folder() -> Path:
    """Where the library looks for LanguageTool: in `$LTP_PATH`, else in the user's cache."""
    return Path(get_language_tool_download_path(), f"LanguageTool-{VERSION}")


def java_trouble() -> UnavailableError | None:
    """What is wrong with the Java of this machine."""
    try:
        confirm_java_compatibility(VERSION)
    except (ModuleNotFoundError, SystemError, OSError, ValueError) as error:
        return UnavailableError(
            f"grammar: LanguageTool needs Java 17 or newer: {error}",
            f"grammar: LanguageTool necesita Java 17 o posterior: {error}",
        )
    return None


def command(port: int) -> list[str]:
    """What starts a server on the loopback interface. Raises UnavailableError."""
    if trouble := java_trouble():
        raise trouble
    if not is_installed(folder()):
        raise UnavailableError(
            "grammar: LanguageTool isn't installed: emailint grammar install",
            "grammar: falta LanguageTool: emailint grammar install",
        )
    return LocalLanguageTool.from_version_name(VERSION).get_server_cmd(port)
