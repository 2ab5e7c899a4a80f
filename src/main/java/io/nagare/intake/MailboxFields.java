package io.nagare.intake;

import java.util.UUID;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a mailbox; what is absent stays, or is as usual.
 *
 * @param name what people call it
 * @param address to whom people write; also the sender's own for answers
 * @param host the IMAP server
 * @param port 993 with TLS, else 143, where nothing is said
 * @param security {@code tls}, {@code starttls} or {@code none}
 * @param username as the server knows it; the address where nothing is said
 * @param auth {@code password} or {@code oauth2}
 * @param password written only
 * @param oauthEndpoint where access tokens are given out
 * @param oauthClientId as the server of tokens knows Nagare
 * @param oauthClientSecret written only
 * @param oauthRefreshToken written only; without one, the client acts by itself
 * @param oauthScope what is asked for
 * @param folder where mails arrive; {@code INBOX} where nothing is said
 * @param doneFolder where taken mails are moved; null for nowhere
 * @param kind the type of its tickets, which everybody may report and which needs no more
 * than a mail says
 * @param categoryId what its tickets are about; null for nothing
 * @param priority what its tickets ask for
 * @param unknownSenders what becomes of mails of people that are not known
 * @param reportAsId who reports for them
 * @param machines what becomes of mails that machines send by themselves
 * @param senderCheck what the mail server must have found out about the sender
 * @param authservId what the mail server calls itself in Authentication-Results
 * @param ticketsPerSender how many tickets one sender may open in an hour
 * @param agentNotes whether reporters read what agents answer by mail
 * @param isActive whether it is read
 */
public record MailboxFields(JsonNullable<@NotBlank @Size(max = 100) String> name,
		JsonNullable<@NotBlank @Email @Size(max = 255) String> address,
		JsonNullable<@NotBlank @Size(max = 255) @Pattern(regexp = "[A-Za-z0-9.:_-]+") String> host,
		JsonNullable<@NotNull @Min(1) @Max(65535) Integer> port,
		JsonNullable<@NotNull @Pattern(regexp = "tls|starttls|none") String> security,
		JsonNullable<@NotBlank @Size(max = 255) String> username,
		JsonNullable<@NotNull @Pattern(regexp = "password|oauth2") String> auth,
		JsonNullable<@Nullable @Size(max = 1000) String> password,
		JsonNullable<@Nullable @Size(max = 1000) String> oauthEndpoint,
		JsonNullable<@Nullable @Size(max = 255) String> oauthClientId,
		JsonNullable<@Nullable @Size(max = 2000) String> oauthClientSecret,
		JsonNullable<@Nullable @Size(max = 10_000) String> oauthRefreshToken,
		JsonNullable<@Nullable @Size(max = 1000) String> oauthScope,
		JsonNullable<@NotBlank @Size(max = 255) String> folder,
		JsonNullable<@Nullable @Size(min = 1, max = 255) String> doneFolder,
		JsonNullable<@NotBlank @Size(max = 50) String> kind, JsonNullable<@Nullable UUID> categoryId,
		JsonNullable<@NotBlank @Size(max = 50) String> priority,
		JsonNullable<@NotNull @Pattern(regexp = "keep|ignore|report_as") String> unknownSenders,
		JsonNullable<@Nullable UUID> reportAsId,
		JsonNullable<@NotNull @Pattern(regexp = "ignore|take") String> machines,
		JsonNullable<@NotNull @Pattern(regexp = "none|spf_or_dkim|dmarc") String> senderCheck,
		JsonNullable<@Nullable @Size(min = 1, max = 255) String> authservId,
		JsonNullable<@NotNull @Min(1) @Max(10_000) Integer> ticketsPerSender,
		JsonNullable<@NotNull @Pattern(regexp = "internal|public") String> agentNotes,
		JsonNullable<@NotNull Boolean> isActive) {
}
