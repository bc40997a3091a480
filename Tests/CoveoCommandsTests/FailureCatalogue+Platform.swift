import CoveoPlatform
import HTTP
import JSON
import Ports

@testable import CoveoCommands

extension FailureCatalogue {
    private static func refusal(
        _ operation: PlatformOperation, _ status: Int, code: String? = "SOME_CODE", message: String? = "Some words"
    ) -> PlatformRefusal {
        PlatformRefusal(operation: operation, status: status, code: code, message: message, requestID: "r-1")
    }

    static let platform: [Entry] = [
        Entry(PlatformFailure.unauthorized(refusal(.listSources, 401)), .noPermission),
        Entry(PlatformFailure.unauthorized(refusal(.checkToken, 419, code: nil, message: nil)), .noPermission),
        Entry(PlatformFailure.forbidden(refusal(.createSource, 403)), .noPermission),
        Entry(PlatformFailure.forbidden(refusal(.updateSource(id: "s-1"), 403)), .noPermission),
        Entry(PlatformFailure.forbidden(refusal(.deleteSource(id: "s-1"), 403)), .noPermission),
        Entry(PlatformFailure.forbidden(refusal(.listOrganizations, 403)), .noPermission),
        Entry(PlatformFailure.notFound(refusal(.showSource(id: "s\u{1B}1"), 404)), .data),
        Entry(PlatformFailure.notFound(refusal(.showOrganization(id: "acme"), 404)), .data),
        Entry(PlatformFailure.notFound(refusal(.listSources, 404)), .data),
        Entry(PlatformFailure.notFound(refusal(.listOrganizations, 404)), .data),
        Entry(PlatformFailure.notFound(refusal(.checkToken, 404)), .data),
        Entry(PlatformFailure.conflict(refusal(.createSource, 409)), .data),
        Entry(PlatformFailure.invalid(refusal(.createSource, 400, message: "The name\u{202E} is bad")), .data),
        Entry(PlatformFailure.invalid(refusal(.updateSource(id: "s-1"), 412)), .data),
        Entry(PlatformFailure.rateLimited(refusal(.listSources, 429), retryAfter: .seconds(90)), .temporary),
        Entry(PlatformFailure.rateLimited(refusal(.listSources, 429), retryAfter: nil), .temporary),
        Entry(PlatformFailure.dailyQuota(refusal(.createSource, 429), retryAfter: nil), .temporary),
        Entry(PlatformFailure.dailyQuota(refusal(.createSource, 429), retryAfter: .seconds(36_000)), .temporary),
        Entry(PlatformFailure.server(refusal(.showOrganization(id: "acme"), 500)), .unavailable),
        Entry(PlatformFailure.server(refusal(.listOrganizations, 503, code: nil, message: nil)), .unavailable),
        Entry(PlatformFailure.firewall(refusal(.createSource, 403, code: nil, message: nil)), .unavailable),
        Entry(PlatformFailure.unexpectedRedirect(.listSources, host: "login.example"), .protocolBroken),
        Entry(PlatformFailure.unexpectedRedirect(.listSources, host: nil), .protocolBroken),
        Entry(PlatformFailure.notJSON(.listSources, contentType: "text/html"), .protocolBroken),
        Entry(PlatformFailure.notJSON(.listOrganizations, contentType: nil), .protocolBroken),
        Entry(PlatformFailure.malformed(.listSources, field: "sourceModels"), .protocolBroken),
        Entry(PlatformFailure.incomplete(.listSources, .short(count: 100, total: 250)), .protocolBroken),
        Entry(PlatformFailure.incomplete(.listOrganizations, .short(count: 100, total: nil)), .protocolBroken),
        Entry(PlatformFailure.incomplete(.listSources, .moved), .protocolBroken),
        Entry(PlatformFailure.tooMuch(.listSources, limit: 512 << 20), .protocolBroken),
        Entry(PlatformFailure.tooDeep(.showSource(id: "s-1")), .protocolBroken),
        Entry(PlatformFailure.unfitIdentifier(.showSource(id: ".."), ".."), .data),
    ]

    /// Every operation, since each has words of its own.
    static let operations: [Entry] =
        [
            .showOrganizationStatus(id: "acme"), .showOrganizationLimits(id: "acme"), .locateOrganization(id: "acme"),
            .evaluatePrivilege, .duplicateSource(id: "s-1"), .rebuildSource(id: "s-1"), .listSecurityProviders,
            .showSecurityProvider(id: "p\u{1B}"), .createSecurityProvider, .listAPIKeys, .createAPIKey,
            .disableAPIKey(id: "k-1"), .deleteAPIKey(id: "k-1"), .call(method: "PUT", path: "/rest/x\u{1B}"),
        ].flatMap { operation in
            [
                Entry(PlatformFailure.forbidden(refusal(operation, 403)), .noPermission),
                Entry(PlatformFailure.notFound(refusal(operation, 404)), .data),
                Entry(PlatformFailure.conflict(refusal(operation, 409)), .data),
            ]
        }

    static let calls: [Entry] = [
        Entry(APIPathFailure.empty, .usage),
        Entry(APIPathFailure.notAPath, .usage),
        Entry(APIPathFailure.malformedURL, .usage),
        Entry(APIPathFailure.hasUserInfo, .noPermission),
        Entry(APIPathFailure.foreign(host: "evil\u{1B}.example"), .noPermission),
        Entry(APIPathFailure.misplaced(host: "a.example", base: "https://b.example"), .usage),
        Entry(APIPathFailure.control, .usage),
        Entry(APIPathFailure.unencoded(suggestion: "/a%20b"), .usage),
        Entry(APIPathFailure.brokenEncoding, .usage),
        Entry(APIPathFailure.backslash, .usage),
        Entry(APIPathFailure.fragment, .usage),
        Entry(APIPathFailure.unfilled("owner"), .usage),
        Entry(APIPathFailure.emptySegment, .usage),
        Entry(APIPathFailure.dotSegment, .usage),
        Entry(APIPathFailure.noPushHost, .configuration),
        Entry(PlatformFailure.invalid(refusal(.call(method: "POST", path: "/rest/x"), 400)), .data),
        Entry(PlatformFailure.server(refusal(.call(method: "POST", path: "/rest/x"), 503)), .unavailable),
        Entry(PlatformFailure.notJSON(.call(method: "GET", path: "/x"), contentType: "text/html"), .protocolBroken),
    ]

    static let providers: [Entry] = [
        Entry(SecurityProviderDraftFailure.notAnObject, .data),
        Entry(SecurityProviderDraftFailure.noID, .data),
        Entry(SecurityProviderDraftFailure.twoIDs(argument: "a", model: "b\n"), .usage),
        Entry(SecurityProviderDraftFailure.unknownType("expandet", nearest: "expanded"), .usage),
        Entry(SecurityProviderDraftFailure.unknownType("nothing", nearest: nil), .usage),
        Entry(
            SecurityProviderCreationFailure(
                id: "sso", mismatches: [SourceMismatch(field: "type", expected: "EXPANDED", actual: "CUSTOM")]), .no),
        Entry(
            UnknownOutcome(
                operation: .createSecurityProvider, name: "sso", list: .absent,
                cause: TransportFailure.cut(host: "a.example")), .unavailable),
        Entry(
            UnknownOutcome(
                operation: .createAPIKey, name: "push", list: .unread(TransportFailure.unreachable(host: "a.example")),
                cause: TransportFailure.timedOut(host: "a.example", after: .seconds(30))), .temporary),
        Entry(PlatformFailure.unfitIdentifier(.showSecurityProvider(id: ".."), ".."), .data),
        Entry(PlatformFailure.unfitIdentifier(.deleteAPIKey(id: "."), "."), .data),
    ]

    static let addresses: [Entry] = [
        Entry(OrganizationIDFailure(text: "My Org", suggestion: "myorg"), .usage),
        Entry(OrganizationIDFailure(text: "\u{65E5}\u{672C}", suggestion: nil), .usage),
        Entry(PlatformAddressFailure.regionUnavailable(.eu, .hipaa), .usage),
        Entry(PlatformAddressFailure.platformURL(.malformed), .usage),
        Entry(PlatformAddressFailure.platformURL(.insecure(host: "platform.example")), .usage),
        Entry(PlatformAddressFailure.platformURL(.hasUserInfo), .usage),
        Entry(PlatformAddressFailure.pushURL(.hasFragment), .usage),
        Entry(PlatformAddressFailure.hasQuery(url: "https://platform.example"), .usage),
    ]

    static let drafts: [Entry] = [
        Entry(SourceDraftFailure.notAnObject, .data),
        Entry(SourceDraftFailure.noName, .data),
        Entry(SourceDraftFailure.twoNames(argument: "Docs", model: "Wiki\n"), .usage),
        Entry(SourceDraftFailure.wrongType(field: "name", expected: "string"), .data),
        Entry(SourceDraftFailure.unknownVisibility("PUBLIC"), .data),
        Entry(SourceDraftFailure.securedWithoutProvider, .usage),
        Entry(SourceDraftFailure.providerNeedsSecured(visibility: .shared), .usage),
        Entry(SourceDraftFailure.providerNeedsSecured(visibility: nil), .usage),
        Entry(SourceDraftFailure.emptyProvider, .usage),
        Entry(SourceTypeFailure(text: "psuh", nearest: "push"), .usage),
        Entry(SourceTypeFailure(text: "nothing", nearest: nil), .usage),
    ]

    static let changes: [Entry] = [
        Entry(SourceChangeFailure.notAnObject, .data),
        Entry(SourceChangeFailure.unfitAssignment("a..b=1"), .usage),
        Entry(SourceChangeFailure.assignmentNotJSON(key: "a", value: "b", reason: .empty), .usage),
        Entry(
            SourceChangeFailure.assignmentNotJSON(
                key: "a", value: "b", reason: .duplicateKey(key: "k", line: 1, column: 9)), .usage),
        Entry(SourceChangeFailure.assignmentNotJSON(key: "a", value: "b", reason: .tooDeep(limit: 512)), .usage),
        Entry(SourceChangeFailure.pathBlocked(["a", "b"]), .data),
        Entry(SourceChangeFailure.readOnly(field: "lastModifiedDate"), .data),
        Entry(SourceChangeFailure.otherID(actual: "s-1", asked: "s-2"), .data),
        Entry(SourceChangeFailure.renameUnsupported(actual: "Docs", asked: "Wiki"), .data),
        Entry(SourceChangeFailure.unknownVisibility("PUBLIC"), .data),
        Entry(SourceChangeFailure.securedWithoutProvider, .usage),
        Entry(SourceChangeFailure.providerNeedsSecured(visibility: "SHARED"), .usage),
        Entry(SourceChangeFailure.providerNeedsSecured(visibility: nil), .usage),
        Entry(SourceChangeFailure.emptyProvider, .usage),
    ]

    static let sources: [Entry] = [
        Entry(SourceResolutionFailure.absent(reference: "Dcos", near: ["Docs", "Dogs"]), .data),
        Entry(SourceResolutionFailure.absent(reference: "Dcos", near: []), .data),
        Entry(SourceResolutionFailure.ambiguous(name: "Docs", ids: ["s-1", "s-2"]), .data),
        Entry(
            SourceCreationFailure.outcomeUnknown(
                name: "Docs", list: .absent, cause: TransportFailure.cut(host: "a.example")), .unavailable),
        Entry(
            SourceCreationFailure.outcomeUnknown(
                name: "Docs", list: .unread(TransportFailure.unreachable(host: "a.example")),
                cause: TransportFailure.timedOut(host: "a.example", after: .seconds(30))), .temporary),
        Entry(
            SourceCreationFailure.foundAnother(
                id: "s-1",
                mismatches: [SourceMismatch(field: "sourceVisibility", expected: "PRIVATE", actual: "SHARED")]), .no),
        Entry(SourceCreationFailure.foundUnproven(id: "s-1", isOlder: true), .data),
        Entry(SourceCreationFailure.foundUnproven(id: "s-1", isOlder: false), .data),
        Entry(Failure.untold("s-1", name: "Docs", because: TerminalFailure.outputLost(code: 28)), .cantCreate),
        Entry(SourceCreationFailure.foundSeveral(name: "Docs", ids: ["s-1", "s-2"]), .data),
    ]
}
