package io.nagare.intake.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Japanese mails in every way in which they arrive, byte by byte. */
class JapaneseMailTests {

	private static final String SAID = "プリンターが動きません。①階の複合機です。";

	private static ParsedMail mail(String contentType, byte[] body) {
		Mails mail = Mails.from("taro@example.jp").line("Subject: x");
		if (!contentType.isEmpty()) {
			mail.line("Content-Type: " + contentType);
		}
		return mail.line("").raw(body).parsed();
	}

	private static String subject(String field) {
		return Mails.from("taro@example.jp").line("Subject: " + field).line("").line("x").parsed().subject();
	}

	@ParameterizedTest
	@CsvSource({ "iso-2022-jp, x-windows-iso2022jp", "ISO-2022-JP-MS, x-windows-iso2022jp",
			"CP50220, x-windows-iso2022jp", "cp50221, x-windows-50221", "Shift_JIS, windows-31j",
			"windows-31j, windows-31j", "CP932, windows-31j", "x-sjis, windows-31j", "utf-8, utf-8", "UTF8, utf-8",
			"utf-16, utf-16" })
	void readsWhatTheMailNames(String named, String really) {
		assertThat(mail("text/plain; charset=" + named, Mails.in(really, SAID)).text()).isEqualTo(SAID);
		assertThat(mail("text/plain; charset=\"" + named + "\"", Mails.in(really, SAID)).text()).isEqualTo(SAID);
	}

	@Test
	void readsEucWithTheCharactersOfWindows() {
		byte[] circledOne = { (byte) 0xAD, (byte) 0xA1 };
		byte[] body = concat(Mails.in("EUC-JP", "プリンターが動きません。"), circledOne, Mails.in("EUC-JP", "階の複合機です。"));
		assertThat(mail("text/plain; charset=EUC-JP", body).text()).isEqualTo(SAID);
	}

	@ParameterizedTest
	@CsvSource({ "''", "text/plain", "text/plain; charset=us-ascii", "text/plain; charset=unknown-8bit",
			"text/plain; charset=x-no-such-thing", "text/plain; charset=iso-8859-1" })
	void findsOutWhatNobodyNames(String type) {
		for (String really : new String[] { "windows-31j", "utf-8", "EUC-JP", "x-windows-iso2022jp" }) {
			String said = really.equals("EUC-JP") ? SAID.replace("①", "一") : SAID;
			assertThat(mail(type, Mails.in(really, said)).text()).as(really).isEqualTo(said);
		}
	}

	@ParameterizedTest
	@CsvSource({ "utf-8, windows-31j", "utf-8, EUC-JP", "utf-8, x-windows-iso2022jp", "Shift_JIS, utf-8",
			"Shift_JIS, EUC-JP", "Shift_JIS, x-windows-iso2022jp", "EUC-JP, windows-31j", "EUC-JP, utf-8",
			"iso-2022-jp, utf-8", "iso-2022-jp, windows-31j", "iso-2022-jp, EUC-JP" })
	void doubtsWhatIsClearlyWrong(String named, String really) {
		String said = "会議室のプロジェクターが映らないので、至急ご確認をお願いします。";
		assertThat(mail("text/plain; charset=" + named, Mails.in(really, said)).text()).isEqualTo(said);
	}

	@Test
	void leavesWesternTextsAsTheyAre() {
		assertThat(mail("text/plain; charset=iso-8859-1", Mails.in("windows-1252", "Grüße aus Köln – été à Genève"))
			.text()).isEqualTo("Grüße aus Köln – été à Genève");
		assertThat(mail("", Mails.in("windows-1252", "déjà vu")).text()).isEqualTo("déjà vu");
		assertThat(mail("text/plain; charset=iso-8859-1", Mails.in("utf-8", "déjà vu")).text()).isEqualTo("déjà vu");
		assertThat(mail("text/plain; charset=koi8-r", Mails.in("koi8-r", "Принтер не работает")).text())
			.isEqualTo("Принтер не работает");
		assertThat(mail("text/plain; charset=gb18030", Mails.in("gb18030", "打印机无法工作")).text()).isEqualTo("打印机无法工作");
	}

	@Test
	void readsHalfWidthKanaInAllThreeWays() {
		String said = "ﾌﾟﾘﾝﾀｰ";
		byte[] eightBits = { (byte) 0xCC, (byte) 0xDF, (byte) 0xD8, (byte) 0xDD, (byte) 0xC0, (byte) 0xB0 };
		assertThat(mail("text/plain; charset=iso-2022-jp", Mails.latin("\u001B(IL_X]@0\u001B(B")).text())
			.isEqualTo(said);
		assertThat(mail("text/plain; charset=iso-2022-jp", Mails.latin("\u000EL_X]@0\u000F")).text()).isEqualTo(said);
		assertThat(mail("text/plain; charset=iso-2022-jp", eightBits).text()).isEqualTo(said);
		assertThat(mail("text/plain; charset=Shift_JIS", eightBits).text()).isEqualTo(said);
		assertThat(mail("text/plain; charset=EUC-JP", Mails.latin("\u008E\u00CC\u008E\u00DF\u008E\u00D8")).text())
			.isEqualTo("ﾌﾟﾘ");
	}

	@Test
	void readsTextThatLostItsEscapes() {
		byte[] whole = Mails.in("x-windows-iso2022jp", "障害です OK 再起動しました");
		byte[] lost = Mails.latin(new String(whole, StandardCharsets.ISO_8859_1).replace("\u001B", ""));
		assertThat(mail("text/plain; charset=iso-2022-jp", lost).text()).isEqualTo("障害です OK 再起動しました");
	}

	@Test
	void readsTextThatLostItsEscapesAndItsLabel() {
		for (String said : new String[] { "障害です OK 再起動しました", "社内メール障害発生" }) {
			byte[] lost = Mails
				.latin(new String(said.getBytes(Charset.forName("ISO-2022-JP")), StandardCharsets.ISO_8859_1)
					.replace("\u001B", ""));
			for (String type : new String[] { "text/plain", "text/plain; charset=us-ascii" }) {
				assertThat(mail(type, lost).text()).as(type).isEqualTo(said);
			}
		}
	}

	@Test
	void leavesScriptsWithDollarsAsTheyAre() {
		for (String said : new String[] { "cd $BASES(BIN)/x", "$B(B", "cost $Bill (B)", "$BAA(B and $BZZ(B" }) {
			assertThat(mail("text/plain", Mails.latin(said)).text()).isEqualTo(said);
		}
	}

	@Test
	@Timeout(20)
	void bearsTextThatSeemsToHaveLostItsEscapesWithoutEnd() {
		for (String lost : new String[] { "$B", "$BA", "$B $B", "a$B(", "$B$B\n" }) {
			byte[] body = Mails.latin(lost.repeat(5_000_000 / lost.length()));
			assertThat(mail("text/plain; charset=iso-2022-jp", body).text()).startsWith(lost.substring(0, 2));
		}
	}

	@Test
	void readsTextThatForgetsToGoBack() {
		byte[] line = Mails.latin("\u001B$B>c32\r\nplain again");
		assertThat(mail("text/plain; charset=iso-2022-jp", line).text()).isEqualTo("障害\nplain again");
		// and the half of a character at the end
		assertThat(mail("text/plain; charset=iso-2022-jp", Mails.latin("\u001B$B>c3")).text()).startsWith("障");
	}

	@Test
	void readsSupplementaryAndOwnCharacters() {
		// JIS X 0212: U+4E02; ISO-2022-JP-MS: the first character that users define
		assertThat(mail("text/plain; charset=iso-2022-jp-1", Mails.latin("\u001B$(D0!\u001B(B")).text())
			.isEqualTo("\u4E02");
		assertThat(mail("text/plain; charset=iso-2022-jp-ms", Mails.latin("a\u001B$(?!!\u001B(Bb")).text())
			.isEqualTo("a\uE000b");
		assertThat(mail("text/plain; charset=iso-2022-jp", Mails.latin("\u001B&@\u001B$B>c32\u001B(J!\u001B(B")).text())
			.isEqualTo("障害!");
	}

	@Test
	void readsUtf7() {
		assertThat(mail("text/plain; charset=utf-7", Mails.latin("Hi +ZeVnLIqe- A+-B")).text()).isEqualTo("Hi 日本語 A+B");
	}

	@Test
	void readsEncodedWords() {
		assertThat(subject("=?ISO-2022-JP?B?GyRCPmMzMhsoQg==?= VPN")).isEqualTo("障害 VPN");
		assertThat(subject("=?utf-8?Q?=E9=9A=9C=E5=AE=B3_now?=")).isEqualTo("障害 now");
		assertThat(subject("=?UTF-8*ja?B?" + Mails.base64(Mails.in("utf-8", "障害")) + "?=")).isEqualTo("障害");
		assertThat(subject("=?shift_jis?B?" + Mails.base64(Mails.in("windows-31j", "①障害")) + "?=")).isEqualTo("①障害");
	}

	@Test
	void readsEncodedWordsTornInTheMiddleOfACharacter() {
		byte[] whole = Mails.in("utf-8", "プリンターの障害");
		for (int cut = 1; cut < whole.length; cut++) {
			String first = Mails.base64(Arrays.copyOf(whole, cut));
			String second = Mails.base64(Arrays.copyOfRange(whole, cut, whole.length));
			assertThat(subject("=?UTF-8?B?" + first + "?=\r\n =?UTF-8?B?" + second + "?=")).as("cut at %d", cut)
				.isEqualTo("プリンターの障害");
		}
		byte[] jis = Mails.in("x-windows-iso2022jp", "プリンターの障害");
		for (int cut = 1; cut < jis.length; cut++) {
			assertThat(subject("=?ISO-2022-JP?B?" + Mails.base64(Arrays.copyOf(jis, cut)) + "?= =?iso-2022-jp?B?"
					+ Mails.base64(Arrays.copyOfRange(jis, cut, jis.length)) + "?="))
				.as("cut at %d", cut)
				.isEqualTo("プリンターの障害");
		}
		String base64 = Mails.base64(whole);
		assertThat(subject("=?UTF-8?B?" + base64.substring(0, 7) + "?= =?UTF-8?B?" + base64.substring(7) + "?="))
			.isEqualTo("プリンターの障害");
		assertThat(subject("=?UTF-8?Q?=E9=9A?= =?UTF-8?Q?=9C=E5=AE=B3?=")).isEqualTo("障害");
	}

	@Test
	void readsWhatIsNoHeaderByAnyStandard() {
		// cut off, with spaces, without padding
		assertThat(subject("=?UTF-8?B?" + Mails.base64(Mails.in("utf-8", "障害です")))).isEqualTo("障害です");
		assertThat(subject("=?UTF-8?Q?VPN is =E9=9A=9C=E5=AE=B3?=")).isEqualTo("VPN is 障害");
		assertThat(subject("\"=?UTF-8?B?6Zqc5a6z?=\"")).isEqualTo("\"障害\"");
		for (String raw : new String[] { "utf-8", "windows-31j", "EUC-JP", "x-windows-iso2022jp" }) {
			ParsedMail mail = Mails.from("taro@example.jp")
				.raw(Mails.latin("Subject: "))
				.raw(Mails.in(raw, "ネットワーク障害のお知らせ"))
				.line("")
				.line("")
				.line("x")
				.parsed();
			assertThat(mail.subject()).as(raw).isEqualTo("ネットワーク障害のお知らせ");
		}
		assertThat(subject("=?x-no-such?B?6Zqc5a6z?=")).isEqualTo("障害");
		assertThat(subject("=?utf-8?B?*?= ok")).isEqualTo("ok");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			filename*=UTF-8''%E9%9A%9C%E5%AE%B3.txt
			filename*=iso-2022-jp'ja'%1B$B%3Ec32%1B(B.txt
			filename*0*=UTF-8''%E9%9A; filename*1*=%9C%E5%AE; filename*2*=%B3.txt
			filename*0*=UTF-8''%E9%9A%9C; filename*1*=%E5%AE%B3; filename*2=.txt
			filename="=?UTF-8?B?6Zqc5a6zLnR4dA==?="
			filename="=?ISO-2022-JP?B?GyRCPmMzMhsoQi50eHQ=?="
			filename="fallback.txt"; filename*=UTF-8''%E9%9A%9C%E5%AE%B3.txt
			filename*0="=?UTF-8?B?6Zqc5a6z"; filename*1="LnR4dA==?="
			filename=障害.txt
			filename="障害.txt"
			""")
	void readsNamesOfFiles(String parameter) {
		ParsedMail mail = Mails.from("taro@example.jp")
			.line("Content-Type: multipart/mixed; boundary=b")
			.line("")
			.line("--b")
			.line("Content-Type: application/octet-stream")
			.line("Content-Disposition: attachment; " + parameter)
			.line("Content-Transfer-Encoding: base64")
			.line("")
			.line("SGVsbG8=")
			.line("--b--")
			.parsed();
		assertThat(mail.files()).singleElement().satisfies((file) -> {
			assertThat(file.name()).isEqualTo("障害.txt");
			assertThat(file.content()).asString().isEqualTo("Hello");
		});
	}

	@Test
	void readsRawNamesInShiftJis() {
		ParsedMail mail = Mails.from("taro@example.jp")
			.line("Content-Type: multipart/mixed; boundary=b")
			.line("")
			.line("--b")
			.raw(Mails.latin("Content-Type: application/pdf; name=\""))
			.raw(Mails.in("windows-31j", "見積書（改）.pdf"))
			.line("\"")
			.line("")
			.line("x")
			.line("--b--")
			.parsed();
		assertThat(mail.files()).singleElement().extracting(ParsedMail.MailFile::name).isEqualTo("見積書（改）.pdf");
	}

	@Test
	void readsHtmlByTheCharsetOfItsHead() {
		byte[] html = Mails.in("windows-31j",
				"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=Shift_JIS\"></head>"
						+ "<body><p>複合機が<b>故障</b>しました<br>確認を<script>alert(1)</script>お願いします</p></body></html>");
		assertThat(mail("text/html", html).text()).isEqualTo("複合機が故障しました\n確認をお願いします");
	}

	private static byte[] concat(byte[]... parts) {
		java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

	/** Their escape sequences begin as those of Japanese. */
	@Test
	void leaveKoreanAndChineseToTheirNeighbours() {
		assertThat(MailCharsets.decode(Mails.latin("\033$)C\n\0160!3*\017 ok"), "ISO-2022-KR")).endsWith("가나 ok");
		assertThat(MailCharsets.decode(Mails.latin("~{<:Ky2;~} a~~b"), "hz-gb-2312")).isEqualTo("己所不 a~b");
	}

	@Test
	void areReadInSixteenBitsWhereAMarkSaysSo() {
		assertThat(MailCharsets.decode("\uFEFF障害 Error".getBytes(StandardCharsets.UTF_16LE), null))
			.isEqualTo("障害 Error");
	}

}
