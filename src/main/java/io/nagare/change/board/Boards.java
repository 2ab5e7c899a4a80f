package io.nagare.change.board;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.Change;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantLocks;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.workforce.SubstituteQueries;

/** Who sits on the boards that authorise changes: the members of some teams. */
@Component
@Transactional
public class Boards {

	/** The boards there are. */
	public static final List<String> ALL = List.of("cab", "ecab");

	private final BoardRepository boards;

	private final Directory directory;

	private final SubstituteQueries substitutes;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final TenantLocks locks;

	Boards(BoardRepository boards, Directory directory, SubstituteQueries substitutes, TicketAccess access,
			CurrentCaller callers, TenantLocks locks) {
		this.boards = boards;
		this.directory = directory;
		this.substitutes = substitutes;
		this.access = access;
		this.callers = callers;
		this.locks = locks;
	}

	/**
	 * The teams of a board, by name.
	 * @throws Refusal NOT_FOUND where there is no such board
	 */
	@Transactional(readOnly = true)
	public List<Team> teams(String board) {
		this.callers.require().demand("change:read");
		return teamsOf(known(board));
	}

	/**
	 * Gives the board other teams; rounds that are open keep their seats. Of two at the
	 * same moment one comes first, and the other has the last word.
	 * @throws Refusal NOT_FOUND where there is no such board, VALIDATION_FAILED for an
	 * unknown team
	 */
	public void seat(String board, Set<UUID> teams) {
		this.callers.require().demand("change:decide");
		this.locks.take("board." + known(board));
		teams.forEach((team) -> this.access.requireTeam(team, "team_ids"));
		List<Board> before = this.boards.findByBoard(board);
		this.boards.deleteAll(before.stream().filter((seated) -> !teams.contains(seated.team())).toList());
		Set<UUID> wanted = new LinkedHashSet<>(teams);
		before.forEach((seated) -> wanted.remove(seated.team()));
		this.boards.saveAll(wanted.stream().map((team) -> new Board(board, team)).toList());
	}

	private static String known(String board) {
		if (!ALL.contains(board)) {
			throw Refusal.notFound();
		}
		return board;
	}

	private List<Team> teamsOf(String board) {
		List<UUID> ids = this.boards.findByBoard(board).stream().map(Board::team).toList();
		return this.directory.teams().stream().filter((team) -> ids.contains(team.id())).toList();
	}

	/**
	 * The seats for a round on a change: each eligible member once, by name.
	 * @param vetoRole the role whose members have a veto; null for none
	 */
	List<Seat> seatsFor(Change change, String board, @Nullable String vetoRole) {
		Map<UUID, User> members = new LinkedHashMap<>();
		this.directory.membersOf(teamsOf(board).stream().filter(Team::isActive).map(Team::id).toList())
			.forEach((member) -> members.put(member.id(), member));
		return seating(change).open(members.keySet())
			.entrySet()
			.stream()
			.map((seat) -> new Seat(seat.getKey(), seat.getValue(),
					Optional.ofNullable(members.get(seat.getKey()))
						.filter((member) -> vetoRole != null && this.directory.rolesOf(member).contains(vetoRole))
						.isPresent()))
			.toList();
	}

	/** Who may sit for whom on a change. */
	SeatingPolicy seating(Change change) {
		return new SeatingPolicy(this.substitutes.now(Change.KIND), (user) -> isEligible(user, change));
	}

	/**
	 * Whether who holds the seat may vote on it now. A vote that he cast for a member is
	 * his to change only while he still stands in.
	 */
	boolean mayVote(Seat seat, Change change) {
		return isEligible(seat.holder(), change) && (seat.vote().isEmpty() || seat.holder().equals(seat.member())
				|| this.substitutes.now(Change.KIND).present(seat.member()).filter(seat.holder()::equals).isPresent());
	}

	/**
	 * Whether the user may have a say in a change: an agent, but neither its reporter nor
	 * who carries it out.
	 */
	boolean isEligible(UUID user, Change change) {
		return !user.equals(change.reporter()) && !change.implementers().contains(user) && this.access.isAgent(user);
	}

}
