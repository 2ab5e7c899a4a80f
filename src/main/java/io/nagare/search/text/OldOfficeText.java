package io.nagare.search.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.hssf.record.TextObjectRecord;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.jspecify.annotations.Nullable;

import io.nagare.intake.mime.HtmlText;

/**
 * What is written in documents, sheets and slides of Office before 2007, and in mails as
 * Outlook keeps them. POI makes as much of documents and slides as they claim to be,
 * which is without bound, so that their texts are read here, one after the other; sheets
 * and mails are looked at before they are handed over.
 */
final class OldOfficeText {

	static final String DOCUMENT = "application/msword";

	static final String SHEETS = "application/vnd.ms-excel";

	static final String SLIDES = "application/vnd.ms-powerpoint";

	static final String MAIL = "application/vnd.ms-outlook";

	/** Texts that the sheets of a book share, each an object of POI's. */
	private static final int MOST_TEXTS = 300_000;

	/** Word 97. */
	private static final int FIRST_WORD = 0xC1;

	private static final int ENCRYPTED_WORD = 0x0100;

	private static final int SECOND_TABLE = 0x0200;

	/** Where a document says where its pieces are told of. */
	private static final int PIECES = 0x01A2;

	/** Of a piece whose characters are bytes, at half the place. */
	private static final int NARROW = 0x4000_0000;

	private static final Charset BYTES = Charset.forName("windows-1252");

	private static final char FIELD = 0x13;

	private static final char FIELD_SAYS = 0x14;

	private static final char FIELD_ENDS = 0x15;

	private static final int ENCRYPTED_SLIDES = 0xF3D1C4DF;

	/** Masters of slides and of handouts, which say what is to be written where. */
	private static final Set<Integer> MASTERS = Set.of(1016, 4041);

	private static final int SLIDE_TEXT = 4000;

	private static final int SLIDE_BYTES = 4008;

	/**
	 * Where a file's header says how large its blocks are, and how many hold its table.
	 */
	private static final int BLOCK_SHIFT = 30;

	private static final int TABLE_BLOCKS = 44;

	private static final int SMALL_BLOCK = 512;

	private static final int LARGE_BLOCK = 4096;

	/** A table may be larger than what it tells of, in bytes. */
	private static final long SLACK = 8 * 1024 * 1024;

	private OldOfficeText() {
	}

	/**
	 * Room is asked for at once for the table that the header claims, however short the
	 * file is ([MS-CFB] 2.2).
	 */
	private static boolean claimsMore(byte[] file) {
		if (file.length < SMALL_BLOCK) {
			return false;
		}
		ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		long block = (header.getShort(BLOCK_SHIFT) == 12) ? LARGE_BLOCK : SMALL_BLOCK;
		return Integer.toUnsignedLong(header.getInt(TABLE_BLOCKS)) * (block / 4) * block > 2L * file.length + SLACK;
	}

	static boolean isOne(String type) {
		return type.equals(DOCUMENT) || type.equals(SHEETS) || type.equals(SLIDES) || type.equals(MAIL);
	}

	static void read(byte[] file, String type, ReadText text) throws IOException, UnreadableFileException {
		text.unpacked(file.length);
		if (claimsMore(file)) {
			throw new UnreadableFileException("broken");
		}
		try (POIFSFileSystem parts = new POIFSFileSystem(new ByteArrayInputStream(file))) {
			if (size(parts.getRoot()) > file.length) {
				throw new UnreadableFileException("broken");
			}
			switch (type) {
				case DOCUMENT -> document(parts, text);
				case SHEETS -> sheets(parts, text);
				case SLIDES -> slides(parts, text);
				default -> mail(parts, text);
			}
		}
		catch (EncryptedDocumentException ex) {
			throw new UnreadableFileException("encrypted");
		}
		catch (OldFileFormatException ex) {
			throw new UnreadableFileException("format");
		}
	}

	/** Parts may lie in the same place, and be as large together as nothing is. */
	private static long size(DirectoryEntry folder) {
		long size = 0;
		for (Entry one : folder) {
			size += (one instanceof DirectoryEntry within) ? size(within)
					: (one instanceof DocumentEntry part) ? part.getSize() : 0;
		}
		return size;
	}

	private static ByteBuffer part(POIFSFileSystem parts, String name) throws IOException {
		try (InputStream bytes = parts.createDocumentInputStream(name)) {
			return ByteBuffer.wrap(bytes.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
		}
	}

	private static String said(ByteBuffer part, int from, int length, Charset charset) {
		return charset.decode(part.slice(from, length)).toString();
	}

	/** The pieces of the text in their order ([MS-DOC] 2.4.1). */
	private static void document(POIFSFileSystem parts, ReadText text) throws IOException, UnreadableFileException {
		ByteBuffer words = part(parts, "WordDocument");
		if (Short.toUnsignedInt(words.getShort(2)) < FIRST_WORD) {
			throw new UnreadableFileException("format");
		}
		int flags = words.getShort(10);
		if ((flags & ENCRYPTED_WORD) != 0) {
			throw new UnreadableFileException("encrypted");
		}
		ByteBuffer table = part(parts, ((flags & SECOND_TABLE) != 0) ? "1Table" : "0Table");
		int at = words.getInt(PIECES);
		while (table.get(at) == 1) {
			at += 3 + Short.toUnsignedInt(table.getShort(at + 1));
		}
		int pieces = (table.getInt(at + 1) - 4) / 12;
		int ends = at + 5;
		int places = ends + 4 * (pieces + 1);
		int fields = 0;
		for (int one = 0; one < pieces; one++) {
			int length = table.getInt(ends + 4 * (one + 1)) - table.getInt(ends + 4 * one);
			int place = table.getInt(places + 8 * one + 2);
			fields = piece(((place & NARROW) != 0) ? said(words, (place & ~NARROW) / 2, length, BYTES)
					: said(words, place, 2 * length, StandardCharsets.UTF_16LE), fields, text);
		}
	}

	/**
	 * Without what tells Word what a field is to show.
	 * @param fields those that have begun before it and show nothing yet
	 * @return the same behind it
	 */
	private static int piece(String piece, int fields, ReadText text) {
		int open = fields;
		int from = 0;
		for (int at = 0; at < piece.length(); at++) {
			char one = piece.charAt(at);
			if (one == FIELD || ((one == FIELD_SAYS || one == FIELD_ENDS) && open > 0)) {
				if (open == 0) {
					text.add(piece.substring(from, at));
					text.gap();
				}
				open += (one == FIELD) ? 1 : -1;
				from = at + 1;
			}
		}
		if (open == 0) {
			text.add(piece.substring(from));
		}
		else {
			text.check();
		}
		return open;
	}

	private static void sheets(POIFSFileSystem parts, ReadText text) throws IOException, UnreadableFileException {
		ByteBuffer book = part(parts, HSSFWorkbook.getWorkbookDirEntryName(parts.getRoot()));
		int length = 0;
		for (int at = 0; at + 4 <= book.limit(); at += 4 + length) {
			int kind = Short.toUnsignedInt(book.getShort(at));
			length = Short.toUnsignedInt(book.getShort(at + 2));
			if (kind == FilePassRecord.sid) {
				throw new UnreadableFileException("encrypted");
			}
			if (kind == SSTRecord.sid && at + 12 <= book.limit() && book.getInt(at + 8) > MOST_TEXTS) {
				throw new ReadText.TooMuchException("too_large");
			}
		}
		HSSFRequest request = new HSSFRequest();
		request.addListenerForAllRecords((record) -> said(record, text));
		new HSSFEventFactory().processWorkbookEvents(request, parts);
	}

	/** Each text stands once among the shared ones, however many cells show it. */
	private static void said(Record record, ReadText text) {
		if (record instanceof SSTRecord shared) {
			for (int one = 0; one < shared.getNumUniqueStrings(); one++) {
				add(shared.getString(one).getString(), text);
			}
		}
		else if (record instanceof BoundSheetRecord sheet) {
			add(sheet.getSheetname(), text);
		}
		else if (record instanceof LabelRecord label) {
			add(label.getValue(), text);
		}
		else if (record instanceof StringRecord result) {
			add(result.getString(), text);
		}
		else if (record instanceof TextObjectRecord shape) {
			add(shape.getStr().getString(), text);
		}
		else if (record instanceof NumberRecord number) {
			add(NumberToTextConverter.toText(number.getValue()), text);
		}
		else if (record instanceof FormulaRecord formula && formula.getCachedResultTypeEnum() == CellType.NUMERIC) {
			add(NumberToTextConverter.toText(formula.getValue()), text);
		}
		else {
			text.check();
		}
	}

	/** Records lie one behind, or within, the other ([MS-PPT] 2.3.1). */
	private static void slides(POIFSFileSystem parts, ReadText text) throws IOException, UnreadableFileException {
		if (part(parts, "Current User").getInt(12) == ENCRYPTED_SLIDES) {
			throw new UnreadableFileException("encrypted");
		}
		ByteBuffer all = part(parts, "PowerPoint Document");
		int at = 0;
		while (at + 8 <= all.limit()) {
			boolean holds = (all.get(at) & 0x0F) == 0x0F;
			int kind = Short.toUnsignedInt(all.getShort(at + 2));
			int begin = at + 8;
			int end = (int) Math.min(all.limit(), begin + Integer.toUnsignedLong(all.getInt(at + 4)));
			if (kind == SLIDE_TEXT || kind == SLIDE_BYTES) {
				text.gap();
				text.add(said(all, begin, end - begin,
						(kind == SLIDE_TEXT) ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1));
			}
			text.check();
			at = (holds && !MASTERS.contains(kind)) ? begin : end;
		}
	}

	/** Its subject, what it says, and what the files are called that it brings. */
	private static void mail(POIFSFileSystem parts, ReadText text) throws IOException {
		try (MAPIMessage mail = new MAPIMessage(parts)) {
			mail.setReturnNullOnMissingChunk(true);
			add(mail.getSubject(), text);
			add(mail.getDisplayFrom(), text);
			@Nullable String body = mail.getTextBody();
			@Nullable String page = (body == null) ? mail.getHtmlBody() : null;
			add((page != null) ? HtmlText.of(page.getBytes(StandardCharsets.UTF_8), "utf-8") : body, text);
			for (AttachmentChunks file : mail.getAttachmentFiles()) {
				@Nullable StringChunk name = (file.getAttachLongFileName() != null) ? file.getAttachLongFileName()
						: file.getAttachFileName();
				add((name != null) ? name.getValue() : null, text);
			}
		}
		catch (ChunkNotFoundException ex) {
			throw new IOException(ex);
		}
	}

	private static void add(@Nullable String said, ReadText text) {
		if (said != null) {
			text.add(said);
			text.gap();
		}
	}

}
