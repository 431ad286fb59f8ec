package dev.khive.api.error;

import dev.khive.api.Capability;

/** The backend does not declare the capability that the call needs; nothing was done. */
public final class UnsupportedCapabilityException extends KhiveException {
    private static final long serialVersionUID = 1L;

    private final Capability missing;

    /** An error that names the capability; the message says what does not work and what to use instead. */
    public UnsupportedCapabilityException(Capability missing, String message) {
        super(message, ErrorContext.NONE, null);
        this.missing = missing;
    }

    /** The capability that the backend does not declare. */
    public Capability missing() {
        return missing;
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.UNSUPPORTED;
    }
}
