/// A method of the Secret Service API (freedesktop.org, draft 0.2) that the store calls.
struct BusMethod {
    let interface: String
    let name: String
    /// The signature of its answer.
    let reply: String

    static let searchItems = service("SearchItems", "(aoao)")
    static let openSession = service("OpenSession", "(vo)")
    static let unlock = service("Unlock", "(aoo)")
    static let readAlias = service("ReadAlias", "(o)")
    static let createCollection = service("CreateCollection", "(oo)")
    static let createItem = BusMethod(
        interface: "org.freedesktop.Secret.Collection", name: "CreateItem", reply: "(oo)")
    static let getSecret = item("GetSecret", "((oayays))")
    static let setSecret = item("SetSecret", "()")
    static let delete = item("Delete", "(o)")
    static let prompt = BusMethod(interface: promptInterface, name: "Prompt", reply: "()")
    static let dismiss = BusMethod(interface: promptInterface, name: "Dismiss", reply: "()")
    static let getProperty = BusMethod(interface: "org.freedesktop.DBus.Properties", name: "Get", reply: "(v)")
    static let setProperty = BusMethod(interface: "org.freedesktop.DBus.Properties", name: "Set", reply: "()")
    static let hello = bus("Hello", "(s)")
    static let nameHasOwner = bus("NameHasOwner", "(b)")
    static let getNameOwner = bus("GetNameOwner", "(s)")
    static let startServiceByName = bus("StartServiceByName", "(u)")
    static let getProcess = bus("GetConnectionUnixProcessID", "(u)")

    /// The interfaces whose properties or signals are used.
    static let serviceInterface = "org.freedesktop.Secret.Service"
    static let itemInterface = "org.freedesktop.Secret.Item"
    static let collectionInterface = "org.freedesktop.Secret.Collection"
    static let promptInterface = "org.freedesktop.Secret.Prompt"

    private static func service(_ name: String, _ reply: String) -> BusMethod {
        BusMethod(interface: serviceInterface, name: name, reply: reply)
    }

    private static func bus(_ name: String, _ reply: String) -> BusMethod {
        BusMethod(interface: SecretBus.busName, name: name, reply: reply)
    }

    private static func item(_ name: String, _ reply: String) -> BusMethod {
        BusMethod(interface: itemInterface, name: name, reply: reply)
    }
}
