package io.nagare.signin.link;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.shared.PublicUrl;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.keys.SecretBox;

/**
 * Writes and reads addresses that open one thing to whoever has them. Each holds the
 * tenant and what it opens, sealed with the product's own key: nobody makes one for
 * something else, or changes one.
 */
@Component
public class SealedLinks {

	/** A nonce of 12 bytes, two keys of 16, a tag of 16. */
	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{80}");

	private final SecretBox box;

	private final Tenants tenants;

	private final PublicUrl publicUrl;

	SealedLinks(SecretBox box, Tenants tenants, PublicUrl publicUrl) {
		this.box = box;
		this.tenants = tenants;
		this.publicUrl = publicUrl;
	}

	/**
	 * What stands at the end of the path that opens something of the bound tenant.
	 * @param page which page it is for: on no other it opens anything
	 */
	public String token(String page, UUID id) {
		UUID tenant = Tenancy.require().id();
		byte[] target = ByteBuffer.allocate(32)
			.putLong(tenant.getMostSignificantBits())
			.putLong(tenant.getLeastSignificantBits())
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
		byte[] sealed = Base64.getDecoder().decode(this.box.seal(target, page));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
	}

	/** The whole address; empty where nobody says where people open Nagare. */
	public Optional<String> address(String page, UUID id) {
		return this.publicUrl.configured("/" + page + "/" + token(page, id));
	}

	/** What a token opens on the page; empty where it is none of ours. */
	public Optional<Target> read(String page, String token) {
		if (!TOKEN.matcher(token).matches()) {
			return Optional.empty();
		}
		ByteBuffer target;
		try {
			byte[] sealed = Base64.getUrlDecoder().decode(token);
			target = ByteBuffer.wrap(this.box.open(Base64.getEncoder().encodeToString(sealed), page));
		}
		catch (IllegalStateException ex) {
			return Optional.empty();
		}
		UUID tenant = new UUID(target.getLong(), target.getLong());
		UUID id = new UUID(target.getLong(), target.getLong());
		return this.tenants.byId(tenant).map((known) -> new Target(known, id));
	}

	/** Something of a tenant. */
	public record Target(TenantId tenant, UUID id) {
	}

}
