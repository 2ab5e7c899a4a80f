package io.nagare.signin.passkey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;

/**
 * A telephone with a passkey, and the browser on it: makes one key and answers challenges
 * with it, as WebAuthn says (level 3, 6.1 and 7.2).
 */
final class Device {

	private static final int PRESENT = 0x01;

	private static final int VERIFIED = 0x04;

	private static final int HAS_KEY = 0x40;

	private static final int COORDINATE = 32;

	private static final ObjectMapper JSON = new ObjectMapper();

	private final String origin;

	private final KeyPair key;

	private final byte[] id = new byte[16];

	private String user = "";

	private int count;

	/** Whether it asks who holds it. */
	private boolean asksWho = true;

	Device(String origin) throws GeneralSecurityException {
		this.origin = origin;
		KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
		keys.initialize(new ECGenParameterSpec("secp256r1"));
		this.key = keys.generateKeyPair();
		new SecureRandom().nextBytes(this.id);
	}

	void asksNobody() {
		this.asksWho = false;
	}

	/** What {@code navigator.credentials.create()} answers. */
	JsonNode make(JsonNode options) throws IOException, GeneralSecurityException {
		this.user = options.at("/user/id").asText();
		ObjectNode made = credential();
		made.putObject("response")
			.put("clientDataJSON", encoded(clientData("webauthn.create", options)))
			.put("attestationObject", encoded(attestation(options.at("/rp/id").asText())))
			.putArray("transports")
			.add("internal");
		return made;
	}

	/** What {@code navigator.credentials.get()} answers. */
	JsonNode answer(JsonNode options) throws GeneralSecurityException {
		byte[] clientData = clientData("webauthn.get", options);
		byte[] authenticatorData = authenticatorData(options.path("rpId").asText(), 0, new byte[0]);
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(this.key.getPrivate());
		signature.update(authenticatorData);
		signature.update(sha256(clientData));
		ObjectNode answer = credential();
		answer.putObject("response")
			.put("clientDataJSON", encoded(clientData))
			.put("authenticatorData", encoded(authenticatorData))
			.put("signature", encoded(signature.sign()))
			.put("userHandle", this.user);
		return answer;
	}

	private ObjectNode credential() {
		ObjectNode credential = JSON.createObjectNode();
		credential.put("id", encoded(this.id)).put("rawId", encoded(this.id)).put("type", "public-key");
		credential.put("authenticatorAttachment", "platform").putObject("clientExtensionResults");
		return credential;
	}

	private byte[] clientData(String type, JsonNode options) {
		return JSON.createObjectNode()
			.put("type", type)
			.put("challenge", options.path("challenge").asText())
			.put("origin", this.origin)
			.put("crossOrigin", false)
			.toString()
			.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] authenticatorData(String rpId, int more, byte[] rest) throws GeneralSecurityException {
		this.count++;
		int flags = PRESENT | (this.asksWho ? VERIFIED : 0) | more;
		return ByteBuffer.allocate(37 + rest.length)
			.put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
			.put((byte) flags)
			.putInt(this.count)
			.put(rest)
			.array();
	}

	private byte[] attestation(String rpId) throws IOException, GeneralSecurityException {
		byte[] cose = coseKey();
		byte[] credential = ByteBuffer.allocate(16 + Short.BYTES + this.id.length + cose.length)
			.put(new byte[16])
			.putShort((short) this.id.length)
			.put(this.id)
			.put(cose)
			.array();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (CBORGenerator cbor = new CBORFactory().createGenerator(bytes)) {
			cbor.writeStartObject(3);
			cbor.writeStringField("fmt", "none");
			cbor.writeFieldName("attStmt");
			cbor.writeStartObject(0);
			cbor.writeEndObject();
			cbor.writeBinaryField("authData", authenticatorData(rpId, HAS_KEY, credential));
			cbor.writeEndObject();
		}
		return bytes.toByteArray();
	}

	/** The public key for ES256 (RFC 9053, 7.1.1). */
	private byte[] coseKey() throws IOException {
		ECPublicKey point = (ECPublicKey) this.key.getPublic();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (CBORGenerator cbor = new CBORFactory().createGenerator(bytes)) {
			cbor.writeStartObject(5);
			number(cbor, 1, 2);
			number(cbor, 3, -7);
			number(cbor, -1, 1);
			cbor.writeFieldId(-2);
			cbor.writeBinary(coordinate(point.getW().getAffineX()));
			cbor.writeFieldId(-3);
			cbor.writeBinary(coordinate(point.getW().getAffineY()));
			cbor.writeEndObject();
		}
		return bytes.toByteArray();
	}

	private static void number(CBORGenerator cbor, int label, int value) throws IOException {
		cbor.writeFieldId(label);
		cbor.writeNumber(value);
	}

	private static byte[] coordinate(BigInteger value) {
		byte[] bytes = value.toByteArray();
		byte[] padded = new byte[COORDINATE];
		int from = Math.max(0, bytes.length - COORDINATE);
		System.arraycopy(bytes, from, padded, COORDINATE - (bytes.length - from), bytes.length - from);
		return padded;
	}

	private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
		return MessageDigest.getInstance("SHA-256").digest(bytes);
	}

	private static String encoded(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
