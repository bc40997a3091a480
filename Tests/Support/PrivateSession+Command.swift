import Foundation
import Ports

extension PrivateSession {
    /// Runs a program of the system inside the session.
    ///
    /// - Returns: what it wrote to stdout and its exit code.
    package func run(_ arguments: [String], input: String = "") throws -> (output: String, code: Int32) {
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = environment.all.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: output, as: UTF8.self), process.terminationStatus)
    }
}
