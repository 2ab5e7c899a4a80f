/** Alerts of monitoring, which become incidents: one for each group while it lasts. */
@NullMarked
package io.nagare.intake.alert;

import org.jspecify.annotations.NullMarked;
