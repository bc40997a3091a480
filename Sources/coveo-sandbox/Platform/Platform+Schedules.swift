extension Platform {
    private static let fields: [String: Shape] = [
        "id": .text, "enabled": .flag, "frequency": .anyObject, "refreshType": .text, "resourceId": .text,
    ]

    /// The schedules of a source.
    /// - Throws: `Refusal` 403 or 404.
    func listSchedules(of sourceID: String, in id: String, for caller: Caller) throws(Refusal) -> [Value] {
        _ = try source(sourceID, in: id, for: caller)
        return schedules[sourceID] ?? []
    }

    /// One schedule.
    /// - Throws: `Refusal` 403 or 404.
    func schedule(_ scheduleID: String, of sourceID: String, in id: String, for caller: Caller) throws(Refusal) -> Value
    {
        let found = try listSchedules(of: sourceID, in: id, for: caller).first { $0["id"]?.string == scheduleID }
        guard let found else { throw .notFound("SCHEDULE_NOT_FOUND", "There is no schedule '\(scheduleID)'.") }
        return found
    }

    /// Adds a schedule, or replaces the one of that ID; without a body it deletes it.
    /// - Throws: `Refusal` 400, 403 or 404.
    func storeSchedule(
        _ body: Value?, as scheduleID: String?, of sourceID: String, in id: String, by caller: Caller
    ) throws -> Value {
        _ = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        _ = try running(id, for: caller)
        var all = schedules[sourceID] ?? []
        let index = all.firstIndex { $0["id"]?.string == scheduleID }
        guard scheduleID == nil || index != nil else {
            throw Refusal.notFound("SCHEDULE_NOT_FOUND", "There is no schedule '\(scheduleID ?? "")'.")
        }
        var schedule = body ?? [:]
        try Shape.check(schedule, fields: Self.fields)
        schedule["id"] = .string(scheduleID ?? SourceDefaults.random(26))
        switch (index, body) {
        case (let index?, nil): all.remove(at: index)
        case (let index?, _): all[index] = schedule
        case (nil, _): all.append(schedule)
        }
        schedules[sourceID] = all
        try save()
        return schedule
    }

    /// Switches all schedules of a source on or off.
    /// - Throws: `Refusal` 400, 403 or 404.
    func switchSchedules(of sourceID: String, on: Bool, in id: String, by caller: Caller) throws -> Source {
        let source = try source(sourceID, in: id, for: caller, needing: .sourceEdit)
        _ = try running(id, for: caller)
        schedules[sourceID] = (schedules[sourceID] ?? []).map { schedule in
            var schedule = schedule
            schedule["enabled"] = .bool(on)
            return schedule
        }
        try save()
        return source
    }
}
