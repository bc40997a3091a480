import ArgumentParser
import Ports
import Support
import Synchronization
import Testing

@testable import CoveoCommands

@Suite("Settings of a profile come after flag and environment, and before the default")
struct PreferencesTests {
    /// A command's context for a profile with these settings.
    private func context(
        _ settings: String, flags: [String] = [], environment: [String: String] = [:], isTerminal: Bool = false
    ) throws -> Context {
        let files = MemoryFiles(["/c/config.json": "{\"profiles\":{\"default\":\(settings),\"w\":{\"timeout\":1}}}"])
        let world = FailingWorld.make(
            environment: ["COVEO_CONFIG_DIR": "/c"].merging(environment) { $1 },
            terminal: RecordingTerminal(isTerminal: isTerminal), files: files)
        return try Context(LogoutCommand.parse(flags), world: world)
    }

    @Test("the time limit of a request")
    func timeout() throws {
        #expect(try context("{}").settings.timeout == .seconds(30))
        let settings = #"{"timeout":7.5}"#
        #expect(try context(settings).settings.timeout == .seconds(7.5))
        #expect(try context(settings, environment: ["COVEO_TIMEOUT": "6"]).settings.timeout == .seconds(6))
        #expect(
            try context(settings, flags: ["--timeout", "5"], environment: ["COVEO_TIMEOUT": "6"]).settings.timeout
                == .seconds(5))
        #expect(try context(settings, flags: ["--profile", "w"]).settings.timeout == .seconds(1))
        #expect(try context(settings, environment: ["COVEO_PROFILE": "w"]).settings.timeout == .seconds(1))
    }

    @Test("colour")
    func color() throws {
        #expect(try context("{}", isTerminal: true).output.style.isOn)
        let never = #"{"color":"never"}"#
        let always = #"{"color":"always"}"#
        #expect(try !context(never, isTerminal: true).output.style.isOn)
        #expect(try !context(never, isTerminal: true).output.errorStyle.isOn)
        #expect(try context(always).output.style.isOn)
        #expect(try context(always, environment: ["TERM": "dumb"]).output.style.isOn)
        #expect(try !context(always, environment: ["NO_COLOR": "1"]).output.style.isOn)
        #expect(try context(never, environment: ["CLICOLOR_FORCE": "1"]).output.style.isOn)
        #expect(try context(never, flags: ["--color", "always"]).output.style.isOn)
        #expect(try !context(always, flags: ["--color", "never"]).output.style.isOn)
        #expect(try !context(always, flags: ["--color", "auto"]).output.style.isOn)
        #expect(try context(never, flags: ["--color", "auto"], isTerminal: true).output.style.isOn)
    }

    @Test("redirect ports, for whoever listens")
    func ports() throws {
        let configuration = try context(#"{"redirectPorts":[0,1024]}"#).configuration()
        #expect(try configuration.redirectPorts(of: "default") == [0, 1_024])
        #expect(try configuration.redirectPorts(of: "w") == nil)
    }

    @Test(
        "a value that can't be is 78, with its place and the command that takes it out",
        arguments: [
            (#"{"timeout":0}"#, "the timeout of profile 'w p' in /c/config.json is '0', not a number of seconds"),
            (#"{"timeout":1e9}"#, "is '1e9', not a number of seconds between 0.1 and 86400"),
            (#"{"color":"blue"}"#, "is 'blue', not auto, always or never"),
            (#"{"store":"keychain"}"#, "is 'keychain', not secret-service, helper:NAME or file"),
        ])
    func unusable(settings: String, words: String) async throws {
        var desk = Desk()
        desk.files = MemoryFiles(["/c/config.json": "{\"profile\":\"w p\",\"profiles\":{\"w p\":\(settings)}}"])
        for arguments in [["sources", "list"], ["login", "--with-token"], ["profiles", "list"], ["auth", "status"]] {
            let ran = await desk.run(arguments, environment: ["COVEO_CONFIG_DIR": "/c"])
            #expect(ran.code == 78)
            #expect(ran.error.contains(words), "\(ran.error)")
            let key = settings.split(separator: "\"")[1]
            #expect(
                ran.error.contains("hint: 'coveo config unset \(key)' takes it out\n"), "w p is the current profile")
            let typed = await desk.run(arguments + ["--profile", "w p"], environment: ["COVEO_CONFIG_DIR": "/c"])
            #expect(typed.error.contains("hint: 'coveo config unset \(key) --profile 'w p'' takes it out\n"))
        }
    }

    @Test("ports that can't be are 78 where they are asked for")
    func unusablePorts() throws {
        for value in ["[]", "[65536]", "[-1]", "[1.5]"] {
            let configuration = try context("{\"redirectPorts\":\(value)}").configuration()
            let failure = #expect(throws: Failure.self) { try configuration.redirectPorts(of: "default") }
            #expect(failure?.code == .configuration)
            #expect(failure?.hints == ["'\(coveo: "config unset redirectPorts")' takes it out"])
        }
    }

    @Test("with COVEO_ACCESS_TOKEN nothing is read under the home; a typed profile beats it, and is read")
    func variable() async throws {
        let files = CountingFiles()
        let world = FailingWorld.make(
            environment: ["HOME": "/home/ann", "COVEO_ACCESS_TOKEN": "canary-variable"], files: files)
        _ = try Context(LogoutCommand.parse([]), world: world)
        #expect(files.reads == 0)
        _ = try Context(LogoutCommand.parse(["--profile", "w"]), world: world)
        #expect(files.reads == 1)
        guard case .answer = Entry.parse(arguments: ["--version"], environment: world.environment) else {
            Issue.record("a version needs nothing")
            return
        }
    }
}

/// Files that are not there, and how often somebody looked.
private final class CountingFiles: Files {
    private let count = Mutex(0)

    var reads: Int { count.withLock { $0 } }

    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        count.withLock { $0 += 1 }
        throw .absent(path: path)
    }

    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) { throw .denied(path: path) }

    func isProgram(_ name: String) -> Bool { false }

    func programPlaces(_ name: String) -> ProgramPlaces { ProgramPlaces(own: nil, onPath: []) }
}
