package io.nagare.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a request comes from.
 *
 * @param address the network address
 * @param userAgent what the browser or program calls itself, shortened; null where it
 * says nothing
 */
record Visitor(String address, @Nullable String userAgent) {

	private static final int LONGEST_ADDRESS = 45;

	private static final int LONGEST_NAME = 200;

	private static final int LONGEST_PROGRAM = 40;

	private static final int IPV4_PARTS = 4;

	/** In this order: most call themselves by the others' names too. */
	private static final Map<String, String> BROWSERS = inOrder("Edg", "Edge", "OPR/", "Opera", "Firefox/", "Firefox",
			"FxiOS/", "Firefox", "CriOS/", "Chrome", "Chrome/", "Chrome", "Safari/", "Safari");

	private static final Map<String, String> SYSTEMS = inOrder("Windows", "Windows", "Android", "Android", "iPhone",
			"iOS", "iPad", "iOS", "Mac OS X", "macOS", "Linux", "Linux");

	/** Who is at the other end of this thread's request, if there is one. */
	static Optional<Visitor> current() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? Optional.of(of(attributes.getRequest())) : Optional.empty();
	}

	/**
	 * The browser, or the program, and the system it runs on, without their versions: an
	 * update is nothing new.
	 */
	String browser() {
		String name = (this.userAgent != null) ? this.userAgent : "";
		String browser = BROWSERS.entrySet()
			.stream()
			.filter((known) -> name.contains(known.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseGet(() -> shortened(name.split("[/ ]", 2)[0], LONGEST_PROGRAM));
		return SYSTEMS.entrySet()
			.stream()
			.filter((known) -> name.contains(known.getKey()))
			.map((known) -> browser + " (" + known.getValue() + ")")
			.findFirst()
			.orElse(browser.isEmpty() ? "?" : browser);
	}

	/**
	 * The network that the address belongs to, coarse: providers give the addresses of
	 * such a one to their customers by turns.
	 */
	String network() {
		String[] parts = this.address.split("[.:]", -1);
		if (this.address.contains(":")) {
			// what begins with nothing is of this machine, or IPv4 in another writing
			return (parts.length > 2 && !parts[0].isEmpty() && !parts[1].isEmpty())
					? parts[0] + ":" + parts[1] + "::/32" : this.address;
		}
		return (parts.length == IPV4_PARTS) ? parts[0] + "." + parts[1] + ".0.0/16" : this.address;
	}

	private static Visitor of(HttpServletRequest request) {
		@Nullable String name = request.getHeader("User-Agent");
		return new Visitor(shortened(request.getRemoteAddr(), LONGEST_ADDRESS),
				(name != null) ? shortened(name, LONGEST_NAME) : null);
	}

	private static Map<String, String> inOrder(String... pairs) {
		Map<String, String> ordered = new LinkedHashMap<>();
		for (int at = 0; at < pairs.length; at += 2) {
			ordered.put(pairs[at], pairs[at + 1]);
		}
		return ordered;
	}

	private static String shortened(String text, int longest) {
		return text.substring(0, Math.min(text.length(), longest));
	}

}
