import CoveoPlatform
import Foundation
import HTTPTypes
import Ports
import Support
import Testing

@testable import CoveoCommands

@Suite("coveo privileges check")
struct PrivilegesTests {
    private static let evaluate = "POST /rest/privilege/evaluate"
    private static let yes = ReceivedResponse.json(#"{"approved":true}"#)
    private static let no = ReceivedResponse.json(
        #"{"approved":false,"evaluationReport":{"privilegeEvaluationResultCodes":["OPERATION_NOT_ALLOWED"]}}"#)

    @Test("each privilege is asked for once, with a line of its own")
    func lines() async throws {
        let desk = try await Desk.loggedIn([Self.evaluate: [.success(Self.yes)]])
        let ran = await desk.coveo("privileges", "check")
        #expect(ran.code == 0)
        #expect(
            ran.output == """
                ✓ SOURCE CREATE  (create-source)
                ✓ SOURCE VIEW  (create-source, update-source, push)
                ✓ SOURCE EDIT  (update-source, push)
                ✓ ORGANIZATION VIEW  (push)

                """)
        #expect(desk.platform.requests(.post).count == 4)
    }

    @Test("one that is missing is named, and is 1")
    func missing() async throws {
        let desk = try await Desk.loggedIn([Self.evaluate: [.success(Self.yes), .success(Self.no)]])
        let ran = await desk.coveo("privileges", "check", "--for", "create-key")
        #expect(ran.code == 1)
        #expect(ran.output == "✓ API_KEY CREATE  (create-key)\n✗ API_KEY VIEW  (create-key): OPERATION_NOT_ALLOWED\n")
        #expect(ran.error.contains("hint: an administrator of the organization can grant it"))
    }

    @Test("with --source the ID is the target, of what is about a source")
    func source() async throws {
        let desk = try await Desk.loggedIn([
            Self.evaluate: [.success(Self.yes)], "GET \(Given.sources)/acme-1": [.success(.json(Given.source()))],
        ])
        let ran = await desk.coveo("privileges", "check", "--for", "push", "--source", "acme-1", "--json")
        #expect(ran.code == 0)
        #expect(
            ran.output.hasPrefix(
                #"[{"privilege":"SOURCE EDIT","targetId":"acme-1","for":["push"],"approved":true,"codes":[]},"#))
        #expect(ran.output.contains(#"{"privilege":"ORGANIZATION VIEW","targetId":"*","#))
        #expect(desk.platform.requests(.post).first?.text.contains(#""targetId":"acme-1""#) == true)
    }

    @Test("an unknown word is 64 with the nearest one, before any request")
    func unknown() async throws {
        let desk = try await Desk.loggedIn()
        let ran = await desk.coveo("privileges", "check", "--for", "push,create-sauce")
        #expect(ran.code == 64)
        #expect(ran.error.contains("hint: did you mean 'create-source'?"))
        #expect(await desk.coveo("privileges", "check", "--source", " ").code == 64)
        #expect(desk.platform.requests.isEmpty)
    }

    @Test("the help and docs/secured-source.md have the same table as the program")
    func table() async throws {
        let path = Golden.completions.deletingLastPathComponent().appendingPathComponent("docs/secured-source.md")
        let document = try String(contentsOf: path, encoding: .utf8)
        let help = await Desk().coveo("privileges", "check", "--help").output
        for purpose in PrivilegePurpose.allCases {
            let privileges = purpose.privileges().map(\.description).joined(separator: ", ")
            #expect(help.contains(purpose.rawValue.padded(to: 19) + privileges), "\(purpose)")
            #expect(document.contains("| `\(purpose.rawValue)` | \(privileges) |"), "\(purpose)")
        }
    }
}
