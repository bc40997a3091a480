import Foundation
import Keyring
import Ports
import Support
import Testing

@Suite("docker-credential-pass", .enabled(if: PasswordStore.isAvailable), .timeLimit(.minutes(2)))
struct PasswordStoreTests {
    private let secret = Redacted(Array(#"{"version":1,"token":"canary-4711-abcdefghijklmnop"}"#.utf8))

    @Test("people find the login with pass itself")
    func visible() async throws {
        let password = try await PasswordStore()
        try await password.store().write(secret, profile: "seen", platformHost: "one.example", interaction: .never)
        let folder = Data("https://coveo.cli.invalid/session/seen".utf8).base64EncodedString()
        let shown = try await password.run(["pass", "show", "docker-credential-helpers/\(folder)/one.example"])
        #expect(shown.hasPrefix(String(decoding: secret.reveal(), as: UTF8.self)))
    }

    @Test("a key that asks for a passphrase where nobody can be asked is a failure with words, and no hang")
    func passphrase() async throws {
        let password = try await PasswordStore(passphrase: "canary")
        try await password.store().write(secret, profile: "a", platformHost: "h", interaction: .never)
        password.forget()
        do throws(StoreFailure) {
            _ = try await password.store().read(profile: "a", interaction: .never)
            Issue.record("read")
        } catch {
            guard case .helper("docker-credential-pass", .failed(_, let message)) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(message.contains("decryption failed"))
        }
        #expect(try await password.store().items().map(\.profile) == ["a"])
        #expect(try await password.store().delete(profile: "a", interaction: .never))
        withExtendedLifetime(password) {}
    }

    /// What the helper says of its failure when a login is looked for, logged out of, and tried to be stored, each by a
    /// store of its own.
    private func words(_ open: () -> CredentialHelperStore) async -> [String?] {
        var failures: [StoreFailure?] = []
        func note(_ body: () async throws(StoreFailure) -> Void) async { failures.append(await failure(of: body)) }
        await note { () throws(StoreFailure) in _ = try await open().read(profile: "none", interaction: .never) }
        await note { () throws(StoreFailure) in _ = try await open().delete(profile: "none", interaction: .never) }
        await note { () throws(StoreFailure) in try await open().probe(interaction: .never) }
        return failures.map { failure in
            guard case .helper("docker-credential-pass", .failed(1, let message)) = failure else { return nil }
            return message
        }
    }

    @Test("a pass that nobody has set up is unusable, and not empty", arguments: [false, true])
    func uninitialized(hasFolder: Bool) async throws {
        let folder = TemporaryFolder()
        if hasFolder { mkdir(folder.path("store"), 0o700) }
        let words = await words {
            CredentialHelperStore(
                helper: "pass", timeout: .seconds(30),
                environment: Environment([
                    "PATH": "/usr/bin:/bin", "HOME": folder.path(""), "PASSWORD_STORE_DIR": folder.path("store"),
                ]))
        }
        let said = hasFolder ? "You must run: pass init your-gpg-id; before you" : #"Try "pass init"."#
        for word in words { #expect(word?.contains(said) == true, "\(words)") }
    }

    @Test("so is one whose key is gone, and nothing of a trial stays in it")
    func keyGone() async throws {
        let password = try await PasswordStore()
        try password.loseKey()
        let words = await words { password.store() }
        for said in words { #expect(said?.contains("No public key") == true, "\(words)") }
        #expect(try password.entries().isEmpty)
        #expect(try await password.store().items().isEmpty)
    }

    @Test("so is one whose key is locked with a passphrase, with nobody there to type it")
    func keyLocked() async throws {
        let password = try await PasswordStore(passphrase: "canary")
        password.forget()
        let words = await words { password.store() }
        for said in words { #expect(said?.contains("decryption failed") == true, "\(words)") }
        #expect(try password.entries().isEmpty)
    }

    @Test("where the key is gone a login that is there is no absent one, goes, and hides no other")
    func keyGoneFromLogin() async throws {
        let password = try await PasswordStore()
        try await password.store().write(secret, profile: "a", platformHost: "h", interaction: .never)
        try password.loseKey()
        await #expect(throws: StoreFailure.self) {
            _ = try await password.store().read(profile: "a", interaction: .never)
        }
        await #expect(throws: StoreFailure.self) {
            try await password.store().write(secret, profile: "b", platformHost: "h", interaction: .never)
        }
        #expect(try await password.store().items().map(\.profile) == ["a"])
        #expect(try await password.store().delete(profile: "a", interaction: .never))
        #expect(try password.entries().isEmpty)
    }

    @Test("what does not end in time, or is not waited for, leaves no empty entry", arguments: [false, true])
    func cutOff(isCancelled: Bool) async throws {
        let password = try await PasswordStore()
        let (programs, limit) = (TemporaryFolder(), Duration.seconds(3))
        let mark = programs.path("began")
        // As it is where GnuPG looks for the key in the network.
        _ = FileManager.default.createFile(
            atPath: programs.path("gpg"), contents: Data("#!/bin/sh\n: >'\(mark)'\nexec sleep 600\n".utf8),
            attributes: [.posixPermissions: 0o755])
        let failure: StoreFailure =
            isCancelled ? .cancelled : .helper(program: "docker-credential-pass", .noAnswer(after: limit))
        var left = 0
        // There is a moment for it, which a machine that is busy with other tests may take away; not each time.
        for _ in 0..<5 {
            let store = password.store(timeout: isCancelled ? .seconds(60) : limit, programs: programs.path(""))
            let task = Task { try await store.probe(interaction: .never) }
            while isCancelled, !FileManager.default.fileExists(atPath: mark) {
                try await Task.sleep(for: .milliseconds(5))
            }
            if isCancelled { task.cancel() }
            await #expect(throws: failure) { try await task.value }
            #expect(FileManager.default.fileExists(atPath: mark), "no entry was begun")
            let entries = try password.entries().count
            if entries == left { return }
            (left, _) = (entries, unlink(mark))
        }
        Issue.record("\(left) entries were left")
    }

    @Test("the empty entry of a trial that was killed is removed by the next list")
    func killedProbe() async throws {
        let password = try await PasswordStore()
        try await password.store().write(secret, profile: "a", platformHost: "h", interaction: .never)
        for number in ["1f", "2f"] { try password.leaveEmpty("https://coveo.cli.invalid/probe/\(number)") }
        #expect(try await password.store().items().map(\.profile) == ["a"])
        #expect(try password.entries().count == 1)
    }

    @Test("that of a login that was cut off goes with the next login, or the logout", arguments: [true, false])
    func killedLogin(logsIn: Bool) async throws {
        let password = try await PasswordStore()
        let profile = "a-profile-with-a-longer-name-than-a-token-4711"
        try password.leaveEmpty("https://coveo.cli.invalid/session/\(profile)")
        if logsIn {
            try await password.store().write(secret, profile: profile, platformHost: "h", interaction: .never)
        } else {
            #expect(try await password.store().delete(profile: profile, interaction: .never) == false)
        }
        #expect(try await password.store().items().map(\.profile) == (logsIn ? [profile] : []))
    }

    @Test("another program's empty entry is named, is not ours to remove, and keeps no login from its use")
    func foreignEntry() async throws {
        let password = try await PasswordStore()
        let url = "https://registry.example/v1/"
        try password.leaveEmpty(url)
        try await password.store().write(secret, profile: "a", platformHost: "one", interaction: .never)
        try await password.store().write(secret, profile: "a", platformHost: "two", interaction: .never)
        let blocked = StoreFailure.helper(program: "docker-credential-pass", .blocked(by: url))
        await #expect(throws: blocked) { _ = try await password.store().items() }
        #expect(await password.store().inspect().failure == blocked)
        guard case .found = try await password.store().read(profile: "a", interaction: .never) else {
            Issue.record("not found")
            return
        }
        guard case .absent = try await password.store().read(profile: "b", interaction: .never) else {
            Issue.record("not absent")
            return
        }
        #expect(try await password.store().delete(profile: "a", interaction: .never))
        #expect(FileManager.default.fileExists(atPath: password.entry(url)))
        #expect(try password.entries().count == 1)
    }
}
