package io.nagare.cmdb;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

import static org.assertj.core.api.Assertions.assertThat;

/** The one statement finds what anybody finds who walks from item to item. */
@NagareTest
class CiGraphQueriesTests {

	private static final Instant LONG_AGO = Instant.parse("2025-01-06T00:00:00Z");

	private static final List<CiRelationType> TYPES = List.of(CiRelationType.values());

	/** Moments between, before and at the ends of the relations. */
	private static final int DAYS = 6;

	@Autowired
	private Cmdb cmdb;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })
	void findsWhatAWalkFinds(long seed) {
		Random random = new Random(seed);
		Net net = random(random);
		store(net);
		Tenancy.as(net.tenant(), () -> {
			for (int i = 0; i < 12; i++) {
				UUID start = net.items().get(random.nextInt(net.items().size()));
				ImpactDirection direction = random.nextBoolean() ? ImpactDirection.UP : ImpactDirection.DOWN;
				int depth = 1 + random.nextInt(Cmdb.DEEPEST);
				Instant asOf = (random.nextInt(3) > 0) ? day(random.nextInt(DAYS + 1)) : null;
				assertFound(net, start, direction, depth, asOf);
			}
		});
	}

	private void assertFound(Net net, UUID start, ImpactDirection direction, int depth, @Nullable Instant asOf) {
		Map<UUID, Set<UUID>> ways = net.ways(direction, asOf);
		Map<UUID, Integer> expected = walk(ways, List.of(start), depth);
		expected.remove(start);
		Map<UUID, Integer> found = new HashMap<>();
		for (ImpactedItem item : all(start, direction, depth, asOf)) {
			assertThat(found.put(item.ci().id(), item.depth())).as("once").isNull();
			List<UUID> path = item.path().stream().map(ImpactedItem.Step::id).toList();
			assertThat(path).hasSize(item.depth() + 1).startsWith(start).endsWith(item.ci().id());
			for (int i = 1; i < path.size(); i++) {
				assertThat(ways.getOrDefault(path.get(i - 1), Set.of())).contains(path.get(i));
			}
		}
		assertThat(found).isEqualTo(expected);
	}

	private List<ImpactedItem> all(UUID start, ImpactDirection direction, int depth, @Nullable Instant asOf) {
		List<ImpactedItem> all = new ArrayList<>();
		Paged<ImpactedItem> page;
		int number = 1;
		do {
			page = this.cmdb.impact(start, direction, depth, asOf, PageQuery.of(number++, 7, null, null, List.of()));
			all.addAll(page.items());
		}
		while (!page.items().isEmpty());
		assertThat(page.total()).isEqualTo(all.size());
		assertThat(all.stream().map(ImpactedItem::depth)).isSorted();
		return all;
	}

	@ParameterizedTest
	@ValueSource(longs = { 101, 102, 103, 104, 105 })
	void closesOverSeveralItems(long seed) {
		Random random = new Random(seed);
		Net net = random(random);
		store(net);
		List<UUID> start = net.items().subList(0, Math.min(3, net.items().size()));
		Tenancy.as(net.tenant(), () -> {
			CiNeighbourhood around = this.cmdb.surroundings(start);
			Set<UUID> down = walk(net.ways(ImpactDirection.DOWN, null), start, Cmdb.USUAL_DEPTH).keySet();
			Set<UUID> up = walk(net.ways(ImpactDirection.UP, null), start, Cmdb.USUAL_DEPTH).keySet();
			assertThat(around.closure()).containsExactlyInAnyOrderElementsOf(down);
			assertThat(around.related())
				.isEqualTo(Stream.concat(down.stream(), up.stream()).collect(Collectors.toSet()));
			assertThat(this.cmdb.servicesDownstream(start)).isEqualTo((int) down.stream()
				.filter((id) -> !start.contains(id) && net.items().indexOf(id) % 3 == 0)
				.count());
		});
	}

	@Test
	void hasNothingToFollowFromNowhere() {
		Net net = random(new Random(7));
		store(net);
		Tenancy.as(net.tenant(), () -> {
			assertThat(this.cmdb.surroundings(List.of()).related()).isEmpty();
			assertThat(this.cmdb.servicesDownstream(List.of())).isZero();
			assertThat(this.cmdb.surroundings(List.of(UUID.randomUUID())).related()).hasSize(1);
		});
	}

	@Test
	void followsNobodyElsesRelations() {
		Net net = random(new Random(11));
		store(net);
		Net other = random(new Random(12));
		store(other);
		Tenancy.as(other.tenant(), () -> net.items()
			.forEach((item) -> assertThat(this.cmdb.surroundings(List.of(item)).related()).hasSize(1)));
	}

	/** What a walk meets, and after how many steps. */
	private static Map<UUID, Integer> walk(Map<UUID, Set<UUID>> ways, List<UUID> start, int depth) {
		Map<UUID, Integer> met = new LinkedHashMap<>();
		start.forEach((item) -> met.put(item, 0));
		List<UUID> edge = start;
		for (int step = 1; step <= depth; step++) {
			List<UUID> next = new ArrayList<>();
			for (UUID item : edge) {
				for (UUID neighbour : ways.getOrDefault(item, Set.of())) {
					if (met.putIfAbsent(neighbour, step) == null) {
						next.add(neighbour);
					}
				}
			}
			edge = next;
		}
		return met;
	}

	private static Instant day(int number) {
		return LONG_AGO.plus(number, ChronoUnit.DAYS);
	}

	/** Few items and many relations, so that circles and detours are the rule. */
	private static Net random(Random random) {
		List<UUID> items = Stream.generate(UUID::randomUUID).limit(2 + random.nextInt(24)).toList();
		List<Edge> edges = new ArrayList<>();
		Set<String> open = new HashSet<>();
		for (int i = random.nextInt(3 * items.size()); i > 0; i--) {
			UUID source = items.get(random.nextInt(items.size()));
			UUID target = items.get(random.nextInt(items.size()));
			CiRelationType type = TYPES.get(random.nextInt(TYPES.size()));
			int from = random.nextInt(DAYS);
			Instant until = (random.nextInt(4) == 0) ? day(from + random.nextInt(DAYS - from + 1)) : null;
			if (!source.equals(target) && (until != null || open.add(source + " " + type + " " + target))) {
				edges.add(new Edge(source, type, target, day(from), until));
			}
		}
		UUID tenant = UUID.randomUUID();
		return new Net(new TenantId(tenant, "net-" + tenant.toString().substring(0, 8)), items, edges);
	}

	private void store(Net net) {
		TenantId tenant = net.tenant();
		Tenancy.asPlatform(() -> new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			this.jdbc.update("insert into tenants (id, slug, name, time_zone) values (?, ?, ?, 'Asia/Tokyo')",
					tenant.id(), tenant.slug(), tenant.slug());
			this.jdbc.batchUpdate(
					"insert into configuration_items (id, tenant_id, name, ci_class, tier) values (?, ?, ?, ?, 2)",
					net.items()
						.stream()
						.map((item) -> new Object[] { item, tenant.id(), "item " + item,
								(net.items().indexOf(item) % 3 == 0) ? "service" : "server" })
						.toList());
			this.jdbc.batchUpdate(
					"insert into ci_relations (id, tenant_id, source_id, type, target_id, valid_from,"
							+ " valid_to) values (gen_random_uuid(), ?, ?, ?, ?, ?, ?)",
					net.edges()
						.stream()
						.map((edge) -> new Object[] { tenant.id(), edge.source(), edge.type().toString(), edge.target(),
								utc(edge.from()), utc(edge.until()) })
						.toList());
		}));
	}

	private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
		return (at != null) ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC) : null;
	}

	/** A tenant's items and relations. */
	private record Net(TenantId tenant, List<UUID> items, List<Edge> edges) {

		Map<UUID, Set<UUID>> ways(ImpactDirection direction, @Nullable Instant asOf) {
			Map<UUID, Set<UUID>> ways = new HashMap<>();
			this.edges.stream().filter((edge) -> edge.holds(asOf)).forEach((edge) -> {
				boolean forward = (direction == ImpactDirection.DOWN) == (edge.type() == CiRelationType.PART_OF);
				ways.computeIfAbsent(forward ? edge.source() : edge.target(), (item) -> new HashSet<>())
					.add(forward ? edge.target() : edge.source());
			});
			return ways;
		}

	}

	private record Edge(UUID source, CiRelationType type, UUID target, Instant from, @Nullable Instant until) {

		boolean holds(@Nullable Instant at) {
			return (at == null) ? this.until == null
					: !at.isBefore(this.from) && (this.until == null || at.isBefore(this.until));
		}

	}

}
