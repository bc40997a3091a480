import Ports

@testable import CoveoCommands

extension FailureCatalogue {
    /// How helpers and the file store fail.
    static let stores: [Entry] = (helper + file).map { Entry($0, .configuration) }

    private static let helper: [StoreFailure] = [
        .missing, .unstartable(code: 13), .failed(status: 1, message: "gpg: decryption failed\u{1B}[2J"),
        .failed(status: 2, message: ""), .killed(signal: 9), .noAnswer(after: .seconds(5)), .garbled,
    ].map { StoreFailure.helper(program: "docker-credential-pass", $0) }

    private static let file: [StoreFailure] = [
        .noPlace, .link, .wrongKind, .foreign(owner: 1_001), .writableByOthers(mode: 0o777), .damaged, .newerVersion(2),
        .busy(after: .seconds(5)), .system(code: 28), .system(code: 5),
    ].map { StoreFailure.file(path: "/home/ann/my data/coveo/logins.json", $0) }
}
