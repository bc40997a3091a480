import CoveoPlatform
import Ports

/// Lets a person choose among several organizations.
struct OrganizationPrompt {
    let organizations: [Organization]
    let context: Context

    /// Asks until there is an answer: a number of the list, or an ID.
    func ask() async throws -> OrganizationID {
        context.output.say("You have several organizations:")
        for (index, organization) in organizations.enumerated() {
            let name = organization.displayName.map { "  \(Visible($0))" } ?? ""
            context.output.say("  \(index + 1)  \(Visible(organization.id))\(name)")
        }
        while true {
            let prompt = "Which one (number or ID)? "
            guard let line = try await context.world.terminal.readLine(prompt: prompt, echo: true) else {
                context.output.say("")
                throw Failure.organizationNeeded(organizations)
            }
            let answer = line.trimmed
            if let number = Int(answer), organizations.indices.contains(number - 1) {
                return OrganizationID(of: organizations[number - 1])
            }
            if let organization = organizations.first(where: { $0.id.hasSameBytes(as: answer) }) {
                return OrganizationID(of: organization)
            }
            context.output.say("Please give a number from 1 to \(organizations.count), or one of the IDs.")
        }
    }
}

extension Failure {
    /// Several organizations, or none, and nobody to ask: never silently the first.
    static func organizationNeeded(_ organizations: [Organization]) -> Failure {
        if organizations.isEmpty {
            return Failure(
                .usage, "this account has no organization here",
                hint: "its organizations may be in another region: name one with --region; or name it with --org ID")
        }
        return Failure(
            .usage, "this account has \(organizations.count) organizations, and none is named: \(list(organizations))",
            hint: "name one, as in --org \(ShellWord(organizations[0].id))")
    }

    /// An organization that the platform doesn't know, or that this account may not see.
    static func unknownOrganization(_ id: OrganizationID, _ organizations: [Organization]) -> Failure {
        let near = NearNames.nearest(to: id.text, among: organizations.map(\.id)).first
        return Failure(
            .data, "this account has no organization '\(id)'; it has: \(list(organizations))",
            hint: near.map { "did you mean '\(Visible($0))'?" }
                ?? "an organization of another region needs --region")
    }

    private static func list(_ organizations: [Organization]) -> String {
        organizations.isEmpty
            ? "none"
            : organizations.prefix(20).map { Visible($0.id).text }.joined(separator: ", ")
                + (organizations.count > 20 ? ", …" : "")
    }
}
