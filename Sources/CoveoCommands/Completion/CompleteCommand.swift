import ArgumentParser
import CoveoPlatform
import Ports

/// The hidden `coveo __complete`: what the shells' scripts ask at each Tab. It is seen by nobody: it says nothing, asks
/// nothing, and opens no dialog.
struct CompleteCommand: CoveoCommand {
    static let name = "__complete"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    @OptionGroup
    var globals: GlobalOptions

    private var work: Work?

    /// What is to be done.
    private enum Work: Sendable {
        case offer(LiveOffer)
        case refresh(NamedKind)
    }

    /// Only a hidden command's: the parser never meets it.
    private enum CodingKeys: CodingKey {
        case globals
    }

    /// Names that have to be read or asked for.
    struct LiveOffer: Sendable {
        let reply: CompletionReply
        let kind: LiveKind
        let takesDash: Bool
        /// What of the word comes after `reply.head`.
        let word: TypedWord
        /// What stood alone already, and is not offered again.
        let used: [String]
    }

    /// What only the machine or the platform knows.
    enum LiveKind: Sendable {
        case profiles
        case names(NamedKind)
    }

    init() {}

    private init(_ work: Work, profile: String?, organization: String?) {
        self.init()
        self.work = work
        globals = GlobalOptions(profile: profile, organization: organization)
    }

    var isSilent: Bool { true }
    /// A configuration that can't be used keeps it from nothing that it can do without.
    var isMending: Bool { true }

    /// What the arguments after `__complete` come to.
    static func outcome(_ arguments: ArraySlice<String>, environment: Environment) -> Entry.Outcome {
        if arguments.first == "refresh" {
            let words = Array(arguments.dropFirst())
            guard words.count >= 2, let kind = NamedKind(rawValue: words[0]) else { return .answer(.output("")) }
            let command = Self(.refresh(kind), profile: words[1], organization: words.count > 2 ? words[2] : nil)
            return .invocation(Invocation(command: command, environment: environment))
        }
        guard let request = CompletionRequest(arguments, environment: environment) else { return .answer(.output("")) }
        let point = CompletionPoint(request.words)
        let offer = CompletionOffer(request, at: point)
        guard let live = offer.live else { return .answer(.output(offer.reply.text)) }
        let command = Self(.offer(live), profile: point.profile, organization: point.organization)
        return .invocation(Invocation(command: command, environment: environment))
    }

    func run(in context: Context) async throws -> ExitCode {
        switch work {
        case .refresh(let kind): try await NameInquiry(kind: kind, context: context).refresh()
        case .offer(let offer):
            var reply = offer.reply
            reply.candidates += try await candidates(offer, context).filter { !offer.used.contains($0.value) }
            try context.world.terminal.writeOutput(reply.text)
        case nil: break
        }
        return .done
    }

    private func candidates(_ offer: LiveOffer, _ context: Context) async throws -> [Candidate] {
        switch offer.kind {
        case .profiles:
            let configuration = try context.configuration()
            let others = configuration.profiles.contains("default") ? [] : ["default"]
            return (configuration.profiles + others).sorted().map {
                Candidate($0, configuration.organization(of: $0) ?? "")
            }
        case .names(let kind):
            let things = try await NameInquiry(kind: kind, context: context).things()
            // fish takes what stands behind a tab for a description.
            return Candidate.naming(
                things, kind, word: offer.word, takesDash: offer.takesDash,
                unfit: offer.reply.request.shell == .fish ? UInt8(ascii: "\t") : 0)
        }
    }
}

extension GlobalOptions {
    /// What was typed of them at a point of a command line.
    fileprivate init(profile: String?, organization: String?) {
        self.init()
        self.profile = profile.map { [$0] } ?? []
        org = organization.map { [$0] } ?? []
        (json, quiet, verbose, noInput) = (false, true, false, true)
        (color, timeout) = ([], [])
    }
}
