import Ports

extension StoreContract {
    static let reading = [
        StoreContract("a profile that was never written is absent") { open, rule in
            let bytes = try await rule.bytes(try await open(), rule.profile())
            try rule.require(bytes == nil, "a secret of \(bytes?.count ?? 0) bytes")
        },
        StoreContract("what was written is read back byte for byte, whatever the bytes") { open, rule in
            let secrets: [[UInt8]] = [
                Array(#"{"version":1,"token":"ünïcödé 🚀"}"#.utf8), Array(#"{"a":"{TITLE} {USERNAME}"}"#.utf8),
                Array("\u{FEFF}a\r\nb\rc\n\n".utf8), [0],
                [0, 1, 0, 255, 10, 13, 0xC3, 0x28, 0],
                (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 31) },
            ]
            for secret in secrets {
                let (store, profile) = (try await open(), rule.profile())
                try await rule.write(store, secret, profile)
                let read = try await rule.bytes(store, profile)
                try rule.require(read == secret, "\(secret.count) bytes came back as \(read?.count ?? -1)")
                _ = try await store.delete(profile: profile, interaction: rule.interaction)
            }
        },
        StoreContract("another process reads what this one wrote") { open, rule in
            let profile = rule.profile()
            try await rule.write(try await open(), [1, 2, 3], profile)
            let read = try await rule.bytes(try await open(), profile)
            try rule.require(read == [1, 2, 3], "\(String(describing: read))")
        },
        StoreContract("profiles are told apart, whatever their names hold") { open, rule in
            let store = try await open()
            let stem = rule.profile()
            let names = [
                stem, stem + "x", stem.uppercased(), stem + " ", stem + "/a", stem + "\na", stem + "\"'\\", stem + "🚀",
            ]
            for (index, name) in names.enumerated() { try await rule.write(store, [UInt8(index)], name) }
            for (index, name) in names.enumerated() {
                let read = try await rule.bytes(store, name)
                try rule.require(read == [UInt8(index)], "\(name.debugDescription): \(String(describing: read))")
            }
        },
    ]

    static let writing = [
        StoreContract("a second write takes the place of the first, text or not") { open, rule in
            let (store, profile) = (try await open(), rule.profile())
            for secret: [UInt8] in [Array("{}".utf8), [0, 0xFF], Array("[1]".utf8), [1, 0], Array("0".utf8)] {
                try await rule.write(store, secret, profile)
                let read = try await rule.bytes(store, profile)
                try rule.require(read == secret, "\(secret) came back as \(String(describing: read))")
            }
            let items = try await rule.items(store, profile)
            try rule.require(items.count == 1, "\(items.count) items")
        },
        StoreContract("a profile that moves to another platform keeps one item, with the new host") { open, rule in
            let (store, profile) = (try await open(), rule.profile())
            try await rule.write(store, [1], profile)
            try await rule.write(store, [2], profile, host: "platform-eu.cloud.coveo.com")
            let items = try await rule.items(store, profile)
            try rule.require(items.map(\.platformHost) == ["platform-eu.cloud.coveo.com"], "\(items)")
            let read = try await rule.bytes(store, profile)
            try rule.require(read == [2], "\(String(describing: read))")
        },
        StoreContract("writers at once leave one whole secret") { open, rule in
            let (store, profile) = (try await open(), rule.profile())
            try await withThrowingTaskGroup { group in
                for number in UInt8(1)...8 {
                    group.addTask { try await rule.write(store, Array(repeating: number, count: 4_000), profile) }
                }
                try await group.waitForAll()
            }
            let read = try await rule.bytes(store, profile) ?? []
            try rule.require(read.count == 4_000 && Set(read).count == 1, "\(read.count) bytes of \(Set(read))")
            let items = try await rule.items(store, profile)
            try rule.require(items.count == 1, "\(items.count) items")
        },
        StoreContract("a probe succeeds and leaves nothing") { open, rule in
            let (store, profile) = (try await open(), rule.profile())
            try await rule.write(store, [7], profile)
            try await store.probe(interaction: rule.interaction)
            let read = try await rule.bytes(store, profile)
            try rule.require(read == [7], "\(String(describing: read))")
            let strangers = try await store.items().filter { $0.profile.isEmpty }
            try rule.require(strangers.isEmpty, "\(strangers)")
        },
    ]

    static let deleting = [
        StoreContract("deleting says whether there was something, and leaves nothing") { open, rule in
            let (store, profile) = (try await open(), rule.profile())
            try await rule.write(store, [1], profile)
            let first = try await store.delete(profile: profile, interaction: rule.interaction)
            let second = try await store.delete(profile: profile, interaction: rule.interaction)
            try rule.require(first && !second, "\(first), then \(second)")
            let read = try await rule.bytes(store, profile)
            try rule.require(read == nil, "\(String(describing: read))")
            let items = try await rule.items(store, profile)
            try rule.require(items.isEmpty, "\(items)")
        },
        StoreContract("deleting one profile leaves the others") { open, rule in
            let (store, kept, gone) = (try await open(), rule.profile("kept"), rule.profile("gone"))
            try await rule.write(store, [1], kept)
            try await rule.write(store, [2], gone)
            _ = try await store.delete(profile: gone, interaction: rule.interaction)
            let read = try await rule.bytes(store, kept)
            try rule.require(read == [1], "\(String(describing: read))")
        },
    ]

    static let listing = [
        StoreContract("items are listed with profile and host, unlocked where they can be read") { open, rule in
            let (store, profile) = (try await open(), rule.profile())
            try await rule.write(store, [1], profile)
            let items = try await rule.items(store, profile)
            let wanted = StoredItem(profile: profile, platformHost: rule.host, isLocked: false)
            try rule.require(items == [wanted], "\(items)")
        }
    ]
}
