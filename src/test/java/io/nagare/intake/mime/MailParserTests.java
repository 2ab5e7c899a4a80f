package io.nagare.intake.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.nagare.intake.RawMail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a mail says, whoever wrote it, and however it was sent. */
class MailParserTests {

	private static ParsedMail with(String... header) {
		Mails mail = Mails.from("Taro <taro@example.jp>").line("Subject: Printer");
		for (String line : header) {
			mail.line(line);
		}
		return mail.line("").line("It is broken").parsed();
	}

	private static String html(String body) {
		return Mails.from("taro@example.jp")
			.line("Content-Type: text/html; charset=utf-8")
			.line("")
			.line(body)
			.parsed()
			.text();
	}

	@Test
	void saysWhereInTheTextAPictureStood() {
		for (String body : new String[] { "text/html|<p>See <img src='cid:p@x'> here</p>",
				"text/plain|See [cid:p@x] here" }) {
			String[] parts = body.split("\\|", 2);
			ParsedMail mail = Mails.from("taro@example.jp")
				.line("Content-Type: multipart/related; boundary=r")
				.line("")
				.line("--r")
				.line("Content-Type: " + parts[0] + "; charset=utf-8")
				.line("")
				.line(parts[1])
				.line("--r")
				.line("Content-Type: image/png; name=screen.png")
				.line("Content-ID: <p@x>")
				.line("Content-Transfer-Encoding: base64")
				.line("")
				.line("iVBORw0KGgo=")
				.line("--r--")
				.parsed();
			assertThat(mail.text()).isEqualTo("See [screen.png] here");
		}
		assertThat(Mails.from("taro@example.jp").line("").line("[cid:nothing]").parsed().text())
			.isEqualTo("[cid:nothing]");
	}

	@Test
	void prefersThePlainTextAndKeepsPictures() {
		ParsedMail mail = Mails.from("taro@example.jp")
			.line("Content-Type: multipart/mixed; boundary=m")
			.line("")
			.line("--m")
			.line("Content-Type: multipart/alternative; boundary=a")
			.line("")
			.line("--a")
			.line("Content-Type: text/plain; charset=utf-8")
			.line("")
			.line("plain")
			.line("--a")
			.line("Content-Type: multipart/related; boundary=r")
			.line("")
			.line("--r")
			.line("Content-Type: text/html; charset=utf-8")
			.line("")
			.line("<p>html <img src=cid:p alt=screen></p>")
			.line("--r")
			.line("Content-Type: image/png; name=screen.png")
			.line("Content-ID: <p>")
			.line("Content-Disposition: inline")
			.line("Content-Transfer-Encoding: base64")
			.line("")
			.line("iVBORw0KGgo=")
			.line("--r--")
			.line("--a--")
			.line("--m")
			.line("Content-Type: message/rfc822")
			.line("")
			.line("Subject: inner")
			.line("")
			.line("inner text")
			.line("--m--")
			.parsed();
		assertThat(mail.text()).isEqualTo("plain");
		assertThat(mail.files()).extracting(ParsedMail.MailFile::name)
			.containsExactly("screen.png", "attachment-2.eml");
	}

	@Test
	void readsHtmlWhereThePlainTextSaysNothing() {
		ParsedMail mail = Mails.from("taro@example.jp")
			.line("Content-Type: multipart/alternative; boundary=a")
			.line("")
			.line("--a")
			.line("Content-Type: text/plain")
			.line("")
			.line(" ")
			.line("--a")
			.line("Content-Type: text/html")
			.line("")
			.line("<div>said <a href=\"https://example.jp/x\">here</a></div>")
			.line("--a--")
			.parsed();
		assertThat(mail.text()).isEqualTo("said here <https://example.jp/x>");
	}

	@Test
	void keepsNothingOfHtmlThatRunsOrHides() {
		assertThat(html("<p onclick=x()>a</p><script>b</script><style>c</style><div style=\"display: none\">d</div>"
				+ "<iframe src=//e></iframe><a href=\"javascript:alert(1)\">f</a><img src=x onerror=y()>"))
			.isEqualTo("a\n\nf");
		assertThat(html("<ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table>"))
			.isEqualTo("- one\n- two\n\na | b");
		assertThat(html("<p>yes</p><blockquote type=cite>no<br>more</blockquote>")).isEqualTo("yes\n\n> no\n> more");
		assertThat(html("<div>".repeat(20_000) + "deep")).isEqualTo("deep");
	}

	@Test
	void believesOneSenderOnly() {
		assertThat(with().sender()).isEqualTo("taro@example.jp");
		assertThat(Mails.from("\"boss@example.jp\" <Evil@Example.COM>").line("").parsed().sender())
			.isEqualTo("evil@example.com");
		assertThat(Mails.from("a@example.jp, b@example.jp").line("").parsed().sender()).isNull();
		assertThat(Mails.from("a@example.jp").line("From: b@example.jp").line("").parsed().sender()).isNull();
		assertThat(Mails.from("nobody").line("").parsed().sender()).isNull();
		assertThat(Mails.from("Taro@Example.jp <taro@example.jp>").line("").parsed().sender())
			.isEqualTo("taro@example.jp");
		assertThat(Mails.from("taro@example.jp (Taro (Sales))").line("").parsed().sender())
			.isEqualTo("taro@example.jp");
		assertThat(Mails.from("Yamada, Taro <taro@example.jp>").line("").parsed().sender())
			.isEqualTo("taro@example.jp");
		for (String charset : List.of("ISO-2022-JP", "Shift_JIS", "EUC-JP", "UTF-8")) {
			assertThat(new Mails().raw(Mails.latin("From: "))
				.raw(Mails.in(charset, "山田　太郎ァ識"))
				.line(" <taro@example.jp>")
				.line("")
				.parsed()
				.sender()).as(charset).isEqualTo("taro@example.jp");
		}
	}

	/** One parser, such as the mail server's, may take another address than the next. */
	@ParameterizedTest
	@ValueSource(strings = { "agent@example.jp\u0000@evil.example", "agent@example.jp\u0000 <x@evil.example>",
			"agent@example.jp\r@evil.example", "Agent\u0007 <agent@example.jp>", "agent@example.jp@evil.example",
			"agent@example.jp <x@evil.example>", "<agent@example.jp> <x@evil.example>",
			"agent@example.jp, x@evil.example", "agent@example.jp x@evil.example", "(agent@example.jp) x@evil.example",
			"agent@example.jp (x@evil.example)", "agent(@evil.example)@example.jp", "agent(x)@example.jp",
			"\"agent@example.jp\"@evil.example", "<\"agent@example.jp\"@evil.example>",
			"\"agent@example.jp <x@evil.example>", "=?utf-8?q?agent=40example.jp?=@evil.example",
			"<=?utf-8?q?agent?=@example.jp>", "=?utf-8?q?agent@example.jp?= <x@evil.example>",
			"<@evil.example:agent@example.jp>", "Desk: agent@example.jp;", "\u00e9agent@example.jp",
			"agent@example.jp>", "<agent@example.jp", "agent@example.jp\\@evil.example", "((agent@example.jp)" })
	void believesNoSenderThatCanBeReadInTwoWays(String from) {
		ParsedMail mail = Mails.from(from).line("").parsed();
		assertThat(mail.sender()).isNull();
		assertThat(mail.isSenderAmbiguous()).isTrue();
	}

	@Test
	void readsWhatItAnswers() {
		ParsedMail mail = with("Message-ID: <c@x>", "References: <a@x>\r\n <b@x>", "In-Reply-To: <a@x>");
		assertThat(mail.messageId()).isEqualTo("c@x");
		assertThat(mail.references()).containsExactly("b@x", "a@x");
	}

	@Test
	void knowsMachines() {
		assertThat(with().machine()).isEmpty();
		assertThat(with("Auto-Submitted: no").machine()).isEmpty();
		assertThat(with("Auto-Submitted: auto-replied (vacation)").machine()).contains("automatic");
		assertThat(with("X-Autoreply: yes").machine()).contains("automatic");
		assertThat(with("Precedence: Bulk").machine()).contains("list");
		assertThat(with("List-Id: <news.example.jp>").machine()).contains("list");
		assertThat(with("Return-Path: <>").machine()).contains("delivery_report");
		assertThat(with("Content-Type: multipart/report; report-type=delivery-status; boundary=x").machine())
			.contains("delivery_report");
		for (String sender : List.of("MAILER-DAEMON@docomo.ne.jp", "Postmaster@ezweb.ne.jp",
				"Mail Delivery Subsystem <mailer-daemon@softbank.ne.jp>", "news-bounces@example.jp")) {
			assertThat(Mails.from(sender).line("Subject: x").line("").parsed().machine()).as(sender)
				.contains("delivery_report");
		}
		Mails round = Mails.from("a@example.jp");
		for (int i = 0; i < 50; i++) {
			round.line("Received: from a by b");
		}
		assertThat(round.line("").parsed().machine()).contains("loop");
	}

	@Test
	void leavesToPeopleWhatOnlyItsSubjectTells() {
		for (String subject : List.of("自動返信: 出張中", "【自動応答】お問い合わせ", "Automatic reply: away", "Out of Office: x", "不在通知",
				"配信不能: 月次報告", "Undelivered Mail Returned to Sender")) {
			assertThat(subject(subject).machine()).as(subject).contains(ParsedMail.PERHAPS_MACHINE);
		}
	}

	@Test
	void takesPeopleWhoWriteOfSuchMailsForPeople() {
		for (String subject : List.of("送信エラーが出てメールが送れません", "エラーメールが大量に届きます", "配信エラーについて", "未達メールの調査依頼", "自動返信メールが届かない",
				"不在通知の設定方法", "Out of office setup", "Undelivered parcels", "Automatic reply does not work",
				"Mail delivery failed since Monday", "メールを送信できません")) {
			assertThat(subject(subject).machine()).as(subject).isEmpty();
		}
	}

	private static ParsedMail subject(String subject) {
		return Mails.from("a@example.jp").line("Subject: " + subject).line("").parsed();
	}

	@Test
	void readsSendersInQuotes() {
		assertThat(Mails.from("<\"taro..yamada\"@docomo.ne.jp>").line("").parsed().sender())
			.isEqualTo("taro..yamada@docomo.ne.jp");
		assertThat(Mails.from("\"Taro\" <\"taro.\"@ezweb.ne.jp>").line("").parsed().sender())
			.isEqualTo("taro.@ezweb.ne.jp");
		assertThat(Mails.from("\"hanako..sato\"@docomo.ne.jp").line("").parsed().sender())
			.isEqualTo("hanako..sato@docomo.ne.jp");
	}

	@Test
	void bearsWhatWouldNeedADeepStack() throws Exception {
		String name = "a".repeat(20_000);
		byte[] parameter = Mails.from("a@example.jp")
			.line("Content-Type: text/plain; name=\"" + name + "\"")
			.line("")
			.line("x")
			.bytes();
		byte[] sender = new Mails().line("From: \"" + name + "\" (" + name + ") <a@example.jp>").line("").bytes();
		byte[] lines = Mails.from("a@example.jp").line("").line("a" + "\r\n".repeat(50_000) + "b").bytes();
		byte[] folds = Mails.from("a@example.jp")
			.line("Content-Type: multipart/mixed; boundary=b" + "\r\n x".repeat(12_000))
			.line("")
			.line("--b".repeat(3))
			.bytes();
		List<RawMail> read = new ArrayList<>();
		List<Throwable> thrown = new ArrayList<>();
		Thread thread = new Thread(null, () -> {
			for (byte[] one : List.of(parameter, sender, lines, folds)) {
				read.add(RawMail.of(1, 1, one));
			}
			RawMail.tooLarge(1, 1, 1, folds);
		}, "small", 256 * 1024);
		thread.setUncaughtExceptionHandler((where, ex) -> thrown.add(ex));
		thread.start();
		thread.join();
		assertThat(thrown).isEmpty();
		assertThat(read).extracting(RawMail::unreadable).containsOnlyNulls();
		assertThat(read).extracting((one) -> one.mail().sender()).containsOnly("a@example.jp");
		assertThat(read.get(2).mail().text()).isEqualTo("a\n\nb");
	}

	@Test
	void bearsBrokenMails() {
		assertThat(Mails.from("a@example.jp")
			.line("Content-Type: multipart/mixed; boundary=b")
			.line("")
			.line("--b")
			.line("Content-Type: text/plain")
			.line("")
			.line("no end")
			.parsed()
			.text()).isEqualTo("no end");
		assertThat(Mails.from("a@example.jp")
			.line("Content-Type: multipart/mixed")
			.line("")
			.line("no boundary")
			.parsed()
			.text()).contains("no boundary");
		assertThat(Mails.from("a@example.jp")
			.line("Content-Transfer-Encoding: base64")
			.line("")
			.line("SGVsbG8*")
			.parsed()
			.text()).startsWith("Hel");
		assertThat(new Mails().line("no header at all").parsed().sender()).isNull();
		assertThat(new Mails().parsed().text()).isEmpty();
		assertThat(Mails.from("a@example.jp").line("Content-Type: ;;;=").line("").line("x").parsed().text())
			.isEqualTo("x");
		assertThat(with("Subject\u0000: x").text()).isEqualTo("It is broken");
	}

	@Test
	void bearsTenThousandRecipients() {
		Mails mail = Mails.from("a@example.jp").line("Subject: All");
		mail.raw(Mails.latin("To: x@example.jp"));
		for (int i = 0; i < 10_000; i++) {
			mail.raw(Mails.latin(",\r\n user" + i + "@example.jp"));
		}
		assertThat(mail.line("").line("").line("Hello").parsed().text()).isEqualTo("Hello");
	}

	@Test
	void refusesBombs() {
		Mails parts = Mails.from("a@example.jp").line("Content-Type: multipart/mixed; boundary=b").line("");
		for (int i = 0; i < 2_000; i++) {
			parts.line("--b").line("").line("x");
		}
		assertThatExceptionOfType(UnreadableMailException.class)
			.isThrownBy(() -> MailParser.parse(new ByteArrayInputStream(parts.bytes())))
			.withMessage("too_many_parts");
		Mails deep = Mails.from("a@example.jp").line("Content-Type: multipart/mixed; boundary=b0").line("");
		for (int i = 0; i < 100; i++) {
			deep.line("--b" + i).line("Content-Type: multipart/mixed; boundary=b" + (i + 1)).line("");
		}
		assertThatExceptionOfType(UnreadableMailException.class)
			.isThrownBy(() -> MailParser.parse(new ByteArrayInputStream(deep.bytes())))
			.withMessage("too_deep");
	}

	@Test
	void removesWhatNoTicketKeeps() {
		ParsedMail mail = with("X-a: b");
		assertThat(mail.subject()).isEqualTo("Printer");
		assertThat(
				Mails.from("a@example.jp").line("Subject: a\u202Etxt.exe\tb").line("").line("a\u0000b\u0007").parsed())
			.satisfies((one) -> {
				assertThat(one.subject()).isEqualTo("atxt.exe b");
				assertThat(one.text()).isEqualTo("ab");
			});
	}

	private static ParsedMail bringing(String type, byte[] content) {
		return Mails.from("taro@example.jp")
			.line("Content-Type: " + type)
			.line("Content-Transfer-Encoding: base64")
			.line("Content-Disposition: attachment")
			.line("")
			.line(Mails.base64(content))
			.parsed();
	}

	/** Exchange wraps so what is only signed, where it is told to. */
	@Test
	void saysWhatASignedMailSays() throws Exception {
		byte[] mail = Mails.latin(
				String.join("\r\n", "Content-Type: multipart/mixed; boundary=i", "", "--i", "Content-Type: text/plain",
						"", "It is broken", "--i", "Content-Type: text/plain; name=log.txt", "", "line", "--i--", ""));
		ParsedMail read = bringing("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
				wrapped("1.2.840.113549.1.7.2", mail));
		assertThat(read.text()).isEqualTo("It is broken");
		assertThat(read.files()).extracting(ParsedMail.MailFile::name).containsExactly("log.txt");
		ParsedMail secret = bringing("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
				wrapped("1.2.840.113549.1.7.3", mail));
		assertThat(secret.text()).isEmpty();
		assertThat(secret.files()).singleElement()
			.extracting(ParsedMail.MailFile::place)
			.isEqualTo(ParsedMail.Place.ENCRYPTED);
		byte[] deep = mail;
		for (int i = 0; i < 20; i++) {
			deep = Mails.latin("Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n"
					+ Mails.base64(wrapped("1.2.840.113549.1.7.2", deep)) + "\r\n");
		}
		assertThat(bringing("application/pkcs7-mime", wrapped("1.2.840.113549.1.7.2", deep)).files()).hasSize(1);
		assertThat(bringing("application/pkcs7-mime; name=smime.p7m", new byte[] { 48, 3, 1 }).files()).hasSize(1);
		ParsedMail contract = bringing("application/pkcs7-mime; name=contract.pdf.p7m",
				wrapped("1.2.840.113549.1.7.2", Mails.latin("%PDF-1.7 x")));
		assertThat(contract.text()).isEmpty();
		assertThat(contract.files()).singleElement().satisfies((file) -> {
			assertThat(file.name()).isEqualTo("contract.pdf.p7m");
			assertThat(file.place()).isEqualTo(ParsedMail.Place.BESIDE);
		});
	}

	private static byte[] wrapped(String kind, byte[] mail) throws Exception {
		DERSequence content = new DERSequence(new ASN1Encodable[] { new ASN1ObjectIdentifier("1.2.840.113549.1.7.1"),
				new DERTaggedObject(true, 0, new DEROctetString(mail)) });
		DERSequence signed = new DERSequence(
				new ASN1Encodable[] { new ASN1Integer(1), new DERSet(), content, new DERSet() });
		return new DERSequence(
				new ASN1Encodable[] { new ASN1ObjectIdentifier(kind), new DERTaggedObject(true, 0, signed) })
			.getEncoded();
	}

	@Test
	void bringsTheFilesThatOutlookPacks() throws Exception {
		ByteArrayOutputStream tnef = new ByteArrayOutputStream();
		tnef.write(little(0x223E9F78, 4));
		tnef.write(little(1, 2));
		attribute(tnef, 0x9002, 6, new byte[14]);
		attribute(tnef, 0x8010, 1, Mails.latin("quote.pdf\0"));
		attribute(tnef, 0x800F, 6, Mails.latin("%PDF-1.7"));
		assertThat(bringing("application/ms-tnef; name=winmail.dat", tnef.toByteArray()).files()).singleElement()
			.satisfies((file) -> {
				assertThat(file.name()).isEqualTo("quote.pdf");
				assertThat(file.content()).isEqualTo(Mails.latin("%PDF-1.7"));
			});
		attribute(tnef, 0x9003, 6, new byte[3 * 1024 * 1024]);
		assertThat(bringing("application/ms-tnef; name=winmail.dat", tnef.toByteArray()).files()).as("too much")
			.singleElement()
			.extracting(ParsedMail.MailFile::name)
			.isEqualTo("winmail.dat");
		assertThat(bringing("application/ms-tnef; name=winmail.dat", Mails.latin("torn")).files()).singleElement()
			.extracting(ParsedMail.MailFile::name)
			.isEqualTo("winmail.dat");
	}

	private static void attribute(ByteArrayOutputStream tnef, int id, int type, byte[] value) throws IOException {
		tnef.write(2);
		tnef.write(little(id, 2));
		tnef.write(little(type, 2));
		tnef.write(little(value.length, 4));
		tnef.write(value);
		int sum = 0;
		for (byte one : value) {
			sum += one & 0xFF;
		}
		tnef.write(little(sum, 2));
	}

	private static byte[] little(int value, int bytes) {
		byte[] all = new byte[bytes];
		for (int at = 0; at < bytes; at++) {
			all[at] = (byte) (value >> (8 * at));
		}
		return all;
	}

}
