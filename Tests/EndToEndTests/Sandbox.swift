import Foundation
import JSON
import Support
import Testing

/// A local platform of a test's own.
final class Sandbox: Sendable {
    /// Its base URL.
    let url: String
    let port: UInt16
    private let log: String
    private let holder: HeldChild

    /// Starts it on a free port.
    ///
    /// - Parameters:
    ///   - options: of `coveo-sandbox`.
    ///   - folder: where its log goes.
    static func start(_ options: [String] = [], folder: String) async throws -> Sandbox {
        let log = folder + "/sandbox.log"
        // It ends when this process does, however that ends: its stdin is a pipe of ours.
        let script = #""$@" </dev/null & pid=$!; cat >/dev/null; kill "$pid"; wait "$pid""#
        let holder = try HeldChild(
            "/bin/sh", ["-c", script, "sh", Binaries.sandbox, "--port", "0", "--log", log] + options,
            environment: ["PATH": "/usr/bin:/bin"])
        let ready = await onThread { holder.read { $0.contains("\n") } }
        let addresses = try JSONValue(parsing: Array(ready.utf8))
        let port = try #require(addresses["port"]?.int.flatMap { UInt16(exactly: $0) }, "\(ready)")
        return Sandbox(url: try #require(addresses["url"]?.string), port: port, log: log, holder: holder)
    }

    private init(url: String, port: UInt16, log: String, holder: HeldChild) {
        self.url = url
        self.port = port
        self.log = log
        self.holder = holder
    }

    /// From now on: these bad days, and no others.
    func play(_ faults: String...) async throws {
        #expect(try await PlainHTTP.send("DELETE", "/sandbox/faults", port: port).status == 204)
        let lines = faults.joined(separator: "\n")
        #expect(try await PlainHTTP.send("POST", "/sandbox/faults", port: port, body: lines).status == 204)
    }

    /// The log, as it is.
    var logged: String {
        // It is there only after the first request.
        (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    }

    /// What was asked of the platform so far, as `POST /path`, without the requests of tests and browsers.
    var requests: [String] {
        logged.split(separator: "\n").compactMap { line in
            // A line that can't be parsed would be a defect of the sandbox, which its own tests find.
            guard let entry = try? JSONValue(parsing: Array(line.utf8)), let method = entry["method"]?.string,
                let path = entry["path"]?.string, !path.hasPrefix("/sandbox")
            else { return nil }
            return "\(method) \(path)"
        }
    }

    /// How many requests of this method there were whose path begins so.
    func count(_ method: String, _ path: String) -> Int {
        requests.count { $0.hasPrefix("\(method) \(path)") }
    }

    /// Ends it, and waits for that.
    func stop() async {
        let holder = holder
        _ = await onThread { holder.stop() }
    }
}
