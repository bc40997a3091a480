/// The exit codes of the contract (sysexits, as the argument parser's own 64).
package enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    /// The answer was obtained and is no.
    case no = 1
    /// The command line is wrong, or an answer is missing that nobody can be asked for.
    case usage = 64
    /// Input data is wrong, or the platform refused the request.
    case data = 65
    /// An input file can't be read.
    case noInput = 66
    /// The platform can't be reached, or answered 5xx after the retries.
    case unavailable = 69
    /// A defect of ours.
    case software = 70
    /// An output file can't be written.
    case cantCreate = 73
    /// Try again later.
    case temporary = 75
    /// The server broke its protocol.
    case protocolBroken = 76
    /// Not logged in, login refused or expired, privilege missing.
    case noPermission = 77
    /// Configuration or credential store is unusable.
    case configuration = 78
    case interrupted = 130
    case terminated = 143

    /// Of several outcomes in one command, the first of this list is the command's.
    private static let precedence: [ExitCode] = [
        .software, .configuration, .noPermission, .protocolBroken, .unavailable, .temporary, .data, .no,
    ]

    /// The code of a command with these outcomes.
    static func worst(of codes: some Sequence<ExitCode>) -> ExitCode {
        let codes = Set(codes)
        return precedence.first(where: codes.contains) ?? codes.first { $0 != .done } ?? .done
    }

    /// The precedence in numbers, for people.
    static var order: String { precedence.map { String($0.rawValue) }.joined(separator: ", ") }

    /// What it means, in a sentence.
    var words: String {
        switch self {
        case .done: "Done."
        case .no:
            "The answer is no: a check failed, something differs, no login is valid, or a question was answered no."
        case .usage: "The command line is wrong, or an answer is missing that nobody can be asked for."
        case .data: "Input is wrong, a source or organization is not there or not unique, or the platform refused it."
        case .noInput: "An input file can't be read."
        case .unavailable: "The platform can't be reached, or it failed."
        case .software: "A defect of this program."
        case .cantCreate: "An output file can't be written."
        case .temporary: "Try again later: too many requests, or time is up."
        case .protocolBroken: "The server's answer is none: no JSON, too large, a field that is missing."
        case .noPermission: "Not logged in, the login was refused or has expired, or a privilege is missing."
        case .configuration: "The settings or the credential store can't be used."
        case .interrupted: "Interrupted (Ctrl-C)."
        case .terminated: "Ended by SIGTERM."
        }
    }
}
