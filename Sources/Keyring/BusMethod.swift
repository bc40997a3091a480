/// A method of the Secret Service API (freedesktop.org, draft 0.2) that the store calls.
struct BusMethod {
    let interface: String
    let name: String
    /// The signature of its answer.
    let reply: String

    static let searchItems = service("SearchItems", "(aoao)")
    static let unlock = service("Unlock", "(aoo)")
    static let readAlias = service("ReadAlias", "(o)")
    static let createCollection = service("CreateCollection", "(oo)")
    static let createItem = BusMethod(
        interface: "org.freedesktop.Secret.Collection", name: "CreateItem", reply: "(oo)")
    static let getSecret = item("GetSecret", "((oayays))")
    static let setSecret = item("SetSecret", "()")
    static let delete = item("Delete", "(o)")
    static let dismiss = BusMethod(interface: "org.freedesktop.Secret.Prompt", name: "Dismiss", reply: "()")
    static let getProperty = BusMethod(interface: "org.freedesktop.DBus.Properties", name: "Get", reply: "(v)")
    static let setProperty = BusMethod(interface: "org.freedesktop.DBus.Properties", name: "Set", reply: "()")

    /// The interfaces whose properties are read.
    static let itemInterface = "org.freedesktop.Secret.Item"
    static let collectionInterface = "org.freedesktop.Secret.Collection"

    private static func service(_ name: String, _ reply: String) -> BusMethod {
        BusMethod(interface: "org.freedesktop.Secret.Service", name: name, reply: reply)
    }

    private static func item(_ name: String, _ reply: String) -> BusMethod {
        BusMethod(interface: itemInterface, name: name, reply: reply)
    }
}
