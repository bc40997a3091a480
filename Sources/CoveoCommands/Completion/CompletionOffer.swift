import CoveoPlatform
import Ports

/// What is offered at a point of a command line: all of it, or all but what has to be read or asked for.
struct CompletionOffer {
    private(set) var reply: CompletionReply
    /// nil where the reply is complete.
    private(set) var live: CompleteCommand.LiveOffer?

    init(_ request: CompletionRequest, at point: CompletionPoint) {
        reply = CompletionReply(request: request)
        switch point.due {
        case .words(let candidates): reply.candidates = candidates
        case .value(let value, let head):
            reply.head = head
            offer(value, request, point)
        }
    }

    private mutating func offer(_ value: ExpectedValue, _ request: CompletionRequest, _ point: CompletionPoint) {
        switch value {
        case .freeText: break
        case .word(let words): reply.candidates = words.map { Candidate($0) }
        case .words(let words): offerSome(of: words, request.current)
        case .file(let endings): reply.ending = .files(endings)
        case .directory: reply.ending = .folders
        case .profile: offer(.profiles, request, point)
        case .name(let kind): offer(.names(kind), request, point)
        case .setting:
            guard let key = point.positionals.first.flatMap(ConfigurationKey.init(rawValue:)) else { return }
            switch key {
            case .profile: offer(.profiles, request, point)
            case .organization: offer(.names(.organizations), request, point)
            case .store: reply.candidates = StoreName.offered.map { Candidate($0) }
            case .color: reply.candidates = ColorChoice.allCases.map { Candidate($0.rawValue) }
            case .redirectPorts, .timeout: break
            }
        }
    }

    /// Words with commas between them: the last one is being typed, and none is offered twice.
    private mutating func offerSome(of words: [String], _ current: String) {
        let typed = String(current.dropFirst(reply.head.count))
        let before = typed.lastIndex(of: ",").map { typed[...$0] } ?? ""
        let used = before.split(separator: ",").map(String.init)
        reply.head += before
        reply.candidates = words.filter { !used.contains($0) }.map { Candidate($0) }
        reply.ending = .none
    }

    private mutating func offer(
        _ kind: CompleteCommand.LiveKind, _ request: CompletionRequest, _ point: CompletionPoint
    ) {
        live = CompleteCommand.LiveOffer(
            reply: reply, kind: kind, takesDash: point.isPastOptions || !reply.head.isEmpty,
            word: TypedWord(String(request.current.dropFirst(reply.head.count)), in: request.shell),
            used: reply.head.isEmpty ? point.positionals : [])
    }
}
