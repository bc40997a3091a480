import Ports

@testable import CoveoCommands

extension FailureCatalogue {
    /// How the stores beside the Secret Service fail.
    static let stores: [Entry] =
        helperFailures.map { Entry(StoreFailure.helper(program: "docker-credential-pass", $0), .configuration) }
        + [
            Entry(
                StoreFailure.helper(program: "docker-credential-own", .failed(status: 3, message: "")), .configuration)
        ]
        + fileFailures.map { Entry(StoreFailure.file(path: "/home/ann/a\u{1B}b/coveo", $0), .configuration) }
        + [1, 8, 27, 28, 30, 110, 122, 5].map { code in
            Entry(
                StoreFailure.file(path: "/home/ann/.local/share/coveo/credentials.json", .system(code: code)),
                .configuration)
        }

    private static let helperFailures: [HelperFailure] = [
        .missing, .unstartable(code: 13), .unstartable(code: 8),
        .failed(status: 1, message: "the vault is \u{1B}[1msealed; ask somebody"), .failed(status: 3, message: ""),
        .killed(signal: 11), .noAnswer(after: .seconds(5)), .garbled, .blocked(by: "https://registry.example/v1/"),
    ]

    private static let fileFailures: [FileStoreFailure] = [
        .noPlace, .link, .wrongKind, .foreign(owner: 0), .writableByOthers(mode: 0o777), .damaged, .newerVersion(2),
        .busy(after: .seconds(5)), .system(code: 13),
    ]
}
