import ArgumentParser
import CoveoPlatform
import JSON
import Ports

/// `coveo privileges check`: asks the platform for each privilege, before something fails for want of one.
struct PrivilegesCheckCommand: CoveoCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check whether the login has the privileges that something takes.",
        usage: "coveo privileges check [--for <what>] [--source <source>] [options]",
        discussion: """
            Prints one line a privilege. Exits 1 where one is missing.

              create-source      SOURCE CREATE, SOURCE VIEW
              update-source      SOURCE EDIT, SOURCE VIEW
              push               SOURCE EDIT, SOURCE VIEW, ORGANIZATION VIEW
              push-identities    SECURITY_PROVIDER EDIT, ORGANIZATION VIEW
              create-provider    SECURITY_PROVIDER CREATE, SECURITY_PROVIDER VIEW
              create-key         API_KEY CREATE, API_KEY VIEW
              manage-keys        API_KEY EDIT, API_KEY VIEW
              show-organization  ORGANIZATION VIEW
            """)

    @Option(
        help: ArgumentHelp("What for (default: create-source,update-source,push).", valueName: "what"),
        completion: .words(PrivilegePurpose.allCases.map(\.rawValue)))
    var `for`: [String] = []

    @Option(
        help: ArgumentHelp("The only source that it is about; an ID, or an exact name.", valueName: "source"),
        completion: .source)
    var source: [String] = []

    @OptionGroup(title: "Global options")
    var globals: GlobalOptions

    /// A privilege, and what it is wanted for.
    private struct Question: Sendable {
        let privilege: Privilege
        var purposes: [PrivilegePurpose]
    }

    func run(in context: Context) async throws -> ExitCode {
        let purposes = try single(`for`, "--for").map { try PrivilegePurpose.parse($0) } ?? PrivilegePurpose.standard
        let source = try single(source, "--source")
        try checkNamed(source.map { [$0] } ?? [])
        let answers = try await context.connected { connection in
            let organization = try await connection.organization()
            let client = connection.client
            var target: String?
            if let source { target = try await client.resolveSource(source, in: organization).id }
            var answers: [(Question, PrivilegeEvaluation)] = []
            for question in questions(purposes, on: target) {
                answers.append((question, try await client.evaluate(question.privilege, in: organization)))
            }
            return answers
        }
        try report(answers, context.output)
        guard answers.contains(where: { !$0.1.isApproved }) else { return .done }
        context.output.hint(
            "an administrator of the organization can grant it (Administration Console, Groups or API keys)")
        return .no
    }

    /// Each privilege once, in the order of the first word that needs it.
    private func questions(_ purposes: [PrivilegePurpose], on source: String?) -> [Question] {
        var questions: [Question] = []
        for purpose in purposes {
            for privilege in purpose.privileges(on: source) {
                if let index = questions.firstIndex(where: { $0.privilege == privilege }) {
                    questions[index].purposes.append(purpose)
                } else {
                    questions.append(Question(privilege: privilege, purposes: [purpose]))
                }
            }
        }
        return questions
    }

    private func report(_ answers: [(Question, PrivilegeEvaluation)], _ output: Output) throws {
        if output.isJSON {
            return try output.value(
                .array(
                    answers.map { question, evaluation in
                        [
                            "privilege": .string(question.privilege.description),
                            "targetId": .string(question.privilege.target),
                            "for": .array(question.purposes.map { .string($0.rawValue) }),
                            "approved": .bool(evaluation.isApproved),
                            "codes": .array(evaluation.codes.map { .string($0) }),
                        ]
                    }))
        }
        for (question, evaluation) in answers {
            let privilege = question.privilege
            let sign = evaluation.isApproved ? output.style.green("✓") : output.style.red("✗")
            let target = privilege.target == "*" ? "" : " on \(Visible(privilege.target))"
            let why = evaluation.isApproved ? "" : ": " + Visible(evaluation.codes.joined(separator: ", ")).text
            let purposes = question.purposes.map(\.rawValue).joined(separator: ", ")
            try output.result("\(sign) \(privilege)\(target)  (\(purposes))\(why == ": " ? ": not granted" : why)")
        }
    }
}
