"""Lines of generated Python: gathered, compiled, and readable in a traceback."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from itertools import pairwise
from typing import Any


class Source:
    """Generated lines and the objects that they name."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.lines: list[str] = []
        self.known = dict(known)
        self._pending: list[str] = []
        self._depth = 0

    def add(self, depth: int, line: str) -> None:
        """Append a line of code."""
        self.flush()
        self.lines.append("    " * depth + line)

    def name(self, thing: Any, hint: str = "k") -> str:
        """Return the name by which generated code knows an object."""
        for name, known in self.known.items():
            if known is thing:
                return name
        name = f"{hint}{len(self.known)}"
        self.known[name] = thing
        return name

    def constant(self, depth: int, text: str) -> None:
        """Write text that is always the same; joined with its neighbours."""
        self._at(depth)
        quoted = repr(text)[1:-1] if "'" not in text else repr(text + '"')[1:-2]
        self._pending.append(quoted.replace("{", "{{").replace("}", "}}"))

    def expression(self, depth: int, code: str) -> None:
        """Write what an expression gives."""
        self._at(depth)
        self._pending.append("{" + code + "}")

    def _at(self, depth: int) -> None:
        if depth != self._depth:
            self.flush()
        self._depth = depth

    def flush(self) -> None:
        """Turn waiting text into one call."""
        if self._pending:
            text = "".join(self._pending)
            self._pending.clear()
            dynamic = "{" in text.replace("{{", "")
            body = f"f'{text}'" if dynamic else "'" + text.replace("{{", "{").replace("}}", "}") + "'"
            self.lines.append("    " * self._depth + f"a({body})")

    def text(self) -> str:
        """Return the code."""
        self.flush()
        return "\n".join(self.lines) + "\n"

    def function(self, name: str, title: str) -> Callable[..., Any]:
        """Compile and return the function called ``name``; tracebacks show the generated lines."""
        text = self.text()
        lines = text.splitlines(keepends=True)
        linecache.cache[title] = (len(text), None, lines, title)
        starts = [at for at, line in enumerate(lines) if line.startswith("def ")]
        for start, end in pairwise((0, *starts[1:], len(lines))):  # one at a time: a tree of all takes some megabytes
            code = compile("\n" * start + "".join(lines[start:end]), title, "exec")
            exec(code, self.known)  # noqa: S102 - our own text, no input in it
        found: Callable[..., Any] = self.known[name]
        return found
