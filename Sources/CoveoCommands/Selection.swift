import CoveoPlatform
import HTTP
import JSON
import Ports

/// Something that a person can name: by its ID, or by a name that need not be unique.
protocol NamedThing: Sendable {
    var id: String { get }
    var name: String { get }
}

extension SourceModel: NamedThing {}
extension APIKey: NamedThing {}

/// Things to which a command does the same; all were found before the first is touched.
struct Selection<Thing: NamedThing> {
    let things: [Thing]
    let organization: OrganizationID
    let connection: Connection
    let context: Context

    /// What came of one, as far as it was come to.
    typealias Outcome = (thing: Thing, isDone: Bool)

    /// Asks before something is done to all of them.
    ///
    /// - Parameters:
    ///   - deed: `Delete`.
    ///   - kind: what they are, before the first name: `the API key `.
    ///   - consequence: what follows, after the question.
    /// - Throws: 1 where the answer is no, 64 where nobody can be asked.
    func confirm(_ deed: String, kind: String = "", consequence: String = "") async throws {
        let names = things.map { "'\(Visible($0.name))' (\(Visible($0.id)))" }.joined(separator: ", ")
        let question =
            "\(deed) \(kind)\(names) of organization \(organization) at "
            + "\(Visible(connection.address.platform.host))?\(consequence)"
        guard try await context.confirm(question, default: false, flag: "--yes") else {
            let verb = deed.lowercased()
            throw Failure(.no, "nothing was \(verb)d", hint: "answer yes, or add --yes, to \(verb)")
        }
    }

    /// Does something to each; one that fails leaves the others done.
    ///
    /// - Parameter words: what is being done: `deleting in acme`.
    /// - Returns: the outcome of each that was come to, and the exit code of all.
    func forEach(
        _ words: String, _ body: (Thing) async throws -> Bool
    ) async throws -> (outcomes: [Outcome], code: ExitCode) {
        var outcomes: [Outcome] = []
        var codes: [ExitCode] = []
        context.progress.begin(words, total: things.count)
        defer { context.progress.end() }
        for thing in things {
            var isDone = false
            do {
                isDone = try await body(thing)
            } catch  where !(error is CancellationError) {
                let failure = await connection.explain(error)
                codes.append(failure.code)
                context.output.failure(failure)
                if failure.code == .interrupted { break }
            }
            outcomes.append((thing, isDone))
            context.progress.step()
        }
        context.progress.conclude("\(outcomes.count(where: \.isDone)) of \(things.count)")
        return (outcomes, ExitCode.worst(of: codes))
    }

    /// Deletes each, says so, and prints the contract's JSON.
    ///
    /// - Parameter delete: false where there was none (any more).
    func delete(_ delete: (Thing) async throws -> Bool) async throws -> ExitCode {
        let done = try await forEach("deleting in \(organization)") { thing in
            let isDeleted = try await delete(thing)
            let name = Visible(thing.name)
            context.output.progress(isDeleted ? "deleted '\(name)'" : "'\(name)' was gone already")
            return isDeleted
        }
        if context.output.isJSON {
            let outcomes = done.outcomes.map { thing, isDone -> JSONValue in
                ["id": .string(thing.id), "name": .string(thing.name), "deleted": .bool(isDone)]
            }
            try context.output.value(.array(outcomes))
        }
        return done.code
    }
}
