import CoveoPlatform
import Ports

extension Context {
    /// The words for a store's failure, beside what the settings and the file store know: a profile that was typed and
    /// is nowhere, and a login of which no setting says where it is. The variable is named where it chose that store.
    ///
    /// - Parameter alternative: how another store is named.
    func explain(_ failure: StoreFailure, instead alternative: StoreAlternative = .login) async -> Failure {
        let variable = world.environment.nonEmpty(StoreChoice.variable)
        let isNamed = variable != nil && variable == failure.store?.text
        let words = Failure(failure, instead: isNamed && alternative == .login ? .variable : alternative)
        let told = isNamed ? words.noting("\(StoreChoice.variable) names this store") : words
        return alternative == .login ? await explain(failure, told) : told
    }

    private func explain(_ failure: StoreFailure, _ told: Failure) async -> Failure {
        do throws(Failure) {
            let configuration = try configuration()
            let profile = profile(configuration)
            if let stray = await strayLogin(of: profile) { return told.advising(.stray(in: stray)) }
            let isNamed = settings.typedProfile != nil || settings.environmentProfile != nil
            guard isNamed, output.scope.errand != .login else { return told }
            return misspelling(of: profile, configuration, besides: failure) ?? told
        } catch {
            // The settings can't be read, which is another failure than the one to be told.
            return told
        }
    }

    /// The failure for a profile that was named and is neither in the settings nor in a store, as far as those could be
    /// asked.
    ///
    /// - Returns: a store's failure where nothing but that store could know the profiles.
    func absence(of profile: String, among known: [String], _ survey: StoreSurvey) throws(Failure) -> any Error {
        guard let failure = survey.failure(of: try storesInUse()) else {
            return Failure.unknownProfile(profile, among: known)
        }
        return misspelling(of: profile, try configuration(), besides: failure) ?? failure
    }

    /// A profile that was named and that the settings, where each login is noted, don't know, while a store can't be
    /// asked. nil for one that they know, and where they know none at all.
    func misspelling(of profile: String, _ configuration: Configuration, besides failure: StoreFailure) -> Failure? {
        let known = configuration.profiles
        if profile == "default" || known.isEmpty || known.contains(where: profile.hasSameBytes(as:)) { return nil }
        return Failure.unknownProfile(profile, among: Set(known + ["default"]).sorted())
            .noting("the store can't be asked for others: \(Failure(failure).text)")
    }
}
