'use strict';

module.exports = require('../rules').ruleOf('wait_without_timer');
