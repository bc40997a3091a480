import ArgumentParser
import CoveoPlatform
import HTTP
import OAuth2
import Ports
import TokenCache

extension Context {
    /// A token that the environment holds, trimmed; nil where it is unset, empty, or a profile was typed.
    var variableToken: Redacted<String>? {
        settings.typedProfile == nil ? Self.variableToken(world.environment) : nil
    }

    /// The token that the environment holds, trimmed.
    static func variableToken(_ environment: Environment) -> Redacted<String>? {
        environment.nonEmpty("COVEO_ACCESS_TOKEN").flatMap {
            let token = $0.trimmed
            return token.isEmpty ? nil : Redacted(token)
        }
    }

    /// Whether the variable holds something, whatever profile was typed.
    var variableIsSet: Bool { Self.variableToken(world.environment) != nil }

    /// Connects, runs `body`, and puts its errors into words.
    func connected<Result: Sendable>(_ body: (Connection) async throws -> Result) async throws -> Result {
        let connection = try await connect()
        do {
            return try await body(connection)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw await connection.explain(error)
        }
    }

    /// The platform and a token for it, by environment or profile. Where nobody is logged in, a person is offered it.
    ///
    /// - Parameter renewing: whether the token is renewed where that is due.
    func connect(renewing: Bool = true) async throws -> Connection {
        if let token = variableToken {
            // Where somebody chose a profile, too, it is said at once; else where something fails, and by 'auth status'.
            if world.terminal.errorIsTerminal, settings.isVerbose || settings.environmentProfile != nil {
                output.progress("COVEO_ACCESS_TOKEN is set: its token is used, and no profile")
            }
            let address =
                try PlatformChoice().address(world.environment) ?? PlatformChoice.standard()
            return Connection(
                address: address, tokens: try FixedToken(token), source: .variable,
                namedOrganization: settings.organization, transport: transport(), context: self)
        }
        let configuration = try configuration()
        let profile = profile(configuration)
        let tokens = try tokens(profile, renewing: renewing)
        let session = try await session(tokens, profile: profile, configuration: configuration)
        return try connection(session, tokens: tokens, profile: profile, configuration: configuration)
    }

    private func session(
        _ tokens: CachedTokens, profile: String, configuration: Configuration
    ) async throws -> (session: Session, isNew: Bool) {
        do {
            let session = try await tokens.session()
            guard offersLogin, session.isExpired(at: world.clock.now) else { return (session, false) }
            do {
                _ = try await tokens.current()
                return (try await tokens.session(), false)
            } catch TokenCacheFailure.expired, TokenCacheFailure.givenTokenExpired {
                output.say("The login has expired.")
            } catch let failure as RenewalFailure {
                let words = Failure(failure)
                guard failure.endsLogin else { throw words }
                output.say("\(words.text.prefix(1).uppercased())\(words.text.dropFirst()).")
            }
            return (try await offerLogin(like: LastLogin(session)), true)
        } catch TokenCacheFailure.notLoggedIn {
            try await checkProfileExists(profile, configuration: configuration)
            let failure = await notLoggedIn(profile)
            guard offersLogin, failure.code == .noPermission else { throw failure }
            output.say("You are not logged in.")
            if let stray = await strayLogin(of: profile) { output.hint(.stray(in: stray)) }
            return (try await offerLogin(like: configuration.readableLastLogin(of: profile)), true)
        }
    }

    /// - Parameter last: the login in whose place it comes, if that is known.
    private func offerLogin(like last: LastLogin?) async throws -> Session {
        let command = last?.command ?? "login"
        guard try await confirm("Log in now?", default: true, flag: "a login by '\(output.scope.line(command))' first")
        else {
            throw Failure(.no, "not logged in", hint: "run '\(coveo: command)' when you want to")
        }
        let options = try LoginOptions.parse([last?.neededOption].compactMap(\.self))
        return try await LoginFlow(options, context: self, isOffered: true).run()
    }

    private func connection(
        _ found: (session: Session, isNew: Bool), tokens: CachedTokens, profile: String, configuration: Configuration
    ) throws -> Connection {
        try checkPlatform(of: found.session, profile: profile)
        let address = try PlatformAddress(of: found.session)
        let organization = found.isNew ? nil : configuration.organization(of: profile)
        return Connection(
            address: address,
            tokens: found.isNew ? try FixedToken(found.session.tokens.accessToken) : tokens,
            source: .profile, namedOrganization: settings.organization,
            knownOrganization: organization ?? found.session.organization, way: found.session.way,
            transport: transport(), context: self, news: keepingNames(of: profile, configuration))
    }

    /// A stored token goes to the platform of its login only.
    ///
    /// - Throws: 77 where the environment names another one.
    func checkPlatform(of session: Session, profile: String) throws {
        let address = try PlatformAddress(of: session)
        guard let wanted = try PlatformChoice().address(world.environment), wanted.platform != address.platform else {
            return
        }
        throw Failure(
            .noPermission,
            "the environment names \(Visible(wanted.platform.authority)), and the login of profile "
                + "'\(Visible(profile))' is for \(Visible(address.platform.authority)): its token goes nowhere else",
            hint: "log in there with 'coveo login \(wanted.loginFlags) --profile NAME'")
    }

    /// A profile that was named and is nowhere is a mistake, not a person who is logged out.
    ///
    /// - Throws: 78 for such a one, and for a store that has to be asked and can't be: not for one that nobody chose.
    func checkProfileExists(_ profile: String, configuration: Configuration) async throws {
        if profile == "default" || configuration.profiles.contains(where: profile.hasSameBytes(as:)) {
            return
        }
        let survey = try await survey(and: storeChoice(of: profile).name)
        let known = KnownProfiles(items: survey.items, configuration: configuration)
        if known.contains(profile) { return }
        if await strayLogin(of: profile) != nil { return }
        throw try absence(of: profile, among: Set(known.names + ["default"]).sorted(), survey)
    }
}

extension Environment {
    /// Whether `COVEO_ACCESS_TOKEN` is set and says nothing: in CI, often a secret that was not handed over.
    var hasEmptyToken: Bool { self["COVEO_ACCESS_TOKEN"].map { $0.trimmed.isEmpty } ?? false }
}

extension String {
    /// Without white space and line ends at both ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
