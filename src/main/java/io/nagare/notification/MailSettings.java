package io.nagare.notification;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent. Spring Boot's {@code spring.mail.*} names the server; without one
 * nothing is mailed.
 *
 * @param from the sender, {@code Nagare <nagare@example.jp>}; needed where there is a
 * server
 * @param kinds the kinds that are mailed to whoever has not chosen otherwise; others only
 * where they are urgent
 * @param pause how long a server that cannot be reached is left alone
 */
@ConfigurationProperties("nagare.mail")
record MailSettings(@Nullable String from, @DefaultValue Set<String> kinds, @DefaultValue("30s") Duration pause) {
}
