import CoveoPlatform
import HTTP
import JSON
import Ports
import TokenCache

/// Creating one API key: its value is printed or stored, once, and where neither can be done, the key is disabled.
struct KeyCreationRun: Sendable {
    let source: SourceModel
    let organization: OrganizationID
    let connection: Connection
    let context: Context

    /// Does it.
    ///
    /// - Parameter login: where the key is kept; nil: its value is printed.
    func run(_ purpose: PrivilegePurpose, lifetime: KeyLifetime?, login: KeyLogin?) async throws {
        try await checkPrivilege()
        try Task.checkCancellation()
        do {
            try await create(draft(purpose, lifetime, profile: login?.profile), login: login)
        } catch  where Task.isCancelled {
            // What ends the command says no more than that it was interrupted.
            context.output.failure(Failure(describing: error))
            throw error
        }
    }

    private func create(_ draft: APIKeyDraft, login: KeyLogin?) async throws {
        // On its own: Ctrl-C must not cut the only answer that has the value, nor keep an orphan from being found.
        let made = try await Task { [self] in
            try await context.creating(draft.name) { tell in
                try await connection.client.createAPIKey(draft, in: organization, notice: tell)
            }
        }.value
        switch made {
        case .orphan(let key, let cause): throw await lost(key, cause)
        case .made(let key, let value):
            if let login {
                try await keep(key, value: value, in: login)
            } else {
                try await print(key, value: value)
            }
        }
    }

    /// An administrator who may not make keys learns it before anything is made. A platform that can't say goes on.
    private func checkPrivilege() async throws {
        let privilege = Privilege.createAPIKey
        do {
            guard try await !connection.client.evaluate(privilege, in: organization).isApproved else { return }
        } catch PlatformFailure.notFound {
            return
        }
        throw Failure(
            .noPermission, "\(connection.holder.this) may not create API keys: it needs the privilege \(privilege)",
            hint: "an administrator of the organization can grant it (Administration Console, Groups)")
    }

    private func draft(_ purpose: PrivilegePurpose, _ lifetime: KeyLifetime?, profile: String?) -> APIKeyDraft {
        let digits = Array("0123456789abcdef")
        let mark = context.world.random.bytes(8).map { "\(digits[Int($0) >> 4])\(digits[Int($0) & 15])" }.joined()
        return APIKeyDraft(
            // A source has as many of them as there are profiles that push to it.
            name: "coveo \(purpose.rawValue): \(source.name)" + (profile.map { " (\($0))" } ?? ""),
            details: "Made by 'coveo keys create' to \(purpose.rawValue) to the source \(source.id)",
            mark: "coveo-\(mark)", privileges: purpose.privileges(on: source.id), lifetime: lifetime?.text)
    }

    private func print(_ key: APIKey, value: Redacted<String>) async throws {
        if Task.isCancelled {
            // Who waited for the value, as in `key=$(…)`, has gone by now.
            throw await disabled(key, because: Failure(.interrupted, "interrupted"), nil)
        }
        tell(key)
        let output = context.output
        do {
            try ClosedPipe.$isThrown.withValue(true) {
                if output.isJSON {
                    var members = members(of: key)
                    members["value"] = .string(value.reveal())
                    try output.value(.object(members))
                } else {
                    try output.result(value.reveal())
                }
            }
        } catch {
            throw await disabled(key, because: Failure(describing: error), "its value could not be printed")
        }
    }

    private func keep(_ key: APIKey, value: Redacted<String>, in login: KeyLogin) async throws {
        let replaced: EarlierLogin?
        do {
            replaced = try await login.store(key, value: value)
        } catch {
            throw await disabled(key, because: Failure(describing: error), "it could not be stored")
        }
        tell(key)
        try await login.conclude(key, value: value, replacing: replaced)
        context.output.progress("  It is kept as profile '\(Visible(login.profile))' in \(login.store.text)")
        guard context.output.isJSON else { return }
        var members = members(of: key)
        members["profile"] = .string(login.profile)
        members["store"] = .string(login.store.text)
        try context.output.value(.object(members))
    }

    /// The ID, before the value: whoever loses that can still end the key.
    private func tell(_ key: APIKey) {
        let end = key.expires.map { ", expires \(Moment.people($0))" } ?? ""
        context.output.say("API key \(Visible(key.id)) ('\(Visible(key.name))')\(end)")
    }

    private func members(of key: APIKey) -> JSONObject {
        [
            "id": .string(key.id), "name": .string(key.name), "source": .string(source.id),
            "expiresAt": Moment.json(key.expires),
        ]
    }

    /// Nobody has the value: the key is of no use to anybody but a thief.
    private func lost(_ key: APIKey, _ cause: NewAPIKey.LostValue) async -> Failure {
        switch cause {
        case .unanswered:
            await disabled(
                key,
                because: Failure(
                    .unavailable, "the platform made it, and the answer with its value was lost",
                    hint: "run the command again for another key"), nil)
        case .withheld:
            await disabled(
                key,
                because: Failure(
                    .protocolBroken, "the platform made it, and did not tell its value",
                    hint: "check the platform's URL; --verbose shows the request"), nil)
        }
    }

    /// Disables the key, and says what became of it.
    private func disabled(_ key: APIKey, because cause: Failure, _ what: String?) async -> Failure {
        let client = connection.client
        let organization = organization
        // On its own: Ctrl-C, which may be why the value is lost, must not keep the key alive.
        let trouble = await Task { () -> Failure? in
            do {
                try await client.disableAPIKey(key, in: organization)
                return nil
            } catch {
                return Failure(describing: error)
            }
        }.value
        let name = "the API key \(Visible(key.id)) ('\(Visible(key.name))')"
        let why = what.map { "\($0): \(cause.text)" } ?? cause.text
        guard let trouble else {
            return Failure(
                cause.code, "\(name) was disabled: \(why)",
                hints: cause.hints + ["'\(coveo: "keys delete \(ShellWord(key.id))")' removes it"])
        }
        return Failure(
            cause.code,
            "\(name) is there, ENABLED, and nobody has its value: \(why); nor could it be disabled (\(trouble.text))",
            hints: ["end it with '\(coveo: "keys delete \(ShellWord(key.id))")'"] + cause.hints)
    }
}
