/// The vendor's `SourceModel` and `SecurityProviderModel`, as far as requests are checked.
enum SourceShape {
    /// The source types that the vendor's API names.
    private static let types = [
        "AMAZONS3", "BOX_ENTERPRISE2", "CATALOG", "CONFLUENCE2", "CONFLUENCE2_HOSTED", "CUSTOM", "DATABASE",
        "DROPBOX_FOR_BUSINESS", "FILE", "GENERIC_REST", "GOOGLE_DRIVE_DOMAIN_WIDE", "GRAPHQL", "JIRA2",
        "JIRA2_HOSTED", "JIVE", "JIVE_HOSTED", "LITHIUM", "KHOROS", "MICROSOFT_DYNAMICS", "PUSH", "RSS",
        "SALESFORCE", "SALESFORCE_SITES", "SAP", "SERVICENOW", "SHAREPOINT", "SHAREPOINT_ONLINE2", "SHOPIFY",
        "SITECORE", "SITEMAP", "SLACK", "WEB2", "YOUTUBE", "ZENDESK", "ADOBE_EXPERIENCE_MANAGER", "BOX",
        "BOX_ENTERPRISE", "CONFLUENCE", "DROPBOX", "GMAIL", "GMAIL_DOMAIN_WIDE", "SHAREPOINT_ONLINE",
    ]
    private static let editor = Shape.record(["id": .text, "displayName": .text])
    private static let identities = Shape.list(editor, unique: true)
    private static let texts = Shape.list(.text, unique: false)
    private static let conversions = Shape.list(
        .record([
            "actionOnError": .choice(["REJECT_DOCUMENT", "SKIP_EXTENSION"]), "condition": .text,
            "extensionId": .text, "itemType": .text, "parameters": .map(.text), "versionId": .text,
        ]), unique: false)
    private static let mappings = Shape.list(
        .record([
            "id": .text, "kind": .choice(["COMMON", "MAPPING"]), "type": .text, "fieldName": .text,
            "extractionMethod": .text, "content": .text, "rules": texts,
            "fieldTypeHint": .choice(["LONG", "LONG_64", "DOUBLE", "DATE", "STRING", "VECTOR"]),
        ]), unique: false)
    private static let urlFilters = Shape.list(
        .record(["filter": .text, "includeFilter": .flag, "filterType": .choice(["WILDCARD", "REGEX"])]),
        unique: false)

    /// The fields of `SourceModel`.
    static let source: [String: Shape] = [
        "groupsThatCanEdit": identities, "apiKeysThatCanEdit": identities, "projectIds": texts,
        "sourceType": .choice(types), "id": .text, "name": .text, "owner": .text, "lastModifier": .text,
        "lastModifiedDate": .moment, "createdDate": .moment,
        "sourceVisibility": .choice(["PRIVATE", "SECURED", "SHARED"]), "customParameters": .map(.text),
        "mappings": mappings, "documentConfig": .anyObject, "information": .anyObject,
        "configurationError": .record(["errorCode": .text, "message": .text]), "pushEnabled": .flag,
        "onPremisesEnabled": .flag, "streamEnabled": .flag, "logicalIndex": .text, "crawlingModuleId": .text,
        "pendingCrawlingModuleId": .text, "securityProviderReferences": .list(.text, unique: true),
        "preConversionExtensions": conversions, "postConversionExtensions": conversions, "permissions": .anyObject,
        "urlFilters": urlFilters, "ocrFileTypes": texts, "resourceId": .text,
    ]

    /// The fields of `SecurityCacheSecurityProviderModel`.
    static let provider: [String: Shape] = [
        "id": .text, "name": .text, "displayName": .text, "organizationId": .text,
        "type": .choice([
            "ACTIVE_DIRECTORY2", "BOX", "CLAIMS", "CLAIMS_TO_EMAIL", "CONFLUENCE", "CONFLUENCE2", "CUSTOM", "DATABASE",
            "DROPBOX_FOR_BUSINESS", "EMAIL", "EXPANDED", "FILE", "GOOGLE_DRIVE_DOMAIN_WIDE", "GENERIC_REST",
            "GRAPHQL", "JIRA2", "JIVE", "KHOROS_COMMUNITY", "MICROSOFT_DYNAMICS", "OFFICE365", "SALESFORCE",
            "SERVICENOW", "SHAREPOINT", "SHAREPOINT_ONLINE", "SITECORE", "SLACK", "ZENDESK",
        ]),
        "nodeTypeName": .text, "sourceTypeName": .text, "nodeRequired": .flag, "onPremisesEnabled": .flag,
        "projectIds": texts, "crawlingModuleId": .text, "caseSensitive": .flag, "userIdentities": .map(.anyObject),
        "parameters": .map(.anyObject), "instanceId": .text,
        "cascadingSecurityProviders": .map(
            .record(["id": .text, "name": .text, "type": .text, "typeName": .text])),
        "referencedBy": .list(
            .record(["type": .choice(["SOURCE", "SECURITY_PROVIDER"]), "id": .text, "attributes": .anyObject]),
            unique: false),
    ]
}
