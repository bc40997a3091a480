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

    /// The reports on `profiles`, in their order.
    func reports(on profiles: [String]) async throws -> [StatusReport] {
        var reports: [StatusReport] = []
        var storeFailure: StoreFailure?
        for profile in profiles {
            var report = blank(profile)
            if let storeFailure {
                report.storeState = .unusable(storeFailure)
            } else {
                try await read(&report)
                if case .unusable(let failure) = report.storeState, failure != .denied { storeFailure = failure }
            }
            report.organization = configuration.organization(of: profile) ?? report.session?.organization
            reports.append(report)
        }
        return try await asked(reports)
    }

    /// A report that knows nothing of the login yet.
    func blank(_ profile: String) -> StatusReport {
        let current = context.currentProfile(configuration)
        var report = StatusReport(profile: profile, isCurrent: profile.hasSameBytes(as: current))
        let chosen = configuration.currentProfile ?? "default"
        if report.isCurrent, context.settings.environmentProfile != nil, !chosen.hasSameBytes(as: current) {
            report.variable = "COVEO_PROFILE"
        }
        return report
    }

    private func read(_ report: inout StatusReport) async throws {
        do {
            report.session = try await context.sessions.read(report.profile)
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
                world: context.world)
            report.isValid = try await connection.client.liveness(of: token).isAccepted
        } catch {
            let failure = Failure(describing: error)
            if failure.code == .interrupted { throw error }
            report.failure = failure
        }
        return report
    }
}
