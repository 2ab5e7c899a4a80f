/** Reports that people are mailed by a schedule. */
@NullMarked
package io.nagare.reports.schedule;

import org.jspecify.annotations.NullMarked;
