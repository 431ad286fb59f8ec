package dev.khive.conformance.rule;

/** What a run made of a rule. */
public enum Outcome {
    /** Every case that ran passed, and one ran at least. */
    PASSED,
    /** A case failed. */
    FAILED,
    /** The backend's author excluded it, and a case failed indeed. */
    EXCLUDED,
    /** It needs a capability that the backend does not declare, and is proven to refuse, or is about another ownership. */
    UNSUPPORTED,
    /** The backend declares all that it needs, and every case was left out: this machine cannot show it. */
    NOT_SHOWN,
    /** The run did not come to it: only a part of the kit was asked for, or its suite did not begin. */
    NOT_RUN
}
