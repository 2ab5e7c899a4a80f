package io.nagare.notification;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

import io.nagare.shared.PublicUrl;

/**
 * What all mails have in common: sender, recipient, and how text and HTML are laid out.
 */
@Component
class MailFrame {

	private static final Pattern DOTTED = Pattern.compile("([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+)(@[^@]+)");

	private static final String UTF_8 = StandardCharsets.UTF_8.name();

	/** Old mail programs know no style sheets, only styles at each element. */
	private static final String HTML = """
			<!DOCTYPE html>
			<html lang="%s"><head><meta charset="UTF-8"><title>%s</title></head>
			<body style="margin:0;padding:24px;background:#f2f6f5;font-family:sans-serif;color:#16211f">
			<div style="max-width:600px;margin:0 auto;background:#ffffff;border-radius:8px;padding:32px">
			<p style="margin:0 0 8px;font-size:13px;color:#51605d">%s</p>
			<h1 style="margin:0 0 20px;font-size:20px;line-height:1.4">%s</h1>
			%s</div>
			<p style="max-width:600px;margin:16px auto 0;font-size:12px;color:#51605d">%s</p>
			</body></html>
			""";

	private static final String BUTTON = """
			<p style="margin:0 0 12px"><a href="%s" style="display:inline-block;padding:10px 20px;border-radius:6px;\
			background:#0f6b63;color:#ffffff;text-decoration:none;font-size:15px">%s</a></p>
			""";

	private final NoticeTexts texts;

	private final @Nullable InternetAddress from;

	private final PublicUrl publicUrl;

	MailFrame(NoticeTexts texts, MailServer server, MailSettings settings, PublicUrl publicUrl) {
		this.texts = texts;
		this.from = server.isOn() ? sender(settings.from()) : null;
		this.publicUrl = publicUrl;
	}

	private static InternetAddress sender(@Nullable String from) {
		try {
			return new InternetAddress((from != null) ? from : "", true);
		}
		catch (AddressException ex) {
			throw new IllegalStateException("nagare.mail.from must name the sender where spring.mail.host is set", ex);
		}
	}

	/**
	 * Fills in who writes to whom.
	 * @param id what the mail is known by, however often it is sent
	 * @throws MessagingException where his address is none
	 */
	void address(MimeMessage message, InternetAddress to, String id, String subject) throws MessagingException {
		message.setFrom(this.from);
		message.setRecipient(Message.RecipientType.TO, to);
		message.setSubject(NoticeTexts.oneLine(subject), UTF_8);
		message.setHeader("Auto-Submitted", "auto-generated");
		message.setHeader("Message-ID", id(id));
	}

	/**
	 * The user's address with his name.
	 * @throws MessagingException where it is none
	 */
	static InternetAddress addressOf(String email, String name) throws MessagingException {
		InternetAddress address = address(email);
		try {
			address.setPersonal(NoticeTexts.oneLine(name), UTF_8);
		}
		catch (UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
		return address;
	}

	/** Dots side by side or last, as in addresses of old handsets, stand in quotes. */
	private static InternetAddress address(String email) throws AddressException {
		try {
			return new InternetAddress(email, true);
		}
		catch (AddressException ex) {
			Matcher dotted = DOTTED.matcher(email);
			if (!dotted.matches()) {
				throw ex;
			}
			return new InternetAddress(dotted.replaceFirst("\"$1\"$2"), true);
		}
	}

	/** The id of a mail, which no other host gives. */
	String id(String left) {
		String address = (this.from != null) ? this.from.getAddress() : "";
		return "<" + left + address.substring(Math.max(0, address.indexOf('@'))) + ">";
	}

	/** Where the page is; empty where nobody knows from outside. */
	String url(String path) {
		return this.publicUrl.configured(path).orElse("");
	}

	/** Agents come to their task, everybody else to a page of the ticket. */
	Map<String, String> open(String number) {
		String page = number.isEmpty() ? "" : url("/tickets/" + number);
		return page.isEmpty() ? Map.of() : Map.of("open", page);
	}

	/**
	 * Both forms of a mail.
	 * @param text what stands above the footer, plain
	 * @param above a short line above the heading
	 * @param html what stands below the heading
	 */
	MimeMultipart content(String title, String text, String above, String html, Locale locale)
			throws MessagingException {
		MimeBodyPart plain = new MimeBodyPart();
		plain.setText(text(text, locale), UTF_8);
		MimeBodyPart rich = new MimeBodyPart();
		rich.setContent(html(title, above, html, locale), "text/html; charset=UTF-8");
		return new MimeMultipart("alternative", plain, rich);
	}

	/** The same as plain text. */
	String text(String text, Locale locale) {
		return text + "-- \n" + this.texts.around("footer", locale) + '\n';
	}

	/** A whole page. */
	String html(String title, String above, String html, Locale locale) {
		return HTML.formatted(locale.getLanguage(), escaped(title), escaped(above), escaped(title), html,
				escaped(this.texts.around("footer", locale)));
	}

	/** The links, by the names of their texts, as plain text. */
	String plainLinks(Map<String, String> links, Locale locale) {
		StringBuilder text = new StringBuilder();
		links.forEach(
				(what, link) -> text.append(this.texts.around(what, locale)).append('\n').append(link).append("\n\n"));
		return text.toString();
	}

	/** The links, by the names of their texts, to be pressed. */
	String buttons(Map<String, String> links, Locale locale) {
		StringBuilder buttons = new StringBuilder();
		links.forEach((what, link) -> buttons
			.append(BUTTON.formatted(escaped(link), escaped(this.texts.around(what, locale)))));
		return buttons.toString();
	}

	static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, UTF_8);
	}

	/** Text of several lines. */
	static String lines(String text) {
		return escaped(text).replace("\n", "<br>\n");
	}

}
