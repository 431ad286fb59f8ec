package dev.khive.api.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids for new records. Thread-safe. */
public final class RecordIds {
    private RecordIds() {}

    /**
     * A new UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits. Ids made later sort later, which
     * keeps indexes on them dense.
     */
    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = System.currentTimeMillis();
        long high = (time << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * The UUID of version 8 (RFC 9562) that belongs to a name of another system: the first 122 free bits of the name's
     * SHA-256. The same name always has the same id, so an import can be repeated.
     */
    public static UUID ofName(String name) {
        byte[] hash = sha256(name.getBytes(StandardCharsets.UTF_8));
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (hash[i] & 0xff);
            low = (low << 8) | (hash[i + 8] & 0xff);
        }
        return new UUID(
                (high & 0xffff_ffff_ffff_0fffL) | 0x8000L, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
