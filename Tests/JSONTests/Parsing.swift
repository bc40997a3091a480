import JSON

/// The value of a JSON text.
func parse(_ text: String) throws(JSONFailure) -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
}
