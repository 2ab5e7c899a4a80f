'use strict';

module.exports = require('../rules').ruleOf('timer_not_verb');
