package io.nagare.intake.mime;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * What S/MIME wraps a mail into (RFC 8551): one that is only signed lies within as it is.
 * Whose signature it is, and whether it is good, is not looked at: the server of mails
 * says whom it believes.
 */
final class SignedMail {

	private static final Set<String> TYPES = Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");

	/** RFC 5652, 4 and 5.1. */
	private static final String SIGNED = "1.2.840.113549.1.7.2";

	private static final int CONTENT = 2;

	private SignedMail() {
	}

	static boolean isWrapped(String type, String name) {
		return TYPES.contains(type) || name.equalsIgnoreCase("smime.p7m");
	}

	/** What lies within, which may be nothing; empty where it is not only signed. */
	static Optional<byte[]> within(byte[] wrapped) {
		try (ASN1InputStream bytes = new ASN1InputStream(wrapped)) {
			ASN1Sequence info = ASN1Sequence.getInstance(bytes.readObject());
			if (!SIGNED.equals(info.getObjectAt(0).toString())) {
				return Optional.empty();
			}
			ASN1Sequence content = ASN1Sequence
				.getInstance(ASN1Sequence.getInstance(explicit(info)).getObjectAt(CONTENT));
			// certificates alone
			return (content.size() < 2) ? Optional.of(new byte[0])
					: Optional.of(ASN1OctetString.getInstance(explicit(content)).getOctets());
		}
		catch (IOException | RuntimeException ex) {
			// the library takes what is wrong in many ways
			return Optional.empty();
		}
	}

	private static Object explicit(ASN1Sequence typed) {
		return ((ASN1TaggedObject) typed.getObjectAt(1)).getExplicitBaseObject();
	}

}
