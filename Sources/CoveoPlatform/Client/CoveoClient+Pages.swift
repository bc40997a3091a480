import HTTPTypes
import JSON

/// What is new on a page of sources.
package struct SourcePage: Sendable {
    package let sources: [SourceModel]
    /// Whether more pages follow.
    package let isLast: Bool
}

extension CoveoClient {
    /// Every page of the sources in its order (`GET …/sources/pages`, by name), each source once.
    ///
    /// Where the pages say how many they are, some are asked for ahead, and read beside one another; what is read and not
    /// yet taken is never more than `PageReader.window` pages.
    ///
    /// Where a page came empty, or something was deleted meanwhile, the list is read anew, and what was missed comes
    /// last. What is created meanwhile may be missing.
    ///
    /// - Parameters:
    ///   - isKept: whether whoever gets the pages keeps them all, so that their size has a limit.
    ///   - body: gets the pages before one that fails, too; returns false to stop.
    package func eachPage(
        ofSourcesIn organization: OrganizationID, isKept: Bool = false, _ body: (SourcePage) async throws -> Bool
    ) async throws {
        var pages = PageReader<SourceModel>(id: \.id)
        try await whole(.listSources) { isFirst in
            if !isFirst { pages.startAgain() }
            var goesOn = true
            try await read(&pages, of: organization, isKept: isKept) { pages in
                goesOn = try await body(SourcePage(sources: pages.fresh, isLast: pages.nextPage == nil))
                return goesOn
            }
            return ((), !goesOn || pages.holdsAllOfBefore ? nil : pages.shortfall)
        }
    }

    /// All sources (`GET …/sources/pages`, all pages), by name: for what decides by them, the whole of one reading.
    package func sources(in organization: OrganizationID) async throws -> [SourceModel] {
        try await whole(.listSources) { _ in
            var pages = PageReader<SourceModel>(id: \.id)
            var all: [SourceModel] = []
            try await read(&pages, of: organization, isKept: true) { pages in
                all += pages.latest
                return true
            }
            return (all, pages.shortfall)
        }
    }

    /// Pages that may wait to be taken, in bytes: large ones are not asked for ahead.
    private static let aheadLimit = 64 << 20

    /// Reads the list once.
    ///
    /// - Parameter body: gets the reader after each page; returns false to stop.
    private func read(
        _ pages: inout PageReader<SourceModel>, of organization: OrganizationID, isKept: Bool,
        _ body: (PageReader<SourceModel>) async throws -> Bool
    ) async throws {
        // A task group's body can't hold on to what is inout.
        var reader = pages
        defer { pages = reader }
        try await withThrowingTaskGroup(of: (number: Int, page: Result<RawPage, any Error>).self) { group in
            var progress = SourceListingProgress(organization: organization)
            listing(progress)
            defer {
                group.cancelAll()
                progress.isOver = true
                listing(progress)
            }
            var kept = KeptBytes(.listSources, limit: keptLimit)
            var largest = 1
            var waiting: [Int: Result<RawPage, any Error>] = [:]
            var asked = 0
            var names: [KnownName] = []
            while let page = reader.nextPage {
                let ahead = min(reader.ahead(of: page), page + 1 + Self.aheadLimit / largest)
                while asked < max(page + 1, ahead) {
                    let number = asked
                    group.addTask { (number, await self.rawPage(number, in: organization)) }
                    asked += 1
                }
                while waiting[page] == nil, let (number, page) = try await group.next() { waiting[number] = page }
                guard let raw = try waiting.removeValue(forKey: page)?.get() else { return }
                largest = max(largest, raw.bytes)
                kept.add(raw.bytes)
                if isKept { try kept.check() }
                let hasEnd = reader.accept(raw.sources, totals: raw.answer)
                progress.count = reader.count
                progress.total = raw.answer["totalEntries"]?.int
                listing(progress)
                if news != nil, kept.isWithinLimit { names += reader.latest.map(KnownName.init) }
                if hasEnd, reader.nextPage == nil, reader.holdsAllOfBefore, kept.isWithinLimit {
                    news?(.listed(.sources, names, in: organization))
                }
                if try await !body(reader) { return }
                if !hasEnd { throw PlatformFailure.malformed(.listSources, field: "totalPages") }
            }
        }
    }

    /// A page as it came.
    private struct RawPage: Sendable {
        let sources: [SourceModel]
        let answer: JSONValue
        let bytes: Int
    }

    private func rawPage(_ page: Int, in organization: OrganizationID) async -> Result<RawPage, any Error> {
        let query = [
            ("page", String(page)), ("perPage", String(PageReader<SourceModel>.size)), ("sortingType", "NAME"),
        ]
        let path = ["rest", "organizations", organization.text, "sources", "pages"]
        do {
            let (answer, bytes) = try await sizedJSON(request(.get, path, query: query), for: .listSources)
            guard let items = answer["sourceModels"]?.array else {
                throw PlatformFailure.malformed(.listSources, field: "sourceModels")
            }
            let sources = try items.enumerated().map { index, item in
                guard let source = SourceModel(item) else {
                    throw PlatformFailure.malformed(.listSources, field: "sourceModels[\(index)].id")
                }
                return source
            }
            return .success(RawPage(sources: sources, answer: answer, bytes: bytes))
        } catch {
            return .failure(error)
        }
    }
}
