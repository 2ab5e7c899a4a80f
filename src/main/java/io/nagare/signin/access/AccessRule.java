package io.nagare.signin.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

import io.nagare.shared.Refusal.Detail;

/**
 * From where and when the people of one role enter. It limits at least one of both.
 *
 * @param role a word of {@link Roles}, but for the platform's
 * @param addresses single addresses and ranges in CIDR notation, IPv4 or IPv6; none: from
 * everywhere
 * @param hours null: at any time
 */
public record AccessRule(@NotBlank String role, @Size(max = 100) List<@NotBlank @Size(max = 49) String> addresses,
		@Valid @Nullable AccessHours hours) {

	private static final String OUTSIDE_ADDRESSES = "outside_addresses";

	private static final String OUTSIDE_HOURS = "outside_hours";

	private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	/** Stricter than the matcher, which makes an address of {@code 10} too. */
	private static final Pattern ADDRESS = Pattern
		.compile("(" + OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*)(/\\d{1,3})?");

	/** What is left out is empty. */
	public AccessRule {
		addresses = Objects.requireNonNullElse(addresses, List.of());
	}

	/**
	 * Adds what is wrong, each named by its field below this one.
	 * @param roles the words of the roles that people of the tenant can hold
	 */
	void check(String field, List<String> roles, List<Detail> wrong) {
		if (!roles.contains(this.role)) {
			wrong.add(Detail.of(field + ".role", "not_allowed", String.join(", ", roles)));
		}
		if (this.addresses.isEmpty() && this.hours == null) {
			wrong.add(Detail.of(field + ".addresses", "required"));
		}
		for (int i = 0; i < this.addresses.size(); i++) {
			if (!isRange(this.addresses.get(i))) {
				wrong.add(Detail.of(field + ".addresses[" + i + "]", "bad_format"));
			}
		}
		if (this.hours != null) {
			this.hours.check(field + ".hours", wrong);
		}
	}

	/** Why who comes from the address at the moment is refused; empty where he is not. */
	Optional<String> refusal(String address, Instant moment) {
		if (!this.addresses.isEmpty() && !holds(address)) {
			return Optional.of(OUTSIDE_ADDRESSES);
		}
		return Optional.ofNullable(this.hours).filter((open) -> !open.hold(moment)).map((open) -> OUTSIDE_HOURS);
	}

	/** The field that gave the refusal. */
	static String fieldOf(String refusal) {
		return OUTSIDE_ADDRESSES.equals(refusal) ? "addresses" : "hours";
	}

	private boolean holds(String address) {
		// the network card of a link-local address
		String plain = address.replaceFirst("%.*", "");
		try {
			return this.addresses.stream().map(IpAddressMatcher::new).anyMatch((range) -> range.matches(plain));
		}
		catch (IllegalArgumentException ex) {
			// a proxy may say anything, which is no address of the list
			return false;
		}
	}

	private static boolean isRange(String text) {
		try {
			return ADDRESS.matcher(text).matches() && !new IpAddressMatcher(text).toString().isEmpty();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
