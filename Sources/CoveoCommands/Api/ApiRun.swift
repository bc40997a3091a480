import CoveoPlatform
import HTTPTypes
import Ports

/// Sending a call, and printing what comes.
struct ApiRun: Sendable {
    let call: APICall
    let client: CoveoClient
    let output: Output

    /// Sends it once.
    func run(includingHead: Bool) async throws -> ExitCode {
        let answer: APIAnswer
        do {
            answer = try await client.call(call)
        } catch let failure as TransportFailure where !call.isRepeatable && failure.mayHaveBeenDone {
            throw Failure(failure).maybeDone
        } catch  where !call.isRepeatable && (error is CancellationError || (error as? TransportFailure) == .cancelled)
        {
            output.warning(
                "interrupted while \(call.operation.deed.dropFirst(3)) was on its way: it may have been done")
            throw error
        }
        let printer = AnswerPrinter(output: output)
        if includingHead { try printer.print(head: answer.response.head) }
        try printer.print(answer, to: call.operation)
        return try end(answer)
    }

    /// Sends it for each page of a list.
    func runPages() async throws -> ExitCode {
        guard call.path.parameter("page").isEmpty else {
            throw Failure(
                .usage, "--paginate asks for each page, and the path names one", hint: "leave out 'page' in the path")
        }
        var array = JSONArrayPrinter(output)
        var other: APIAnswer?
        try await client.eachPage(of: call) { page in
            switch page {
            case .items(let items): try array.print(items)
            case .other(let answer): other = answer
            }
        }
        guard let other else {
            try array.end()
            return .done
        }
        try AnswerPrinter(output: output).print(other, to: call.operation)
        return try end(other)
    }

    private func end(_ answer: APIAnswer) throws -> ExitCode {
        guard let failure = answer.failure else { return .done }
        if case .server = failure, !call.isRepeatable { throw Failure(failure).maybeDone }
        throw failure
    }
}

extension TransportFailure {
    /// Whether the request may have reached the platform.
    fileprivate var mayHaveBeenDone: Bool {
        switch self {
        case .cut, .timedOut, .tooLarge, .malformed: true
        case .unknownHost, .unreachable, .fewDescriptors, .certificate, .insecure, .wrongScheme, .proxy, .cancelled:
            false
        }
    }
}

extension Failure {
    /// The same for a request that was not repeated, since that may do it twice.
    fileprivate var maybeDone: Failure {
        Failure(
            code, text, hint: "it may have been done all the same, and was not repeated: look before you send it again")
    }
}
