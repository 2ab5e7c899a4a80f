'use strict';

module.exports = require('../rules').ruleOf('start_by_event');
