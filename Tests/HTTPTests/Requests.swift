import HTTP
import HTTPTypes
import Ports
import Support

/// A request to an address that is known to be fit.
func request(
    _ address: String = "https://platform.example/rest", method: HTTPRequest.Method = .get, repeatable: Bool = true,
    authorized: Bool = false
) throws -> OutgoingRequest {
    OutgoingRequest(try WebAddress(address).head(method), repeatable: repeatable, authorized: authorized)
}

/// An answer with a status and nothing else.
func answer(_ status: Int, _ fields: HTTPFields = [:], body: String = "") -> Result<ReceivedResponse, TransportFailure>
{
    .success(.plain(body, status: status, fields: fields))
}

/// An error that no room knows.
struct Unforeseen: Error, Equatable {
    let text: String
}
