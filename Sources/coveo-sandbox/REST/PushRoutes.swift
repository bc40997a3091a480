import Foundation
import Hummingbird

/// The Push API, `/push/v1/organizations/{organizationId}`: status, items and batches.
struct PushRoutes {
    /// The most that a single item may hold, in bytes.
    private static let itemLimit = 6 * 1024 * 1024
    private static let compressions = ["UNCOMPRESSED", "ZLIB", "GZIP", "LZMA", "DEFLATE"]
    private static let operations = [
        "REBUILD": "REBUILD", "REFRESH": "FULL_REFRESH", "INCREMENTAL": "INCREMENTAL_REFRESH",
    ]
    let platform: Platform
    let scheme: String

    /// Adds the routes; the group checks tokens.
    func add(to push: RouterGroup<SandboxContext>) {
        let organization = push.group("organizations/:organization")
        organization.post("files") { [platform, scheme] _, context -> Response in
            let made = try await platform.makeContainer(
                in: try context.parameter("organization"), by: try context.requireCaller())
            let origin = Origin(scheme: scheme, channel: context.channel)
            let address = UploadRoutes.address(of: made.id, signature: made.signature, at: origin)
            let headers = FileContainers.requiredHeaders.sorted { $0.key < $1.key }
            return .unkept(
                [
                    "uploadUri": .string(address), "fileId": .string(made.id),
                    "requiredHeaders": .object(headers.map { .init(key: $0.key, value: .string($0.value)) }),
                ], status: .created)
        }
        let source = organization.group("sources/:source")
        source.post("status") { [platform] request, context -> Response in
            let query = try PushQuery(request)
            let status = try query.choice("statusType", of: ["IDLE"] + Self.operations.keys.sorted())
            guard let status else { throw PushQuery.missing("statusType") }
            let (id, organization, caller) = try Self.place(context)
            try await platform.setStatus(Self.operations[status], of: id, in: organization, by: caller)
            return Response(status: .created)
        }
        addItems(to: source)
    }

    private func addItems(to source: RouterGroup<SandboxContext>) {
        source.put("documents") { [platform] request, context -> Response in
            let query = try PushQuery(request)
            let document = try query.documentID()
            _ = try query.choice("compressionType", of: Self.compressions)
            let (id, organization, caller) = try Self.place(context)
            let ordering = try query.number("orderingId") ?? Platform.now
            try await platform.checkPush(to: id, in: organization, by: caller)
            let body = try await request.jsonObject(upTo: Self.itemLimit)
            let change = PushedContent.add(
                documentID: document, orderingID: ordering, size: body.text.utf8.count, body: body)
            try await platform.push([change], to: id, in: organization, by: caller)
            return Response(status: .accepted)
        }
        source.delete("documents") { [platform] request, context -> Response in
            let query = try PushQuery(request)
            let change = PushedContent.Change.delete(
                documentID: try query.documentID(), orderingID: try query.number("orderingId") ?? Platform.now,
                children: try query.choice("deleteChildren", of: ["true", "false"]) == "true")
            let (id, organization, caller) = try Self.place(context)
            try await platform.push([change], to: id, in: organization, by: caller)
            return Response(status: .accepted)
        }
        source.put("documents/batch") { [platform] request, context -> Response in
            let query = try PushQuery(request)
            guard let file = try query.text("fileId") else { throw PushQuery.missing("fileId") }
            let ordering = try query.number("orderingId") ?? Platform.now
            let (id, organization, caller) = try Self.place(context)
            try await platform.checkPush(to: id, in: organization, by: caller)
            guard let content = await platform.containers.content(of: file, in: organization) else {
                throw PushQuery.invalid("fileId")
            }
            let changes = PushedContent.changes(in: content, orderingID: ordering)
            try await platform.push(changes, to: id, in: organization, by: caller)
            return Response(status: .accepted)
        }
        source.delete("documents/olderthan") { [platform] request, context -> Response in
            let query = try PushQuery(request)
            guard let ordering = try query.number("orderingId") else { throw PushQuery.missing("orderingId") }
            _ = try query.number("queueDelay")
            let (id, organization, caller) = try Self.place(context)
            try await platform.push([.deleteOlder(orderingID: ordering)], to: id, in: organization, by: caller)
            return Response(status: .accepted)
        }
    }

    private static func place(_ context: SandboxContext) throws -> (id: String, organization: String, caller: Caller) {
        (try context.parameter("source"), try context.parameter("organization"), try context.requireCaller())
    }
}
