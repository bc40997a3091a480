import ArgumentParser
import CoveoPlatform

/// A leaf of the command line. It is parsed synchronously and run with a context that opens what it needs.
protocol CoveoCommand: Explained, Sendable {
    /// The options that stand anywhere.
    var globals: GlobalOptions { get }

    /// Whether it works on the configuration itself, and so on one that no other command would take.
    var isMending: Bool { get }

    /// Whether nothing of it may be seen: no word on stderr, no question, no dialog.
    var isSilent: Bool { get }

    /// What it is about.
    var errand: Errand { get }

    /// Whether a person who is not logged in is offered a login, where it needs one.
    var offersLogin: Bool { get }

    /// Whether it tells at length, so that it may be read in a pager.
    var isPaged: Bool { get }

    /// Its own words, for saying it again another way: what was typed between `coveo` and the global options, without
    /// the choice of a store. nil where no hint repeats it.
    var again: String? { get }

    /// Does it. Throws `Failure` or the facts of a room.
    func run(in context: Context) async throws -> ExitCode
}

extension CoveoCommand {
    var isMending: Bool { false }
    var isSilent: Bool { false }
    var errand: Errand { .use }
    var offersLogin: Bool { true }
    var isPaged: Bool { false }
    var again: String? { nil }
}

/// Things as they are named on a command line.
///
/// - Parameter what: what each text is.
/// - Throws: 64 for an empty text, in scripts a variable that was not set, and for blanks alone.
func checkNamed(_ references: [String], as what: String = "the name of a source") throws(Failure) {
    guard references.allSatisfy({ !$0.isBlank }) else {
        throw Failure(.usage, "\(what) is empty or blank", hint: "is a variable of the script not set?")
    }
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
