/// One of the many sources that `--seed-sources` makes, about 2.5 kB as JSON. Its text is put together when it is asked
/// for, so that a hundred thousand of them are there at once and take little memory.
struct BenchmarkModel: Sendable {
    /// From 1.
    let number: Int
    /// In milliseconds since 1970.
    let createdAt: Int

    private var digits: String { String(String(1_000_000 + number).dropFirst()) }
    var id: String { "acmeproduction-benchmark" + digits }
    var name: String { "Benchmark " + digits }

    /// The whole model as JSON.
    var text: String {
        var text = ""
        text.reserveCapacity(3_000)
        for (index, piece) in Self.pieces.enumerated() {
            guard index % 2 == 1 else {
                text += piece
                continue
            }
            switch piece {
            case "digits": text += digits
            case "now": text += String(createdAt)
            case "documents": text += String(number * 37 % 50_000)
            default: text += String(number * 91_193 % 1_000_000_007)
            }
        }
        return text
    }

    /// The whole model.
    var model: Value {
        // The text is our own, and a test reads it.
        (try? ValueReader.read(Array(text.utf8))) ?? [:]
    }

    /// Texts, and between them what differs from source to source.
    private static let pieces = template.split(separator: "§", omittingEmptySubsequences: false).map(String.init)

    private static let template = """
        {"id":"acmeproduction-benchmark§digits§","sourceType":"PUSH","name":"Benchmark §digits§",\
        "sourceVisibility":"SHARED","pushEnabled":true,"owner":"alice@example.com","streamEnabled":false,\
        "onPremisesEnabled":false,"logicalIndex":"default","customParameters":{"department":"Knowledge Management",\
        "contact":"kb-§digits§@example.com"},"mappings":[\(mappings)],"preConversionExtensions":[],\
        "postConversionExtensions":[{"actionOnError":"SKIP_EXTENSION","condition":"%[filetype] == \\"html\\"",\
        "extensionId":"acmeproduction-b7m2tqzkwd4hxyrn§digits§","itemType":"BODY_TEXT","parameters":{\
        "language":"en"},"versionId":""}],"permissions":{"state":"VALID","permissionLevels":[{\
        "name":"Source Specified","permissionSets":[{"anonymousAllowed":true,"name":"Shared","permissions":[]}]}]},\
        "urlFilters":[{"filter":"*","includeFilter":true,"filterType":"WILDCARD"}],"ocrFileTypes":[],\
        "securityProviderReferences":[],"groupsThatCanEdit":[{"id":"administrators",\
        "displayName":"Administrators"},{"id":"content-managers","displayName":"Content Managers"}],\
        "apiKeysThatCanEdit":[{"id":"k4hj2xq7vn6b§digits§wy3p","displayName":"Push key §digits§"}],\
        "projectIds":[],"resourceId":"acmeproduction-benchmark§digits§","createdDate":§now§,"lastModifiedDate":§now§,\
        "lastModifier":"alice@example.com","information":{"sourceStatus":{"type":"PUSH_READY",\
        "extendedCurrentStatus":"PUSH_READY","allowedOperations":["DELETE","REBUILD"],"timestamp":§now§,\
        "initialBuild":false},"lastOperation":{"operationType":"REBUILD","result":"SUCCESS","timestamp":§now§,\
        "initialBuild":true,"numberOfDocuments":§documents§},"rebuildRequired":false,\
        "numberOfDocuments":§documents§,"documentsTotalSize":§size§}}
        """

    private static let mappings = ["title", "author", "date", "source", "language", "filetype", "permanentid"].map {
        """
        {"id":"acmeproduction-mapping-\($0)-§digits§","kind":"COMMON","type":"Default","fieldName":"\($0)",\
        "extractionMethod":"METADATA","content":"%[\($0)]","rules":["%[\($0)]"]}
        """
    }.joined(separator: ",")
}
