extension Seed {
    /// The people, keys and organizations that are there without a file.
    static let builtIn: Value = [
        "organizations": [
            ["id": "acmeproduction", "displayName": "Acme Production"],
            ["id": "acmesandbox", "displayName": "Acme Sandbox"],
        ],
        "users": [
            [
                "username": "alice", "password": "alice", "email": "alice@example.com", "displayName": "Alice Adams",
                "organizations": ["acmeproduction": ["*"], "acmesandbox": ["*"]],
            ],
            [
                "username": "bob", "password": "bob", "email": "bob@example.com", "displayName": "Bob Brown",
                "organizations": ["acmesandbox": ["SOURCE VIEW", "ORGANIZATION VIEW", "SECURITY_PROVIDER VIEW"]],
            ],
            [
                "username": "carol", "password": "carol", "email": "carol@example.com", "displayName": "Carol Clark",
                "organizations": ["acmesandbox": ["*"]],
            ],
        ],
        "apiKeys": [
            ["value": "xx-sandbox-key", "displayName": "Sandbox key", "organizations": ["acmesandbox": ["*"]]]
        ],
        "sources": [],
        "securityProviders": [
            ["organization": "acmeproduction", "model": provider], ["organization": "acmesandbox", "model": provider],
        ],
    ]

    private static let provider: Value = [
        "id": "mySecurityProvider", "displayName": "mySecurityProvider", "type": "EXPANDED", "nodeRequired": false,
        "caseSensitive": false, "referencedBy": [],
        "cascadingSecurityProviders": [
            "EmailSecurityProvider": ["id": "Email Security Provider", "type": "EMAIL"]
        ],
    ]
}
