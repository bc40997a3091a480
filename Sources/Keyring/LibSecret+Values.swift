internal import CLibSecret

/// Values for D-Bus, to be handed to a call or to another value at once: they belong to nobody until then.
extension LibSecret {
    /// A value that nobody owns yet; a call that takes it owns it.
    typealias Floating = OpaquePointer?

    /// `s`. The text must hold no NUL: D-Bus has none.
    func string(_ text: String) -> Floating { c.g_variant_new_string(text) }

    /// `o`. The path must come from the service, or be one of ours.
    func objectPath(_ path: String) -> Floating { c.g_variant_new_object_path(path) }

    /// `b`.
    func boolean(_ value: Bool) -> Floating { c.g_variant_new_boolean(value ? 1 : 0) }

    /// `u`.
    func number(_ value: UInt32) -> Floating { c.g_variant_new_uint32(value) }

    /// `v`.
    func boxed(_ value: Floating) -> Floating { c.g_variant_new_variant(value) }

    /// `ay`.
    func bytes(_ bytes: [UInt8]) -> Floating {
        let elementType = c.g_variant_type_new("y")
        defer { c.g_variant_type_free(elementType) }
        return c.g_variant_new_fixed_array(elementType, bytes, gsize(bytes.count), 1)
    }

    /// `(…)`, the arguments of a call.
    func tuple(_ values: [Floating]) -> Floating { c.g_variant_new_tuple(values, gsize(values.count)) }

    /// `ao`.
    func objectPaths(_ paths: [String]) -> Floating { array(paths.map(objectPath), of: "o") }

    /// `a{ss}`.
    func dictionary(_ texts: [String: String]) -> Floating {
        array(texts.map { c.g_variant_new_dict_entry(string($0.key), string($0.value)) }, of: "{ss}")
    }

    /// `a{sv}`.
    func properties(_ values: [(name: String, value: Floating)]) -> Floating {
        array(values.map { c.g_variant_new_dict_entry(string($0.name), boxed($0.value)) }, of: "{sv}")
    }

    private func array(_ elements: [Floating], of type: String) -> Floating {
        let elementType = c.g_variant_type_new(type)
        defer { c.g_variant_type_free(elementType) }
        return c.g_variant_new_array(elementType, elements, gsize(elements.count))
    }
}
