package dev.khive.db.sql.page;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.page.Cursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Writes the sort keys of a page's last row into a cursor and reads them back. A cursor begins with a digest of itself and of the
 * list that it belongs to, so that one that was changed, or that comes from another list, is refused.
 */
public final class PageCursor {
    private static final int DIGEST_BYTES = 12;
    private static final int MAX_PAYLOAD = 3_000;

    private PageCursor() {}

    /**
     * A cursor.
     *
     * @param list all that decides what the list is: its kind, scope, filter and order
     * @param keys Long, Double, String or UUID each
     * @throws InvalidInputException when a text among the keys is too long for a cursor
     */
    public static Cursor write(String list, List<?> keys) {
        byte[] payload = encode(keys);
        if (payload.length > MAX_PAYLOAD) {
            throw new InvalidInputException("The page ends with a record whose value of the order's field has about "
                    + payload.length + " bytes, and a cursor holds " + MAX_PAYLOAD
                    + ": order by a shorter field, or ask for a page that ends elsewhere.");
        }
        byte[] token = Arrays.copyOf(digest(list, payload), DIGEST_BYTES + payload.length);
        System.arraycopy(payload, 0, token, DIGEST_BYTES, payload.length);
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    /**
     * The keys in a cursor.
     *
     * @throws InvalidInputException when it is no cursor, was changed or belongs to another list
     */
    public static List<Object> read(String list, Cursor cursor) {
        try {
            byte[] token = Base64.getUrlDecoder().decode(cursor.token());
            if (token.length >= DIGEST_BYTES) {
                byte[] payload = Arrays.copyOfRange(token, DIGEST_BYTES, token.length);
                byte[] digest = Arrays.copyOf(digest(list, payload), DIGEST_BYTES);
                if (MessageDigest.isEqual(digest, Arrays.copyOf(token, DIGEST_BYTES))) {
                    return decode(payload);
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw refused(notBase64);
        }
        throw refused(null);
    }

    private static InvalidInputException refused(@org.jspecify.annotations.Nullable Throwable cause) {
        return new InvalidInputException(
                "This page cursor belongs to another scope, filter or order, or was changed; pass the one that the last"
                        + " page of this list returned.",
                cause);
    }

    private static byte[] digest(String list, byte[] payload) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(list.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return sha256.digest(payload);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    private static byte[] encode(List<?> keys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Object key : keys) {
                encode(out, key);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void encode(DataOutputStream out, Object key) throws IOException {
        switch (key) {
            case Long number -> {
                out.writeByte('l');
                out.writeLong(number);
            }
            case Double number -> {
                out.writeByte('d');
                out.writeDouble(number);
            }
            case UUID id -> {
                out.writeByte('u');
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
            }
            case String text -> {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeByte('s');
                out.writeInt(utf8.length);
                out.write(utf8);
            }
            default -> throw new IllegalArgumentException("No sort key: " + key.getClass());
        }
    }

    private static List<Object> decode(byte[] payload) {
        List<Object> keys = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            while (in.available() > 0) {
                keys.add(
                        switch (in.readByte()) {
                            case 'l' -> in.readLong();
                            case 'd' -> in.readDouble();
                            case 'u' -> new UUID(in.readLong(), in.readLong());
                            default -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                        });
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return keys;
    }
}
