package io.nagare.notification;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * An owner's texts of a kind.
 *
 * @param ja in Japanese; null for the shipped one
 * @param en in English; null for the shipped one
 */
@Schema(name = "NotificationTextFields")
public record NoticeTextFields(@Nullable @Valid NoticeTemplate ja, @Nullable @Valid NoticeTemplate en) {
}
