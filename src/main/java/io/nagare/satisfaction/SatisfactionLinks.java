package io.nagare.satisfaction;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import io.nagare.directory.Tenants;
import io.nagare.shared.Label;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.Texts;
import io.nagare.signin.keys.SecretBox;

/**
 * Writes and reads the addresses under which a reporter answers without signing in. Each
 * holds the tenant and the ticket, sealed with the product's own key: nobody makes one
 * for another ticket, or changes one.
 */
@Component
public class SatisfactionLinks {

	private static final String OWNER = "satisfaction";

	/** A nonce of 12 bytes, two keys of 16, a tag of 16. */
	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{80}");

	private final SecretBox box;

	private final Tenants tenants;

	private final String publicUrl;

	/**
	 * @param publicUrl where people open Nagare; empty for notices without links
	 */
	SatisfactionLinks(SecretBox box, Tenants tenants, @Value("${nagare.public-url:}") String publicUrl) {
		this.box = box;
		this.tenants = tenants;
		this.publicUrl = StringUtils.trimTrailingCharacter(publicUrl, '/');
	}

	/** The path for a ticket of the bound tenant. */
	String path(UUID ticket) {
		UUID tenant = Tenancy.require().id();
		byte[] target = ByteBuffer.allocate(32)
			.putLong(tenant.getMostSignificantBits())
			.putLong(tenant.getLeastSignificantBits())
			.putLong(ticket.getMostSignificantBits())
			.putLong(ticket.getLeastSignificantBits())
			.array();
		byte[] sealed = Base64.getDecoder().decode(this.box.seal(target, OWNER));
		return "/satisfaction/" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
	}

	/** Where to answer, in words, in both languages. */
	Label sentence(UUID ticket) {
		if (this.publicUrl.isEmpty()) {
			return Texts.label("satisfaction.at_ticket");
		}
		String address = this.publicUrl + path(ticket);
		return Texts.label("satisfaction.at_address", new Label(address + "?lang=ja", address + "?lang=en"));
	}

	/** What an address is about; empty where it is none of ours. */
	Optional<Target> read(String token) {
		if (!TOKEN.matcher(token).matches()) {
			return Optional.empty();
		}
		ByteBuffer target;
		try {
			byte[] sealed = Base64.getUrlDecoder().decode(token);
			target = ByteBuffer.wrap(this.box.open(Base64.getEncoder().encodeToString(sealed), OWNER));
		}
		catch (IllegalStateException ex) {
			return Optional.empty();
		}
		UUID tenant = new UUID(target.getLong(), target.getLong());
		UUID ticket = new UUID(target.getLong(), target.getLong());
		return this.tenants.byId(tenant).map((known) -> new Target(known, ticket));
	}

	/** A ticket of a tenant. */
	record Target(TenantId tenant, UUID ticket) {
	}

}
