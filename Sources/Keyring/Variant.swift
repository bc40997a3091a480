internal import CLibSecret

/// A D-Bus value, released with the last reference to it.
final class Variant {
    /// The `GVariant`.
    let pointer: OpaquePointer
    private let library: LibSecret

    /// Takes over a reference that the caller owns.
    init(owned pointer: OpaquePointer, _ library: LibSecret) {
        self.pointer = pointer
        self.library = library
    }

    deinit {
        library.c.g_variant_unref(pointer)
    }

    /// How many elements a tuple, an array or an entry has; none for any other type, of which GLib must not be asked.
    var count: Int {
        guard let kind = type.utf8.first, "a({".utf8.contains(kind) else { return 0 }
        return Int(library.c.g_variant_n_children(pointer))
    }

    /// An element of a tuple, an array or an entry; nil where there is none.
    subscript(index: Int) -> Variant? {
        guard index < count, let child = library.c.g_variant_get_child_value(pointer, gsize(index)) else { return nil }
        return Variant(owned: child, library)
    }

    /// The elements of a tuple or an array.
    var children: [Variant] { (0..<count).compactMap { self[$0] } }

    /// What a value of type `v` holds; nil for any other type.
    var boxed: Variant? {
        guard type == "v", let inner = library.c.g_variant_get_variant(pointer) else { return nil }
        return Variant(owned: inner, library)
    }

    /// The D-Bus signature.
    var type: String { library.c.g_variant_get_type_string(pointer).map { String(cString: $0) } ?? "" }

    /// The text of a string or an object path; nil for any other type.
    var text: String? {
        guard ["s", "o"].contains(type), let text = library.c.g_variant_get_string(pointer, nil) else { return nil }
        return String(cString: text)
    }

    /// A boolean; nil for any other type.
    var bool: Bool? { type == "b" ? library.c.g_variant_get_boolean(pointer) != 0 : nil }

    /// A `t`; nil for any other type.
    var unsigned: UInt64? { type == "t" ? UInt64(library.c.g_variant_get_uint64(pointer)) : nil }

    /// A `u`; nil for any other type.
    var number: UInt32? { type == "u" ? library.c.g_variant_get_uint32(pointer) : nil }

    /// The bytes of an `ay`; nil for any other type.
    var bytes: [UInt8]? {
        guard type == "ay" else { return nil }
        var count: gsize = 0
        guard let start = library.c.g_variant_get_fixed_array(pointer, &count, 1) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(count)))
    }

    /// The texts of an array of strings or object paths.
    var texts: [String] { children.compactMap(\.text) }

    /// A dictionary of strings; empty for any other type.
    var dictionary: [String: String] {
        guard type == "a{ss}" else { return [:] }
        return children.reduce(into: [:]) { all, entry in
            if let key = entry[0]?.text { all[key] = entry[1]?.text }
        }
    }
}
