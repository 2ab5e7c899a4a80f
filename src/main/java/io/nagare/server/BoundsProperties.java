package io.nagare.server;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of one node towards its callers. Time-outs between two packets are Tomcat's
 * own, {@code server.tomcat.connection-timeout} and its like.
 *
 * @param maxBodyOfStrangers the largest body of whoever has not signed in
 * @param maxBody the largest body of a signed-in caller that is neither an upload nor a
 * deployment
 * @param maxDeployment the largest deployment of models
 * @param maxUpload the largest multipart body, or file sent as it is, of a signed-in
 * caller
 * @param headersWithin how long the head of a request may take from its first byte
 * @param bodyWithin how long a node waits for a body, or until its answer is taken,
 * beyond what the slowest rate explains
 * @param slowestRate bytes a second below which a sender counts as too slow
 * @param slowestReader bytes a second below which who takes an answer counts as too slow
 * @param connectionsPerAddress connections open at once from one address
 * @param requestsPerAddress requests in progress at once from one address
 * @param trustedProxies addresses and ranges that may open any number of connections and
 * requests, since many people come through them
 * @param probePort a second port, with threads of its own, that answers nothing but
 * health; none by default
 * @param drain how long a node that stops goes on serving, so that the proxy before it
 * notices; as long as its probes take to fail
 */
@Validated
@ConfigurationProperties("nagare.server")
record BoundsProperties(@DefaultValue("16KB") DataSize maxBodyOfStrangers, @DefaultValue("2MB") DataSize maxBody,
		@DefaultValue("8MB") DataSize maxDeployment, @DefaultValue("51MB") DataSize maxUpload,
		@DefaultValue("10s") Duration headersWithin, @DefaultValue("10s") Duration bodyWithin,
		@DefaultValue("32KB") DataSize slowestRate, @DefaultValue("8KB") DataSize slowestReader,
		@DefaultValue("256") @Positive int connectionsPerAddress, @DefaultValue("64") @Positive int requestsPerAddress,
		@DefaultValue List<String> trustedProxies, @Nullable Integer probePort, @DefaultValue("0s") Duration drain) {
}
