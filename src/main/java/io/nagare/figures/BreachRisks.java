package io.nagare.figures;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which open tickets may miss their resolution target, the likeliest first.
 *
 * @param tickets those whose target comes next and is not missed yet
 * @param groups all of those by what was asked, those first from which the most are
 * expected to miss; empty where nothing was asked
 * @param tried how many clocks of the past it was tried with, each at half its time and
 * by those alone that had stopped before
 * @param error the mean squared error of the chance (Brier), from 0 to 1; null where it
 * was tried with none
 * @param naiveError that of the share missed among all, whatever has passed
 * @param better whether the chance was nearer; where not, it says no more than that share
 */
public record BreachRisks(List<Risk> tickets, List<Group> groups, int tried, @Nullable Double error,
		@Nullable Double naiveError, @Nullable Boolean better) {

	static BreachRisks untried(List<Risk> tickets, List<Group> groups) {
		return new BreachRisks(tickets, groups, 0, null, null, null);
	}

	/**
	 * The open tickets of a team, category or place.
	 *
	 * @param key its id; {@code none} for those of none
	 * @param label what it is called; {@code none} likewise
	 * @param tickets how many there are, of those whose target comes next
	 * @param likely how many of them will rather miss it than not
	 * @param expected how many are expected to miss it: the sum of the chances that are
	 * known
	 */
	@Schema(name = "BreachRiskGroup")
	public record Group(String key, String label, long tickets, long likely, double expected) {
	}

	/**
	 * One ticket's chance to miss its target.
	 *
	 * @param dueAt until when it is to be resolved; null while its clock is paused
	 * @param elapsedSeconds business time that has passed
	 * @param targetSeconds business time that it was given
	 * @param chance from 0 to 1; null where too few like it are known
	 * @param missed how many like it, open when as large a share of their time had
	 * passed, missed their target
	 * @param of how many like it were open then
	 * @param likeness what makes others like it: {@code team} with the priority,
	 * {@code priority}, or {@code kind} alone; null without a chance
	 */
	public record Risk(UUID id, String kind, String number, String title, String status, String priority,
			@Nullable UUID teamId, @Nullable UUID categoryId, @Nullable UUID siteId, @Nullable Instant dueAt,
			long elapsedSeconds, long targetSeconds, @Nullable Double chance, long missed, long of,
			@Schema(allowableValues = {
					"team", "priority", "kind" }) @Nullable String likeness){
	}

}
