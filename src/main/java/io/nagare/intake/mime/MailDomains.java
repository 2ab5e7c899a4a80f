package io.nagare.intake.mime;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.jspecify.annotations.Nullable;

/** Compares domains of mails by the public suffix list. */
final class MailDomains {

	private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})+",
			Pattern.CASE_INSENSITIVE);

	private MailDomains() {
	}

	static boolean isOne(String text) {
		return text.length() <= 255 && DOMAIN.matcher(text).matches();
	}

	/**
	 * Returns whether both have the same organizational domain (RFC 7489, section 3.1:
	 * relaxed alignment). A public suffix, such as {@code co.jp}, has none.
	 */
	static boolean isAligned(String one, String other) {
		Optional<String> organization = organization(one);
		return organization.isPresent() && organization.equals(organization(other));
	}

	/** The public suffix and the label before it; empty for a public suffix. */
	private static Optional<String> organization(String domain) {
		String name = domain.toLowerCase(Locale.ROOT);
		@Nullable String root = PublicSuffixMatcherLoader.getDefault().getDomainRoot(name, null);
		if (root == null || root.contains(".")) {
			return Optional.ofNullable(root);
		}
		// a top-level domain that the list does not know is a suffix
		int label = name.lastIndexOf('.', name.length() - root.length() - 2);
		return Optional.of(name.substring(label + 1)).filter((one) -> one.contains("."));
	}

}
