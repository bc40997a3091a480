import JSON
import Ports

extension Failure {
    /// An input file could not be read.
    ///
    /// - Parameter mark: what stands before a path on the command line.
    init(_ failure: FileFailure, mark: String = "") {
        if case .tooLarge = failure {
            self.init(.noInput, Self.words(for: failure), hint: "see that it is the right file")
        } else {
            self.init(.noInput, Self.words(for: failure), hint: "check the path; '\(mark)-' reads standard input")
        }
    }

    /// This process can do nothing.
    init(_ failure: MachineFailure) {
        switch failure {
        case .fewDescriptors(let needed):
            self.init(
                .configuration, "this process may open too few files: it needs \(needed) more than it has open",
                hint: "raise the limit, as with 'ulimit -n 256'; where that is high, see what it inherits open")
        case .littleMemory(let limit, let needed):
            self.init(
                .configuration,
                "this process may take too little memory: \(Self.words(forBytes: limit)) of address space, and it needs "
                    + Self.words(forBytes: needed), hint: "raise the limit, as with 'ulimit -v unlimited'")
        }
    }

    /// A stream failed.
    init(_ failure: TerminalFailure) {
        switch failure {
        case .outputLost(let code):
            self.init(
                .cantCreate, "standard output can't be written (errno \(code))",
                hint: "see where it leads: the disk may be full, or the stream closed")
        case .inputTooLarge(let limit):
            self.init(
                .data, "standard input holds more than \(Self.words(forBytes: limit))",
                hint: "pipe in what the command asks for, alone"
            )
        case .inputLost(let code):
            self.init(
                .noInput, "standard input can't be read (errno \(code))", hint: "see what it is redirected from")
        case .cancelled:
            self.init(.interrupted, "interrupted")
        }
    }

    /// A file's failure as part of a sentence.
    static func words(for failure: FileFailure) -> String {
        switch failure {
        case .absent(let path): "\(Visible(path)) does not exist"
        case .denied(let path): "\(Visible(path)) may not be accessed"
        case .isDirectory(let path): "\(Visible(path)) is a directory"
        case .noFolder(let path, let code): "the folder \(Visible(path)) can't be made: \(words(forErrno: code))"
        case .tooLarge(let path, let limit): "\(Visible(path)) is larger than \(words(forBytes: limit))"
        case .system(let path, let code): "\(Visible(path)) can't be accessed: \(words(forErrno: code))"
        }
    }

    /// A place and a reason in a JSON text.
    static func words(for failure: JSONFailure) -> String {
        switch failure {
        case .empty: "it is empty"
        case .syntax(let line, let column, let found):
            "line \(line), column \(column): unexpected \(found.map { "'\(Visible($0))'" } ?? "end")"
        case .tooDeep(let limit): "it is nested more than \(limit) deep"
        case .duplicateKey(let key, let line, let column):
            "line \(line), column \(column): the key '\(Visible(key))' stands there twice"
        case .notUTF8(let line, let column): "line \(line), column \(column): it is not UTF-8"
        case .trailing(let line, let column): "line \(line), column \(column): something follows the value"
        case .notAnObject(let path): "'\(Visible(path.joined(separator: ".")))' is no object"
        }
    }
}
