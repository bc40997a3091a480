import HTTP
import Ports

extension CoveoClient {
    /// How often a list is read at most, until it is whole.
    private static var readings: Int { 3 }

    /// Reads a list until it is whole: anew where it came short or changed meanwhile, after a pause, twice at most.
    ///
    /// Throws `PlatformFailure.incomplete` besides: a part must never pass for the whole.
    func whole<List>(
        _ operation: PlatformOperation, _ read: (_ isFirst: Bool) async throws -> (List, ListShortfall?)
    ) async throws -> List {
        var reading = 1
        while true {
            let (list, shortfall) = try await read(reading == 1)
            guard let shortfall else { return list }
            if reading == Self.readings { throw PlatformFailure.incomplete(operation, shortfall) }
            try await clock.sleep(for: policy.pause(after: reading, random: random))
            reading += 1
        }
    }
}

/// How much of a list is kept in memory.
struct KeptBytes {
    private let operation: PlatformOperation
    private let limit: Int
    private var count = 0

    init(_ operation: PlatformOperation, limit: Int) {
        self.operation = operation
        self.limit = limit
    }

    /// Whether all so far is few enough to be kept.
    var isWithinLimit: Bool { count <= limit }

    /// Counts the answer of a page.
    mutating func add(_ bytes: Int) { count += bytes }

    /// Throws where what is kept is more than any list may take.
    func check() throws(PlatformFailure) {
        if !isWithinLimit { throw .tooMuch(operation, limit: limit) }
    }
}
