package io.nagare.trial.preview;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.WordOf;

/**
 * What comes of a ticket once it is sent, as far as the models and tables in force say it
 * and as long as everybody agrees.
 *
 * @param priority what it would have
 * @param team the name of the team that would have it at first; null for none
 * @param targets until when what is agreed
 * @param steps what comes, in this order; steps of one {@code stage} go on at the same
 * time
 * @param complete whether that is all; otherwise more depends on what people say then
 */
@Schema(name = "RequestPreview")
public record TicketPreview(String priority, @Nullable String team, List<Target> targets, List<Step> steps,
		boolean complete) {

	/**
	 * A service level.
	 *
	 * @param kind {@code response} or {@code resolution}
	 * @param targetSeconds business time
	 * @param dueAt when that is over; null where its time begins later
	 */
	@Schema(name = "RequestPreviewTarget")
	public record Target(@Schema(allowableValues = {
			"response", "resolution" }) String kind, long targetSeconds, @Nullable Instant dueAt){
	}

	/**
	 * Something that comes.
	 *
	 * @param stage counts the moments at which something waits, from 1
	 * @param status the ticket's then
	 * @param name what people call the step, in the caller's language; null for nothing
	 * @param kind {@code decision}: somebody says yes or no; {@code work}: somebody does
	 * something; {@code wait}: until a moment comes
	 * @param who those who can take the step: any of them; nobody for a wait
	 * @param until the moment; null for what somebody does
	 * @param assumed what is taken to be answered, so that the next steps come; null for
	 * a wait, and where nothing comes after it
	 */
	@Schema(name = "RequestPreviewStep")
	public record Step(int stage, String status, @WordOf(Phase.class) String phase, @Nullable String name,
			@Schema(allowableValues = {
					"decision", "work", "wait" }) String kind,
			List<Who> who, @Nullable Instant until, @Nullable Label assumed){

		Step assuming(Label answer) {
			return new Step(this.stage, this.status, this.phase, this.name, this.kind, this.who, this.until, answer);
		}

	}

	/**
	 * Somebody.
	 *
	 * @param type {@code person}, {@code team}, {@code role}, {@code agents} (all who
	 * work on tickets) or {@code reporter} (who sends it)
	 * @param name of a person or team, or the word of a role; null for the others
	 */
	@Schema(name = "RequestPreviewWho")
	public record Who(@Schema(allowableValues = {
			"person", "team", "role", "agents", "reporter" }) String type, @Nullable String name){
	}

}
