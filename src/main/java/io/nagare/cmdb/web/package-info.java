/** The calls through which people and programs see and keep the CMDB. */
@NullMarked
package io.nagare.cmdb.web;

import org.jspecify.annotations.NullMarked;
