package io.nagare.intake.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * What a mail in HTML says, as plain text: lists, quotations and where links lead are
 * kept, type is not. Nothing of the HTML itself is kept, so there is nothing that could
 * run, load or hide.
 */
public final class HtmlText {

	private static final Pattern META = Pattern.compile("<meta[^>]{0,200}charset\\s*=\\s*[\"']?([A-Za-z0-9_:-]{1,40})",
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> SILENT = Set.of("head", "script", "style", "title", "template", "object", "embed",
			"svg", "math", "noscript", "iframe", "button", "select");

	private static final Set<String> BLOCKS = Set.of("p", "div", "section", "article", "table", "tr", "ul", "ol",
			"blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "center", "address", "dl",
			"dt", "dd", "form");

	private static final Pattern HIDDEN = Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SIZE = Pattern.compile("font-size\\s*:\\s*(?<zero>0+(?:\\.0+)?(?![.\\d]))?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SAFE = Pattern.compile("(?:https?://|mailto:)[^\\s<>\"]{1,2000}",
			Pattern.CASE_INSENSITIVE);

	/** So much of the HTML is read; nobody wrote more. */
	private static final int LONGEST = 2_000_000;

	private HtmlText() {
	}

	/**
	 * What it says.
	 * @param charset as who sent it names it; null for none
	 */
	public static String of(byte[] bytes, @Nullable String charset) {
		String html = MailCharsets.decode(bytes, (charset != null) ? charset : meta(bytes));
		Document page = Jsoup.parse(html.substring(0, Math.min(html.length(), LONGEST)));
		Writer writer = new Writer();
		NodeTraversor.traverse(writer, page.body());
		String text = writer.text();
		// what hides all that it says is no mail, but a mistake in reading it
		return text.isBlank() ? page.body().text() : text;
	}

	private static @Nullable String meta(byte[] bytes) {
		Matcher meta = META.matcher(new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1));
		return meta.find() ? meta.group(1) : null;
	}

	/** Writes down what is seen. */
	private static final class Writer implements NodeVisitor {

		private final StringBuilder text = new StringBuilder();

		/** The element within which nothing is said; null for none. */
		private @Nullable Node silent;

		private int quotes;

		String text() {
			return this.text.toString();
		}

		@Override
		public void head(Node node, int depth) {
			if (this.silent != null) {
				return;
			}
			if (node instanceof TextNode words) {
				say(words);
			}
			else if (node instanceof Element element) {
				begin(element);
			}
		}

		private void say(TextNode words) {
			if (isTiny(words)) {
				return;
			}
			boolean asItIs = isWithin(words, "pre");
			String said = asItIs ? words.getWholeText() : words.getWholeText().replaceAll("[ \\t\\r\\n\\f]+", " ");
			if (said.isEmpty() || (said.isBlank() && endsLine())) {
				return;
			}
			startLine();
			this.text.append(endsLine() && !asItIs ? said.stripLeading() : said.replace("\n", "\n" + margin()));
		}

		/** Sizes are taken over from outside, and set anew within. */
		private static boolean isTiny(Node words) {
			for (Node node = words.parentNode(); node != null; node = node.parentNode()) {
				Matcher size = SIZE.matcher(node.attr("style"));
				if (size.find()) {
					return size.group("zero") != null;
				}
			}
			return false;
		}

		private static boolean isWithin(Node words, String name) {
			for (Node node = words.parentNode(); node != null; node = node.parentNode()) {
				if (node.normalName().equals(name)) {
					return true;
				}
			}
			return false;
		}

		private void begin(Element element) {
			String name = element.normalName();
			if (SILENT.contains(name) || HIDDEN.matcher(element.attr("style")).find() || element.hasAttr("hidden")) {
				this.silent = element;
				return;
			}
			if (name.equals("blockquote")) {
				line();
				this.quotes++;
			}
			else if (isReplyHead(element)) {
				line();
				this.text.append("-----Original Message-----\n");
			}
			else if (BLOCKS.contains(name)) {
				line();
			}
			switch (name) {
				case "br" -> {
					startLine();
					this.text.append('\n');
				}
				case "hr" -> {
					line();
					this.text.append("----\n");
				}
				case "li" -> {
					line();
					this.text.append(margin()).append("- ");
				}
				case "td", "th" -> {
					if (element.previousElementSibling() != null && !endsLine()) {
						this.text.append(" | ");
					}
				}
				case "img" -> picture(element);
				default -> {
				}
			}
		}

		/** Outlook sets no quotation apart, only its head. */
		private static boolean isReplyHead(Element element) {
			return element.id().equalsIgnoreCase("divRplyFwdMsg") || element.id().equalsIgnoreCase("appendonsend")
					|| element.id().equalsIgnoreCase("OLK_SRC_BODY_SECTION");
		}

		private void picture(Element element) {
			String alt = element.attr("alt").strip();
			String source = element.attr("src").strip();
			// one that came along is called after its file, which is not known here
			String said = (alt.isEmpty() && source.toLowerCase(Locale.ROOT).startsWith("cid:")) ? source : alt;
			if (!said.isEmpty()) {
				startLine();
				this.text.append('[').append(said, 0, Math.min(said.length(), 200)).append(']');
			}
		}

		@Override
		public void tail(Node node, int depth) {
			if (this.silent != null) {
				if (node.equals(this.silent)) {
					this.silent = null;
				}
				return;
			}
			if (!(node instanceof Element element)) {
				return;
			}
			String name = element.normalName();
			switch (name) {
				case "a" -> link(element);
				case "p", "table", "ul", "ol" -> {
					line();
					this.text.append(margin().stripTrailing()).append('\n');
				}
				case "blockquote" -> {
					line();
					this.quotes--;
				}
				default -> {
					if (BLOCKS.contains(name) || name.equals("li")) {
						line();
					}
				}
			}
		}

		/** Where it leads is said where the words do not say it themselves. */
		private void link(Element element) {
			String href = element.attr("href").strip();
			String said = element.text().strip();
			if (SAFE.matcher(href).matches() && !href.equalsIgnoreCase(said)
					&& !href.equalsIgnoreCase("mailto:" + said)) {
				this.text.append(" <").append(href).append('>');
			}
		}

		private boolean endsLine() {
			return this.text.isEmpty() || this.text.charAt(this.text.length() - 1) == '\n';
		}

		private void line() {
			if (!endsLine()) {
				this.text.append('\n');
			}
		}

		private void startLine() {
			if (this.quotes > 0 && endsLine()) {
				this.text.append(margin());
			}
		}

		private String margin() {
			return "> ".repeat(Math.min(this.quotes, 5));
		}

	}

}
