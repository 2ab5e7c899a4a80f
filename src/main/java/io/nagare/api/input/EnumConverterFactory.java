package io.nagare.api.input;

import java.util.Arrays;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/**
 * Reads a parameter as the value of an enum that has this text, as JSON does and
 * {@link InputType} tells.
 */
@SuppressWarnings("rawtypes") // as the contract of ConverterFactory has it
public class EnumConverterFactory implements ConverterFactory<String, Enum> {

	@Override
	public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
		return (word) -> Arrays.stream(type.getEnumConstants())
			.filter((value) -> value.toString().equals(word))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of " + type.getSimpleName()));
	}

}
