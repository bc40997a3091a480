import Foundation
import Glibc
import Support
import Testing

@Suite("The memory of a process that holds tokens", .serialized, .timeLimit(.minutes(20)))
struct OwnMemoryTests {
    /// Runs a script as somebody who is not root: root may read everything.
    private func asPerson(
        _ script: String, on stage: Stage, adding variables: [String: String] = [:]
    ) async throws -> ChildProcess.Outcome {
        for path in [stage.folder, stage.home] {
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path)
        }
        let program = stage.folder + "/coveo"
        if !FileManager.default.fileExists(atPath: program) {
            // Where it was built may be no place for others; a link is quicker, where it can be.
            do {
                try FileManager.default.linkItem(atPath: Binaries.coveo, toPath: program)
            } catch {
                try FileManager.default.copyItem(atPath: Binaries.coveo, toPath: program)
            }
        }
        let words = ["/usr/bin/bash", "-c", script, program, stage.folder, program]
        let person = ["--reuid=65534", "--regid=65534", "--clear-groups"]
        let all = stage.environment.merging(variables) { $1 }
        let process =
            geteuid() == 0
            ? ChildProcess("/usr/bin/setpriv", person + words, environment: all, directory: stage.folder)
            : ChildProcess(words[0], Array(words.dropFirst()), environment: all, directory: stage.folder)
        return try await process.run(deadline: .seconds(60))
    }

    /// Starts a login that waits, in the background, and waits for that; its number is in `$P`. `ulimit` permits a core.
    private static let waitingLogin = """
        cd "$1"; ulimit -c unlimited
        "$2" login --browser --org a --redirect-port 0 --client-id own --client-auth none --store file \\
            --authorization-endpoint "$COVEO_PLATFORM_URL/a" --token-endpoint "$COVEO_PLATFORM_URL/t" 2>said & P=$!
        for _ in $(seq 200); do grep -q code_challenge said 2>/dev/null && break; sleep 0.1; done

        """

    @Test("no other process of the person reads it, its variables or its descriptors")
    func closed() async throws {
        try await Stage.with(keyring: nil) { stage in
            let script =
                Self.waitingLogin + """
                    cat /proc/$P/environ >/dev/null 2>&1 && echo environ
                    ls /proc/$P/fd >/dev/null 2>&1 && echo descriptors
                    dd if=/proc/$P/mem of=/dev/null count=0 2>/dev/null && echo memory
                    readlink /proc/$P/exe && echo program
                    tr '\\0' ' ' </proc/$P/cmdline | cut -d' ' -f2-3; grep -o 'core file size *[0-9]*' /proc/$P/limits
                    kill $P; wait $P
                    sleep 60 & P=$!; cat /proc/$P/environ >/dev/null && echo control; kill $P
                    """
            let outcome = try await asPerson(script, on: stage, adding: ["BROWSER": "/bin/true"])
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 3 && lines.first == "login --browser" && lines.last == "control", "\(outcome)")
            #expect(lines.dropFirst().first?.wholeMatch(of: /core file size +0/) != nil)
        }
    }

    @Test("a crash leaves no core file, where another program's does", arguments: ["SEGV", "ABRT"])
    func crash(signal: String) async throws {
        try await Stage.with(keyring: nil) { stage in
            let script =
                Self.waitingLogin + """
                    kill -\(signal) $P; wait $P; echo "ended $?"; ls core* 2>/dev/null
                    rm -f core*; sleep 60 & P=$!; sleep 0.2; kill -\(signal) $P; wait $P; echo "control $?"
                    """
            let outcome = try await asPerson(script, on: stage, adding: ["BROWSER": "/bin/true"])
            let number = signal == "SEGV" ? 11 : 6
            #expect(outcome.output == "ended \(128 + number)\ncontrol \(128 + number)\n", "\(outcome)")
            // Bash says it of each of its children. Where a machine keeps no cores at all, neither is said to have left one.
            let ends = outcome.errors.split(separator: "\n").filter { $0.contains("PID") || $0.contains(" login ") }
            #expect(ends.allSatisfy { !$0.contains("core dumped") }, "\(outcome.errors)")
            let limit = try await asPerson("ulimit -H -c; cat /proc/sys/kernel/core_pattern", on: stage)
            if limit.output == "unlimited\ncore\n" {
                #expect(outcome.errors.contains(/core dumped.*sleep 60/), "\(outcome.errors)")
            }
        }
    }

    @Test("a port that another login holds is still named for what it is")
    func holder() async throws {
        try await Stage.with(keyring: nil) { stage in
            let script =
                Self.waitingLogin + """
                    port=$(grep -o '127.0.0.1%3A[0-9]*' said | head -n 1 | cut -c 13-)
                    "$2" login --browser --org a --redirect-port "$port" --client-id own --client-auth none --store file \\
                        --authorization-endpoint "$COVEO_PLATFORM_URL/a" --token-endpoint "$COVEO_PLATFORM_URL/t" </dev/null
                    echo "ended $? $P"; kill $P; wait $P
                    """
            let outcome = try await asPerson(script, on: stage, adding: ["BROWSER": "/bin/true"])
            let pid = outcome.output.split(separator: " ").last?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            #expect(outcome.output.hasPrefix("ended 69 "), "\(outcome)")
            #expect(outcome.errors.contains("(held by coveo (pid \(pid)))"), "\(outcome.errors)")
        }
    }

    @Test("what it does by its own descriptors still works: a model from /dev/stdin, names kept by a child of its own")
    func own() async throws {
        try await Stage.with(keyring: nil) { stage in
            let script = #"""
                cd "$1"; echo '{"name":"A","sourceType":"PUSH"}' | "$2" sources create --model /dev/stdin >/dev/null &&
                "$2" sources create --model /dev/fd/3 3< <(echo '{"name":"B","sourceType":"PUSH"}') >/dev/null || exit
                unset COVEO_ACCESS_TOKEN; echo xx-sandbox-key | "$2" login --with-token --store file || exit
                for _ in $(seq 50); do
                    "$2" __complete fish sources show '' | tr '\0' ' ' | grep -q 'A.*B' && exit; sleep 0.1
                done; exit 1
                """#
            let variables = ["COVEO_ACCESS_TOKEN": "xx-sandbox-key", "COVEO_ORGANIZATION": "acmesandbox"]
            let outcome = try await asPerson(script, on: stage, adding: variables)
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
        }
    }
}
