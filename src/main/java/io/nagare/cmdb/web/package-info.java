/** The calls through which people and programs look configuration items up. */
@NullMarked
package io.nagare.cmdb.web;

import org.jspecify.annotations.NullMarked;
