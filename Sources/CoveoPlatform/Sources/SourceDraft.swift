package import JSON

/// Why a new source can't be described.
package enum SourceDraftFailure: Error, Equatable, Sendable {
    /// The model is no JSON object.
    case notAnObject
    /// Neither the command line nor the model names the source (or the name is empty, or blanks alone).
    case noName
    /// The command line and the model name it differently.
    case twoNames(argument: String, model: String)
    /// The model's `field` has a wrong type.
    case wrongType(field: String, expected: String)
    /// The model's visibility is none of the three.
    case unknownVisibility(String)
    /// A secured source without a security provider.
    case securedWithoutProvider
    /// Security providers with another visibility than secured (nil: none at all).
    case providerNeedsSecured(visibility: SourceVisibility?)
    /// A security provider without an ID.
    case emptyProvider
}

/// A source that is to be created.
package struct SourceDraft: Equatable, Sendable {
    /// What was typed; nil or empty where it was not.
    package struct Options: Equatable, Sendable {
        package var name: String?
        package var type: SourceType?
        package var visibility: SourceVisibility?
        package var stream: Bool?
        package var securityProviders: [String]
        /// Whether a provider that references the source is going to be made after it.
        package var providerFollows: Bool

        package init(
            name: String? = nil, type: SourceType? = nil, visibility: SourceVisibility? = nil, stream: Bool? = nil,
            securityProviders: [String] = [], providerFollows: Bool = false
        ) {
            self.name = name
            self.type = type
            self.visibility = visibility
            self.stream = stream
            self.securityProviders = securityProviders
            self.providerFollows = providerFollows
        }
    }

    /// The body of the POST.
    package private(set) var body: JSONObject
    /// The name in it.
    package let name: String

    /// The source's visibility, as it is sent; nil where the model leaves it to the platform.
    package var visibility: SourceVisibility? {
        body["sourceVisibility"]?.string.flatMap(SourceVisibility.init(rawValue:))
    }

    /// Whether it references security providers.
    package var hasProviders: Bool { !SecurityProviderReferences.ids(body["securityProviderReferences"]).isEmpty }

    /// Whether it is secured and references no provider: right only where a provider references the source later.
    package var lacksProvider: Bool { visibility == .secured && !hasProviders }

    /// A source from options alone: a shared push source where nothing else was typed.
    package init(_ options: Options) throws(SourceDraftFailure) {
        guard let name = options.name, !name.isBlank else { throw .noName }
        let type = options.type ?? .push
        var body: JSONObject = [
            "sourceType": .string(type.rawValue), "name": .string(name),
            "sourceVisibility": .string((options.visibility ?? .shared).rawValue),
        ]
        if type == .push { body["pushEnabled"] = true }
        if let stream = options.stream ?? (type == .catalog ? true : nil) { body["streamEnabled"] = .bool(stream) }
        try self.init(name: name, body: body, options: options)
    }

    /// A source from a whole model, with only what was typed laid over it: no default of ours changes a model. What the
    /// platform gives each source by itself is left out, so that an exported model can be created anew.
    package init(model: JSONValue, options: Options) throws(SourceDraftFailure) {
        guard var body = model.object else { throw .notAnObject }
        for key in SourceModel.assignedKeys { body[key] = nil }
        for field in ["name", "sourceType", "sourceVisibility"] where body[field] != nil && body[field]?.string == nil {
            throw .wrongType(field: field, expected: "string")
        }
        let named = body["name"]?.string
        if let argument = options.name, let named, !argument.hasSameBytes(as: named) {
            throw .twoNames(argument: argument, model: named)
        }
        guard let name = options.name ?? named, !name.isBlank else { throw .noName }
        body["name"] = .string(name)
        if let type = options.type { body["sourceType"] = .string(type.rawValue) }
        if let visibility = options.visibility { body["sourceVisibility"] = .string(visibility.rawValue) }
        if let stream = options.stream { body["streamEnabled"] = .bool(stream) }
        if let text = body["sourceVisibility"]?.string, SourceVisibility(rawValue: text) == nil {
            throw .unknownVisibility(text)
        }
        try self.init(name: name, body: body, options: options)
    }

    /// References one more provider, after those that it references.
    package mutating func reference(_ provider: String) {
        let ids = SecurityProviderReferences.ids(body["securityProviderReferences"])
        body["securityProviderReferences"] = SecurityProviderReferences.value(ids + [provider])
    }

    /// Providers go last, and fit the visibility.
    private init(name: String, body: JSONObject, options: Options) throws(SourceDraftFailure) {
        if options.securityProviders.contains("") { throw .emptyProvider }
        var body = body
        if !options.securityProviders.isEmpty {
            body["securityProviderReferences"] = SecurityProviderReferences.value(options.securityProviders)
        }
        body = SecurityProviderReferences.normalized(in: body)
        self.name = name
        self.body = body
        let references = SecurityProviderReferences.ids(body["securityProviderReferences"])
        let hasProvider = !references.isEmpty || options.providerFollows
        let typed = options.visibility != nil || !options.securityProviders.isEmpty || options.providerFollows
        if typed, visibility != .secured, hasProvider { throw .providerNeedsSecured(visibility: visibility) }
        if options.visibility == .secured, !hasProvider { throw .securedWithoutProvider }
    }
}
