import Foundation
import Testing

@Suite("What has to hold for whatever strangers hand over")
struct FuzzTargetTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Seeds")
    /// How many inputs are made of each target's seeds. `make fuzz` makes millions.
    private static let generated = 2_000

    /// Some targets wait for tasks, which must not take the threads that these run on.
    private static func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }

    private static func seeds(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let folder = folder.appending(path: target.rawValue)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, Array(try Data(contentsOf: folder.appending(path: name))))
        }
    }

    @Test("holds for every seed, those among them that broke something once", arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) async throws {
        let seeds = try Self.seeds(of: target)
        #expect(seeds.count >= 3)
        let broken = await Self.onOwnThread {
            seeds.compactMap { name, bytes in
                Result { try target.check(bytes) }.failure.map { "\(target)/\(name): \($0)" }
            }
        }
        #expect(broken == [])
    }

    @Test("holds for inputs that are made of the seeds, the same in every run", arguments: FuzzTarget.allCases)
    func generated(target: FuzzTarget) async throws {
        let seeds = try Self.seeds(of: target).map(\.bytes)
        let broken = await Self.onOwnThread {
            var mutation = Mutation(of: seeds, seed: 8)
            for _ in 0..<Self.generated {
                let input = mutation.next()
                if let error = Result(catching: { try target.check(input) }).failure {
                    return "\(error): \(Data(input).base64EncodedString())"
                }
            }
            return ""
        }
        #expect(broken == "")
    }

    @Test("every folder of seeds is a target's")
    func folders() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(names) == Set(FuzzTarget.allCases.map(\.rawValue)))
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
