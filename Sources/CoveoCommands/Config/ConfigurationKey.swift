import CoveoPlatform
import JSON
import OAuth2
import Ports

/// A key of `config.json` that commands know: `profile` names the current one, the others belong to a profile.
enum ConfigurationKey: String, CaseIterable, Sendable {
    case profile
    case organization
    case store
    case redirectPorts
    case timeout
    case color

    /// The key that was typed.
    ///
    /// - Throws: 64 for an unknown one, with a near name.
    init(typed text: String) throws(Failure) {
        guard let key = Self(rawValue: text) else {
            let names = Self.allCases.map(\.rawValue)
            let near = NearNames.nearest(to: text, among: names).first
            throw Failure(
                .usage, "'\(Visible(text))' is no key of the configuration: there are \(names.joined(separator: ", "))",
                hint: near.map { "did you mean '\($0)'?" } ?? "run '\(coveo: "config list")' for their values")
        }
        self = key
    }

    /// The seconds that one HTTP request may take.
    static let timeouts = 0.1...86_400.0

    /// What holds where nothing is set; nil where nothing does.
    var standard: JSONValue? {
        switch self {
        case .profile: "default"
        case .organization: nil
        case .store: "secret-service"
        case .redirectPorts: .array(LoginFlow.registeredPorts.map { .number(JSONNumber(Int($0))) })
        case .timeout: 30
        case .color: .string(ColorChoice.auto.rawValue)
        }
    }

    /// The value that a typed text stands for, as `config.json` keeps it.
    ///
    /// - Throws: 64 where it stands for none.
    func value(typed text: String) throws(Failure) -> JSONValue {
        if self == .organization { return .string(try OrganizationID(text, code: .usage).text) }
        if let value = candidate(text), isUsable(value) { return value }
        let near = self == .store ? StoreName.near(text) : NearNames.nearest(to: text, among: words).first
        throw Failure(
            .usage, "'\(Visible(text))' can't be the \(rawValue): it is \(expectation)",
            hint: near.map { "did you mean '\($0)'?" } ?? "as in '\(coveo: "config set \(rawValue) \(example)")'")
    }

    /// Whether `value` is of the type that this key has; a file with another one is damaged.
    func isOfItsType(_ value: JSONValue) -> Bool {
        switch self {
        case .profile, .organization, .store, .color: value.string != nil
        case .redirectPorts: value.array?.allSatisfy { $0.double != nil } ?? false
        case .timeout: value.double != nil
        }
    }

    /// Whether `value` means something.
    func isUsable(_ value: JSONValue) -> Bool {
        switch self {
        case .profile: value.string?.isEmpty == false
        case .organization: (value.string.flatMap { try? OrganizationID($0) }) != nil  // why not is not asked here
        case .store: value.string.flatMap(StoreName.init) != nil
        case .redirectPorts: Self.ports(value) != nil
        case .timeout: value.double.map(Self.timeouts.contains) ?? false
        case .color: value.string.flatMap(ColorChoice.init(rawValue:)) != nil
        }
    }

    /// What a value of this key is, as part of a sentence.
    var expectation: String {
        switch self {
        case .profile: "a profile's name"
        case .organization: "an organization's ID"
        case .store: StoreName.expectation
        case .redirectPorts: "ports from 0 to 65535, with commas between them"
        case .timeout: "a number of seconds between 0.1 and 86400"
        case .color: "auto, always or never"
        }
    }

    /// The loopback ports that a value names; nil where it names none, or something else.
    static func ports(_ value: JSONValue) -> [UInt16]? {
        guard let numbers = value.array else { return nil }
        let ports = numbers.compactMap { $0.int.flatMap(UInt16.init(exactly:)) }
        return ports.isEmpty || ports.count < numbers.count ? nil : ports
    }

    /// A value as text: what `set` takes.
    static func text(_ value: JSONValue) -> String {
        value.string ?? value.array?.map(text).joined(separator: ",") ?? value.text(.compact)
    }

    private func candidate(_ text: String) -> JSONValue? {
        switch self {
        case .profile, .organization, .store, .color: return .string(text)
        case .redirectPorts:
            let ports = text.split(separator: ",", omittingEmptySubsequences: false).map { UInt16(String($0).trimmed) }
            return .array(ports.map { port in port.map { .number(JSONNumber(Int($0))) } ?? .null })
        case .timeout:
            guard let seconds = Double(text), Self.timeouts.contains(seconds) else { return nil }
            if let whole = Int(exactly: seconds) { return .number(JSONNumber(whole)) }
            // A number in that range is written as JSON writes one.
            return try? JSONValue(parsing: Array(seconds.description.utf8))
        }
    }

    private var words: [String] {
        switch self {
        case .color: ColorChoice.allCases.map(\.rawValue)
        default: []
        }
    }

    private var example: String {
        switch self {
        case .profile: "work"
        case .organization: "myorg"
        case .store: "secret-service"
        case .redirectPorts: "52296,32111"
        case .timeout: "60"
        case .color: "never"
        }
    }
}
