package io.nagare.notification.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.notification.Deliveries;
import io.nagare.notification.Delivery;
import io.nagare.notification.Inbox;
import io.nagare.notification.MailPreferences;
import io.nagare.notification.Notification;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketRef;

/** What the caller was told. Everybody of a tenant has an inbox, and sees no other. */
@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications")
class NotificationController {

	private final Inbox inbox;

	private final MailPreferences preferences;

	private final Deliveries deliveries;

	private final CurrentCaller caller;

	NotificationController(Inbox inbox, MailPreferences preferences, Deliveries deliveries, CurrentCaller caller) {
		this.inbox = inbox;
		this.preferences = preferences;
		this.deliveries = deliveries;
		this.caller = caller;
	}

	@GetMapping
	@Operation(summary = "What the caller was told, newest first")
	Paged<NotificationDto> listNotifications(@RequestParam(defaultValue = "false") boolean unread,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.inbox.page(me(), unread, PageQuery.of(page, limit)).map(NotificationDto::of);
	}

	@GetMapping("/unread-count")
	@Operation(summary = "How much the caller has not read, at most 10,000")
	CountDto countUnreadNotifications() {
		return new CountDto(this.inbox.unread(me()));
	}

	@GetMapping("/{id}")
	NotificationDto readNotification(@PathVariable UUID id) {
		return this.inbox.one(me(), id).map(NotificationDto::of).orElseThrow(Refusal::notFound);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Marks it as read or unread")
	NotificationDto markNotification(@PathVariable UUID id, @Valid @RequestBody Mark mark) {
		return this.inbox.mark(me(), id, mark.isRead()).map(NotificationDto::of).orElseThrow(Refusal::notFound);
	}

	@PostMapping("/read-all")
	@Operation(summary = "Marks everything as read and tells how much it was")
	CountDto readAllNotifications() {
		return new CountDto(this.inbox.markAll(me()));
	}

	@GetMapping("/preferences")
	@Operation(summary = "Which kinds the caller gets by mail too")
	PreferencesDto readNotificationPreferences(Locale locale) {
		return new PreferencesDto(List.copyOf(this.preferences.byMail(me())), this.preferences.kinds(locale));
	}

	@PutMapping("/preferences")
	@Operation(summary = "Chooses the kinds that come by mail; the others don't")
	PreferencesDto chooseNotificationPreferences(@Valid @RequestBody Choice choice, Locale locale) {
		this.preferences.choose(me(), choice.byMail());
		return readNotificationPreferences(locale);
	}

	@GetMapping("/delivery")
	@Operation(summary = "When the caller is mailed and pushed what is not urgent")
	DeliveryDto readNotificationDelivery() {
		return DeliveryDto.of(this.deliveries.of(me()));
	}

	@PutMapping("/delivery")
	@Operation(summary = "Chooses quiet hours, and mails at once or gathered",
			description = "What waits already leaves when it would by this choice.")
	DeliveryDto chooseNotificationDelivery(@Valid @RequestBody DeliveryDto wanted) {
		return DeliveryDto.of(this.deliveries.choose(me(), wanted.delivery()));
	}

	/**
	 * Platform administrators belong to no tenant, and nobody tells them anything. What
	 * somebody was told may be of anything, so no limited token reads it.
	 */
	private UUID me() {
		Caller caller = this.caller.requireMember();
		if (caller.isLimited()) {
			throw Refusal.forbidden();
		}
		return caller.userId();
	}

	/** Whether it is to be read or unread. */
	@Schema(name = "NotificationMark")
	record Mark(@NotNull Boolean isRead) {
	}

	/**
	 * When somebody is mailed and pushed what is not urgent.
	 *
	 * @param timeZone the IANA name of the clock that the times are of; null for the
	 * tenant's
	 * @param quiet when nothing comes that is not urgent; {@code hours} are those below
	 * @param quietDays the weekdays on which the quiet hours begin
	 * @param quietFrom their first minute
	 * @param quietTo the minute after their last; on the next day where it is before the
	 * first
	 * @param mails whether mails come at once or gathered
	 * @param dailyAt when the daily mail comes
	 */
	@Schema(name = "NotificationDelivery")
	record DeliveryDto(@Nullable @Size(max = 50) String timeZone,
			@NotNull @Pattern(regexp = "never|hours|outside_business_hours") String quiet,
			@NotNull @Size(max = 7) List<@NotNull @Pattern(
					regexp = "monday|tuesday|wednesday|thursday|friday|saturday|sunday") String> quietDays,
			@NotNull @Pattern(regexp = Delivery.TIME) String quietFrom,
			@NotNull @Pattern(regexp = Delivery.TIME + "|24:00") String quietTo,
			@NotNull @Pattern(regexp = "at_once|hourly|daily") String mails,
			@NotNull @Pattern(regexp = Delivery.TIME) String dailyAt) {

		static DeliveryDto of(Delivery delivery) {
			return new DeliveryDto(delivery.timeZone(), delivery.quiet(), delivery.quietDays(), delivery.quietFrom(),
					delivery.quietTo(), delivery.mails(), delivery.dailyAt());
		}

		Delivery delivery() {
			return new Delivery(this.timeZone, this.quiet, this.quietDays, this.quietFrom, this.quietTo, this.mails,
					this.dailyAt);
		}

	}

	/** The kinds that are to come by mail. */
	@Schema(name = "NotificationChoice")
	record Choice(@NotNull Set<@NotNull String> byMail) {
	}

	/**
	 * What somebody was told.
	 *
	 * @param title one line in his language
	 * @param body plain text in his language
	 * @param ticket what it is about
	 */
	@Schema(name = "Notification")
	record NotificationDto(UUID id, String kind, String title, String body, @Nullable TicketDto ticket, boolean isRead,
			Instant createdAt, @Nullable Instant readAt) {

		static NotificationDto of(Notification notification) {
			return new NotificationDto(notification.id(), notification.kind(), notification.title(),
					notification.body(), TicketDto.of(notification.ticket()), notification.readAt() != null,
					notification.createdAt(), notification.readAt());
		}

	}

	/** Points to a ticket. */
	@Schema(name = "NotificationTicket")
	record TicketDto(UUID id, String kind, String number) {

		static @Nullable TicketDto of(@Nullable TicketRef ticket) {
			return (ticket != null) ? new TicketDto(ticket.id(), ticket.kind(), ticket.number()) : null;
		}

	}

	@Schema(name = "NotificationCount")
	record CountDto(int count) {
	}

	/**
	 * Which kinds come by mail.
	 *
	 * @param byMail those that do
	 * @param kinds all there are, with their names in the caller's language
	 */
	@Schema(name = "NotificationPreferences")
	record PreferencesDto(List<String> byMail, List<MailPreferences.Kind> kinds) {
	}

}
