package io.nagare.shared;

import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Tells a person who goes to an address from a program that asks it something. */
public final class Navigation {

	private static final Set<String> READS = Set.of("GET", "HEAD");

	private Navigation() {
	}

	/** Browsers ask for HTML by name when somebody goes somewhere, and only then. */
	public static boolean isOne(HttpServletRequest request) {
		return READS.contains(request.getMethod())
				&& Objects.toString(request.getHeader(HttpHeaders.ACCEPT), "").contains(MediaType.TEXT_HTML_VALUE);
	}

}
