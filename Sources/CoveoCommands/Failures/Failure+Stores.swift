import Ports

// The stores beside the Secret Service.
extension Failure {
    /// A credential helper was of no use.
    init(_ failure: HelperFailure, ofHelper program: String) {
        let name = Visible(program)
        switch failure {
        case .missing:
            self.init(
                store: "the credential helper \(name) is not on PATH", hint: "install it, or choose another store")
        case .unstartable(let code):
            self.init(
                store: "the credential helper \(name) can't be started: \(Self.words(forErrno: code))",
                hint: "look at the program's permissions")
        case .failed(let status, let message):
            let words = message.isEmpty ? "" : ": \(Visible(message))"
            self.init(
                store: "the credential helper \(name) failed with status \(status)\(words)",
                hint: "try it by hand: \(name) list")
        case .killed(let signal):
            self.init(
                store: "the credential helper \(name) was ended by signal \(signal)",
                hint: "try it by hand: \(name) list")
        case .noAnswer(let duration):
            self.init(
                store: "the credential helper \(name) did not answer within \(Self.words(for: duration))",
                hint: "where it waits for a passphrase, give it longer with COVEO_STORE_TIMEOUT=SECONDS")
        case .garbled:
            self.init(
                store: "the credential helper \(name) answered what is not in its protocol",
                hint: "try it by hand: \(name) list")
        }
    }

    /// The file store was of no use.
    init(_ failure: FileStoreFailure, ofStoreFile path: String) {
        let path = Visible(path)
        switch failure {
        case .noPlace:
            self.init(
                store: "there is no place for the file store: HOME and XDG_DATA_HOME are unset",
                hint: "set XDG_DATA_HOME")
        case .link:
            self.init(
                store: "\(path) is a link, and logins are not kept behind one", hint: "replace it by what it points to")
        case .wrongKind:
            self.init(store: "\(path) is not what the file store keeps there", hint: "move it away")
        case .foreign(let owner):
            self.init(
                store: "\(path) belongs to another user (number \(owner))", hint: "move it away, or set XDG_DATA_HOME")
        case .writableByOthers(let mode):
            self.init(
                store: "other users may write to \(path) (mode \(String(mode, radix: 8)))",
                hint: "run 'chmod go-w \(path)'")
        case .damaged:
            self.init(
                store: "\(path) is damaged: it is not what the file store writes",
                hint: "move it away, and log in again")
        case .newerVersion(let version):
            self.init(store: "\(path) has version \(version), which this program does not know", hint: "update coveo")
        case .busy(let duration):
            self.init(
                store: "other processes held \(path) for \(Self.words(for: duration))",
                hint: "end them, or wait longer with COVEO_STORE_TIMEOUT=SECONDS")
        case .system(let code):
            self.init(store: "\(path) can't be used: \(Self.words(forErrno: code))", hint: "mend that")
        }
    }

    /// What the system said, for people (Linux, `errno.h`).
    static func words(forErrno code: Int32) -> String {
        switch code {
        case 1, 13: "permission denied (errno \(code))"
        case 2: "it is not there (errno 2)"
        case 8: "it is no program that runs here (errno 8)"
        case 20: "a part of its path is no folder (errno 20)"
        case 24: "too many open files (errno 24)"
        case 27: "it would be too large (errno 27)"
        case 28: "the disk is full (errno 28)"
        case 30: "the file system is read-only (errno 30)"
        case 110: "it did not answer in time (errno 110)"
        case 122: "the disk quota is exhausted (errno 122)"
        default: "errno \(code)"
        }
    }
}
