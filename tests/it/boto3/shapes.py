"""Holds an answer's body against botocore's model of it: names, types and constraints.

botocore itself passes over members that it doesn't know and takes null for anything, so this
looks at the body as it came and not at what botocore made of it.
"""

import regex


class WrongShape(AssertionError):
    """An answer isn't what the model says."""


def check(shape, value, where):
    """Raises WrongShape, with the place, if `value` does not fit `shape`."""
    kind = shape.type_name
    if kind == "structure":
        _check_structure(shape, value, where)
    elif kind == "list":
        _expect(isinstance(value, list), where, "a list", value)
        _check_size(shape, len(value), where)
        for index, item in enumerate(value):
            check(shape.member, item, f"{where}[{index}]")
    elif kind == "map":
        _expect(isinstance(value, dict), where, "a map", value)
        _check_size(shape, len(value), where)
        for key, item in value.items():
            check(shape.key, key, f"{where}.key")
            check(shape.value, item, f"{where}[{key!r}]")
    elif kind == "string":
        _check_string(shape, value, where)
    elif kind in ("integer", "long"):
        whole = isinstance(value, int) and not isinstance(value, bool)
        _expect(whole, where, "a whole number", value)
        _check_size(shape, value, where)
        bits = 31 if kind == "integer" else 63
        _expect(-(2**bits) <= value < 2**bits, where, f"a {kind}", value)
    elif kind in ("float", "double", "timestamp"):
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        _expect(number, where, "a number", value)
        _check_size(shape, value, where)
    elif kind == "boolean":
        _expect(isinstance(value, bool), where, "true or false", value)
    else:
        raise WrongShape(f"{where}: no check for the type {kind}")


def _check_structure(shape, value, where):
    _expect(isinstance(value, dict), where, "a structure", value)
    members = {
        member.serialization.get("name", name): (name, member)
        for name, member in shape.members.items()
    }
    for wire_name, item in value.items():
        _expect(wire_name in members, where, "no such member", wire_name)
        name, member = members[wire_name]
        if item is None:
            _expect(name not in shape.required_members, where, "required", wire_name)
        else:
            check(member, item, f"{where}.{wire_name}")
    for wire_name, (name, _) in members.items():
        if name in shape.required_members:
            _expect(wire_name in value, where, "required", wire_name)


def _check_string(shape, value, where):
    _expect(isinstance(value, str), where, "a text", value)
    _check_size(shape, len(value), where)
    if shape.enum:
        _expect(value in shape.enum, where, f"one of {shape.enum}", value)
    pattern = shape.metadata.get("pattern")
    if pattern:
        # Some patterns of Connect's model are escaped twice.
        pattern = pattern.replace("\\\\", "\\")
        _expect(regex.search(pattern, value), where, f"like {pattern}", value)


def _check_size(shape, size, where):
    least = shape.metadata.get("min")
    most = shape.metadata.get("max")
    _expect(least is None or size >= least, where, f"at least {least}", size)
    _expect(most is None or size <= most, where, f"at most {most}", size)


def _expect(holds, where, what, value):
    if not holds:
        raise WrongShape(f"{where}: expected {what}, found {value!r}")
