import CoveoPlatform
import JSON
import OAuth2
import Ports
import TokenCache

/// What `auth status` tells where `COVEO_ACCESS_TOKEN` is in force: no store is touched, the platform alone is asked.
struct VariableStatus: Sendable {
    private let address: PlatformAddress
    private var account: String?
    /// The organization that commands work on, and why there is none.
    private var organization: String?
    private var lack: String?
    private var isValid: Bool?
    private let isOffline: Bool

    /// Asks the platform whose token it is, and where no organization is named which its only one is; nothing where it
    /// `isOffline`.
    ///
    /// - Throws: what keeps the platform from answering.
    init(_ token: Redacted<String>, in context: Context, isOffline: Bool) async throws {
        address = try PlatformChoice().address(context.world.environment) ?? PlatformChoice.standard()
        organization = context.settings.organization?.text
        self.isOffline = isOffline
        if isOffline { return }
        let connection = Connection(
            address: address, tokens: try FixedToken(token), source: .variable, transport: context.transport(),
            context: context)
        let liveness = try await connection.client.liveness(of: token)
        isValid = liveness.isAccepted
        if case .alive(let alive) = liveness { account = alive.name }
        guard organization == nil, isValid == true else { return }
        do {
            organization = try await connection.organization().text
        } catch let failure as Failure where failure.code == .usage {
            lack = failure.text
        }
    }

    var code: ExitCode { isValid == false ? .no : .done }

    /// As scripts read it.
    var json: JSONValue {
        [
            "profiles": [], "override": "COVEO_ACCESS_TOKEN",
            "token": [
                "platformUrl": .string(address.platformText), "pushUrl": address.pushText.map { .string($0) } ?? .null,
                "organization": organization.map { .string($0) } ?? .null,
                "account": account.map { .string($0) } ?? .null, "valid": isValid.map { .bool($0) } ?? .null,
            ],
        ]
    }

    /// As people read it.
    func print(_ output: Output) throws {
        try output.result("COVEO_ACCESS_TOKEN is set and goes before every profile")
        let lines = [
            ("platform", address.platformText), ("account", account ?? "unknown"),
            ("organization", organization ?? lack.map { "none: \($0)" } ?? "unknown"),
            ("valid", StatusPrinter.word(isValid, isOffline: isOffline)),
        ]
        for (label, text) in lines { try output.result(output.field("  " + label.padded(to: 14), Visible(text).text)) }
    }
}
