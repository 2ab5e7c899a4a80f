'use strict';

module.exports = require('../rules').ruleOf('listener_event');
