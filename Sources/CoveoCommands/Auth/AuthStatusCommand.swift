import ArgumentParser
import CoveoPlatform
import JSON
import Ports
import TokenCache

/// `coveo auth status`: where logins are, until when they last, and whether the platform accepts them. Never a token.
struct AuthStatusCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the logins, where they are kept, and whether the platform accepts them.",
        usage: "coveo auth status [--offline] [options]",
        discussion: """
            Shows every profile, the current one first; --profile shows one. Nothing is
            renewed: a login that has expired and can be renewed counts as a login. What
            is wrong with a store, 'coveo auth doctor' tells at length.

            The profile shown first decides: exits 0 with a valid login, 1 without, 69
            where the platform can't be reached, 78 where the store can't be used.
            """)

    @Flag(help: "Ask no server.")
    var offline = false

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    var isPaged: Bool { true }

    func run(in context: Context) async throws -> ExitCode {
        if let token = context.variableToken {
            let status = try await VariableStatus(token, in: context, isOffline: offline)
            if context.output.isJSON {
                try context.output.value(status.json)
            } else {
                try status.print(context.output)
            }
            return status.code
        }
        let configuration = try context.configuration()
        let inquiry = StatusInquiry(context: context, configuration: configuration, isOffline: offline)
        let (profiles, failures) = try await profiles(configuration, context)
        let reports = try await inquiry.reports(on: profiles, failures: failures.filter { !$0.value.leavesReading })
        // The first is the one that decides: the current profile, or the one that was typed.
        if let first = reports.first, first.storeState == .absent {
            try await context.checkProfileExists(first.profile, configuration: configuration)
        }
        var explained: Failure?
        if case .unusable(let failure)? = reports.first?.storeState {
            let words = await context.explain(failure)
            if words.text != Failure(failure).text { throw words }
            explained = words
        }
        try await print(reports, context)
        return tell(reports, explained, unlisted: failures.filter(\.value.leavesReading), context.output)
    }

    /// The profiles to show, the one that decides first; and why stores can't list the others.
    private func profiles(
        _ configuration: Configuration, _ context: Context
    ) async throws -> ([String], [StoreName: StoreFailure]) {
        if let typed = context.settings.typedProfile { return ([typed], [:]) }
        let current = context.currentProfile(configuration)
        let survey = try await context.survey()
        let others = KnownProfiles(items: survey.items, configuration: configuration).names
        return ([current] + others.filter { !$0.hasSameBytes(as: current) }, survey.failures)
    }

    private func print(_ reports: [StatusReport], _ context: Context) async throws {
        if context.output.isJSON {
            let variable = reports.compactMap(\.variable).first
            return try context.output.value([
                "profiles": .array(reports.map { .object($0.members) }),
                "override": variable.map { .string($0) } ?? .null,
            ])
        }
        for (index, report) in reports.enumerated() {
            if index > 0 { try context.output.result("") }
            let stray = index == 0 && report.storeState == .absent ? await context.strayLogin(of: report.profile) : nil
            let printer = StatusPrinter(
                report: report, isDecisive: index == 0, stray: stray, isOffline: offline, context: context)
            try printer.print()
        }
    }

    /// Says what kept something from being known, each thing once, and gives the code of the profile that decides.
    ///
    /// - Parameter explained: why that one's store can't be used.
    private func tell(
        _ reports: [StatusReport], _ explained: Failure?, unlisted: [StoreName: StoreFailure], _ output: Output
    ) -> ExitCode {
        guard let first = reports.first else { return .done }
        let decisive = explained ?? first.storeState.failure ?? first.failure
        if let decisive { output.failure(decisive) }
        var told = [decisive?.text].compactMap { $0 }
        for report in reports.dropFirst() {
            guard let failure = report.storeState.failure ?? report.failure, !told.contains(failure.text) else {
                continue
            }
            told.append(failure.text)
            output.warning("profile '\(Visible(report.profile))': \(failure.text)")
        }
        for failure in unlisted.values.map({ Failure($0) }) where !told.contains(failure.text) {
            output.warning("profiles that no settings name can't be listed: \(failure.text)")
        }
        if reports.contains(where: { $0.protection == .plain }) {
            output.warning("secrets are \(StoreProtection.plain.words): whoever listens there reads them")
        }
        return decisive?.code ?? (first.isValid == false ? .no : .done)
    }
}
