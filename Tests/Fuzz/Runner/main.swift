import CFuzzer
import Glibc

/// `coveo-fuzz TARGET …`: what follows is libFuzzer's own.
enum Chosen {
    /// libFuzzer calls back without a context, so this is asked for by name.
    static let target = CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.init(rawValue:))
}

/// A word on stderr.
enum Complaint {
    static func print(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}

guard Chosen.target != nil else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
    Complaint.print("usage: coveo-fuzz TARGET [libFuzzer's options and folders]\ntargets: \(names)")
    exit(64)
}

var argumentCount = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
exit(
    LLVMFuzzerRunDriver(&argumentCount, &arguments) { bytes, count in
        let input = Array(UnsafeBufferPointer(start: bytes, count: count))
        do {
            try Chosen.target?.check(input)
        } catch {
            Complaint.print("\n\(error)")
            // libFuzzer keeps the input, and ends.
            abort()
        }
        return 0
    })
