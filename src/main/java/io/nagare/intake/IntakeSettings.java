package io.nagare.intake;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How mailboxes are read.
 *
 * @param largestMail what is larger is not read, but kept where it is and told
 * @param connectTimeout how long a server may take to answer at all
 * @param idle how long a server is listened to before it is asked anew
 * @param poll how often a server is asked that does not tell by itself
 * @param mailboxesPerNode so many mailboxes a node watches at a time
 * @param ticketsPerHour so many tickets an hour one mailbox opens, whoever writes; what
 * comes beyond is held
 * @param answersPerHour so many mails an hour of one sender become notes of one ticket;
 * what comes beyond is held
 * @param alertTicketsPerHour so many incidents an hour one source of alerts opens; what
 * comes beyond is one more, of the storm
 */
@ConfigurationProperties("nagare.intake")
public record IntakeSettings(@DefaultValue("35MB") DataSize largestMail, @DefaultValue("10s") Duration connectTimeout,
		@DefaultValue("4m") Duration idle, @DefaultValue("30s") Duration poll, @DefaultValue("50") int mailboxesPerNode,
		@DefaultValue("200") int ticketsPerHour, @DefaultValue("30") int answersPerHour,
		@DefaultValue("200") int alertTicketsPerHour) {
}
