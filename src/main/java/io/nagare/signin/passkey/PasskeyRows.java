package io.nagare.signin.passkey;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;
import org.springframework.util.StringUtils;

/**
 * What is stored of passkeys, of the bound tenant; of all for the platform. People are
 * known to devices by the bytes of their key.
 */
@Repository
class PasskeyRows implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

	private static final String READ = """
			SELECT user_id, name, credential_id, public_key, attestation_object, signature_count, transports,
			       backup_eligible, backup_state, created_at, last_used_at
			  FROM passkeys
			""";

	private final JdbcTemplate jdbc;

	PasskeyRows(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	static Bytes handle(UUID user) {
		return new Bytes(ByteBuffer.allocate(2 * Long.BYTES)
			.putLong(user.getMostSignificantBits())
			.putLong(user.getLeastSignificantBits())
			.array());
	}

	static UUID user(Bytes handle) {
		ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
		return new UUID(bytes.getLong(), bytes.getLong());
	}

	/** The passkeys of a person, the youngest first. */
	List<Passkey> of(UUID user) {
		return this.jdbc.query("""
				SELECT id, name, created_at, last_used_at, backup_state FROM passkeys
				 WHERE user_id = ? ORDER BY created_at DESC, id""",
				(row, at) -> new Passkey(row.getObject("id", UUID.class), row.getString("name"),
						row.getTimestamp("created_at").toInstant(), row.getTimestamp("last_used_at").toInstant(),
						row.getBoolean("backup_state")),
				user);
	}

	/** Whether nobody had it before. */
	boolean add(UUID id, @Nullable UUID tenant, CredentialRecord key) {
		return this.jdbc.update("""
				INSERT INTO passkeys (id, tenant_id, user_id, name, credential_id, public_key, attestation_object,
				    signature_count, transports, backup_eligible, backup_state, created_at, last_used_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", id, tenant,
				user(key.getUserEntityUserId()), key.getLabel(), key.getCredentialId().getBytes(),
				key.getPublicKey().getBytes(), key.getAttestationObject().getBytes(), key.getSignatureCount(),
				key.getTransports().stream().map(AuthenticatorTransport::getValue).collect(Collectors.joining(",")),
				key.isBackupEligible(), key.isBackupState(), Timestamp.from(key.getCreated()),
				Timestamp.from(key.getLastUsed())) == 1;
	}

	boolean remove(UUID user, UUID id) {
		return this.jdbc.update("DELETE FROM passkeys WHERE user_id = ? AND id = ?", user, id) == 1;
	}

	/** Keeps what a use has changed; a new one is {@link #add added} otherwise. */
	@Override
	public void save(CredentialRecord key) {
		this.jdbc.update(
				"UPDATE passkeys SET signature_count = ?, backup_state = ?, last_used_at = ? WHERE credential_id = ?",
				key.getSignatureCount(), key.isBackupState(), Timestamp.from(key.getLastUsed()),
				key.getCredentialId().getBytes());
	}

	@Override
	public void delete(Bytes id) {
		throw new UnsupportedOperationException("Passkeys and people are removed by their own keys");
	}

	/** Locks it, so that of two uses of one answer the second sees the first. */
	@Override
	public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
		return DataAccessUtils.singleResult(this.jdbc.query(READ + " WHERE credential_id = ? FOR UPDATE",
				PasskeyRows::record, credential.getBytes()));
	}

	@Override
	public List<CredentialRecord> findByUserId(Bytes handle) {
		return this.jdbc.query(READ + " WHERE user_id = ?", PasskeyRows::record, user(handle));
	}

	private static CredentialRecord record(ResultSet row, int at) throws SQLException {
		return ImmutableCredentialRecord.builder()
			.userEntityUserId(handle(row.getObject("user_id", UUID.class)))
			.label(row.getString("name"))
			.credentialId(new Bytes(row.getBytes("credential_id")))
			.publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
			.attestationObject(new Bytes(row.getBytes("attestation_object")))
			.signatureCount(row.getLong("signature_count"))
			.transports(transports(row.getString("transports")))
			.uvInitialized(true)
			.backupEligible(row.getBoolean("backup_eligible"))
			.backupState(row.getBoolean("backup_state"))
			.created(row.getTimestamp("created_at").toInstant())
			.lastUsed(row.getTimestamp("last_used_at").toInstant())
			.build();
	}

	private static Set<AuthenticatorTransport> transports(String words) {
		return Arrays.stream(StringUtils.commaDelimitedListToStringArray(words))
			.map(AuthenticatorTransport::valueOf)
			.collect(Collectors.toSet());
	}

	/** Whoever it is: people are the directory's, and looked up there. */
	@Override
	public PublicKeyCredentialUserEntity findById(Bytes handle) {
		return ImmutablePublicKeyCredentialUserEntity.builder()
			.id(handle)
			.name(user(handle).toString())
			.displayName("")
			.build();
	}

	/** Asked for by the person's key, which every name of his leads to. */
	@Override
	public PublicKeyCredentialUserEntity findByUsername(String key) {
		return findById(handle(UUID.fromString(key)));
	}

	@Override
	public void save(PublicKeyCredentialUserEntity person) {
		throw new UnsupportedOperationException("People are kept in the directory");
	}

}
