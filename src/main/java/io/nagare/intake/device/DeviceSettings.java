package io.nagare.intake.device;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which devices are listened to. The operator says it, since it opens a port or a
 * connection of the node; nothing is listened to unless it is said.
 *
 * @param mqtt brokers by a name of the operator's
 * @param snmp where traps are taken; null for nowhere
 */
@Validated
@ConfigurationProperties("nagare.devices")
public record DeviceSettings(@DefaultValue Map<String, @Valid Broker> mqtt, @Valid @Nullable Traps snmp) {

	/**
	 * A broker of MQTT 3.1.1.
	 *
	 * @param tenant the slug of the tenant whose tickets it makes
	 * @param reportAs the name of the user in whose name, with its rights
	 * @param url such as {@code ssl://broker:8883} or {@code tcp://broker:1883}
	 * @param topics what is subscribed to, wild cards included
	 * @param username null for a broker that asks for none
	 * @param password null for a broker that asks for none
	 * @param clientId by which the broker keeps what this node has not taken yet, unlike
	 * on every node; null for one made of the name of the host
	 * @param shared whether the nodes share the messages among them by a shared
	 * subscription; without it, which some brokers do not know, each node takes them all
	 */
	public record Broker(@NotBlank String tenant, @NotBlank String reportAs,
			@NotBlank @Pattern(regexp = "(ssl|tcp|wss?)://.+") String url,
			@NotEmpty List<@NotBlank @Size(max = 1000) String> topics, @Nullable String username,
			@Nullable String password, @Nullable String clientId, @DefaultValue("true") boolean shared) {
	}

	/**
	 * Traps and informs of SNMP v2c and v3.
	 *
	 * @param tenant the slug of the tenant whose tickets they make
	 * @param reportAs the name of the user in whose name, with its rights
	 * @param address on which it is listened
	 * @param port 162 needs a privilege of the process
	 * @param communities words that v2c is let in by; none for no v2c
	 * @param users who comes in by v3; none for no v3
	 * @param engineId by which senders of informs by v3 know this node, in hexadecimal,
	 * unlike on every node; null for one made of the name of the host
	 */
	public record Traps(@NotBlank String tenant, @NotBlank String reportAs, @DefaultValue("0.0.0.0") String address,
			@DefaultValue("10162") @Min(0) @Max(65_535) int port, @DefaultValue List<@NotBlank String> communities,
			@DefaultValue List<@NotNull @Valid TrapUser> users,
			@Nullable @Pattern(regexp = "([0-9a-fA-F]{2}){5,32}") String engineId) {
	}

	/** What the host is called. */
	static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("This host has no name: set client-id and engine-id (nagare.devices)", ex);
		}
	}

	/**
	 * A user of SNMP v3, always with authentication and encryption.
	 *
	 * @param authentication {@code SHA1}, {@code SHA256} or {@code SHA512}
	 * @param authenticationPassword at least eight characters
	 * @param privacy {@code AES128} or {@code AES256}
	 * @param privacyPassword at least eight characters
	 */
	public record TrapUser(@NotBlank String name,
			@DefaultValue("SHA256") @Pattern(regexp = "SHA1|SHA256|SHA512") String authentication,
			@NotNull @Size(min = 8) String authenticationPassword,
			@DefaultValue("AES128") @Pattern(regexp = "AES128|AES256") String privacy,
			@NotNull @Size(min = 8) String privacyPassword) {
	}

}
