/** Reports and exports of every type of tickets. */
@NullMarked
package io.nagare.reports.web;

import org.jspecify.annotations.NullMarked;
