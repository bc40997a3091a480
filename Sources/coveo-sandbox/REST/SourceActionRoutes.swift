import Foundation
import Hummingbird

/// `/rest/organizations/{organizationId}/sources/{sourceId}/…`: what can be done with a source, and its schedules.
struct SourceActionRoutes {
    let platform: Platform

    /// Adds the routes; the group checks tokens.
    func add(to rest: RouterGroup<SandboxContext>) {
        let source = rest.group("organizations/:organization/sources/:source")
        source.post("duplicate") { [platform] request, context -> Response in
            let query = try request.query()
            guard let name = try query.single("newSourceName") else {
                throw Refusal.invalid("MISSING_PARAMETER", "The parameter 'newSourceName' is required.")
            }
            let (id, organization, caller) = try Self.place(context)
            let made = try await platform.duplicateSource(
                id, as: name, logicalIndex: try query.single("logicalIndexId"), in: organization, by: caller)
            return .json(text: made.text, status: .created)
        }
        source.post("rebuild") { [platform] _, context -> Response in
            let (id, organization, caller) = try Self.place(context)
            let now = Platform.now
            let changed = try await platform.changeSource(id, in: organization, by: caller) {
                SourceDefaults.rebuilt($0, now: now)
            }
            return .json(text: changed.text)
        }
        source.post("pushRefresh") { [platform] request, context -> Response in
            guard let operation = try request.query().single("activityOperation") else {
                throw Refusal.invalid("MISSING_PARAMETER", "The parameter 'activityOperation' is required.")
            }
            let (id, organization, caller) = try Self.place(context)
            let change = try Activity.change(by: operation, now: Platform.now)
            _ = try await platform.changeSource(id, in: organization, by: caller, change)
            return Response(status: .ok)
        }
        for (path, on) in [("enable", true), ("disable", false)] {
            source.post(RouterPath(path)) { [platform] _, context -> Response in
                let (id, organization, caller) = try Self.place(context)
                return .json(
                    text: try await platform.switchSchedules(of: id, on: on, in: organization, by: caller).text)
            }
        }
        addSchedules(to: source)
    }

    private func addSchedules(to source: RouterGroup<SandboxContext>) {
        let schedules = source.group("schedules")
        schedules.get { [platform] _, context -> Response in
            let (id, organization, caller) = try Self.place(context)
            return .json(.array(try await platform.listSchedules(of: id, in: organization, for: caller)))
        }
        schedules.post { [platform] request, context -> Response in
            let (id, organization, caller) = try Self.place(context)
            let made = try await platform.storeSchedule(
                try await request.jsonObject(), as: nil, of: id, in: organization, by: caller)
            return .json(made, status: .created)
        }
        schedules.get(":schedule") { [platform] _, context -> Response in
            let (id, organization, caller) = try Self.place(context)
            return .json(
                try await platform.schedule(
                    try context.parameter("schedule"), of: id, in: organization, for: caller))
        }
        schedules.put(":schedule") { [platform] request, context -> Response in
            let (id, organization, caller) = try Self.place(context)
            let changed = try await platform.storeSchedule(
                try await request.jsonObject(), as: try context.parameter("schedule"), of: id, in: organization,
                by: caller)
            return .json(changed, status: .created)
        }
        schedules.delete(":schedule") { [platform] _, context -> Response in
            let (id, organization, caller) = try Self.place(context)
            _ = try await platform.storeSchedule(
                nil, as: try context.parameter("schedule"), of: id, in: organization, by: caller)
            return Response(status: .noContent)
        }
    }

    private static func place(_ context: SandboxContext) throws -> (id: String, organization: String, caller: Caller) {
        (try context.parameter("source"), try context.parameter("organization"), try context.requireCaller())
    }
}
