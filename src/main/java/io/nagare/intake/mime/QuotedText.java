package io.nagare.intake.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells what somebody wrote from what he only sent along: the mail that he answers, and
 * his signature.
 *
 * @param said what he wrote
 * @param folded the rest; empty for none
 */
public record QuotedText(String said, String folded) {

	/** Where the answered mail begins, whole to its end. */
	private static final List<Pattern> HEADS = List.of(
			Pattern.compile(
					"^-{2,}\\s*(?:Original Message|Original Appointment|Forwarded message|元のメッセージ|"
							+ "オリジナル\\s*メッセージ|返信元のメッセージ|転送メッセージ|Ursprüngliche Nachricht|Message d'origine)\\s*-{2,}.*",
					Pattern.CASE_INSENSITIVE),
			Pattern.compile("^On\\s.{6,200}\\swrote:\\s*$", Pattern.CASE_INSENSITIVE),
			Pattern.compile(
					"^.{0,120}\\d{4}\\s*[年/.-]\\s*\\d{1,2}\\s*[月/.-]\\s*\\d{1,2}.{0,160}(?:[:：]|wrote|writes|のメッセージ|"
							+ "さんは書きました|さんが書きました|さんからのメール|は書きました)\\s*[:：]?\\s*$",
					Pattern.CASE_INSENSITIVE),
			Pattern.compile(
					"^.{0,120}[<＜][^<>＜＞\\s]+@[^<>＜＞\\s]+[>＞].{0,40}(?:wrote|writes|さんは書きました|さんが書きました|のメール|は書きました)?"
							+ "\\s*[:：]\\s*$",
					Pattern.CASE_INSENSITIVE),
			Pattern.compile("^(?:In|>>+)\\s.{0,40}[Mm]essage\\s[^<\\[]*[<\\[].+[>\\]].*$"));

	private static final Pattern FROM = Pattern.compile("^\\**\\s*(?:From|差出人|送信者|送信元|发件人)\\s*\\**\\s*[:：].*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern FIELD = Pattern.compile(
			"^\\**\\s*(?:Sent|Date|To|Cc|Subject|送信日時|日時|日付|宛先|件名|题名)\\s*\\**\\s*[:：].*", Pattern.CASE_INSENSITIVE);

	private static final Pattern RULE = Pattern.compile("^[_＿]{8,}\\s*$");

	/** The mark of RFC 3676, with or without the space that mailers take away. */
	private static final Pattern DASHES = Pattern.compile("^--[ \\u00A0]?$");

	/** Lines that people draw above and below their names. */
	private static final Pattern ORNAMENT = Pattern.compile("^\\s*[-=＝_＿*＊~～─━―‐－―◆◇■□●○★☆・.+/\\\\|┏┓┗┛┣┫]{6,}\\s*$");

	private static final Pattern CONTACT = Pattern.compile(
			"(?:TEL|FAX|電話|携帯|内線|Mobile|Phone|E-?mail|メール|〒|https?://|"
					+ "[\\w.+-]{1,64}@[\\w-]{1,64}\\.\\w|株式会社|有限会社|合同会社|Inc\\.|Ltd\\.|\\d{2,4}-\\d{2,4}-\\d{3,4})",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DEVICE = Pattern.compile(
			"^(?:Sent from (?:my |Mail for |Outlook).*|Get Outlook for .*|.{0,30}(?:iPhone|iPad|Android|スマートフォン|"
					+ "Outlook for (?:iOS|Android)|Windows 版のメール|Yahoo!メール).{0,12}(?:から送信|より送信|を入手).*)$",
			Pattern.CASE_INSENSITIVE);

	/** What tells a head or a signature stands within so many characters of a line. */
	private static final int TELLING = 500;

	/** A signature is no longer. */
	private static final int SIGNATURE = 15;

	/**
	 * Reads an answer.
	 * @param text as it was sent
	 */
	public static QuotedText of(String text) {
		List<String> lines = new ArrayList<>(text.lines().toList());
		int end = quotation(lines);
		List<String> folded = new ArrayList<>(lines.subList(end, lines.size()));
		lines = trimmed(lines.subList(0, end));
		int signature = signature(lines);
		List<String> rest = new ArrayList<>(lines.subList(signature, lines.size()));
		rest.addAll(folded);
		String said = String.join("\n", lines.subList(0, signature)).strip();
		// who only quotes says something by it
		return said.isEmpty() ? new QuotedText(text.strip(), "")
				: new QuotedText(said, String.join("\n", rest).strip());
	}

	/** What was said, and below it, as a quotation, what was sent along. */
	public String shown() {
		if (this.folded.isEmpty()) {
			return this.said;
		}
		StringBuilder shown = new StringBuilder(this.said).append("\n\n");
		this.folded.lines().forEach((line) -> shown.append(line.startsWith(">") ? "" : "> ").append(line).append('\n'));
		return shown.toString().stripTrailing();
	}

	/** Where the answered mail begins; the number of lines where there is none. */
	private static int quotation(List<String> lines) {
		int signature = lastSignature(lines);
		for (int i = 0; i < lines.size(); i++) {
			if (isHead(lines, i, signature)) {
				return i;
			}
		}
		// a quotation without a head, at the end
		int end = lines.size();
		while (end > 0 && (isQuoted(lines.get(end - 1)) || lines.get(end - 1).isBlank())) {
			end--;
		}
		return (end < lines.size() && lines.subList(end, lines.size()).stream().anyMatch(QuotedText::isQuoted)) ? end
				: lines.size();
	}

	private static boolean isQuoted(String line) {
		return line.startsWith(">") || line.startsWith("＞");
	}

	private static boolean isHead(List<String> lines, int at, int signature) {
		String line = start(lines.get(at));
		if (line.isEmpty() || isQuoted(line)) {
			return false;
		}
		if (HEADS.get(0).matcher(line).matches()) {
			return true;
		}
		boolean announced = HEADS.stream().skip(1).anyMatch((head) -> head.matcher(line).matches());
		if (announced || isHeadOfTwoLines(line, lines, at)) {
			int next = announced ? at + 1 : at + 2;
			return nextSaid(lines, next, QuotedText::isQuoted) && !isAnsweredBetween(lines, next, signature);
		}
		int from = RULE.matcher(line).matches() ? at + 1 : at;
		return from < lines.size() && FROM.matcher(start(lines.get(from))).matches()
				&& nextSaid(lines, from + 1, (one) -> FIELD.matcher(start(one)).matches());
	}

	/** A whole mail may be one line. */
	private static String start(String line) {
		return line.substring(0, Math.min(line.length(), TELLING)).strip();
	}

	/** Whether something is said between or below what is quoted, besides a signature. */
	private static boolean isAnsweredBetween(List<String> lines, int from, int signature) {
		int at = from;
		while (at < lines.size() && (lines.get(at).isBlank() || isQuoted(lines.get(at)))) {
			at++;
		}
		return at < signature;
	}

	/** Long addresses break "On … wrote:" in two. */
	private static boolean isHeadOfTwoLines(String line, List<String> lines, int at) {
		if (at + 1 >= lines.size() || line.length() > 200) {
			return false;
		}
		String both = line + " " + start(lines.get(at + 1));
		return HEADS.stream().skip(1).limit(3).anyMatch((head) -> head.matcher(both).matches());
	}

	/** Whether the next line that is not empty is such a one. */
	private static boolean nextSaid(List<String> lines, int from, java.util.function.Predicate<String> such) {
		return lines.subList(Math.min(from, lines.size()), lines.size())
			.stream()
			.filter((line) -> !line.isBlank())
			.findFirst()
			.filter(such)
			.isPresent();
	}

	private static List<String> trimmed(List<String> lines) {
		int end = lines.size();
		while (end > 0 && lines.get(end - 1).isBlank()) {
			end--;
		}
		return lines.subList(0, end);
	}

	/** Where the signature below all else begins; the number of lines for none. */
	private static int lastSignature(List<String> lines) {
		for (int i = lines.size() - 1; i > 0; i--) {
			if (DASHES.matcher(lines.get(i)).matches()) {
				return i;
			}
		}
		return drawnSignature(lines);
	}

	/** Where the signature begins; the number of lines where there is none. */
	private static int signature(List<String> lines) {
		for (int i = 1; i < lines.size(); i++) {
			if (DASHES.matcher(lines.get(i)).matches()) {
				return i;
			}
		}
		return drawnSignature(lines);
	}

	/** The same where nothing but its look tells it. */
	private static int drawnSignature(List<String> lines) {
		for (int i = Math.max(1, lines.size() - SIGNATURE); i < lines.size(); i++) {
			String line = start(lines.get(i));
			if (DEVICE.matcher(line).matches()) {
				return i;
			}
			if (ORNAMENT.matcher(line).matches()
					&& lines.subList(i, lines.size()).stream().anyMatch((one) -> CONTACT.matcher(start(one)).find())) {
				return i;
			}
		}
		return lines.size();
	}

}
