package io.nagare.api;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.validation.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets {@link NotBlank} know the blanks of Japanese, as {@link String#isBlank} does. */
@Configuration(proxyBeanMethods = false)
class BlankConfiguration {

	@Bean
	ValidationConfigurationCustomizer japaneseBlanks() {
		return (configuration) -> {
			if (configuration instanceof HibernateValidatorConfiguration hibernate) {
				ConstraintMapping mapping = hibernate.createConstraintMapping();
				mapping.constraintDefinition(NotBlank.class).includeExistingValidators(false).validatedBy(Text.class);
				hibernate.addMapping(mapping);
			}
		};
	}

	/** Wants a character that can be seen. */
	public static class Text implements ConstraintValidator<NotBlank, CharSequence> {

		@Override
		public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
			return value != null && !value.toString().isBlank();
		}

	}

}
