import Foundation
import Glibc

/// The built programs that the end-to-end tests run: those beside the test bundle, unless a variable names others.
enum Binaries {
    /// `coveo`; `COVEO_TEST_BINARY` overrides.
    static let coveo = find("coveo", variable: "COVEO_TEST_BINARY")
    /// `coveo-sandbox`; `COVEO_TEST_SANDBOX` overrides.
    static let sandbox = find("coveo-sandbox", variable: "COVEO_TEST_SANDBOX")

    /// The repository's folder.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Says once which build is run.
    private static func find(_ name: String, variable: String) -> String {
        let named = ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
        let path = named.map { URL(filePath: $0).standardizedFileURL.path } ?? products + "/" + name
        let reason = named == nil ? "\(variable) is not set" : "as \(variable) says"
        FileHandle.standardError.write(Data("end to end: runs \(path) (\(reason))\n".utf8))
        return path
    }

    /// The folder that the test runner was built into.
    private static var products: String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        let runner = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return URL(filePath: runner).deletingLastPathComponent().path
    }
}
