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
    func print(bodyFor id: String) async throws {
        let source = try await connection.client.source(id, in: organization)
        try context.output.value(.object(change.applied(to: source).model))
    }

    /// Does it and prints the ID, which it also returns.
    func run(_ id: String, rebuild: Bool, yes: Bool) async throws -> String {
        let client = connection.client
        let source = try await client.source(id, in: organization)
        let changed = try change.applied(to: source)
        if changed.differences.isEmpty, !rebuild {
            context.output.progress("'\(Visible(source.name))' is so already; nothing was sent")
            try print(source, changed: false)
            return id
        }
        try await confirmWidening(changed.widening, of: source, yes: yes)
        let again = try await client.source(id, in: organization)
        guard again.modifiedValue == source.modifiedValue, again.writable == source.writable else {
            throw Failure(
                .no, "'\(Visible(source.name))' was changed by someone else meanwhile; nothing was written",
                hint: "look at it with 'coveo sources show \(ShellWord(id))', then run the command again")
        }
        try await client.updateSource(id, in: organization, model: changed.model, rebuild: rebuild)
        try print(source, changed: true)
        try await compare(changed, id: id)
        return id
    }

    /// Content that more people will see is never a thing in passing.
    private func confirmWidening(_ widening: ChangedSource.Widening?, of source: SourceModel, yes: Bool) async throws {
        switch widening {
        case .none: return
        case .typed(let before):
            context.output.say(
                "'\(Visible(source.name))' becomes visible to everyone (\(Visible(before ?? "no visibility")) to SHARED)")
        case .given(let before):
            let question =
                "The change makes '\(Visible(source.name))' visible to everyone "
                + "(\(Visible(before ?? "no visibility")) to SHARED). Do that?"
            if yes { return context.output.say("'\(Visible(source.name))' becomes visible to everyone") }
            guard try await context.confirm(question, default: false, flag: "--yes") else {
                throw Failure(.no, "nothing was changed")
            }
        }
    }

    /// What the platform answers to a PUT proves nothing: the source is read back.
    private func compare(_ changed: ChangedSource, id: String) async throws {
        let now = try await connection.client.source(id, in: organization)
        let asked = JSONObject(
            changed.differences.compactMap { difference in
                difference.path.first.flatMap { key in changed.model[key].map { (key, $0) } }
            }.reduce(into: [(String, JSONValue)]()) { members, member in
                if !members.contains(where: { $0.0 == member.0 }) { members.append(member) }
            })
        let mismatches = SourceComparison.mismatches(of: now.object, from: asked)
        guard mismatches.isEmpty else {
            throw Failure(
                .no,
                "the platform took the update and did not do all of it: "
                    + mismatches.map(\.words).joined(separator: "; "),
                hint: "'coveo sources show \(ShellWord(id)) --json' shows the source as it is")
        }
    }

    private func print(_ source: SourceModel, changed: Bool) throws {
        if context.output.isJSON {
            try context.output.value([
                "id": .string(source.id), "name": .string(source.name), "changed": .bool(changed),
            ])
        } else {
            try context.output.result(Visible(source.id).text)
        }
    }
}
