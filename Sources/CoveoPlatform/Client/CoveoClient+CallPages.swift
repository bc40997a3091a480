package import JSON
import Ports

/// A step of a call that goes through a list.
package enum CalledPage: Sendable {
    /// What is new on the next page.
    case items([JSONValue])
    /// The first answer is no list, or no success: it stands for the whole.
    case other(APIAnswer)
}

extension CoveoClient {
    /// Sends a call for every page of a list, one after the other, and stops where nothing new comes.
    ///
    /// The platform has three shapes of lists: an object with `totalPages` and its items in `items`, `sourceModels` or its
    /// only array; a bare array, of which it doesn't say that it is one page of several; and a bare array that knows no
    /// pages and is the same at each. Elements with an `id` that come again, since the list moved, are given once.
    ///
    /// Throws where a later page fails, where the first is cut or holds no one list, where fewer came than the platform
    /// counts, or where the list has no end: the platform repeats itself before the end that it names, or names one later
    /// and later.
    package func eachPage(of call: APICall, _ body: (CalledPage) throws -> Void) async throws {
        let size = call.path.parameter("perPage").last.map { Int($0) ?? 100 } ?? PageReader<Item>.size
        // A platform that gives fewer than asked for may do so on each page.
        var pages = PageReader<Item>(size: min(max(size, 1), 100), countsAll: true, id: \.key)
        while let page = pages.nextPage {
            var parameters = [("page", String(page))]
            if call.path.parameter("perPage").isEmpty { parameters.append(("perPage", String(size))) }
            let path = call.path.adding(parameters)
            let answer = try await self.call(APICall(call.method, path, fields: call.fields))
            let list = try list(in: answer, to: call, isFirst: page == 0)
            guard let list else { return try body(.other(answer)) }
            let hasEnd = pages.accept(list.items, totals: list.totals)
            try body(.items(pages.latest.map(\.value)))
            if !hasEnd { throw PlatformFailure.malformed(call.operation, field: "totalPages") }
        }
        if let shortfall = pages.shortfall, !pages.holdsAllOfBefore {
            throw PlatformFailure.incomplete(call.operation, shortfall)
        }
    }

    /// The list that an answer is; nil where the first one is none.
    private func list(
        in answer: APIAnswer, to call: APICall, isFirst: Bool
    ) throws -> (items: [Item], totals: JSONValue)? {
        if let failure = answer.failure {
            if isFirst { return nil }
            throw failure
        }
        let value = try value(of: answer.response, to: call.operation)
        if let value, let items = value.array ?? Self.listed(in: value) {
            return (items.enumerated().map { Item(value: $1, index: $0) }, value)
        }
        // A part must never pass for the whole.
        guard isFirst, (value?["totalPages"]?.int ?? 1) <= 1 else {
            throw PlatformFailure.malformed(call.operation, field: "items")
        }
        return nil
    }

    /// The JSON of an answer; nil where it is of another type.
    private func value(of response: ReceivedResponse, to operation: PlatformOperation) throws -> JSONValue? {
        do throws(JSONFailure) {
            return try JSONValue(parsing: response.body)
        } catch {
            guard !response.body.isEmpty, response.contentType?.lowercased().contains("json") == true else {
                return nil
            }
            throw PlatformFailure(error, in: response, to: operation)
        }
    }

    private static func listed(in value: JSONValue) -> [JSONValue]? {
        for name in ["items", "sourceModels"] {
            if let items = value[name]?.array { return items }
        }
        guard value["totalPages"]?.int != nil else { return nil }
        let arrays = value.object?.members.compactMap(\.value.array) ?? []
        return arrays.count == 1 ? arrays[0] : nil
    }
}

/// An element of a list, and what it is known again by.
private struct Item {
    let value: JSONValue
    let key: String

    /// - Parameter index: on its page; without an ID an element is only taken for another at the same place.
    init(value: JSONValue, index: Int) {
        self.value = value
        let text = value.text(.compact)
        key = value["id"] == nil ? "\(index) \(text)" : text
    }
}
