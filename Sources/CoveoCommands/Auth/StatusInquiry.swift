import CoveoPlatform
import HTTP
import OAuth2
import Ports
import TokenCache

/// Finds out what is to be told of profiles: one reading of the store for each, then the platforms, side by side.
struct StatusInquiry: Sendable {
    let context: Context
    let configuration: Configuration
    /// Whether no server is asked.
    let isOffline: Bool

    /// How many platforms are asked at once.
    private static let width = 8

    /// The reports on `profiles`, in their order. Stores are asked side by side, so that those which hang cost one
    /// time-out together.
    ///
    /// - Parameter failures: of stores that are not to be asked again.
    func reports(on profiles: [String], failures: [StoreName: StoreFailure] = [:]) async throws -> [StatusReport] {
        let blanks = try profiles.map(blank)
        let found = try await withThrowingTaskGroup(of: [Int: StatusReport].self) { group in
            let indices = Dictionary(grouping: blanks.indices) { blanks[$0].store.name }
            for (store, indices) in indices {
                group.addTask { try await read(blanks, indices, in: store, failure: failures[store]) }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { $1 } }
        }
        return try await asked(blanks.indices.compactMap { found[$0] })
    }

    /// The reports at `indices`, whose logins are in one store: it is asked for one after another, until it fails.
    private func read(
        _ blanks: [StatusReport], _ indices: [Int], in store: StoreName, failure: StoreFailure?
    ) async throws -> [Int: StatusReport] {
        var reports: [Int: StatusReport] = [:]
        var failure = failure
        for index in indices {
            var report = blanks[index]
            if let failure {
                report.storeState = .unusable(failure)
            } else {
                try await read(&report)
                if case .unusable(let found) = report.storeState, found != .denied { failure = found }
            }
            report.organization = configuration.organization(of: report.profile) ?? report.session?.organization
            reports[index] = report
        }
        guard failure == nil, let protection = await context.stores[store].protection() else { return reports }
        return reports.mapValues { report in
            var report = report
            report.protection = protection
            return report
        }
    }

    /// A report that knows nothing of the login yet.
    private func blank(_ profile: String) throws(Failure) -> StatusReport {
        let current = context.currentProfile(configuration)
        let store = try context.storeChoice(of: profile)
        // What was moved without the variable has nothing to do with the store that it chooses.
        let other = store.origin == .environment ? nil : configuration.otherStore(of: profile)
        var report = StatusReport(
            profile: profile, isCurrent: profile.hasSameBytes(as: current), store: store,
            otherStore: other == store.name ? nil : other)
        report.last = configuration.readableLastLogin(of: profile)
        let chosen = configuration.currentProfile ?? "default"
        if report.isCurrent, context.settings.environmentProfile != nil, !chosen.hasSameBytes(as: current) {
            report.variable = "COVEO_PROFILE"
        }
        return report
    }

    private func read(_ report: inout StatusReport) async throws {
        do {
            report.session = try await context.sessions(in: report.store.name).read(report.profile)
            report.storeState = report.session == nil ? .absent : .readable
        } catch let failure as StoreFailure where failure != .cancelled {
            report.storeState = .unusable(failure)
        } catch SessionFailure.locked {
            report.storeState = .unusable(.locked)
        } catch let failure as SessionFailure {
            report.storeState = .unfit(failure)
        }
    }

    private func asked(_ reports: [StatusReport]) async throws -> [StatusReport] {
        try await withThrowingTaskGroup(of: (Int, StatusReport).self) { group in
            var reports = reports
            for (index, report) in reports.enumerated() {
                if index >= Self.width, let (index, done) = try await group.next() { reports[index] = done }
                group.addTask { (index, try await asked(report)) }
            }
            for try await (index, done) in group { reports[index] = done }
            return reports
        }
    }

    /// The report with the platform's answer. A token that has ended is not shown to it: one that can be renewed is
    /// renewed by the next command, which a status leaves to it.
    private func asked(_ report: StatusReport) async throws -> StatusReport {
        var report = report
        guard let session = report.session else {
            report.isValid = report.storeState == .absent ? false : nil
            return report
        }
        if session.isExpired(at: context.world.clock.now) {
            report.isValid = session.isRenewable ? nil : false
            return report
        }
        if isOffline { return report }
        do {
            let address = try PlatformAddress(of: session)
            let token = session.tokens.accessToken
            let connection = Connection(
                address: address, tokens: try FixedToken(token), source: .profile, transport: context.transport(),
                context: context)
            report.isValid = try await connection.client.liveness(of: token).isAccepted
        } catch {
            let failure = Failure(describing: error)
            if failure.code == .interrupted { throw error }
            report.failure = failure
        }
        return report
    }
}
