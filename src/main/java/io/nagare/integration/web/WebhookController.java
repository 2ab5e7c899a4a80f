package io.nagare.integration.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.integration.webhook.Webhook;
import io.nagare.integration.webhook.WebhookDeliveries;
import io.nagare.integration.webhook.WebhookDelivery;
import io.nagare.integration.webhook.WebhookFields;
import io.nagare.integration.webhook.WebhookService;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;

/** The programs outside that are told of events. */
@RestController
@Tag(name = "Webhooks")
@RequestMapping("/api/v1/webhooks")
class WebhookController {

	private final WebhookService webhooks;

	private final WebhookDeliveries deliveries;

	WebhookController(WebhookService webhooks, WebhookDeliveries deliveries) {
		this.webhooks = webhooks;
		this.deliveries = deliveries;
	}

	@GetMapping
	@Operation(summary = "Lists the tenant's webhooks by name")
	Paged<WebhookDto> listWebhooks(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return Paged.of(this.webhooks.all(), PageQuery.of(page, limit)).map(WebhookDto::of);
	}

	@GetMapping("/events")
	@Operation(summary = "Lists the events that a webhook can be told of, by name")
	List<EventDto> listWebhookEvents() {
		return this.webhooks.events().stream().map((event) -> new EventDto(event.type(), event.kind())).toList();
	}

	@GetMapping("/{id}")
	WebhookDto readWebhook(@PathVariable UUID id) {
		return WebhookDto.of(this.webhooks.one(id));
	}

	@PostMapping
	@Operation(summary = "Lets a program be told of events; its secret is shown here and nowhere else")
	ResponseEntity<WebhookDto> createWebhook(@Valid @RequestBody WebhookFields fields) {
		WebhookDto created = WebhookDto.of(this.webhooks.create(fields));
		return ResponseEntity.created(URI.create("/api/v1/webhooks/" + created.id())).body(created);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a webhook; is_active lets one that was stopped go on")
	WebhookDto changeWebhook(@PathVariable UUID id, @Valid @RequestBody WebhookFields fields, IfMatch ifMatch) {
		return WebhookDto.of(this.webhooks.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a webhook, and what is known of its deliveries")
	void removeWebhook(@PathVariable UUID id, IfMatch ifMatch) {
		this.webhooks.remove(id, ifMatch);
	}

	@PostMapping("/{id}/secret")
	@Operation(summary = "Makes a new secret; for 24 hours everything is signed with the former one too")
	WebhookDto renewWebhookSecret(@PathVariable UUID id) {
		return WebhookDto.of(this.webhooks.renewSecret(id));
	}

	@PostMapping("/{id}/ping")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Sends an event webhook.ping")
	void pingWebhook(@PathVariable UUID id) {
		this.webhooks.ping(id);
	}

	@GetMapping("/{id}/deliveries")
	@Operation(summary = "What the webhook was told, the youngest first; kept for 30 days")
	Paged<DeliveryDto> listWebhookDeliveries(@PathVariable UUID id,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "due|delivered|failed|dropped") String state,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		this.webhooks.one(id);
		return this.deliveries.page(id, state, PageQuery.of(page, limit)).map(DeliveryDto::of);
	}

	@PostMapping("/{id}/deliveries/{delivery}/replay")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Tells the webhook once more, under the same webhook-id")
	DeliveryDto replayWebhookDelivery(@PathVariable UUID id, @PathVariable UUID delivery) {
		return DeliveryDto.of(this.webhooks.replay(id, delivery));
	}

	@PostMapping("/{id}/replays")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Tells the webhook once more whatever failed since then")
	Replayed replayFailedWebhookDeliveries(@PathVariable UUID id, @Valid @RequestBody ReplayedSince since) {
		return new Replayed(this.webhooks.replayFailed(id, since.since()));
	}

	/**
	 * An event that there may be.
	 *
	 * @param type its name, for types
	 * @param kind of what it is told, for kinds; events of tickets of every kind are
	 * there once for each
	 */
	@Schema(name = "WebhookEvent")
	record EventDto(String type, String kind) {
	}

	/** Since when. */
	@Schema(name = "ReplayedSince")
	record ReplayedSince(@NotNull Instant since) {
	}

	/** How many are told once more. */
	@Schema(name = "Replayed")
	record Replayed(int count) {
	}

	/**
	 * A webhook.
	 *
	 * @param stopped why the product stopped it: gone (410) or failing (for three days)
	 * @param secret only where it has just been made
	 */
	@Schema(name = "Webhook")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record WebhookDto(UUID id, String name, String url, String format, @Schema(allowableValues = {
			"ja", "en" }) @Nullable String language, @Nullable String template, List<String> types, List<String> kinds,
			List<String> priorities, List<UUID> teamIds, boolean includesConfidential, boolean isActive,
			@Nullable String stopped, @Nullable String secret, Instant createdAt, Instant updatedAt,
			long version) implements Versioned{

		static WebhookDto of(Webhook webhook) {
			return of(webhook, null);
		}

		static WebhookDto of(WebhookService.Signed signed) {
			return of(signed.webhook(), signed.secret());
		}

		private static WebhookDto of(Webhook webhook, @Nullable String secret) {
			return new WebhookDto(webhook.id(), webhook.name(), webhook.url(), webhook.format(),
					webhook.language().orElse(null), webhook.template().orElse(null), webhook.types(), webhook.kinds(),
					webhook.priorities(), webhook.teamIds(), webhook.includesConfidential(), webhook.isActive(),
					webhook.stopped().orElse(null), secret, webhook.createdAt(), webhook.updatedAt(),
					webhook.version());
		}

		@Override
		public String toString() {
			return "WebhookDto[" + this.id + "]";
		}

	}

	/** That a webhook was told of an event, and how that went. */
	@Schema(name = "WebhookDelivery")
	record DeliveryDto(UUID id, UUID eventId, String type, UUID subjectId, String state, int attempts,
			Instant nextAttemptAt, @Nullable Integer lastStatus, @Nullable String lastError, String body,
			Instant createdAt, @Nullable Instant endedAt) {

		static DeliveryDto of(WebhookDelivery delivery) {
			return new DeliveryDto(delivery.id(), delivery.eventId(), delivery.type(), delivery.subject(),
					delivery.state(), delivery.attempts(), delivery.nextAt(), delivery.lastStatus(),
					delivery.lastError(), delivery.body(), delivery.createdAt(), delivery.endedAt());
		}

	}

}
