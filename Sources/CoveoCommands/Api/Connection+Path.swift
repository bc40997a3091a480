import CoveoPlatform
import HTTP
import Ports

extension Connection {
    /// The path that was typed, at the host that it leads to.
    ///
    /// - Throws: `APIPathFailure`, before the platform is asked for anything; what keeps `{org}` from being filled in.
    func path(_ text: String, _ environment: Environment) async throws -> APIPath {
        guard APIPath.needsOrganization(text) else { return try path(text, organization: nil, environment) }
        // Any will do to see whether the rest is a path.
        _ = try path(text, organization: OrganizationID("org"), environment)
        return try path(text, organization: try await organization(), environment)
    }

    private func path(
        _ text: String, organization: OrganizationID?, _ environment: Environment
    ) throws -> APIPath {
        do {
            let path = try APIPath(text, organization: organization, at: address)
            if path.isPush { _ = try pushing(environment) }
            return path
        } catch APIPathFailure.noPushHost {
            let pushing = try pushing(environment)
            if pushing.push == nil { throw noPushHost }
            return try APIPath(text, organization: organization, at: pushing)
        }
    }

    private var noPushHost: Failure {
        let command = String.loginWithPushHost(loginCommand, at: address.platformText)
        return Failure(APIPathFailure.noPushHost).replacingHints(
            source == .profile
                ? "log in again with that address for URL: '\(coveo: command)'"
                : "set COVEO_PUSH_URL to that address, beside COVEO_PLATFORM_URL")
    }

    /// The hosts, with the Push host that `COVEO_PUSH_URL` names where the login has none and its token may go there.
    ///
    /// - Throws: where the variable names another one: 77 for a login, whose token goes nowhere else, else 78.
    private func pushing(_ environment: Environment) throws -> PlatformAddress {
        guard let url = environment.nonEmpty("COVEO_PUSH_URL") else { return address }
        let named: PlatformAddress
        do {
            named = try PlatformAddress(platformURL: address.platformText, pushURL: url)
        } catch {
            throw Failure(.configuration, "COVEO_PUSH_URL: \(Failure(error).text)", hint: "unset it, or mend it")
        }
        guard let push = named.push, push != address.push else { return address }
        if address.push == nil, push.origin == address.platform.origin { return named }
        switch source {
        case .variable:
            throw Failure(
                .configuration,
                "COVEO_PUSH_URL names \(Visible(push.authority)), and no COVEO_PLATFORM_URL stands beside it",
                hint: "set both, or neither")
        case .profile:
            throw Failure(
                .noPermission,
                "COVEO_PUSH_URL names \(Visible(push.authority)), which is not the Push host of the login: its token "
                    + "goes nowhere else",
                hint: "unset it, or log in with 'coveo login \(address.loginFlags) --push-url \(ShellWord(url))'")
        }
    }
}
