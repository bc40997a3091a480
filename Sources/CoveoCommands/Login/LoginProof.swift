import CoveoPlatform
import HTTP
import OAuth2
import Ports
import TokenCache

/// Proves fresh tokens on the platform before anything is stored: they are alive, whose they are, and for which
/// organization.
struct LoginProof {
    let login: LoginFlow
    let address: PlatformAddress
    private let token: Redacted<String>
    private let client: CoveoClient

    init(
        _ login: LoginFlow, address: PlatformAddress, tokens: TokenSet, transport: any HTTPTransport
    ) throws(TokenCacheFailure) {
        self.login = login
        self.address = address
        token = tokens.accessToken
        client =
            Connection(
                address: address, tokens: try FixedToken(tokens.accessToken), source: .variable,
                transport: transport, context: login.context
            ).client
    }

    /// Whose the tokens are; nil where the platform doesn't say.
    ///
    /// - Throws: 77 where it doesn't accept them.
    func account() async throws -> Account? {
        switch try await client.liveness(of: token) {
        case .alive(let account): account
        case .dead: throw deadToken
        case .unknown: nil
        }
    }

    /// The organization of the login, where the account is the expected one. `previous` gives it where it is the same
    /// account's on the same platform; `kept` is what a profile that was logged out had.
    func organization(of account: Account?, previous: Session?, kept: String?) async throws -> OrganizationID {
        try checkExpectation(account)
        let organizations = try await listedOrganizations(isProven: account != nil)
        let isSame =
            previous.map { $0.account == account?.name && $0.platformURL == address.platformText } ?? false
        let organization = try await choose(among: organizations, previous: isSame ? previous?.organization : kept)
        if account == nil, organizations == nil { try await proveOtherwise(organization) }
        return organization
    }

    private var deadToken: Failure {
        Failure(
            .noPermission, "\(Visible(address.platform.host)) does not accept this token",
            hints: [
                "a token belongs to its region: name another with --region",
                "or it has expired, or was disabled",
            ])
    }

    private func checkExpectation(_ account: Account?) throws {
        guard let expected = login.expectedAccount else { return }
        if account?.isNamed(expected) == true { return }
        throw Failure(
            .noPermission,
            "the login is \(account?.name.map { Visible($0).text } ?? "of an unknown account"), not \(Visible(expected))",
            hint: "nothing was stored; log in as \(Visible(expected)), or leave out --expect-account")
    }

    /// The organizations of the token; nil where it may not list them, which the liveness probe makes up for.
    private func listedOrganizations(isProven: Bool) async throws -> [Organization]? {
        do {
            return try await client.organizations()
        } catch let failure as PlatformFailure {
            switch failure {
            case .unauthorized where !isProven: throw deadToken
            case .unauthorized, .forbidden, .notFound, .invalid: return nil
            default: throw failure
            }
        }
    }

    /// Neither the liveness probe nor the list of organizations is there: what else the token opens has to prove it.
    private func proveOtherwise(_ organization: OrganizationID) async throws {
        do {
            _ = try await client.organization(organization)
        } catch PlatformFailure.unauthorized {
            throw deadToken
        } catch PlatformFailure.forbidden {
            return
        } catch PlatformFailure.notFound, PlatformFailure.invalid {
            do {
                // One page is proof enough.
                try await client.eachPage(ofSourcesIn: organization) { _ in false }
            } catch PlatformFailure.unauthorized {
                throw deadToken
            } catch PlatformFailure.notFound, PlatformFailure.invalid {
                throw Failure(
                    .unavailable,
                    "\(Visible(address.platform.authority)) does not answer as the platform does: the token could not "
                        + "be tried on anything",
                    hint: "check --platform-url, --region and --org; nothing was stored")
            }
        }
    }

    private func choose(among organizations: [Organization]?, previous: String?) async throws -> OrganizationID {
        if let named = login.context.settings.organization {
            try await check(named, among: organizations)
            return named
        }
        if let previous, organizations?.contains(where: { $0.id.hasSameBytes(as: previous) }) ?? true {
            return try OrganizationID(previous, code: .configuration)
        }
        guard let organizations else {
            throw Failure(
                .usage, "this token may not list organizations", hint: "name the organization with --org ID")
        }
        if organizations.count == 1 { return OrganizationID(of: organizations[0]) }
        if organizations.isEmpty || !login.context.isInteractive {
            throw Failure.organizationNeeded(organizations)
        }
        return try await OrganizationPrompt(organizations: organizations, context: login.context).ask()
    }

    /// A listed organization is right; one that is not is asked for by its ID, since a list need not be complete. A
    /// key without any organization in its list may not show one either: it is taken at its word.
    private func check(_ id: OrganizationID, among organizations: [Organization]?) async throws {
        guard let organizations, !organizations.contains(where: { $0.id.hasSameBytes(as: id.text) }) else { return }
        do {
            _ = try await client.organization(id)
        } catch let failure as PlatformFailure {
            switch failure {
            case .forbidden where organizations.isEmpty, .unauthorized where organizations.isEmpty: return
            case .notFound, .forbidden, .unauthorized, .invalid: throw Failure.unknownOrganization(id, organizations)
            default: throw failure
            }
        }
    }
}
