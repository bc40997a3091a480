import CoveoPlatform
import JSON
import Ports

/// Updating one source: read, change, ask, read again, put, read back.
struct SourceUpdateRun: Sendable {
    let change: SourceChange
    let organization: OrganizationID
    let connection: Connection
    let context: Context

    /// Prints what would be sent.
    func print(bodyFor source: SourceModel) throws {
        try context.output.value(.object(change.applied(to: source).model))
    }

    /// Does it and prints the ID.
    ///
    /// - Parameter readsBack: false where what comes next waits and compares by itself.
    /// - Returns: the fields that were changed, as they should be now.
    func run(_ source: SourceModel, rebuild: Bool, yes: Bool, readsBack: Bool) async throws -> JSONObject {
        let client = connection.client
        let id = source.id
        let changed = try change.applied(to: source)
        if changed.differences.isEmpty, !rebuild {
            context.output.progress("'\(Visible(source.name))' is so already; nothing was sent")
            try print(source, name: source.name, changed: false)
            return JSONObject()
        }
        tellLeftProviders(changed)
        try await confirmWidening(changed.widening, of: source, yes: yes)
        let again = try await client.source(id, in: organization)
        guard again.isUnchanged(since: source) else {
            throw Failure(
                .no, "'\(Visible(source.name))' was changed by someone else meanwhile; nothing was written",
                hint: "look at it with '\(coveo: "sources show \(ShellWord(id))")', then run the command again")
        }
        do {
            try await client.updateSource(id, in: organization, model: changed.model, rebuild: rebuild)
        } catch PlatformFailure.invalid(let refusal) where change.securityProviders != nil {
            throw Failure.refusedWithProviders(refusal)
        }
        try print(source, name: change.rename ?? source.name, changed: true)
        if readsBack { try await compare(changed.askedFields, id: id) }
        return changed.askedFields
    }

    /// A source that is no longer secured keeps its references, since nobody asked to drop them.
    private func tellLeftProviders(_ changed: ChangedSource) {
        let references = changed.model["securityProviderReferences"]?.array ?? []
        guard let visibility = change.visibility, visibility != .secured, !references.isEmpty else { return }
        context.output.say("its security providers stay referenced")
        context.output.hint("--set 'securityProviderReferences=[]' empties the list")
    }

    /// Content that more people will see is never a thing in passing.
    private func confirmWidening(_ widening: ChangedSource.Widening?, of source: SourceModel, yes: Bool) async throws {
        switch widening {
        case .none: return
        case .typed(let before):
            context.output.say(
                "'\(Visible(source.name))' becomes visible to everyone (\(Visible(before ?? "no visibility")) to SHARED)"
            )
        case .given(let before):
            let question =
                "The change makes '\(Visible(source.name))' visible to everyone "
                + "(\(Visible(before ?? "no visibility")) to SHARED). Do that?"
            if yes { return context.output.say("'\(Visible(source.name))' becomes visible to everyone") }
            guard try await context.confirm(question, default: false, flag: "--yes") else {
                throw Failure(.no, "nothing was changed", hint: "answer yes, or add --yes, to change it")
            }
        }
    }

    /// What the platform answers to a PUT proves nothing: the source is read back, and again where it lags.
    private func compare(_ asked: JSONObject, id: String) async throws {
        var mismatches = try await mismatches(of: id, from: asked)
        for pause in Self.readBackPauses where !mismatches.isEmpty {
            try await context.world.clock.sleep(for: pause)
            mismatches = try await self.mismatches(of: id, from: asked)
        }
        guard mismatches.isEmpty else { throw Failure.incompleteUpdate(of: id, mismatches) }
    }

    /// Before the second and the third look.
    static let readBackPauses: [Duration] = [.milliseconds(500), .seconds(1)]

    private func mismatches(of id: String, from asked: JSONObject) async throws -> [SourceMismatch] {
        let now = try await connection.client.source(id, in: organization)
        return SourceComparison.mismatches(of: now.object, from: asked)
    }

    private func print(_ source: SourceModel, name: String, changed: Bool) throws {
        if context.output.isJSON {
            try context.output.value([
                "id": .string(source.id), "name": .string(name), "changed": .bool(changed),
            ])
        } else {
            try context.output.result(Visible(source.id).text)
        }
    }
}

extension ChangedSource {
    /// The changed top-level fields, as they should be now.
    var askedFields: JSONObject {
        var fields = JSONObject()
        for difference in differences {
            if let key = difference.path.first { fields[key] = model[key] }
        }
        return fields
    }
}
