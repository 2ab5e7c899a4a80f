/** What devices tell by MQTT and SNMP becomes alerts, by a table that its owner edits. */
@NullMarked
package io.nagare.intake.device;

import org.jspecify.annotations.NullMarked;
