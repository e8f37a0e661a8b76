"""Names in the API's description what every operation may answer instead of doing what it was asked."""

ALWAYS = {
    "400": "the query or the body cannot be read",
    "401": "not signed in",
    "403": "not for this role",
    "404": "no such row among those that the reader may see",
    "429": "too many of these in a short time",
    "503": "the service cannot be reached for a moment",
}
OF_BODIES = {
    "409": "not in a state that allows it",
    "413": "larger than one request may be",
    "415": "not of a kind that is read",
    "422": "readable, and still nothing that can be done",
    "507": "no room left to keep it",
}
SHAPE = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}


def with_refusals(result: dict, generator, request, public) -> dict:
    """The description with the refusals in it; what an operation says of its own about a status stays."""
    for operations in result["paths"].values():
        for operation in operations.values():
            may = ALWAYS | (OF_BODIES if "requestBody" in operation else {})
            refusals = {status: {"description": said, "content": SHAPE} for status, said in may.items()}
            operation["responses"] = {**refusals, **operation["responses"]}
    return result
