/// The platform's activity operations, as `pushRefresh` takes them.
enum Activity {
    private static let all = Set(
        """
        APPLY ARCHIVE ARCHIVE_WARNING BACKUP CHANGE_ONLINE CHANGE_READ_ONLY COMMIT CONFIG_CHANGE CONFIG_CREATE CREATE \
        DECLINE DELETE DISABLE DUPLICATE ENABLE ENABLE_DISABLED_ENTITIES EXPORT FULL_REFRESH HORIZONTAL_SCALING IDLE \
        IMPORT INCREMENTAL_REFRESH LIMIT_ALMOST_REACHED LIMIT_EXCEEDED LIMIT_REACHED LOG_REQUEST METADATA_REPORT \
        MODEL_BUILD MODEL_REFRESH ORG_PROVISIONING_CHECK PAUSE PAUSE_ON_ERROR REBUILD REFRESH REFRESH_CANCEL \
        REFRESH_ENTITIES_IN_ERROR REFRESH_ENTITIES_NOT_UPDATED REFRESH_ENTITY REMEDIATE RESIZE RESTORE RESUME ROTATE \
        SCHEDULE_CHANGE SCHEDULE_CREATE SCHEDULE_DELETE SEARCH_CERTIFICATE_UPDATE SEARCH_INCIDENT \
        SEND_RESOURCE_SNAPSHOT START STOP SYNCHRONIZE TEST UPDATE UPGRADE UPGRADE_REVERT VALIDATE VERTICAL_SCALING
        """.split(separator: " ").map(String.init))

    /// A source's model while that operation goes on; one that is none of a source's content changes nothing.
    /// - Throws: `Refusal` 400 for one that doesn't exist.
    static func change(by operation: String, now: Int) throws(Refusal) -> @Sendable (Value) -> Value {
        guard all.contains(operation) else {
            throw .invalid("INVALID_PARAMETER", "The value of the parameter 'activityOperation' is not accepted.")
        }
        switch operation {
        case "REBUILD", "FULL_REFRESH", "INCREMENTAL_REFRESH":
            return { SourceDefaults.operating($0, operation, now: now) }
        case "IDLE": return { SourceDefaults.operating($0, nil, now: now) }
        default: return { $0 }
        }
    }
}
