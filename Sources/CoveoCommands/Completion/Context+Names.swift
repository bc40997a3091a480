import CoveoPlatform
import Ports

extension Context {
    /// What is kept of a profile's names.
    func names(of profile: String) -> NameCache {
        NameCache(folder: world.caches, clock: world.clock, profile: profile)
    }

    /// The organization that completion takes for this command's: the one that is named, and else the profile's. nil for
    /// the login's own, which only its store knows.
    func organizationForNames(_ configuration: Configuration, profile: String) -> String? {
        settings.organization?.text ?? configuration.organization(of: profile)
    }

    /// Keeps what a command learns of a profile's names on its way.
    func keepingNames(of profile: String, _ configuration: Configuration) -> @Sendable (PlatformNews) -> Void {
        let names = names(of: profile)
        // Under which name completion looks for the login's own organization.
        let own = organizationForNames(configuration, profile: profile) == nil
        return { news in
            func key(_ organization: OrganizationID?) -> String? { own ? nil : organization?.text }
            switch news {
            case .listed(let kind, let things, let organization):
                names.keep(things, kind, of: key(organization))
            case .added(let kind, let thing, let organization):
                names.change(kind, of: key(organization)) { things in
                    if !things.contains(where: { $0.id.hasSameBytes(as: thing.id) }) { things.append(thing) }
                }
            case .removed(let kind, let id, let organization):
                names.change(kind, of: key(organization)) { $0.removeAll { $0.id.hasSameBytes(as: id) } }
            case .changed(let kind, let organization): names.forget(kind, of: key(organization))
            }
        }
    }
}
