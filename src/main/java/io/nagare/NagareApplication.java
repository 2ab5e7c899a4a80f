package io.nagare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

import io.nagare.client.NagareClient;
import io.nagare.operations.IntegrityCommand;

/**
 * Starts Nagare: one deployable, one database, N equal nodes. Redis is reached only where
 * sessions are kept there.
 */
@Modulithic(systemName = "Nagare", sharedModules = "shared")
@SpringBootApplication(exclude = RedisAutoConfiguration.class)
@ConfigurationPropertiesScan
public class NagareApplication {

	public static void main(String[] args) {
		if (IntegrityCommand.isAskedFor(args)) {
			System.exit(IntegrityCommand.run(NagareApplication.class, args));
		}
		if (NagareClient.isAskedFor(args)) {
			System.exit(NagareClient.run(args));
		}
		SpringApplication.run(NagareApplication.class, args);
	}

}
