import Foundation

extension Tokens.Access {
    /// Reads what `value` wrote; nil for anything else. A token of a file from before there were clients and families is
    /// the platform's own client's, in a family of its own.
    init?(_ value: Value, hash: String) {
        guard let username = value["username"]?.string, let end = value["end"]?.int else { return nil }
        self.init(
            username: username, client: value["client"]?.string.flatMap(Client.init) ?? .platform,
            family: value["family"]?.string ?? hash, end: Date(timeIntervalSince1970: TimeInterval(end)))
    }

    /// As it stands in the state file.
    var value: Value {
        [
            "username": .string(username), "client": .string(client.rawValue), "family": .string(family),
            "end": Value(Int(end.timeIntervalSince1970)),
        ]
    }
}

extension Tokens.Family {
    /// Reads what `value` wrote; nil for anything else.
    init?(_ value: Value) {
        guard let username = value["username"]?.string, let client = value["client"]?.string.flatMap(Client.init),
            let current = value["current"]?.string, let end = value["end"]?.int
        else { return nil }
        self.init(
            username: username, client: client, current: current, spent: value["spent"]?.strings ?? [],
            end: Date(timeIntervalSince1970: TimeInterval(end)))
    }

    /// As it stands in the state file.
    var value: Value {
        [
            "username": .string(username), "client": .string(client.rawValue), "current": .string(current),
            "spent": .array(spent.map { .string($0) }), "end": Value(Int(end.timeIntervalSince1970)),
        ]
    }
}
