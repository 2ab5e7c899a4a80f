package io.nagare.intake.device;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

import io.nagare.intake.alert.AlertMessage;

/** Reads what a trap says. */
final class SnmpMessages {

	/**
	 * Whose trap it is, where another has passed it on (RFC 3584, 3.1).
	 */
	private static final OID TRAP_ADDRESS = new OID("1.3.6.1.6.3.18.1.3.0");

	/** What comes with every trap, or is about the one who passed it on. */
	private static final List<OID> ENVELOPE = List.of(SnmpConstants.sysUpTime, SnmpConstants.snmpTrapOID, TRAP_ADDRESS,
			new OID("1.3.6.1.6.3.18.1.4.0"), new OID("1.3.6.1.6.3.1.1.4.3.0"));

	private static final OID IF_INDEX = new OID("1.3.6.1.2.1.2.2.1.1");

	/** What people call the commonest values, each followed by a number of its own. */
	private static final Map<OID, String> NAMES = Map.of(IF_INDEX, "interface_index", new OID("1.3.6.1.2.1.2.2.1.2"),
			"interface", new OID("1.3.6.1.2.1.2.2.1.7"), "interface_wanted", new OID("1.3.6.1.2.1.2.2.1.8"),
			"interface_state", new OID("1.3.6.1.2.1.31.1.1.1.1"), "interface_name", new OID("1.3.6.1.2.1.31.1.1.1.18"),
			"interface_alias", new OID("1.3.6.1.2.1.1.5"), "host", new OID("1.3.6.1.2.1.1.6"), "location");

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]");

	private SnmpMessages() {
	}

	static AlertMessage read(String address, PDU pdu) {
		Map<String, String> values = new LinkedHashMap<>();
		String instance = "";
		for (VariableBinding said : pdu.getVariableBindings()) {
			OID oid = said.getOid();
			if (ENVELOPE.contains(oid) || values.size() >= AlertMessage.MOST_VALUES) {
				continue;
			}
			Optional<String> known = name(oid);
			String value = text(said.getVariable());
			if (oid.startsWith(IF_INDEX)) {
				instance = value;
			}
			values.put(known.orElseGet(oid::toDottedString), value);
			if (known.isEmpty() && said.getVariable() instanceof OctetString) {
				// a device says in words what its numbers mean to nobody
				values.putIfAbsent("message", value);
			}
		}
		Variable trap = pdu.getVariable(SnmpConstants.snmpTrapOID);
		String origin = origin(pdu).orElse(address);
		if (!origin.equals(address)) {
			values.putIfAbsent("proxy", address);
		}
		return new AlertMessage("snmp", origin, (trap instanceof OID oid) ? oid.toDottedString() : "", instance,
				values);
	}

	/** The device that a proxy names; empty where it is the sender itself. */
	private static Optional<String> origin(PDU pdu) {
		return Optional.ofNullable(pdu.getVariable(TRAP_ADDRESS))
			.filter(IpAddress.class::isInstance)
			.map(Variable::toString)
			.filter((address) -> !address.equals("0.0.0.0"));
	}

	private static Optional<String> name(OID oid) {
		return NAMES.entrySet()
			.stream()
			.filter((known) -> oid.startsWith(known.getKey()) && oid.size() == known.getKey().size() + 1)
			.map(Map.Entry::getValue)
			.findFirst();
	}

	private static String text(Variable value) {
		if (value instanceof OctetString octets) {
			try {
				String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.getValue())).toString();
				if (!CONTROL.matcher(text).find()) {
					return text;
				}
			}
			catch (CharacterCodingException ex) {
				return octets.toHexString();
			}
			return octets.toHexString();
		}
		return value.toString();
	}

}
