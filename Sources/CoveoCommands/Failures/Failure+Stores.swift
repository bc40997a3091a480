import Ports

// The stores beside the Secret Service.
extension Failure {
    /// A credential helper was of no use.
    init(_ failure: HelperFailure, ofHelper program: String, instead alternative: StoreAlternative) {
        let name = Visible(program)
        let byHand: Hint =
            program == StoreName.program(ofHelper: "pass")
            ? "see that pass works by itself: it needs 'pass init KEY' once, and then that GPG key at hand"
            : "try it by hand: \(name) list"
        let (what, mend): (String, Hint) =
            switch failure {
            case .missing:
                ("is not on PATH", Self.installing(program))
            case .unstartable(let code):
                ("can't be started: \(Self.words(forErrno: code))", "look at the program's permissions")
            case .failed(let status, let message):
                ("failed with status \(status)" + (message.isEmpty ? "" : ": \(Visible(message))"), byHand)
            case .killed(let signal): ("was ended by signal \(signal)", byHand)
            case .noAnswer(let duration):
                (
                    "did not answer within \(Self.words(for: duration))",
                    "where it waits for a passphrase, give it longer with COVEO_STORE_TIMEOUT=SECONDS"
                )
            case .garbled: ("answered what is not in its protocol", byHand)
            case .blocked(let url):
                (
                    "lists nothing as long as its store has an empty entry for \(Visible(url))",
                    "remove that: printf %s \(ShellWord(url)) | \(name) erase"
                )
            }
        self.init(
            store: "the credential helper \(name) \(what)", mend: mend, of: .helper, instead: alternative)
    }

    /// How to come by a helper's program: by a package's name only where a package has it.
    private static func installing(_ program: String) -> Hint {
        switch program {
        case StoreName.program(ofHelper: "pass"):
            "install it, on Debian and Ubuntu with 'apt install pass golang-docker-credential-helpers'"
        case StoreName.program(ofHelper: "secretservice"):
            "install it, on Debian and Ubuntu with 'apt install golang-docker-credential-helpers'"
        default: "install \(Visible(program)), or put its folder on PATH"
        }
    }

    /// The file store was of no use.
    init(_ failure: FileStoreFailure, ofStoreFile file: String, instead alternative: StoreAlternative) {
        let path = Visible(file)
        let (text, mend): (String, Hint) =
            switch failure {
            case .noPlace:
                (
                    "there is no place for the file store: neither HOME nor XDG_DATA_HOME is an absolute path",
                    "set XDG_DATA_HOME"
                )
            case .link: ("\(path) is a link, and logins are not kept behind one", "replace it by what it points to")
            case .wrongKind: ("\(path) is not what the file store keeps there", "move it away")
            case .foreign(let owner):
                ("\(path) belongs to another user (number \(owner))", "move it away, or set XDG_DATA_HOME")
            case .writableByOthers(let mode):
                (
                    "other users may write to \(path) (mode \(String(mode, radix: 8)))",
                    "run 'chmod go-w \(ShellWord(file))'"
                )
            case .damaged:
                ("\(path) is damaged: it is not what the file store writes", "move it away, and log in again")
            case .newerVersion(let version):
                ("\(path) has version \(version), which this program does not know", "update coveo")
            case .busy(let duration):
                (
                    "other processes held \(path) for \(Self.words(for: duration))",
                    "end them, or wait longer with COVEO_STORE_TIMEOUT=SECONDS"
                )
            case .system(let code):
                ("\(path) can't be used: \(Self.words(forErrno: code))", "mend that, then run the command again")
            }
        self.init(store: text, mend: mend, of: .file, instead: alternative)
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
