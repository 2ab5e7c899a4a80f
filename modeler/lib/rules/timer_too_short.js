'use strict';

module.exports = require('../rules').ruleOf('timer_too_short');
