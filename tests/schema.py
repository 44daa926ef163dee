"""As much of JSON schema as ours uses, written from its specification: a second reading of what a document promises."""

from datetime import date


def fits(value, schema):
    """Whether a JSON value keeps to a schema."""
    known = {
        "$schema",
        "title",
        "type",
        "anyOf",
        "const",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "format",
    }
    assert set(schema) <= known, "this reader knows no other words"
    if "const" in schema and value != schema["const"]:
        return False
    if "anyOf" in schema and not any(fits(value, one) for one in schema["anyOf"]):
        return False
    if "type" in schema and not _is(value, schema["type"]):
        return False
    if schema.get("format") == "date" and isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
    if isinstance(value, list) and "items" in schema:
        return all(fits(item, schema["items"]) for item in value)
    if isinstance(value, dict):
        named = schema.get("properties", {})
        more = schema.get("additionalProperties", True)
        return (
            set(schema.get("required", ())) <= set(value)
            and all(fits(value[key], named[key]) for key in value if key in named)
            and all(more if isinstance(more, bool) else fits(value[key], more) for key in value if key not in named)
        )
    return True


def _is(value, kind):
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return {
        "null": value is None,
        "string": isinstance(value, str),
        "boolean": isinstance(value, bool),
        "number": number,
        "integer": number and value == int(value),
        "array": isinstance(value, list),
        "object": isinstance(value, dict),
    }[kind]
