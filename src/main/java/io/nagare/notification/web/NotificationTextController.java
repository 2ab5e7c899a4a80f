package io.nagare.notification.web;

import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.notification.NoticePreviews;
import io.nagare.notification.NoticeTemplate;
import io.nagare.notification.NoticeTextFields;
import io.nagare.notification.NoticeTextService;
import io.nagare.notification.NoticeWording;
import io.nagare.shared.IfMatch;

/** What notices say in the caller's tenant, kind by kind. */
@RestController
@RequestMapping("/api/v1/notification-texts")
@Tag(name = "Notifications")
class NotificationTextController {

	private final NoticeTextService texts;

	private final NoticePreviews previews;

	NotificationTextController(NoticeTextService texts, NoticePreviews previews) {
		this.texts = texts;
		this.previews = previews;
	}

	@GetMapping
	@Operation(summary = "The texts of every kind of notice, own or shipped")
	List<NoticeWording> listNotificationTexts(Locale locale) {
		return this.texts.all(locale);
	}

	@GetMapping("/{event}")
	NoticeWording readNotificationText(@PathVariable String event, Locale locale) {
		return this.texts.one(event, locale);
	}

	@PutMapping("/{event}")
	@Operation(summary = "Writes the tenant's own texts; a language without one has the shipped text")
	NoticeWording writeNotificationText(@PathVariable String event, @Valid @RequestBody NoticeTextFields fields,
			IfMatch ifMatch, Locale locale) {
		return this.texts.keep(event, fields, ifMatch, locale);
	}

	@DeleteMapping("/{event}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Goes back to the shipped texts")
	void restoreNotificationText(@PathVariable String event, IfMatch ifMatch) {
		this.texts.restore(event, ifMatch);
	}

	@PostMapping("/{event}/preview")
	@Operation(summary = "How the mail would read, of a ticket that the caller may read, in both languages")
	NoticePreviews.Previews previewNotificationText(@PathVariable String event, @Valid @RequestBody Draft draft) {
		return this.previews.preview(event, new NoticeTextFields(draft.ja(), draft.en()), draft.ticket());
	}

	@PostMapping("/{event}/test")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Mails it to the caller")
	void testNotificationText(@PathVariable String event, @Valid @RequestBody Trial trial) {
		this.previews.send(event, new NoticeTextFields(trial.ja(), trial.en()), trial.ticket(), trial.language());
	}

	/**
	 * Texts that are not kept yet.
	 *
	 * @param ticket id or number of a ticket; null for samples
	 * @param ja in Japanese; null for the text that is kept
	 * @param en in English; null for the text that is kept
	 */
	@Schema(name = "NotificationTextDraft")
	record Draft(@Nullable @Size(max = 50) String ticket, @Nullable @Valid NoticeTemplate ja,
			@Nullable @Valid NoticeTemplate en) {
	}

	/**
	 * Texts to be mailed to the caller.
	 *
	 * @param language of the mail
	 * @param ticket id or number of a ticket; null for samples
	 * @param ja in Japanese; null for the text that is kept
	 * @param en in English; null for the text that is kept
	 */
	@Schema(name = "NotificationTextTrial")
	record Trial(@NotNull @Pattern(regexp = "ja|en") String language, @Nullable @Size(max = 50) String ticket,
			@Nullable @Valid NoticeTemplate ja, @Nullable @Valid NoticeTemplate en) {
	}

}
