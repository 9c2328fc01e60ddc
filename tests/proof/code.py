"""The house's own source, read as a graph of calls."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "audit", "home", "judging", "network", "nominations", "notices", "prizes", "search", "showcase")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@dataclass
class Module:
    name: str
    tree: ast.Module

    @cached_property
    def imports(self):
        """What a name stands for here, as a dotted path."""
        found = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Import):
                found |= {alias.asname or alias.name: alias.name for alias in node.names}
        return found

    @cached_property
    def definitions(self):
        """Functions and methods, by their name within the module."""
        found = {}
        for node in self.tree.body:
            if isinstance(node, FUNCTIONS):
                found[node.name] = node
            elif isinstance(node, ast.ClassDef):
                found |= {f"{node.name}.{part.name}": part for part in node.body if isinstance(part, FUNCTIONS)}
        return found

    @cached_property
    def exported(self):
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                return ast.literal_eval(node.value)
        return [name for name in self.definitions if "." not in name and not name.startswith("_")]


class House:
    def __init__(self):
        paths = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
        self.modules = {module_name(path): Module(module_name(path), ast.parse(path.read_text())) for path in paths}

    def resolve(self, dotted):
        """The place where a function is written, followed through packages that pass it on; None for others' code."""
        owner, _, name = dotted.rpartition(".")
        while owner in self.modules:
            module = self.modules[owner]
            if name in module.definitions:
                return f"{owner}.{name}"
            if name not in module.imports:
                return None
            owner, _, name = module.imports[name].rpartition(".")
        return None

    def function(self, dotted):
        owner, _, name = dotted.rpartition(".")
        if owner not in self.modules:
            owner, _, method = owner.rpartition(".")
            name = f"{method}.{name}"
        return self.modules[owner], self.modules[owner].definitions[name]

    def actions(self):
        """Every act that a module or package named `actions` offers, by where it is written."""
        found = set()
        for name, module in self.modules.items():
            if name.count(".") == 1 and name.endswith(".actions"):
                found |= {self.resolve(f"{name}.{act}") for act in module.exported}
        return sorted(found - {None})

    def calls(self, dotted):
        """The house's functions that this one calls, or hands to somebody who will."""
        module, function = self.function(dotted)
        names = {ast.unparse(node) for node in ast.walk(function) if isinstance(node, (ast.Name, ast.Attribute))}
        return {found for name in names if (found := self._called(module, name)) and found != dotted}

    def _called(self, module, name):
        head, _, rest = name.partition(".")
        if name in module.definitions:
            return f"{module.name}.{name}"
        if head in module.imports:
            return self.resolve(module.imports[head] + (f".{rest}" if rest else ""))
        return None

    def reached_from(self, dotted):
        seen, left = set(), [dotted]
        while left:
            current = left.pop()
            if current not in seen:
                seen.add(current)
                left += self.calls(current)
        return seen


def method_calls(function, names):
    """Calls like `row.save()` and `rows.update()`, in the order of the text."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return [node for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr in names]
