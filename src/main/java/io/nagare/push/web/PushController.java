package io.nagare.push.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.CurrentCaller;
import io.nagare.push.PushSubscription;
import io.nagare.push.PushSubscriptions;
import io.nagare.shared.Refusal;

/** Which of the caller's browsers are told of what concerns him, even while closed. */
@RestController
@RequestMapping("/api/v1/push")
@Tag(name = "Notifications")
class PushController {

	private static final int LONGEST_NAME = 300;

	private final PushSubscriptions subscriptions;

	private final CurrentCaller caller;

	PushController(PushSubscriptions subscriptions, CurrentCaller caller) {
		this.subscriptions = subscriptions;
		this.caller = caller;
	}

	@GetMapping
	@Operation(summary = "The key that browsers subscribe with, and the caller's subscriptions")
	PushDto readPush() {
		UUID me = me();
		@Nullable String key = this.subscriptions.publicKey().orElse(null);
		return new PushDto(key != null, key, this.subscriptions.of(me).stream().map(PushSubscriptionDto::of).toList());
	}

	@PostMapping("/subscriptions")
	@Operation(summary = "Subscribes a browser; one that was another user's is this one's from then on")
	ResponseEntity<PushSubscriptionDto> subscribeToPush(@Valid @RequestBody NewSubscription wanted,
			@RequestHeader(name = HttpHeaders.USER_AGENT,
					required = false) @Schema(hidden = true) @Nullable String agent) {
		@Nullable String browser = (agent != null) ? agent.substring(0, Math.min(agent.length(), LONGEST_NAME)) : null;
		PushSubscription added = this.subscriptions.add(inPerson(), wanted.endpoint(), wanted.publicKey(),
				wanted.auth(), browser);
		return ResponseEntity.created(URI.create("/api/v1/push/subscriptions/" + added.id()))
			.body(PushSubscriptionDto.of(added));
	}

	@DeleteMapping("/subscriptions/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Ends a subscription")
	void unsubscribeFromPush(@PathVariable UUID id) {
		if (!this.subscriptions.remove(me(), id)) {
			throw Refusal.notFound();
		}
	}

	private UUID me() {
		return this.caller.requireMember().userId();
	}

	/** Else who has somebody's token would go on hearing what he is told. */
	private UUID inPerson() {
		this.caller.requireInPerson();
		return me();
	}

	/**
	 * A browser's subscription, as its push manager has it.
	 *
	 * @param endpoint where its push service takes messages
	 * @param publicKey its key {@code p256dh}
	 * @param auth its secret {@code auth}
	 */
	@Schema(name = "NewPushSubscription")
	record NewSubscription(@NotBlank @Size(max = 1000) String endpoint, @NotBlank @Size(max = 100) String publicKey,
			@NotBlank @Size(max = 40) String auth) {
	}

	/**
	 * A browser that is told.
	 *
	 * @param endpoint where its push service takes messages, by which it knows itself
	 */
	@Schema(name = "PushSubscription")
	record PushSubscriptionDto(UUID id, String endpoint, @Nullable String browser, Instant createdAt) {

		static PushSubscriptionDto of(PushSubscription subscription) {
			return new PushSubscriptionDto(subscription.id(), subscription.endpoint(), subscription.browser(),
					subscription.createdAt());
		}

	}

	/**
	 * How browsers are told.
	 *
	 * @param isOn whether they are at all
	 */
	@Schema(name = "Push")
	record PushDto(boolean isOn, @Nullable String publicKey, List<PushSubscriptionDto> subscriptions) {
	}

}
