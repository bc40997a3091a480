/// By what an item is found again: by this program and by the people who look into their keyring.
struct ItemAttributes {
    /// The schema of sessions, and of the items that only try whether a store can be written.
    static let sessionSchema = "com.coveo.cli.session"
    static let probeSchema = "com.coveo.cli.probe"

    /// As the service keeps them.
    let values: [String: String]
    /// What people see.
    let label: String

    /// The session of `profile` on the platform at `platformHost`.
    static func session(profile: String, platformHost: String) -> ItemAttributes {
        ItemAttributes(
            values: ["xdg:schema": sessionSchema, "profile": profile, "platform": platformHost],
            label: "coveo: \(profile) (\(platformHost))")
    }

    /// Why no item can be found again by this name, for people; nil where one can.
    static func unfitness(ofName name: String) -> String? {
        // D-Bus has no NUL. KeePassXC finds an item also by a name that lacks the line break at the end of its own.
        if name.utf8.contains(0) { return "a name holds a NUL" }
        return name.utf8.last == UInt8(ascii: "\n") ? "a name ends with a line break" : nil
    }

    /// What the sessions of `profile` have in common, on whatever platform; of all profiles where it is nil.
    static func query(profile: String?) -> [String: String] {
        var values = ["xdg:schema": sessionSchema]
        values["profile"] = profile
        return values
    }

    /// An item that lives for a moment. `number` tells it from another process' one.
    static func probe(_ number: UInt64) -> ItemAttributes {
        ItemAttributes(
            values: ["xdg:schema": probeSchema, "probe": String(number, radix: 16)],
            label: "coveo: trying whether this keyring can be used")
    }
}
