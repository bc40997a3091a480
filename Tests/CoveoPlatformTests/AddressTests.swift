import CoveoPlatform
import HTTP
import Testing

@Suite("Addresses of the platform")
struct AddressTests {
    @Test(
        "every region and environment has its two hosts",
        arguments: [
            (Region.us, PlatformEnvironment.production, "platform.cloud.coveo.com", "api.cloud.coveo.com"),
            (.ca, .production, "platform-ca.cloud.coveo.com", "api-ca.cloud.coveo.com"),
            (.eu, .production, "platform-eu.cloud.coveo.com", "api-eu.cloud.coveo.com"),
            (.au, .production, "platform-au.cloud.coveo.com", "api-au.cloud.coveo.com"),
            (.us, .hipaa, "platformhipaa.cloud.coveo.com", "apihipaa.cloud.coveo.com"),
            (.us, .staging, "platformstg.cloud.coveo.com", "apistg.cloud.coveo.com"),
            (.eu, .staging, "platformstg-eu.cloud.coveo.com", "apistg-eu.cloud.coveo.com"),
            (.au, .development, "platformdev-au.cloud.coveo.com", "apidev-au.cloud.coveo.com"),
        ])
    func hosts(region: Region, environment: PlatformEnvironment, platform: String, push: String) throws {
        let address = try PlatformAddress(region: region, environment: environment)
        #expect(address.platform.description == "https://\(platform)")
        #expect(address.push?.description == "https://\(push)")
        #expect(address.authorizationEndpoint.description == "https://\(platform)/oauth/authorize")
        #expect(address.tokenEndpoint.description == "https://\(platform)/oauth/token")
        #expect(Set(address.origins.map(\.description)) == ["https://\(platform)", "https://\(push)"])
        #expect(address.isVendors)
    }

    @Test("the HIPAA installation is in us only", arguments: [Region.ca, .eu, .au])
    func hipaa(region: Region) {
        #expect(throws: PlatformAddressFailure.regionUnavailable(region, .hipaa)) {
            try PlatformAddress(region: region, environment: .hipaa)
        }
    }

    @Test("a region and an environment are read in any case, and an unknown one is none")
    func typed() {
        #expect(Region(typed: "EU") == .eu)
        #expect(Region(typed: "mars") == nil)
        #expect(PlatformEnvironment(typed: "HIPAA") == .hipaa)
        #expect(PlatformEnvironment(typed: "prod ") == nil)
    }

    @Test(
        "the Push host is derived from a plain vendor's host alone",
        arguments: [
            ("https://platform-eu.cloud.coveo.com", "https://api-eu.cloud.coveo.com"),
            ("https://platform.cloud.coveo.com/", "https://api.cloud.coveo.com"),
            ("https://platform.example.com", nil), ("https://platform.cloud.coveo.com.example.com", nil),
            ("https://a.platform.cloud.coveo.com", nil), ("https://acme.admin.org.coveo.com", nil),
            ("https://platform.cloud.coveo.com:8443", nil), ("http://127.0.0.1:8080", nil),
        ] as [(String, String?)])
    func derivedPush(url: String, push: String?) throws {
        let address = try PlatformAddress(platformURL: url)
        #expect(address.push?.description == push)
    }

    @Test("a platform URL with a Push URL keeps both, and is no vendor's host")
    func ownHosts() throws {
        let address = try PlatformAddress(platformURL: "http://127.0.0.1:8080/base/", pushURL: "http://localhost:9090")
        #expect(address.tokenEndpoint.description == "http://127.0.0.1:8080/base/oauth/token")
        #expect(address.push?.description == "http://localhost:9090")
        #expect(!address.isVendors)
    }

    @Test("an unfit platform URL or Push URL says which it is and why")
    func unfit() {
        #expect(throws: PlatformAddressFailure.platformURL(.insecure(host: "example.com"))) {
            try PlatformAddress(platformURL: "http://example.com")
        }
        #expect(throws: PlatformAddressFailure.pushURL(.malformed)) {
            try PlatformAddress(platformURL: "https://example.com", pushURL: "api")
        }
        #expect(throws: PlatformAddressFailure.hasQuery(url: "https://example.com")) {
            try PlatformAddress(platformURL: "https://example.com/?token=secret")
        }
    }

    @Test(
        "an organization ID is lower-case letters and digits; from a name the likely ID is suggested",
        arguments: [
            ("My Org", "myorg"), ("Acme, Inc.", "acmeinc"), ("ACME", "acme"), ("my org", "myorg"), ("../x", "x"),
            ("acme/sources", "acmesources"), ("", nil), ("   ", nil), ("Société", nil),
        ] as [(String, String?)])
    func noOrganizationID(text: String, suggestion: String?) {
        let failure = #expect(throws: OrganizationIDFailure.self) { try OrganizationID(text) }
        #expect(failure?.text == text)
        #expect(failure?.suggestion == suggestion)
    }

    @Test("real organization IDs are taken", arguments: ["myorg", "mycoveocloudv2organizationg8tp8wu3", "acme-2_x"])
    func organizationID(text: String) throws {
        #expect(try OrganizationID(text).text == text)
    }
}
