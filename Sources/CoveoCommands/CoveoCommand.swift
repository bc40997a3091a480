import ArgumentParser

/// A leaf of the command line. It is parsed synchronously and run with a context that opens what it needs.
protocol CoveoCommand: ParsableCommand, Sendable {
    /// The options that stand anywhere.
    var globals: GlobalOptions { get }

    /// Does it. Throws `Failure` or the facts of a room.
    func run(in context: Context) async throws -> ExitCode
}

/// The value of an option that may be typed several times as long as it says the same.
///
/// - Throws: 64 where two typed values differ.
func single<Value: Equatable>(_ values: [Value], _ option: String) throws(Failure) -> Value? {
    guard let first = values.first else { return nil }
    guard values.allSatisfy({ $0 == first }) else {
        throw Failure(.usage, "\(option) is given twice with different values", hint: "give \(option) once")
    }
    return first
}
