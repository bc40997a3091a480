import CoveoPlatform
import HTTP
import Ports
import TokenCache

/// Which platform is meant, by flags and environment.
struct PlatformChoice: Sendable {
    /// What was typed; all nil on commands other than `login`.
    var region: String?
    var environment: String?
    var platformURL: String?
    var pushURL: String?

    init(region: String? = nil, environment: String? = nil, platformURL: String? = nil, pushURL: String? = nil) {
        self.region = region
        self.environment = environment
        self.platformURL = platformURL
        self.pushURL = pushURL
    }

    /// The address that flags name, and else the environment; nil where neither says anything.
    ///
    /// - Throws: 64 for wrong flags, 78 for wrong variables.
    func address(_ variables: Environment) throws -> PlatformAddress? {
        if platformURL != nil, region != nil || environment != nil {
            throw Failure(
                .usage, "--platform-url replaces --region and --environment", hint: "give one or the other")
        }
        if let platformURL { return try PlatformAddress(platformURL: platformURL, pushURL: pushURL) }
        if region != nil || environment != nil {
            if pushURL != nil { throw Self.pushWithoutPlatform }
            return try Self.vendor(self, variables)
        }
        if let url = variables.nonEmpty("COVEO_PLATFORM_URL") {
            return try Self.configured {
                try PlatformAddress(platformURL: url, pushURL: pushURL ?? variables.nonEmpty("COVEO_PUSH_URL"))
            }
        }
        if pushURL != nil { throw Self.pushWithoutPlatform }
        guard variables.nonEmpty("COVEO_REGION") != nil || variables.nonEmpty("COVEO_ENVIRONMENT") != nil else {
            return nil
        }
        return try Self.configured { try Self.vendor(self, variables) }
    }

    /// Where everybody is by default.
    static func standard() throws -> PlatformAddress {
        try PlatformAddress(region: .us, environment: .production)
    }

    private static var pushWithoutPlatform: Failure {
        Failure(.usage, "--push-url stands beside --platform-url only", hint: "give --platform-url too")
    }

    /// The vendor's host: a typed value goes before a variable, and each is answered for under its own name.
    private static func vendor(_ typed: PlatformChoice, _ variables: Environment) throws -> PlatformAddress {
        let region =
            try known(typed.region, "--region", .usage, Region.init(typed:))
            ?? known(variables.nonEmpty("COVEO_REGION"), "COVEO_REGION", .configuration, Region.init(typed:)) ?? .us
        let environment =
            try known(typed.environment, "--environment", .usage, PlatformEnvironment.init(typed:))
            ?? known(
                variables.nonEmpty("COVEO_ENVIRONMENT"), "COVEO_ENVIRONMENT", .configuration,
                PlatformEnvironment.init(typed:)) ?? .production
        return try PlatformAddress(region: region, environment: environment)
    }

    private static func known<Value: CaseIterable & RawRepresentable<String>>(
        _ text: String?, _ name: String, _ code: ExitCode, _ parse: (String) -> Value?
    ) throws -> Value? {
        guard let text else { return nil }
        guard let value = parse(text) else { throw unknown(name, text, Value.allCases.map(\.rawValue), code) }
        return value
    }

    private static func unknown(_ name: String, _ value: String?, _ known: [String], _ code: ExitCode) -> Failure {
        let list = known.joined(separator: ", ")
        let near = value.flatMap { NearNames.nearest(to: $0, among: known).first }
        return Failure(
            code, "\(name) '\(Visible(value ?? ""))' is unknown: it is one of \(list)",
            hint: near.map { "did you mean '\($0)'?" } ?? "leave it out for the default, \(known[0])")
    }

    /// The same mistake in a variable is a matter of configuration.
    private static func configured(_ make: () throws -> PlatformAddress) throws -> PlatformAddress {
        do {
            return try make()
        } catch {
            let failure = Failure(describing: error)
            guard failure.code == .usage else { throw failure }
            throw Failure(
                .configuration, "the environment names no usable platform: \(failure.text)",
                hint: "check COVEO_PLATFORM_URL, COVEO_PUSH_URL, COVEO_REGION and COVEO_ENVIRONMENT")
        }
    }
}

extension PlatformAddress {
    /// As a session keeps it.
    var platformText: String { platform.description }
    var pushText: String? { push?.description }

    /// The address that a session was made at.
    init(of session: Session) throws(PlatformAddressFailure) {
        try self.init(platformURL: session.platformURL, pushURL: session.pushURL)
    }

    /// The flags with which `coveo login` goes here.
    var loginFlags: String { "--platform-url \(ShellWord(platformText))" }
}
