/// The bodies that the founding procedure pastes, byte for byte, and the arguments of `sources create` that send them.
enum FoundingProcedure {
    static let steps: [(arguments: [String], body: String)] = [
        (
            ["MyPushEnabledPublicSource"],
            #"{"sourceType":"PUSH","name":"MyPushEnabledPublicSource","sourceVisibility":"SHARED","pushEnabled":true}"#
        ),
        (
            ["MyPushEnabledPublicSource", "--visibility", "private"],
            #"{"sourceType":"PUSH","name":"MyPushEnabledPublicSource","sourceVisibility":"PRIVATE","pushEnabled":true}"#
        ),
        (
            ["MyPushEnabledSource", "--visibility", "secured", "--security-provider", "mySecurityProvider"],
            #"{"sourceType":"PUSH","name":"MyPushEnabledSource","sourceVisibility":"SECURED","pushEnabled":true,"#
                + #""securityProviderReferences":["mySecurityProvider"]}"#
        ),
    ]
}
