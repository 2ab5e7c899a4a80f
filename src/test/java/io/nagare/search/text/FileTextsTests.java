package io.nagare.search.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

import io.nagare.search.text.FileTexts.Said;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What files say, and files that are made to do harm. */
class FileTextsTests {

	private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

	private static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

	private static final String SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

	private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

	@Test
	void readsPdfs() throws IOException {
		assertThat(of(pdf("サーバー室の温度異常を検知", false), "application/pdf", "a.pdf").text()).contains("サーバー室の温度異常を検知");
		assertThat(of(pdf("秘密", true), "application/pdf", "a.pdf").reason()).isEqualTo("encrypted");
		assertThat(of("%PDF-1.7 torn".getBytes(UTF_8), "application/pdf", "a.pdf").reason()).isEqualTo("broken");
	}

	@Test
	void readsNoPdfThatUnpacksToFarMore() throws IOException {
		assertThat(of(drawn(spaces(40), COSName.FLATE_DECODE), "application/pdf", "a.pdf").reason())
			.isEqualTo("too_large");
		assertThat(of(drawn("BT (a) Tj ET".getBytes(UTF_8), COSName.LZW_DECODE), "application/pdf", "a.pdf").reason())
			.isEqualTo("too_large");
		// one that a node can bear is only passed over
		Said drawing = of(drawn("0 0 m ".repeat(900_000).getBytes(UTF_8), COSName.FLATE_DECODE), "application/pdf",
				"a.pdf");
		assertThat(drawing.isSearchable()).isTrue();
	}

	@Test
	void readsWhatStandsInShapesDiagramsAndComments() throws IOException {
		String shape = "<a:p xmlns:a=\"a\"><a:r><a:t>%s</a:t></a:r></a:p>";
		byte[] sheet = zip(Map.of("xl/drawings/drawing1.xml",
				"<x:wsDr xmlns:x=\"x\"><x:sp>" + shape.formatted("回線図の注記") + "</x:sp></x:wsDr>",
				"xl/threadedComments/threadedComment1.xml",
				"<ThreadedComments><threadedComment ref=\"A1\"><text>金額を確認</text></threadedComment>"
						+ "<threadedComment><text>済み</text></threadedComment></ThreadedComments>",
				"xl/diagrams/data1.xml", "<d:dataModel xmlns:d=\"d\"><d:ptLst><d:pt><d:t>" + shape.formatted("承認の流れ")
						+ "</d:t></d:pt></d:ptLst></d:dataModel>"));
		assertThat(of(sheet, EXCEL, "a.xlsx").text()).contains("回線図の注記", "金額を確認 済み", "承認の流れ");
		byte[] slides = zip(Map.of("ppt/comments/comment1.xml",
				"<p:cmLst xmlns:p=\"p\"><p:cm><p:text>色を直す</p:text></p:cm></p:cmLst>",
				"ppt/comments/modernComment_100_0.xml",
				"<m:cmLst xmlns:m=\"m\"><m:cm><m:txBody>" + shape.formatted("順番を替える") + "</m:txBody></m:cm></m:cmLst>",
				"ppt/diagrams/data1.xml", "<d:pt xmlns:d=\"d\"><d:t>" + shape.formatted("移行の段階") + "</d:t></d:pt>"));
		assertThat(of(slides, SLIDES, "a.pptx").text()).contains("色を直す", "順番を替える", "移行の段階");
	}

	@Test
	void readsDocumentsSheetsAndSlides() throws IOException {
		byte[] word = zip(Map.of("word/document.xml",
				"<w:document " + W + "><w:body><w:p><w:r><w:t>複合</w:t></w:r>"
						+ "<w:r><w:t>機の点検</w:t></w:r></w:p><w:p><w:r><w:t>次の段落</w:t></w:r></w:p></w:body></w:document>",
				"word/header1.xml", "<w:hdr " + W + "><w:p><w:r><w:t>社外秘</w:t></w:r></w:p></w:hdr>",
				"word/embeddings/other.docx", "<t>埋め込み</t>"));
		assertThat(of(word, WORD, "a.docx").text()).contains("複合機の点検 次の段落", "社外秘").doesNotContain("埋め込み");
		ByteArrayOutputStream book = new ByteArrayOutputStream();
		try (Workbook workbook = new Workbook(book, "x", "1.0")) {
			Worksheet sheet = workbook.newWorksheet("障害一覧");
			sheet.value(0, 0, "共有フォルダー");
			sheet.inlineString(1, 0, "直接の文字列");
			sheet.value(2, 0, 20231145);
		}
		assertThat(of(book.toByteArray(), EXCEL, "a.xlsx").text()).contains("障害一覧", "共有フォルダー", "直接の文字列", "20231145");
		byte[] read = zip(Map.of("xl/sharedStrings.xml",
				"<sst><si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si></sst>"));
		assertThat(of(read, EXCEL, "a.xlsx").text()).isEqualTo("東京");
		byte[] slides = zip(Map.of("ppt/slides/slide1.xml",
				"<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>移行計画</a:t>" + "</a:r></a:p></p:sld>",
				"ppt/notesSlides/notesSlide1.xml",
				"<p:notes xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:t>発表者のメモ</a:t></a:p></p:notes>"));
		assertThat(of(slides, SLIDES, "a.pptx").text()).contains("移行計画", "発表者のメモ");
	}

	@Test
	void readsDocumentsSheetsAndSlidesOfOldOffice() throws IOException {
		try (InputStream word = Objects.requireNonNull(FileTextsTests.class.getResourceAsStream("/files/steps.doc"))) {
			assertThat(of(word.readAllBytes(), OldOfficeText.DOCUMENT, "a.doc").text())
				.isEqualTo("複合機の点検手順 次の段落に書いたこと");
		}
		ByteArrayOutputStream book = new ByteArrayOutputStream();
		try (HSSFWorkbook workbook = new HSSFWorkbook()) {
			HSSFRow row = workbook.createSheet("障害一覧").createRow(0);
			row.createCell(0).setCellValue("共有フォルダー");
			row.createCell(1).setCellValue(20231145);
			row.createCell(2).setCellFormula("B1+1");
			workbook.write(book);
		}
		assertThat(of(book.toByteArray(), OldOfficeText.SHEETS, "a.xls").text()).contains("障害一覧", "共有フォルダー",
				"20231145");
		ByteArrayOutputStream slides = new ByteArrayOutputStream();
		try (HSLFSlideShow show = new HSLFSlideShow()) {
			show.createSlide().addTitle().setText("移行計画");
			show.write(slides);
		}
		assertThat(of(slides.toByteArray(), OldOfficeText.SLIDES, "a.ppt").text()).contains("移行計画");
		assertThat(of("torn".getBytes(UTF_8), OldOfficeText.DOCUMENT, "a.doc").reason()).isEqualTo("broken");
		Biff8EncryptionKey.setCurrentUserPassword("secret");
		try (HSSFWorkbook workbook = new HSSFWorkbook()) {
			workbook.createSheet("x");
			book.reset();
			workbook.write(book);
		}
		finally {
			Biff8EncryptionKey.setCurrentUserPassword(null);
		}
		assertThat(of(book.toByteArray(), OldOfficeText.SHEETS, "a.xls").reason()).isEqualTo("encrypted");
	}

	@Test
	void readsMailsOfOutlook() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (POIFSFileSystem parts = new POIFSFileSystem()) {
			part(parts, "__properties_version1.0", new byte[32]);
			part(parts, "__substg1.0_0037001F", "見積書の件".getBytes(StandardCharsets.UTF_16LE));
			part(parts, "__substg1.0_1000001F", "納期を確認しました。".getBytes(StandardCharsets.UTF_16LE));
			parts.writeFilesystem(bytes);
		}
		assertThat(of(bytes.toByteArray(), OldOfficeText.MAIL, "a.msg").text()).contains("見積書の件", "納期を確認しました。");
	}

	private static void part(POIFSFileSystem parts, String name, byte[] content) throws IOException {
		parts.getRoot().createDocument(name, new ByteArrayInputStream(content));
	}

	@Test
	void readsDocumentsOfLibreOffice() throws IOException {
		String office = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" "
				+ "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:scripts>悪</office:scripts>"
				+ "<office:body><table:table table:name=\"障害一覧\"><table:table-row><table:table-cell>"
				+ "<text:p>共有<text:span>フォルダー</text:span></text:p></table:table-cell></table:table-row></table:table>"
				+ "</office:body></office:document-content>";
		String type = "application/vnd.oasis.opendocument.spreadsheet";
		assertThat(of(zip(Map.of("content.xml", office)), type, "a.ods").text()).isEqualTo("障害一覧 共有フォルダー");
		assertThat(of(zip(Map.of("content.xml", "x", "META-INF/manifest.xml", "<m:encryption-data/>")), type, "a.ods")
			.reason()).isEqualTo("encrypted");
		assertThat(of(zip(Map.of("other.xml", "x")), type, "a.ods").reason()).isEqualTo("broken");
	}

	@Test
	void readsNoDocumentThatUnpacksToFarMore() throws IOException {
		byte[] bomb = zip(Map.of("word/document.xml",
				"<w:document " + W + "><w:t>" + " ".repeat(40 * 1024 * 1024) + "</w:t></w:document>"));
		assertThat(bomb.length).isLessThan(200_000);
		assertThat(of(bomb, WORD, "a.docx").reason()).isEqualTo("too_large");
		byte[] entities = zip(
				Map.of("word/document.xml", "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document " + W
						+ "><w:t>&b;</w:t></w:document>"));
		assertThat(of(entities, WORD, "a.docx").text()).doesNotContain("ha");
		byte[] outside = zip(Map.of("word/document.xml",
				"<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><w:t " + W + ">&a;</w:t>"));
		assertThat(of(outside, WORD, "a.docx").text()).isEmpty();
		assertThat(of(zip(Map.of("word/document.xml", "<w:t")), WORD, "a.docx").reason()).isEqualTo("broken");
		assertThat(of("PK torn".getBytes(UTF_8), WORD, "a.docx").reason()).isEqualTo("broken");
	}

	@Test
	void readsNoDocumentWithAnAttributeAbove1Mb() throws IOException {
		String megabytes = "a".repeat(2 * 1024 * 1024);
		byte[] attribute = zip(Map.of("word/document.xml", "<w:t " + W + " w:a=\"" + megabytes + "\">x</w:t>"));
		assertThat(of(attribute, WORD, "a.docx").reason()).isEqualTo("too_large");
		byte[] content = zip(Map.of("content.xml", "<o a=\"" + megabytes + "\"/>"));
		assertThat(of(content, "application/vnd.oasis.opendocument.text", "a.odt").reason()).isEqualTo("too_large");
		// the parser hands a long text over in pieces
		byte[] text = zip(Map.of("word/document.xml", "<w:t " + W + ">" + " ".repeat(megabytes.length()) + "x</w:t>"));
		assertThat(of(text, WORD, "a.docx").text()).isEqualTo("x");
	}

	@Test
	void readsNoDocumentThatNestsMoreThan1000Elements() throws IOException {
		byte[] nested = zip(Map.of("word/document.xml",
				"<w:t " + W + ">" + "<w:p>".repeat(1000) + "<w:t>x</w:t>" + "</w:p>".repeat(1000) + "</w:t>"));
		assertThat(of(nested, WORD, "a.docx").reason()).isEqualTo("broken");
	}

	@Test
	void takesTheBeginningOfWhatIsLong() throws IOException {
		Said said = of(("稟議" + "あ".repeat(100_000)).getBytes(UTF_8), "text/plain", "a.txt");
		assertThat(said.text()).startsWith("稟議").hasSize(ReadText.LONGEST);
		Said spaces = of(("初め" + " \n\t\u3000".repeat(1_000_000) + "終わり").getBytes(UTF_8), "text/plain", "a.txt");
		assertThat(spaces.text()).isEqualTo("初め 終わり");
	}

	@Test
	void readsTextsHoweverTheyAreWritten() throws IOException {
		for (String charset : new String[] { "UTF-8", "windows-31j", "EUC-JP", "ISO-2022-JP", "x-UTF-16LE-BOM",
				"UTF-16" }) {
			Said said = of("経費精算システムへ接続できません。".getBytes(Charset.forName(charset)), "text/plain", "a.txt");
			assertThat(said.text()).as(charset).isEqualTo("経費精算システムへ接続できません。");
		}
		assertThat(of(
				"<html><head><meta charset=\"utf-8\"><title>x</title><script>悪</script></head><body><p>本文<b>です</b></body>"
					.getBytes(UTF_8),
				"text/html", "a.html")
			.text()).contains("本文").doesNotContain("悪");
	}

	@Test
	void readsMails() throws IOException {
		String mail = """
				From: =?UTF-8?B?5L2Q6JekIOiKsQ==?= <hanako@x.example>
				Subject: =?UTF-8?B?6KaL56mN5pu444Gu5Lu2?=
				MIME-Version: 1.0
				Content-Type: multipart/mixed; boundary="b"

				--b
				Content-Type: text/plain; charset=UTF-8

				納期を確認しました。
				--b
				Content-Type: application/zip; name="quote.zip"
				Content-Disposition: attachment; filename="quote.zip"
				Content-Transfer-Encoding: base64

				UEsDBAo=
				--b--
				""";
		assertThat(of(mail.getBytes(UTF_8), "message/rfc822", "a.eml").text()).contains("見積書の件", "佐藤 花", "納期を確認しました。",
				"quote.zip");
	}

	@Test
	void saysWhyItReadsNothing() throws IOException {
		assertThat(of(new byte[] { 1, 2, 3 }, "image/png", "a.png").reason()).isEqualTo("format");
		byte[] locked = new byte[512];
		byte[] magic = { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1 };
		System.arraycopy(magic, 0, locked, 0, 8);
		assertThat(of(locked, "application/x-tika-msoffice", "a.docx").reason()).isEqualTo("encrypted");
		assertThat(of(locked, "application/x-tika-msoffice", "a.xls").reason()).isEqualTo("format");
		byte[] file = "遅い".getBytes(StandardCharsets.UTF_8);
		assertThat(FileTexts.of(file, "text/plain", "a.txt", Duration.ofNanos(-1)).reason()).isEqualTo("too_slow");
	}

	private Said of(byte[] content, String type, String name) throws IOException {
		return FileTexts.of(content, type, name, Duration.ofSeconds(20));
	}

	private static byte[] zip(Map<String, String> parts) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, String> part : parts.entrySet()) {
				zip.putNextEntry(new ZipEntry(part.getKey()));
				zip.write(part.getValue().getBytes(UTF_8));
				zip.closeEntry();
			}
		}
		return bytes.toByteArray();
	}

	private static byte[] pdf(String text, boolean locked) throws IOException {
		try (PDDocument document = new PDDocument();
				InputStream font = Objects
					.requireNonNull(FileTextsTests.class.getResourceAsStream("/fonts/MPLUS1p-Regular.ttf"))) {
			PDPage page = new PDPage();
			document.addPage(page);
			PDType0Font face = PDType0Font.load(document, font);
			try (PDPageContentStream content = new PDPageContentStream(document, page)) {
				content.beginText();
				content.setFont(face, 12);
				content.newLineAtOffset(50, 700);
				content.showText(text);
				content.endText();
			}
			if (locked) {
				document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
			}
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			document.save(bytes);
			return bytes.toByteArray();
		}
	}

	private static byte[] spaces(int megabytes) {
		byte[] spaces = new byte[megabytes * 1024 * 1024];
		java.util.Arrays.fill(spaces, (byte) ' ');
		return spaces;
	}

	private static byte[] drawn(byte[] content, COSName packed) throws IOException {
		try (PDDocument document = new PDDocument()) {
			PDPage page = new PDPage();
			document.addPage(page);
			PDStream stream = new PDStream(document);
			try (OutputStream out = stream.createOutputStream(packed)) {
				out.write(content);
			}
			page.setContents(stream);
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			document.save(bytes);
			return bytes.toByteArray();
		}
	}

}
