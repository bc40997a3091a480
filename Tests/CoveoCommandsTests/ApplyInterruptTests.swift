import HTTPTypes
import Ports
import Support
import Synchronization
import Testing

@Suite("An apply that is interrupted")
struct ApplyInterruptTests {
    @Test("what was sent is waited for, nothing new begins, and both are told; a second run does the rest")
    func creates() async throws {
        let button = Button()
        let posts = Mutex(0)
        let platform = try StandingPlatform { request, _ in
            guard request.head.method == .post else { return nil }
            let number = posts.withLock { posts in
                posts += 1
                return posts
            }
            if number == 10 {
                button.press()
                // Until the command has heard of it: the answers below then come after the interrupt.
                for _ in 0..<1_000 { await Task.yield() }
            }
            return nil
        }
        let manifest = (0..<40).map { "- {name: s\($0), sourceType: PUSH}\n" }.joined()
        var desk = try await Desk.standing(platform, manifest: manifest)
        desk.interrupts = button
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml", "--concurrency", "4", "--json")
        #expect(ran.code == 130)
        let created = ran.output.matches(of: /"outcome":"created"/).count
        #expect(created == platform.names.count && created >= 10 && created < 40, "\(created)")
        #expect(
            ran.output.matches(of: /"outcome":"failed","error":"not tried: interrupted","notTried":true/).count == 40
                - created)
        #expect(ran.error.contains("\(created) created, \(40 - created) not tried in "))
        desk.interrupts = NoInterrupts()
        #expect(await desk.coveo("sources", "apply", "-f", "m.yaml").code == 0)
        #expect(platform.names.count == 40)
    }

    @Test("a create whose answer was lost may be there, and that is said")
    func lost() async throws {
        let button = Button()
        let platform = try StandingPlatform { request, index in
            if request.head.method == .post { return .doneAndLost(.cut(host: "platform.cloud.coveo.com")) }
            if index > 0 {
                button.press()
                for _ in 0..<1_000 { await Task.yield() }
                return .lost(.cut(host: "platform.cloud.coveo.com"))
            }
            return nil
        }
        var desk = try await Desk.standing(platform, manifest: "{name: A, sourceType: PUSH}")
        desk.interrupts = button
        let ran = await desk.coveo("sources", "apply", "-f", "m.yaml")
        #expect(ran.code == 130)
        #expect(
            ran.error.contains("error: 'A': interrupted while it was being created: it may be there\n"), "\(ran.error)")
    }
}
