import ArgumentParser
import CoveoPlatform
import HTTP
import JSON
import OAuth2
import Ports
import TokenCache

/// `coveo auth status`: where the login is, until when it lasts, and whether the platform accepts it. Never a token.
struct AuthStatusCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the login, where it is kept, and whether the platform accepts it.",
        usage: "coveo auth status [--offline] [options]",
        discussion: "Exits 0 with a valid login, 1 without, 69 where the platform can't be reached, 78 without a store."
    )

    @Flag(help: "Ask no server.")
    var offline = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    func run(in context: Context) async throws -> ExitCode {
        if let token = context.variableToken { return try await variableStatus(token, in: context) }
        let configuration = try context.configuration()
        let profile = context.profile(configuration)
        let isCurrent = profile.hasSameBytes(as: configuration.currentProfile ?? "default")
        var report = StatusReport(profile: profile, isCurrent: isCurrent)
        do {
            report.session = try await context.sessions.read(profile)
            report.storeState = report.session == nil ? .absent : .readable
        } catch let failure as StoreFailure where failure != .cancelled {
            report.storeState = .unusable(failure)
        } catch SessionFailure.locked {
            report.storeState = .unusable(.locked)
        }
        if report.session == nil, report.storeState == .absent {
            try await context.checkProfileExists(profile, configuration: configuration)
        }
        let failure = await check(&report, in: context)
        report.organization = configuration.organization(of: profile) ?? report.session?.organization
        try StatusPrinter(report: report, context: context).print()
        if let failure { context.output.failure(failure) }
        return failure?.code ?? (report.isValid == false ? .no : .done)
    }

    /// Whether the login is valid; the failure that kept the question from being answered.
    private func check(_ report: inout StatusReport, in context: Context) async -> Failure? {
        if case .unusable(let failure) = report.storeState { return Failure(failure) }
        guard let session = report.session, !session.isExpired(at: context.world.clock.now) else {
            report.isValid = false
            return nil
        }
        if offline { return nil }
        do {
            let address = try PlatformAddress(of: session)
            report.isValid = try await isAlive(session.tokens.accessToken, at: address, in: context)
            return nil
        } catch {
            return Failure(describing: error)
        }
    }

    private func isAlive(
        _ token: Redacted<String>, at address: PlatformAddress, in context: Context
    ) async throws -> Bool? {
        let connection = Connection(
            address: address, tokens: try FixedToken(token), source: .variable, knownOrganization: nil,
            transport: context.transport(), world: context.world)
        return switch try await connection.client.liveness(of: token) {
        case .alive: true
        case .dead: false
        case .unknown: nil
        }
    }

    /// With `COVEO_ACCESS_TOKEN` no store is touched: the variable is all there is.
    private func variableStatus(_ token: Redacted<String>, in context: Context) async throws -> ExitCode {
        let address = try PlatformChoice().address(context.world.environment) ?? PlatformChoice.standard()
        let isValid = offline ? nil : try await isAlive(token, at: address, in: context)
        if context.output.isJSON {
            try context.output.value(["profiles": [], "override": "COVEO_ACCESS_TOKEN"])
        } else {
            try context.output.result("COVEO_ACCESS_TOKEN is set and goes before every profile")
            try context.output.result("  platform      \(Visible(address.platformText))")
            try context.output.result("  valid         \(StatusPrinter.word(isValid))")
        }
        return isValid == false ? .no : .done
    }
}
