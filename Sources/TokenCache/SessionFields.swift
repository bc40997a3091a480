import FoundationEssentials
import JSON

/// The fields of a record, each read or named as what is wrong with it. null counts as not there.
struct SessionFields {
    /// The object itself.
    let record: JSONObject
    private let path: String

    /// - Parameter path: stands before the names in failures (`tokens.`).
    init(_ record: JSONObject, path: String) {
        self.record = record
        self.path = path
    }

    /// `version`, a whole number from 1.
    func version() throws(SessionFailure) -> Int {
        guard let value = value("version") else { throw missing("version") }
        guard let version = value.int, version >= 1 else { throw invalid("version") }
        return version
    }

    /// A text, which may be empty.
    func optionalText(_ name: String) throws(SessionFailure) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw invalid(name) }
        return text
    }

    /// A text that has to be there.
    func text(_ name: String) throws(SessionFailure) -> String {
        guard let text = try optionalText(name) else { throw missing(name) }
        return text
    }

    /// An absolute address with a host.
    func optionalAddress(_ name: String) throws(SessionFailure) -> String? {
        guard let text = try optionalText(name) else { return nil }
        guard SessionHost.host(of: text) != nil else { throw invalid(name) }
        return text
    }

    /// An absolute address that has to be there.
    func address(_ name: String) throws(SessionFailure) -> String {
        guard let text = try optionalAddress(name) else { throw missing(name) }
        return text
    }

    /// A list of texts.
    func texts(_ name: String) throws(SessionFailure) -> [String]? {
        guard let value = value(name) else { return nil }
        let texts = value.array?.map(\.string) ?? [nil]
        guard !texts.contains(nil) else { throw invalid(name) }
        return texts.compactMap(\.self)
    }

    /// An ISO 8601 time in UTC.
    func optionalTime(_ name: String) throws(SessionFailure) -> Date? {
        guard let text = try optionalText(name) else { return nil }
        do {
            return try RecordTime.date(text)
        } catch {
            throw invalid(name)
        }
    }

    /// A time that has to be there.
    func time(_ name: String) throws(SessionFailure) -> Date {
        guard let time = try optionalTime(name) else { throw missing(name) }
        return time
    }

    /// An object that has to be there.
    func object(_ name: String) throws(SessionFailure) -> SessionFields {
        guard let value = value(name) else { throw missing(name) }
        guard let object = value.object else { throw invalid(name) }
        return SessionFields(object, path: "\(path)\(name).")
    }

    /// The failure for a field that holds something else than it should.
    func invalid(_ name: String) -> SessionFailure { .damaged(.invalid(field: path + name)) }

    private func missing(_ name: String) -> SessionFailure { .damaged(.missing(field: path + name)) }

    private func value(_ name: String) -> JSONValue? {
        record[name].flatMap { $0 == .null ? nil : $0 }
    }
}
