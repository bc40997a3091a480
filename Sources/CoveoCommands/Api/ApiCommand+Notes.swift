extension ApiCommand {
    static var notes: HelpNotes {
        HelpNotes(
            """
            coveo api '/rest/organizations/{org}/status'
            coveo api '/rest/organizations/{org}/sources/pages' --paginate | jq length
            coveo api '/rest/organizations/{org}/sources' -d @model.json
            # what comes next for a push source
            coveo api POST "/push/v1/organizations/{org}/sources/$id/status?statusType=REBUILD"
            coveo api POST "/push/v1/organizations/{org}/sources/$id/status?statusType=IDLE"
            """, variables: HelpVariable.onPlatform + [.pushURL],
            exits: [
                (.data, "The platform refused the request (400, 404, 409, 412 and the like)."),
                (.unavailable, "The platform can't be reached, or answered 5xx after the retries."),
                (.temporary, "Rate limited, or no answer in time."),
                (.protocolBroken, "A redirect, or a page where JSON is due."),
                (.noPermission, "Not logged in, or a privilege is missing (401, 403)."),
            ])
    }
}
