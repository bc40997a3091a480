/// Work on many things, some at a time.
enum ConcurrentWork {
    /// Runs `body` on each of `items`, at most `width` at a time, begun in their order.
    ///
    /// - Parameter isStopped: asked before each; what runs comes to its end, and nothing new begins. A cancelled task is
    ///   stopped, too.
    static func each<Item: Sendable>(
        of items: some Sequence<Item>, width: Int, isStopped: () -> Bool = { false },
        _ body: @escaping @Sendable (Item) async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            var rest = items.makeIterator()
            var running = 0
            while true {
                while running < width, !isStopped(), !Task.isCancelled, let item = rest.next() {
                    group.addTask { await body(item) }
                    running += 1
                }
                if await group.next() == nil { break }
                running -= 1
            }
        }
    }
}
