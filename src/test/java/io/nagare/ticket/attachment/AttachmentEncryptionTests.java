package io.nagare.ticket.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import io.nagare.Api;
import io.nagare.IntegrityFindings;
import io.nagare.NagareTest;
import io.nagare.Statements;
import io.nagare.cluster.NodeRegistry;
import io.nagare.directory.Tenants;
import io.nagare.shared.IntegrityCheck;
import io.nagare.shared.Sha256;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.ticket.TicketWork;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies on the disk of a file, and what is handed out of it. */
@NagareTest
class AttachmentEncryptionTests {

	private static final int PIECE = 64 * 1024;

	@LocalServerPort
	private int port;

	@Value("${nagare.data-dir}")
	private Path data;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private List<IntegrityCheck> checks;

	@Autowired
	private AttachmentEncryption encryption;

	private final String text = "機密の見積書 ".repeat(20_000);

	private Api agent;

	private String ticket;

	private String file;

	@BeforeEach
	void upload() {
		this.agent = Api.at(this.port).as("agent1");
		this.ticket = this.agent.report("見積の確認").path("id").asText();
		this.file = added(this.text);
	}

	@Test
	void liesEncryptedAndIsHandedOutAsItCame() throws IOException {
		byte[] stored = Files.readAllBytes(stored());
		assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("機密");
		assertThat(stored.length).isGreaterThan(this.text.getBytes(StandardCharsets.UTF_8).length + 6 * 16);
		assertThat(read().body()).isEqualTo(this.text);
		assertThat(read().header("Content-Length")).isEqualTo(String.valueOf(bytes().length));
		assertThat(stored).isNotEqualTo(Files.readAllBytes(folder().resolve(added(this.text))));
		assertThat(found()).isEmpty();
	}

	@Test
	void isHandedOutInPartsToo() {
		Answer part = new Client(this.port).as("agent1").sending("Range", "bytes=70002-70011").get("/api/v1" + path());
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.header("Content-Range")).isEqualTo("bytes 70002-70011/" + bytes().length);
		assertThat(part.body())
			.isEqualTo(new String(Arrays.copyOfRange(bytes(), 70002, 70012), StandardCharsets.UTF_8));
	}

	@Test
	void showsThatItWasChangedMovedOrCutOff() throws IOException {
		byte[] whole = Files.readAllBytes(stored());
		byte[] changed = whole.clone();
		changed[PIECE + 9] ^= 1;
		byte[] moved = whole.clone();
		System.arraycopy(whole, PIECE, moved, 2 * PIECE, PIECE);
		System.arraycopy(whole, 2 * PIECE, moved, PIECE, PIECE);
		for (byte[] wrong : List.of(changed, moved, Files.readAllBytes(folder().resolve(added(this.text))))) {
			Files.write(stored(), wrong);
			assertThat(found()).containsExactly("file_altered");
		}
		Files.write(stored(), Arrays.copyOf(whole, 2 * PIECE));
		assertThat(found()).containsExactly("file_of_other_size");
		Files.write(stored(), whole);
		assertThat(found()).isEmpty();
	}

	@Test
	void goesOnToAnotherTicketWithAKeyOfItsOwn() {
		Answer problem = this.agent.post("/incidents/" + this.ticket + "/convert", "kind", "problem");
		assertThat(problem.status()).as(problem.body()).isEqualTo(201);
		String id = problem.data().path("id").asText();
		String copy = this.agent.get("/problems/" + id).data().at("/attachments/0/id").asText();
		assertThat(this.agent.get("/problems/" + id + "/attachments/" + copy).body()).isEqualTo(this.text);
		assertThat(key(copy)).isNotEqualTo(key(this.file));
	}

	private List<Path> encrypted() throws IOException {
		Path folder = folder().resolve("encrypted");
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

	@Test
	void isEncryptedLaterWhereItLiesAsItCame() throws IOException {
		Files.write(stored(), bytes());
		change("UPDATE ticket_attachments SET file_key = NULL WHERE id = ?::uuid");
		assertThat(read().body()).isEqualTo(this.text);
		this.encryption.run();
		assertThat(stored()).as("while it waits to be read for searches").exists();
		change("UPDATE ticket_attachment_texts SET state = 'searchable' WHERE attachment_id = ?::uuid");
		this.encryption.run();
		assertThat(stored()).as("for whoever has read its row and not yet its bytes").hasContent(this.text);
		assertThat(encrypted()).hasSize(1);
		assertThat(strays()).isEmpty();
		this.encryption.run();
		assertThat(stored()).exists();
		change("UPDATE ticket_attachments SET replaced_at = replaced_at - interval '6 minutes' WHERE id = ?::uuid");
		this.encryption.run();
		assertThat(stored()).doesNotExist();
		assertThat(Files.readString(encrypted().get(0), StandardCharsets.ISO_8859_1))
			.doesNotContain(new String("機密".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
		assertThat(read().body()).isEqualTo(this.text);
		assertThat(found()).isEmpty();
		String key = key(this.file);
		this.encryption.run();
		assertThat(key(this.file)).as("once is enough").isEqualTo(key);
	}

	@Test
	void staysAsItIsWhereItIsNotWhatCame() throws IOException {
		Files.write(stored(), Sha256.hex("another").getBytes(StandardCharsets.UTF_8));
		change("UPDATE ticket_attachments SET file_key = NULL WHERE id = ?::uuid");
		change("UPDATE ticket_attachment_texts SET state = 'searchable' WHERE attachment_id = ?::uuid");
		this.encryption.run();
		assertThat(stored()).hasContent(Sha256.hex("another"));
		assertThat(found()).containsExactly("file_of_other_size");
		assertThat(encrypted()).isEmpty();
	}

	@Test
	void hasItsKeySealedAnewOnceTheEncryptionKeyWasReplaced() {
		String key = key(this.file);
		change("UPDATE ticket_attachments SET file_key = '00000000' || substr(file_key, 9) WHERE id = ?::uuid");
		change("UPDATE ticket_attachment_texts SET state = 'searchable' WHERE attachment_id = ?::uuid");
		this.encryption.sealAgain();
		assertThat(key(this.file)).startsWith(key.substring(0, 9)).isNotEqualTo(key);
		assertThat(read().body()).isEqualTo(this.text);
	}

	private void liesAsItCame() throws IOException {
		Files.write(stored(), bytes());
		change("UPDATE ticket_attachments SET file_key = NULL WHERE id = ?::uuid");
		change("UPDATE ticket_attachment_texts SET state = 'searchable' WHERE attachment_id = ?::uuid");
	}

	@Test
	void isLookedForInAnIndexAndItsKeyOnceADay() {
		this.encryption.run();
		List<String> asked = Statements.of(this.encryption::run);
		assertThat(asked).anyMatch((one) -> one.contains("file_key IS NULL"))
			.noneMatch((one) -> one.contains("starts_with"));
	}

	@Test
	void leavesNoPiecesWhereItCannotBeWrittenAndNoneOfAnEarlierRun(@Autowired Tenants tenants,
			@Autowired AttachmentCipher cipher, @Autowired NodeRegistry nodes, @Autowired AttachmentSpace space,
			@Autowired Clock clock, @Autowired PlatformTransactionManager transactions) throws IOException {
		liesAsItCame();
		AttachmentFiles broken = new AttachmentFiles(this.data, cipher, nodes) {

			@Override
			String sha256(FilePlace place) throws IOException {
				throw new IOException("No space left on device");
			}

		};
		new AttachmentEncryption(tenants, broken, cipher, space, this.jdbc, clock, transactions).run();
		assertThat(encrypted()).isEmpty();
		Path piece = folder().resolve("encrypted").resolve(UUID.randomUUID().toString()).resolve(this.file);
		Files.createDirectories(piece.resolveSibling(""));
		Files.writeString(piece, "a part");
		this.encryption.run();
		assertThat(encrypted()).hasSize(1).doesNotContain(piece);
		assertThat(read().body()).isEqualTo(this.text);
	}

	@Test
	void waitsForRoomOnTheDisk(@Autowired Tenants tenants, @Autowired AttachmentFiles files,
			@Autowired AttachmentCipher cipher, @Autowired AttachmentRepository rows, @Autowired TicketWork work,
			@Autowired Clock clock, @Autowired PlatformTransactionManager transactions) throws IOException {
		liesAsItCame();
		AttachmentSpace full = new AttachmentSpace(this.data, DataSize.ofTerabytes(1_000_000), rows, work);
		new AttachmentEncryption(tenants, files, cipher, full, this.jdbc, clock, transactions).run();
		assertThat(stored()).hasContent(this.text);
		assertThat(encrypted()).isEmpty();
		this.encryption.run();
		assertThat(encrypted()).hasSize(1);
	}

	/** Whoever read the row before it was encrypted removes what lies there now. */
	@Test
	void goesForGoodWhereverItLies(@Autowired AttachmentRepository rows) throws IOException {
		liesAsItCame();
		this.encryption.run();
		Path encrypted = encrypted().get(0);
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> {
			assertThat(rows.remove(UUID.fromString(this.file))).hasSize(2).contains(this.ticket + "/" + this.file);
			status.setRollbackOnly();
		}));
		assertThat(this.agent.delete(path()).status()).isEqualTo(204);
		assertThat(stored()).doesNotExist();
		assertThat(encrypted).doesNotExist();
	}

	private List<String> strays() {
		List<String> strays = new ArrayList<>();
		IntegrityCheck.Findings findings = new IntegrityCheck.Findings() {

			@Override
			public void looked(long many) {
			}

			@Override
			public void found(String finding, Object of, String detail) {
			}

			@Override
			public void leftOver(String what, Object of) {
				strays.add(of.toString());
			}

		};
		this.checks.forEach((check) -> Tenancy.asPlatform(() -> check.look(findings)));
		return strays.stream().filter((path) -> path.contains(this.file)).toList();
	}

	private String added(String content) {
		Answer answer = this.agent.upload("/incidents/" + this.ticket + "/attachments", "見積.txt", "text/plain",
				content.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private byte[] bytes() {
		return this.text.getBytes(StandardCharsets.UTF_8);
	}

	private String path() {
		return "/incidents/" + this.ticket + "/attachments/" + this.file;
	}

	private Answer read() {
		return this.agent.get(path());
	}

	private Path folder() {
		return this.data.resolve("attachments").resolve(this.ticket);
	}

	private Path stored() {
		return folder().resolve(this.file);
	}

	private List<String> found() {
		return IntegrityFindings.of(this.checks)
			.stream()
			.filter((finding) -> finding.of().equals(this.file))
			.map(IntegrityFindings.Finding::finding)
			.toList();
	}

	private void change(String sql) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult(
				(status) -> assertThat(this.jdbc.update(sql, UUID.fromString(this.file).toString())).isEqualTo(1)));
	}

	private String key(String attachment) {
		return Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc
			.queryForObject("SELECT file_key FROM ticket_attachments WHERE id = ?::uuid", String.class, attachment)));
	}

}
