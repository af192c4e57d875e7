# Reads sdk/api/*.tsv, the tables of everything the module API documents. Used by gen_sdk_use and
# gen_api_status; the columns are explained in sdk/api/README.md.
import csv
import re
from collections import OrderedDict
from pathlib import Path


class Parameter:
    """One parameter of a signature: its type as it decays, its name, its default or None."""

    def __init__(self, text):
        text, _, default = text.partition("=")
        text = re.sub(r"\b(IN|OUT)\b", " ", text).strip()
        self.default = default.strip() or None
        match = re.fullmatch(r"(.*?)(\w+)\s*(\[[^\]]*\])?", text)
        if not match or not match.group(1).strip():
            raise ValueError(f"cannot read parameter '{text}'")
        self.name = match.group(2)
        self.type = match.group(1).strip() + ("*" if match.group(3) else "")


def split_parameters(text):
    """Splits at the commas that are not inside brackets."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += {"(": 1, "<": 1, "[": 1, ")": -1, ">": -1, "]": -1}.get(char, 0)
        if char == "," and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [p for p in (p.strip() for p in parts) if p and p != "VOID"]


class Method:
    """A row of interfaces.tsv."""

    def __init__(self, row):
        self.header, self.interface = row["header"], row["interface"]
        self.name, self.signature = row["method"], row["signature"]
        self.index = None if row["vtable_index"] == "-" else int(row["vtable_index"])
        head, _, rest = self.signature.partition("(")
        if self.interface == "(function)":
            return
        inside, _, tail = rest.rpartition(")")
        self.returns = re.sub(rf"\s*~?{re.escape(self.name.lstrip('~'))}\s*$", "", head).strip()
        self.is_const = tail.strip() == "const"
        self.parameters = [Parameter(p) for p in split_parameters(inside)]

    @property
    def is_destructor(self):
        return self.name.startswith("~")

    @property
    def is_constructor(self):
        return self.name == self.interface

    @property
    def key(self):
        """Names the row: overloads differ in their index."""
        return f"{self.interface}::{self.name}#{self.index}"

    def pointer_type(self):
        types = ", ".join(p.type for p in self.parameters)
        return f"{self.returns} ({self.interface}::*)({types}){' const' if self.is_const else ''}"


class Interface:
    """A row of interface_ids.tsv with its methods in declaration order."""

    def __init__(self, row):
        self.name, self.header = row["interface"], row["header"]
        self.base = None if row["base"] == "-" else row["base"]
        self.uuid = None if row["uuid"] == "-" else row["uuid"]
        self.methods = []

    def overrides(self, tables):
        """The methods that take the place of one of a base instead of a new slot."""
        inherited = set()
        for base in self.bases(tables):
            inherited |= {(m.name, tuple(p.type for p in m.parameters)) for m in base.methods}
        return [m for m in self.methods
                if (m.name, tuple(p.type for p in m.parameters)) in inherited]

    def bases(self, tables):
        """The chain of bases, nearest first."""
        chain, at = [], self.base
        while at:
            chain.append(tables.interfaces[at])
            at = chain[-1].base
        return chain

    def slots(self, tables):
        """Slots of the virtual table the interface takes itself."""
        overrides = self.overrides(tables)
        # A destructor takes two under the Itanium C++ ABI: complete object, and deleting.
        return sum(2 if m.is_destructor else 1
                   for m in self.methods if m.index is not None and m not in overrides)

    def first_slot(self, tables):
        return sum(base.slots(tables) for base in self.bases(tables))


class Tables:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.constants = self.read("constants.tsv")
        self.fields = self.read("structs.tsv")
        self.interfaces = OrderedDict((row["interface"], Interface(row))
                                      for row in self.read("interface_ids.tsv"))
        self.functions = []
        for row in self.read("interfaces.tsv"):
            method = Method(row)
            if method.interface == "(function)":
                self.functions.append(method)
            else:
                self.interfaces[method.interface].methods.append(method)
        for interface in self.interfaces.values():
            interface.methods.sort(key=lambda m: -1 if m.index is None else m.index)

    def read(self, name):
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
