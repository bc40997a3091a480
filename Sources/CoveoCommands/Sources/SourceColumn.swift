import ArgumentParser
import CoveoPlatform
import FoundationEssentials
import Ports

/// A column of `sources list`.
enum SourceColumn: String, CaseIterable, Sendable {
    case id
    case name
    case type
    case visibility
    case status
    case documents
    case size
    case modified
    case owner
    case providers

    /// The columns where none are named.
    static let standard: [SourceColumn] = [.id, .name, .type, .visibility, .status]

    /// Reads `id,name,…`.
    ///
    /// - Throws: 64 for an unknown column.
    static func parse(_ text: String) throws(Failure) -> [SourceColumn] {
        var columns: [SourceColumn] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard let column = SourceColumn(rawValue: word.trimmed.lowercased()) else {
                let all = allCases.map(\.rawValue)
                let near = NearNames.nearest(to: word, among: all).first
                throw Failure(
                    .usage, "'\(Visible(word))' is no column: there are \(all.joined(separator: ", "))",
                    hint: near.map { "did you mean '\($0)'?" } ?? "as in --columns id,name,documents")
            }
            columns.append(column)
        }
        return columns
    }

    /// The column of a table: IDs and words stay whole, names and lists of unknown length need not.
    func column(isCopied: Bool) -> TableColumn {
        switch self {
        case .name where !isCopied, .owner, .providers: .text(rawValue)
        case .documents, .size: .number(rawValue)
        default: .whole(rawValue)
        }
    }

    /// The cell as people read it.
    func words(of source: SourceModel, now: Date) -> String {
        switch self {
        case .documents: source.documents.map(Quantity.count) ?? ""
        case .size: source.documentsSize.map(Quantity.bytes) ?? ""
        case .modified: source.modified.map { Moment.brief($0, from: now) } ?? ""
        default: text(of: source)
        }
    }

    /// The cell as scripts read it; empty where the platform says nothing.
    func text(of source: SourceModel) -> String {
        switch self {
        case .id: source.id
        case .name: source.name
        case .type: source.sourceType ?? ""
        case .visibility: source.visibilityText ?? ""
        case .status: source.status ?? ""
        case .documents: source.documents.map(String.init) ?? ""
        case .size: source.documentsSize.map(String.init) ?? ""
        case .modified: source.modified.map(Moment.iso) ?? ""
        case .owner: source.owner ?? ""
        case .providers: source.securityProviderIDs.joined(separator: ",")
        }
    }
}
