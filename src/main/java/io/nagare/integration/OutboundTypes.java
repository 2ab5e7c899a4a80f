package io.nagare.integration;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

import io.nagare.shared.TicketEvent;
import io.nagare.shared.ToldOutside;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketReported;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.sla.SlaBreachWarning;
import io.nagare.ticket.sla.SlaBreached;

/** The events that programs outside can be told of. */
@Component
public class OutboundTypes {

	private static final Pattern HUMPS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

	private static final String PRODUCT = ClassUtils.getPackageName(Ticket.class.getPackageName());

	/**
	 * What is told of every ticket without an event of its own, or under another name.
	 */
	private static final List<String> OF_TICKETS = List.of("created", "updated", "status_changed", "deleted", "linked",
			"unlinked");

	private static final List<Class<?>> OTHERWISE = List.of(TicketReported.class, FieldChanged.class,
			StatusChanged.class, SlaBreached.class, SlaBreachWarning.class);

	private final TicketTypes types;

	private final List<ToldOutside> things;

	/** Looked for once somebody asks, not while the product begins. */
	private final Supplier<List<Class<?>>> ticketEvents = SingletonSupplier.of(OutboundTypes::ticketEvents);

	OutboundTypes(TicketTypes types, EntityManagerFactory factory) {
		this.types = types;
		this.things = factory.getMetamodel()
			.getEntities()
			.stream()
			.map(EntityType::getJavaType)
			.flatMap((entity) -> Stream.ofNullable(entity.getAnnotation(ToldOutside.class)))
			.toList();
	}

	private static List<Class<?>> ticketEvents() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AssignableTypeFilter(TicketEvent.class));
		return scanner.findCandidateComponents(PRODUCT)
			.stream()
			.<Class<?>>map((found) -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
			.filter((event) -> !OTHERWISE.contains(event) && !event.isMemberClass())
			.toList();
	}

	/**
	 * All of the bound tenant. What is told of tickets of every kind under one name is
	 * there once for each kind.
	 */
	public List<OutboundType> all() {
		return Stream
			.concat(this.types.all().stream().map(TicketType::kind).flatMap(this::ofTickets),
					this.things.stream().flatMap(OutboundTypes::ofThing))
			.sorted((one, other) -> one.type().compareTo(other.type()))
			.toList();
	}

	private Stream<OutboundType> ofTickets(String kind) {
		Stream<String> own = this.ticketEvents.get()
			.stream()
			.filter((event) -> List.of("ticket", kind).contains(module(event)))
			.map((event) -> name(event, kind));
		return Stream
			.of(OF_TICKETS.stream().map((word) -> kind + "." + word), own,
					Stream.of(KafkaEvents.BREACH, KafkaEvents.WARNING))
			.flatMap((names) -> names)
			.map((type) -> new OutboundType(kind, type, kind + ":read", true));
	}

	private static Stream<OutboundType> ofThing(ToldOutside thing) {
		Stream<String> relations = thing.kind().equals("ci") ? Stream.of(KafkaEvents.RELATIONSHIP) : Stream.empty();
		return Stream
			.concat(Stream.of("created", "updated", "deleted").map((word) -> thing.kind() + "." + word), relations)
			.map((type) -> new OutboundType(thing.kind(), type, thing.reads(), false));
	}

	private static String module(Class<?> event) {
		return event.getPackageName().substring(PRODUCT.length() + 1).replaceFirst("\\..*", "");
	}

	/** What an event of a ticket is called, by its class. */
	static String name(Class<?> event, String kind) {
		String word = HUMPS.matcher(event.getSimpleName()).replaceAll("_").toLowerCase(Locale.ROOT);
		return kind + "." + (word.startsWith(kind + "_") ? word.substring(kind.length() + 1) : word);
	}

	/**
	 * An event that there may be.
	 *
	 * @param kind of what it is told: a type of tickets, or of other things
	 * @param type its name, such as {@code incident.created}
	 * @param reads what whoever is told of it must be allowed to read
	 * @param ofTicket whether that is a ticket, which may be confidential
	 */
	public record OutboundType(String kind, String type, String reads, boolean ofTicket) {
	}

}
