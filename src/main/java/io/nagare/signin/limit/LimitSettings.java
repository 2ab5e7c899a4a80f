package io.nagare.signin.limit;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests a node takes, and of how many it tells, in a minute. So many may also
 * come at once.
 *
 * @param requestsPerUser from one signed-in person or program
 * @param requestsPerAddress from one address, signed in or not; higher, since a whole
 * office may come from one
 * @param refusedTokensPerAddress how many of the tokens that one address shows in vain go
 * on record
 */
@Validated
@ConfigurationProperties("nagare.limits")
public record LimitSettings(@DefaultValue("6000") @Positive int requestsPerUser,
		@DefaultValue("60000") @Positive int requestsPerAddress,
		@DefaultValue("10") @Positive int refusedTokensPerAddress) {
}
