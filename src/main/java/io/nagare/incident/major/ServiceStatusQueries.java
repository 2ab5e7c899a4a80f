package io.nagare.incident.major;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.cmdb.ImpactDirection;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Tenancy;

/**
 * How the services fare: which of them a major incident disrupts. Everybody of the tenant
 * may know; confidential incidents are not told of.
 */
@Component
@Transactional(readOnly = true)
public class ServiceStatusQueries {

	private static final int MOST = 100;

	private final JdbcClient jdbc;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	ServiceStatusQueries(JdbcClient jdbc, Cmdb cmdb, CurrentCaller callers) {
		this.jdbc = jdbc;
		this.cmdb = cmdb;
		this.callers = callers;
	}

	/** The services in use, and the major incidents under way, the newest first. */
	public ServiceStatus now() {
		this.callers.requireMember().demand("knowledge:read");
		List<MajorIncident> majors = this.jdbc.sql("""
				SELECT t.title, t.phase, t.created_at, t.updated_at, t.ci_ids
				FROM tickets_view t JOIN incidents i ON i.id = t.id
				WHERE t.tenant_id = :tenant AND i.major_state = 'accepted' AND t.phase IN ('open', 'in_work', 'on_hold')
				AND t.confidentiality = 'internal' ORDER BY t.created_at DESC, t.id LIMIT :most
				""")
			.param("tenant", Tenancy.require().id())
			.param("most", MOST)
			.query((row, number) -> new MajorIncident(row.getString("title"),
					row.getObject("created_at", OffsetDateTime.class).toInstant(),
					row.getObject("updated_at", OffsetDateTime.class).toInstant(),
					List.copyOf(reached((UUID[]) row.getArray("ci_ids").getArray()))))
			.list();
		List<ConfigurationItem> services = this.cmdb.services();
		Set<UUID> known = new HashSet<>(services.stream().map(ConfigurationItem::id).toList());
		Set<UUID> disrupted = new HashSet<>();
		majors.forEach((major) -> disrupted.addAll(major.serviceIds()));
		return new ServiceStatus(services.stream()
			.map((service) -> new Service(service.id(), service.name(), disrupted.contains(service.id())))
			.toList(), majors.stream().map((major) -> major.among(known)).toList());
	}

	/** The items themselves, and all that stands on them. */
	private Set<UUID> reached(UUID[] items) {
		Set<UUID> reached = new HashSet<>(List.of(items));
		for (UUID item : items) {
			this.cmdb
				.impact(item, ImpactDirection.DOWN, Cmdb.USUAL_DEPTH, null,
						PageQuery.of(1, MOST, null, null, List.of()))
				.items()
				.forEach((impacted) -> reached.add(impacted.ci().id()));
		}
		return reached;
	}

	/**
	 * How the services fare now.
	 *
	 * @param services those in use, the most important first
	 * @param majorIncidents those under way
	 */
	public record ServiceStatus(List<Service> services, List<MajorIncident> majorIncidents) {
	}

	/**
	 * A service.
	 *
	 * @param isDisrupted whether a major incident concerns it, or what it stands on
	 */
	public record Service(UUID id, String name, boolean isDisrupted) {
	}

	/**
	 * A major incident under way, as far as it concerns everybody.
	 *
	 * @param serviceIds the services that it disrupts
	 */
	public record MajorIncident(String title, Instant since, Instant updatedAt, List<UUID> serviceIds) {

		MajorIncident among(Set<UUID> services) {
			return new MajorIncident(this.title, this.since, this.updatedAt,
					this.serviceIds.stream().filter(services::contains).sorted().toList());
		}

	}

}
