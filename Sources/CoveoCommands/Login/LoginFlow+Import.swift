import ArgumentParser
import CoveoPlatform
import HTTP
import OAuth2
import Ports
import TokenCache

extension LoginFlow {
    /// A login with what another program's file says: its organization is asked for as if it were typed, but a typed
    /// one goes before it.
    ///
    /// - Parameter store: what `--store` says.
    /// - Throws: 65 for a file that names no usable organization, 64 for what is no store.
    init(takingOver file: AuthImportFile, store: [String], context: Context) throws(Failure) {
        var context = context
        if context.settings.organization == nil { context.settings.organization = try file.organization() }
        do {
            var options = try LoginOptions.parse([])
            options.store = store
            try self.init(options, context: context)
        } catch {
            throw Failure(describing: error)
        }
    }

    /// Proves the file's token on its platform, stores it as `login --with-token` does, and reads it back.
    ///
    /// - Throws: 77 where the platform doesn't accept it, or the environment names another platform than the file.
    func takeOver(_ token: Redacted<String>, from file: AuthImportFile) async throws -> Session {
        let address = try address(of: file)
        let isGiven = try file.isGiven()
        try await stores.probe()
        if context.variableIsSet {
            context.output.warning("COVEO_ACCESS_TOKEN is set and goes before this login")
        }
        let previous = try await previousSession()
        var session = unproven(try TokenSet(given: token), by: .withToken, address: address, server: nil)
        do {
            try await prove(&session, at: address, transport: context.transport(), previous: previous)
        } catch let failure as Failure where failure.code == .noPermission {
            throw Failure(
                .noPermission, failure.text,
                hint: isGiven
                    ? "the key was disabled or has expired; run '\(coveo: "login")' instead"
                    : "a login of the vendor's CLI lasts a day; run '\(coveo: "login")' instead")
        }
        try await confirmReplacing(previous, by: session)
        try await conclude(session, replacing: commit(session))
        guard try await stores.sessions.read(profile)?.tokens.accessToken == token else {
            throw Failure(
                .configuration, "the store does not give back what was stored; nothing was removed from the file",
                hint: "was another login of this profile made at the same time? look with '\(coveo: "auth status")'")
        }
        return session
    }

    /// The file's platform; where it names none, the environment's or the vendor's default. Its token goes to no other.
    private func address(of file: AuthImportFile) throws -> PlatformAddress {
        let wanted = try place.address(context.world.environment)
        guard let named = try file.address() else { return try wanted ?? PlatformChoice.standard() }
        if let wanted, wanted.platform != named.platform {
            throw Failure(
                .noPermission,
                "the environment names \(Visible(wanted.platform.authority)), and the vendor's login is for "
                    + "\(Visible(named.platform.authority)): its token goes nowhere else",
                hint: "unset COVEO_PLATFORM_URL, COVEO_REGION and COVEO_ENVIRONMENT")
        }
        return named
    }
}
