import CoveoPlatform
import JSON
import Ports

/// The profiles that there are: with a login in the store, with settings, or both. No secret is read for it.
struct KnownProfiles {
    private let items: [StoredItem]
    private let configuration: Configuration

    init(items: [StoredItem], configuration: Configuration) {
        self.items = items
        self.configuration = configuration
    }

    /// Sorted; what a profile is called is told apart by its bytes.
    var names: [String] {
        var names: [String] = []
        // Names that look the same and have other bytes are equal to `<`: those of the same bytes must be neighbours.
        for name in (items.map(\.profile) + configuration.profiles).sorted(by: Self.precedes)
        where names.last?.hasSameBytes(as: name) != true {
            names.append(name)
        }
        return names
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left == right ? left.utf8.lexicographicallyPrecedes(right.utf8) : left < right
    }

    /// Whether it has a login or settings.
    func contains(_ profile: String) -> Bool { names.contains(where: profile.hasSameBytes(as:)) }

    /// Whether the store has a login of it.
    func isStored(_ profile: String) -> Bool { !hosts(of: profile).isEmpty }

    /// The host of its login's platform; nil where there is no login.
    func platformHost(of profile: String) -> String? {
        let hosts = hosts(of: profile)
        return hosts.isEmpty ? nil : Set(hosts).sorted().joined(separator: ", ")
    }

    private func hosts(of profile: String) -> [String] {
        items.filter { $0.profile.hasSameBytes(as: profile) }.map(\.platformHost)
    }
}

extension Context {
    /// The profile that commands use where none is typed.
    func currentProfile(_ configuration: Configuration) -> String {
        settings.environmentProfile ?? configuration.currentProfile ?? "default"
    }

    /// A profile that a command takes as its argument.
    ///
    /// - Throws: 64 for an empty name, and where `--profile` names another one.
    func named(_ profile: String) throws(Failure) -> String {
        if profile.isEmpty {
            throw Failure(.usage, "the profile's name is empty", hint: "is a variable of the script not set?")
        }
        if let typed = settings.typedProfile, !typed.hasSameBytes(as: profile) {
            throw Failure(
                .usage, "the command names '\(Visible(profile))', and --profile '\(Visible(typed))'",
                hint: "leave --profile out")
        }
        return profile
    }
}

extension Failure {
    /// A profile that was named and is nowhere.
    static func unknownProfile(_ profile: String, among known: [String]) -> Failure {
        let near = NearNames.nearest(to: profile, among: known).first
        return Failure(
            .configuration,
            "there is no profile '\(Visible(profile))'; there are: \(Visible(known.joined(separator: ", ")))",
            hints: (near.map { ["did you mean '\(Visible($0))'?"] } ?? [])
                + ["'coveo login --profile \(ShellWord(profile))' makes it"]
        )
    }
}
