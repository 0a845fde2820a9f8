package dev.lendersync.feed.listen;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a private key out of PEM, in each form that tools write one in.
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private PemKey() {}

    /// The private key that belongs to a public one.
    ///
    /// @throws IllegalArgumentException when there is no key that can be read, saying why
    /// @throws GeneralSecurityException when it is the key to something else
    static PrivateKey parse(String pem, PublicKey of) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException(
                    pem.contains("ENCRYPTED")
                            ? "is encrypted; it must hold the key without a passphrase"
                            : "must hold a private key in PEM, as in BEGIN PRIVATE KEY");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        byte[] pkcs8 = block.group(1).equals("PRIVATE KEY") ? der : wrapped(der, of);
        PrivateKey key = KeyFactory.getInstance(of.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        requirePair(key, of);
        return key;
    }

    private static void requirePair(PrivateKey key, PublicKey of) throws GeneralSecurityException {
        byte[] probe = "the same pair?".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(
                switch (of.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> of.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(of);
        signature.update(probe);
        if (!signature.verify(signed)) {
            throw new InvalidKeyException("another pair");
        }
    }

    /// PKCS #1 and SEC 1 hold the bare key; PKCS #8 says before it of which kind, as the public key does.
    private static byte[] wrapped(byte[] key, PublicKey of) {
        byte[] info = of.getEncoded();
        int kind = contentAt(info, 0);
        byte[] kindOfKey = Arrays.copyOfRange(info, kind, contentAt(info, kind) + lengthAt(info, kind));
        return der(SEQUENCE, VERSION_0, kindOfKey, der(OCTET_STRING, key));
    }

    private static int contentAt(byte[] der, int element) {
        int first = der[element + 1] & 0xFF;
        return element + 2 + (first < 0x80 ? 0 : first - 0x80);
    }

    private static int lengthAt(byte[] der, int element) {
        int first = der[element + 1] & 0xFF;
        int length = first < 0x80 ? first : 0;
        for (int i = element + 2; i < contentAt(der, element); i++) {
            length = (length << Byte.SIZE) | (der[i] & 0xFF);
        }
        return length;
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        int lengthBytes = length < 0x80 ? 0 : length < 0x100 ? 1 : 2;
        byte[] der = new byte[2 + lengthBytes + length];
        der[0] = (byte) tag;
        der[1] = (byte) (lengthBytes == 0 ? length : 0x80 | lengthBytes);
        for (int i = 0; i < lengthBytes; i++) {
            der[2 + i] = (byte) (length >> (Byte.SIZE * (lengthBytes - 1 - i)));
        }
        int at = 2 + lengthBytes;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, der, at, part.length);
            at += part.length;
        }
        return der;
    }
}
