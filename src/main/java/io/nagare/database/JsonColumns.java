package io.nagare.database;

import java.util.Map;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

import org.springframework.boot.autoconfigure.orm.jpa.HibernatePropertiesCustomizer;
import org.springframework.stereotype.Component;

/**
 * How columns of JSON are read and written: the same whatever further modules of Jackson
 * lie on the class path, of which Hibernate by itself takes every one.
 */
@Component
class JsonColumns implements HibernatePropertiesCustomizer {

	@Override
	public void customize(Map<String, Object> hibernateProperties) {
		hibernateProperties.put(MappingSettings.JSON_FORMAT_MAPPER, new JacksonJsonFormatMapper(
				JsonMapper.builder().addModules(new Jdk8Module(), new JavaTimeModule()).build()));
	}

}
