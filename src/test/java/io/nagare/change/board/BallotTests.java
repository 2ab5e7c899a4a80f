package io.nagare.change.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.nagare.change.board.Ballot.Outcome;
import io.nagare.workforce.Substitutions;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts by hand what the ballot counts, for boards of 1 to 15 seats. */
class BallotTests {

	/** What a seat may still do. */
	private static final List<@Nullable Vote> FUTURES = Arrays.asList(null, Vote.APPROVE, Vote.REJECT, Vote.ABSTAIN);

	private static final int MANY = 60;

	/** The number of the last person there is, where people leave. */
	private static final int LAST = 19;

	/**
	 * A board, its rule, and votes in the order in which they come; people vote again.
	 */
	record Session(Quota quorum, Quota majority, List<Boolean> vetoes, List<Cast> casts) {
	}

	record Cast(int seat, Vote vote) {
	}

	@Provide
	Arbitrary<Session> sessions() {
		Arbitrary<Quota> shares = Arbitraries.of(new Quota(0, 1), new Quota(1, 3), new Quota(1, 2), new Quota(2, 3),
				new Quota(3, 4), new Quota(1, 1));
		return Arbitraries.integers()
			.between(1, 15)
			.flatMap((seats) -> Combinators.combine(shares, shares,
					Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)))
						.list()
						.ofSize(seats),
					Combinators
						.combine(Arbitraries.integers().between(0, seats - 1),
								Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.just(Vote.APPROVE)),
										Tuple.of(10, Arbitraries.just(Vote.REJECT)),
										Tuple.of(5, Arbitraries.just(Vote.ABSTAIN)),
										Tuple.of(1, Arbitraries.just(Vote.CONDITIONAL))))
						.as(Cast::new)
						.list()
						.ofMaxSize(MANY))
				.as(Session::new));
	}

	@Property(tries = 2000)
	void agreesWithAllThatCouldStillCome(@ForAll("sessions") Session session) {
		List<@Nullable Vote> votes = new ArrayList<>(
				IntStream.range(0, session.vetoes().size()).mapToObj((seat) -> (Vote) null).toList());
		Outcome expected = expected(session, votes);
		assertThat(ballot(session, votes).outcome()).isEqualTo(expected);
		for (Cast cast : session.casts()) {
			if (expected == Outcome.OPEN) {
				votes.set(cast.seat(), cast.vote());
				expected = expected(session, votes);
			}
			assertThat(ballot(session, votes).outcome()).isEqualTo(expected);
		}
	}

	@Property(tries = 500)
	void countsTheSameInWhateverOrderTheSeatsStand(@ForAll("sessions") Session session) {
		List<Ballot.Seat> seats = new ArrayList<>();
		for (int seat = 0; seat < session.vetoes().size(); seat++) {
			int number = seat;
			Vote last = session.casts()
				.stream()
				.filter((cast) -> cast.seat() == number)
				.map(Cast::vote)
				.reduce((earlier, later) -> later)
				.orElse(null);
			seats.add(new Ballot.Seat(session.vetoes().get(seat), last));
		}
		Outcome outcome = new Ballot(session.quorum(), session.majority(), seats).outcome();
		Collections.reverse(seats);
		assertThat(new Ballot(session.quorum(), session.majority(), seats).outcome()).isEqualTo(outcome);
	}

	@Property
	void neverApprovesBySilence(@ForAll("sessions") Session session) {
		List<@Nullable Vote> silence = new ArrayList<>(
				IntStream.range(0, session.vetoes().size()).mapToObj((seat) -> (Vote) null).toList());
		assertThat(ballot(session, silence).outcome()).isNotEqualTo(Outcome.APPROVED);
	}

	@Property
	void givesNoSeatToWhoAskedForTheChangeOrCarriesItOut(@ForAll Set<@IntRange(max = 15) Integer> numbers,
			@ForAll @IntRange(max = 15) int asked, @ForAll Set<@IntRange(max = 15) Integer> doing) {
		Set<UUID> members = people(numbers);
		Set<UUID> implementers = people(doing);
		UUID reporter = new UUID(0, asked);
		SeatingPolicy seating = new SeatingPolicy(new Substitutions(Map.of()),
				(user) -> !user.equals(reporter) && !implementers.contains(user));
		Set<UUID> seated = seating.open(members).keySet();
		assertThat(seated).doesNotContain(reporter).isSubsetOf(members).noneMatch(implementers::contains);
		assertThat(members.stream().filter((member) -> !member.equals(reporter) && !implementers.contains(member)))
			.containsExactlyInAnyOrderElementsOf(seated);
	}

	@Property(tries = 2000)
	void givesNobodyTwoVotesWhoeverIsAway(@ForAll Set<@IntRange(max = 15) Integer> numbers,
			@ForAll Map<@IntRange(max = 20) Integer, @IntRange(max = 20) Integer> away,
			@ForAll Set<@IntRange(max = 20) Integer> barred) {
		Set<UUID> members = people(numbers);
		Map<UUID, UUID> absent = new HashMap<>();
		away.forEach((absentee, substitute) -> absent.put(new UUID(0, absentee), new UUID(0, substitute)));
		SeatingPolicy seating = new SeatingPolicy(new Substitutions(absent), (user) -> !people(barred).contains(user));
		Map<UUID, UUID> seats = seating.open(members);
		members.removeAll(people(barred));
		assertThat(members).containsAll(seats.keySet());
		assertThat(seats.values()).doesNotHaveDuplicates()
			.noneMatch(people(barred)::contains)
			.noneMatch(absent::containsKey);
		members.stream().filter((member) -> !absent.containsKey(member)).forEach((member) -> {
			assertThat(seats).containsEntry(member, member);
		});
		// a seat is vacant only where nobody present at the end of the chain may take it
		members.stream().filter((member) -> !seats.containsKey(member)).forEach((vacant) -> {
			assertThat(seating.standIns().present(vacant)).satisfiesAnyOf((end) -> assertThat(end).isEmpty(),
					(end) -> assertThat(people(barred)).contains(end.orElseThrow()),
					(end) -> assertThat(members).contains(end.orElseThrow()),
					(end) -> assertThat(seats).containsValue(end.orElseThrow()));
		});
	}

	/** Somebody does something: votes, or leaves and names who stands in, or is back. */
	record Happening(Deed deed, int who, int other, Vote vote) {
	}

	enum Deed {

		VOTE, LEAVE, RETURN

	}

	@Provide
	Arbitrary<List<Happening>> happenings() {
		Arbitrary<Integer> anybody = Arbitraries.integers().between(0, LAST);
		return Combinators.combine(
				Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(Deed.VOTE)),
						Tuple.of(2, Arbitraries.just(Deed.LEAVE)), Tuple.of(1, Arbitraries.just(Deed.RETURN))),
				anybody, anybody,
				Arbitraries.frequencyOf(Tuple.of(12, Arbitraries.just(Vote.APPROVE)),
						Tuple.of(8, Arbitraries.just(Vote.REJECT)), Tuple.of(6, Arbitraries.just(Vote.ABSTAIN)),
						Tuple.of(1, Arbitraries.just(Vote.CONDITIONAL))))
			.as(Happening::new)
			.list()
			.ofMaxSize(MANY);
	}

	/**
	 * The first people are the board, the others may stand in; the barred asked for the
	 * change or carry it out.
	 */
	@Property(tries = 1000)
	void countsEachSeatOnceWhoeverVotesLeavesAndReturns(@ForAll("sessions") Session session,
			@ForAll("happenings") List<Happening> happenings, @ForAll Set<@IntRange(max = LAST) Integer> numbers) {
		int board = session.vetoes().size();
		Set<Integer> barred = numbers.stream().filter((number) -> number >= board).collect(Collectors.toSet());
		Map<Integer, Integer> away = new HashMap<>();
		List<@Nullable Vote> counted = new ArrayList<>(
				IntStream.range(0, board).mapToObj((seat) -> (Vote) null).toList());
		int[] holders = IntStream.range(0, board).toArray();
		List<SeatingPolicy.Place> places = new ArrayList<>(IntStream.range(0, board)
			.mapToObj((seat) -> new SeatingPolicy.Place(id(seat), id(seat), false))
			.toList());
		Outcome expected = expected(session, counted);
		for (Happening happening : happenings) {
			boolean open = expected == Outcome.OPEN;
			switch (happening.deed()) {
				case VOTE -> {
					for (int seat = 0; open && seat < board; seat++) {
						if (holders[seat] == happening.who()) {
							counted.set(seat, happening.vote());
							places.set(seat, new SeatingPolicy.Place(id(seat), places.get(seat).holder(), true));
						}
					}
				}
				case LEAVE -> away.put(happening.who(), happening.other());
				case RETURN -> away.remove(happening.who());
			}
			if (open && happening.deed() != Deed.VOTE) {
				handOver(places, away, barred);
				handOverByHand(holders, counted, away, barred);
			}
			assertThat(places).extracting(SeatingPolicy.Place::holder)
				.doesNotHaveDuplicates()
				.noneMatch(people(barred)::contains)
				.containsExactlyElementsOf(IntStream.of(holders).mapToObj(BallotTests::id).toList());
			expected = open ? expected(session, counted) : expected;
			assertThat(ballot(session, counted).outcome()).isEqualTo(expected);
		}
	}

	/** Of whom the seats of the voted were first filled, then some left or came back. */
	@Property(tries = 2000)
	void seatsWhoCanBeInWhateverOrderTheSeatsStand(@ForAll @IntRange(min = 1, max = 8) int board,
			@ForAll Map<@IntRange(max = LAST) Integer, @IntRange(max = LAST) Integer> before,
			@ForAll Map<@IntRange(max = LAST) Integer, @IntRange(max = LAST) Integer> away,
			@ForAll Set<@IntRange(max = LAST) Integer> voted, @ForAll Random order) {
		Set<Integer> barred = Set.of();
		List<SeatingPolicy.Place> places = new ArrayList<>(IntStream.range(0, board)
			.mapToObj((seat) -> new SeatingPolicy.Place(id(seat), id(seat), false))
			.toList());
		handOver(places, before, barred);
		places.replaceAll((place) -> new SeatingPolicy.Place(place.member(), place.holder(),
				voted.contains((int) place.member().getLeastSignificantBits())));
		Collections.shuffle(places, order);
		handOver(places, away, barred);
		places.stream().filter((place) -> !place.voted()).forEach((place) -> {
			int end = endOf((int) place.member().getLeastSignificantBits(), away);
			boolean free = !away.containsKey(end) && places.stream()
				.noneMatch(
						(other) -> !other.equals(place) && List.of(other.member(), other.holder()).contains(id(end)));
			assertThat(free && !place.holder().equals(id(end))).as("%s waits for %s, who is free", place, end)
				.isFalse();
		});
	}

	@Test
	void givesASeatToWhoIsFreedOfAnotherInWhateverOrderTheyStand() {
		UUID returned = id(0);
		UUID absent = id(1);
		UUID substitute = id(2);
		SeatingPolicy seating = new SeatingPolicy(new Substitutions(Map.of(absent, substitute)), (user) -> true);
		SeatingPolicy.Place freed = new SeatingPolicy.Place(returned, substitute, false);
		SeatingPolicy.Place waiting = new SeatingPolicy.Place(absent, absent, false);
		for (List<SeatingPolicy.Place> seats : List.of(List.of(freed, waiting), List.of(waiting, freed))) {
			assertThat(seating.anew(seats)).containsExactly(Map.entry(returned, Optional.of(returned)),
					Map.entry(absent, Optional.of(substitute)));
		}
	}

	private static UUID id(int person) {
		return new UUID(0, person);
	}

	private static void handOver(List<SeatingPolicy.Place> places, Map<Integer, Integer> away, Set<Integer> barred) {
		Map<UUID, UUID> absent = new HashMap<>();
		away.forEach((who, other) -> absent.put(id(who), id(other)));
		new SeatingPolicy(new Substitutions(absent), (user) -> !people(barred).contains(user)).anew(List.copyOf(places))
			.forEach((member, present) -> present.ifPresent((holder) -> {
				places.replaceAll((place) -> place.member().equals(member)
						? new SeatingPolicy.Place(member, holder, false) : place);
				assertThat(places).extracting(SeatingPolicy.Place::holder).doesNotHaveDuplicates();
			}));
	}

	/** As the practice says it, seat by seat, from the first again after each change. */
	private static void handOverByHand(int[] holders, List<@Nullable Vote> counted, Map<Integer, Integer> away,
			Set<Integer> barred) {
		int seat = 0;
		while (seat < holders.length) {
			int end = endOf(seat, away);
			boolean taken = false;
			for (int other = 0; other < holders.length; other++) {
				taken |= other != seat && (other == end || holders[other] == end);
			}
			if (counted.get(seat) == null && holders[seat] != end && !away.containsKey(end) && !barred.contains(end)
					&& !taken) {
				holders[seat] = end;
				seat = 0;
			}
			else {
				seat++;
			}
		}
	}

	/** Who is at the end of the chain; somebody who is away where it is a circle. */
	private static int endOf(int person, Map<Integer, Integer> away) {
		int end = person;
		for (int step = 0; step <= LAST && away.containsKey(end); step++) {
			end = away.get(end);
		}
		return end;
	}

	private static Set<UUID> people(Set<Integer> numbers) {
		return numbers.stream()
			.map((number) -> new UUID(0, number))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static Ballot ballot(Session session, List<@Nullable Vote> votes) {
		return new Ballot(session.quorum(), session.majority(),
				IntStream.range(0, votes.size())
					.mapToObj((seat) -> new Ballot.Seat(session.vetoes().get(seat), votes.get(seat)))
					.toList());
	}

	/** By trying everything that the missing seats could do. */
	private static Outcome expected(Session session, List<@Nullable Vote> votes) {
		if (votes.contains(Vote.CONDITIONAL)) {
			return Outcome.CONDITIONAL;
		}
		Set<Outcome> possible = EnumSet.noneOf(Outcome.class);
		complete(session, new ArrayList<>(votes), 0, new int[2], possible);
		return (possible.size() == 1) ? possible.iterator().next() : Outcome.OPEN;
	}

	/**
	 * Fills the missing seats from the left. Of seats that differ in nothing, only one
	 * order of their votes is tried.
	 */
	private static void complete(Session session, List<@Nullable Vote> votes, int from, int[] least,
			Set<Outcome> possible) {
		int seat = from;
		while (seat < votes.size() && votes.get(seat) != null) {
			seat++;
		}
		if (seat == votes.size()) {
			possible.add(passes(session, votes) ? Outcome.APPROVED : Outcome.REJECTED);
			return;
		}
		int kind = session.vetoes().get(seat) ? 1 : 0;
		for (int choice = least[kind]; choice < FUTURES.size(); choice++) {
			int[] next = least.clone();
			next[kind] = choice;
			votes.set(seat, FUTURES.get(choice));
			complete(session, votes, seat + 1, next, possible);
			votes.set(seat, null);
		}
	}

	/** As the practice says it, in fractions. */
	private static boolean passes(Session session, List<@Nullable Vote> votes) {
		int seats = votes.size();
		long approve = votes.stream().filter((vote) -> vote == Vote.APPROVE).count();
		long reject = votes.stream().filter((vote) -> vote == Vote.REJECT).count();
		long cast = votes.stream().filter((vote) -> vote != null).count();
		boolean veto = IntStream.range(0, seats)
			.anyMatch((seat) -> session.vetoes().get(seat) && votes.get(seat) == Vote.REJECT);
		return !veto && approve > reject && cast * session.quorum().of() >= (long) session.quorum().parts() * seats
				&& approve * session.majority().of() >= session.majority().parts() * (approve + reject);
	}

}
