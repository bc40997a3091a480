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
    /// - Parameter body: gets the pages before one that fails, too; returns false to stop.
    package func eachPage(
        ofSourcesIn organization: OrganizationID, _ body: (SourcePage) async throws -> Bool
    ) async throws {
        try await withThrowingTaskGroup(of: (number: Int, page: Result<RawPage, any Error>).self) { group in
            var progress = SourceListingProgress(organization: organization)
            listing(progress)
            defer {
                group.cancelAll()
                progress.isOver = true
                listing(progress)
            }
            var pages = PageReader<SourceModel>(id: \.id)
            var waiting: [Int: Result<RawPage, any Error>] = [:]
            var asked = 0
            var names: [KnownName] = []
            while let page = pages.nextPage {
                while asked < max(page + 1, pages.ahead(of: page)) {
                    let number = asked
                    group.addTask { (number, await self.rawPage(number, in: organization)) }
                    asked += 1
                }
                while waiting[page] == nil, let (number, page) = try await group.next() { waiting[number] = page }
                guard let raw = try waiting.removeValue(forKey: page)?.get() else { return }
                let isComplete = pages.accept(raw.sources, totals: raw.answer)
                let isLast = pages.nextPage == nil
                progress.count = pages.count
                progress.total = raw.answer["totalEntries"]?.int
                listing(progress)
                if news != nil { names += pages.latest.map(KnownName.init) }
                if isLast, isComplete { news?(.listed(.sources, names, in: organization)) }
                if try await !body(SourcePage(sources: pages.latest, isLast: isLast)) { return }
                if !isComplete { throw PlatformFailure.malformed(.listSources, field: "totalPages") }
            }
        }
    }

    /// A page as it came.
    private struct RawPage: Sendable {
        let sources: [SourceModel]
        let answer: JSONValue
    }

    private func rawPage(_ page: Int, in organization: OrganizationID) async -> Result<RawPage, any Error> {
        let query = [
            ("page", String(page)), ("perPage", String(PageReader<SourceModel>.size)), ("sortingType", "NAME"),
        ]
        let path = ["rest", "organizations", organization.text, "sources", "pages"]
        do {
            let answer = try await json(request(.get, path, query: query), for: .listSources)
            guard let items = answer["sourceModels"]?.array else {
                throw PlatformFailure.malformed(.listSources, field: "sourceModels")
            }
            let sources = try items.enumerated().map { index, item in
                guard let source = SourceModel(item) else {
                    throw PlatformFailure.malformed(.listSources, field: "sourceModels[\(index)].id")
                }
                return source
            }
            return .success(RawPage(sources: sources, answer: answer))
        } catch {
            return .failure(error)
        }
    }
}
