import Ports

// The stores beside the Secret Service.
extension Failure {
    /// A credential helper was of no use.
    init(_ failure: HelperFailure, ofHelper program: String) {
        let name = Visible(program)
        switch failure {
        case .missing:
            self.init(
                "the credential helper \(name) is not on PATH",
                mend: "install it: Debian and Ubuntu have several in golang-docker-credential-helpers",
                otherwise: Self.otherThanHelper)
        case .unstartable(let code):
            self.init(
                "the credential helper \(name) can't be started: \(Self.words(forErrno: code))",
                mend: "look at the program's permissions", otherwise: Self.otherThanHelper)
        case .failed(let status, let message):
            let words = message.isEmpty ? "" : ": \(Visible(message))"
            self.init(
                "the credential helper \(name) failed with status \(status)\(words)",
                mend: "try it by hand: \(name) list", otherwise: Self.otherThanHelper)
        case .killed(let signal):
            self.init(
                "the credential helper \(name) was ended by signal \(signal)",
                mend: "try it by hand: \(name) list", otherwise: Self.otherThanHelper)
        case .noAnswer(let duration):
            self.init(
                "the credential helper \(name) did not answer within \(Self.words(for: duration))",
                mend: "where it waits for a passphrase, give it longer with COVEO_STORE_TIMEOUT=SECONDS",
                otherwise: Self.otherThanHelper)
        case .garbled:
            self.init(
                "the credential helper \(name) answered what is not in its protocol",
                mend: "try it by hand: \(name) list", otherwise: Self.otherThanHelper)
        }
    }

    /// The file store was of no use.
    init(_ failure: FileStoreFailure, ofStoreFile file: String) {
        let path = Visible(file)
        switch failure {
        case .noPlace:
            self.init(
                "there is no place for the file store: HOME and XDG_DATA_HOME are unset",
                mend: "set XDG_DATA_HOME", otherwise: Self.otherThanFile)
        case .link:
            self.init(
                "\(path) is a link, and logins are not kept behind one", mend: "replace it by what it points to",
                otherwise: Self.otherThanFile)
        case .wrongKind:
            self.init(
                "\(path) is not what the file store keeps there", mend: "move it away", otherwise: Self.otherThanFile)
        case .foreign(let owner):
            self.init(
                "\(path) belongs to another user (number \(owner))", mend: "move it away, or set XDG_DATA_HOME",
                otherwise: Self.otherThanFile)
        case .writableByOthers(let mode):
            self.init(
                "other users may write to \(path) (mode \(String(mode, radix: 8)))",
                mend: "run 'chmod go-w \(ShellWord(file))'", otherwise: Self.otherThanFile)
        case .damaged:
            self.init(
                "\(path) is damaged: it is not what the file store writes",
                mend: "move it away, and log in again", otherwise: Self.otherThanFile)
        case .newerVersion(let version):
            self.init(
                "\(path) has version \(version), which this program does not know", mend: "update coveo",
                otherwise: Self.otherThanFile)
        case .busy(let duration):
            self.init(
                "other processes held \(path) for \(Self.words(for: duration))",
                mend: "end them, or wait longer with COVEO_STORE_TIMEOUT=SECONDS", otherwise: Self.otherThanFile)
        case .system(let code):
            self.init(
                "\(path) can't be used: \(Self.words(forErrno: code))", mend: "mend that, then run the command again",
                otherwise: Self.otherThanFile)
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
